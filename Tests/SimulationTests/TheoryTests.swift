import Testing

@testable import Simulation

@Suite struct TheoryTests {
  private func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-6) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
  }

  @Test func studentsQuantilesAreThoseOfTheTables() {
    #expect(close(StudentT.quantile(0.975, degreesOfFreedom: 10), 2.228139, 1e-5))
    #expect(close(StudentT.quantile(0.9995, degreesOfFreedom: 29), 3.659405, 1e-5))
    #expect(close(StudentT.quantile(0.95, degreesOfFreedom: 1), 6.313752, 1e-5))
    #expect(close(StudentT.quantile(0.5, degreesOfFreedom: 5), 0))
  }

  @Test func aMeanHasTheIntervalOfTheTextbook() {
    let sample = SampleMean([1, 2, 3, 4, 5])
    #expect(sample.mean == 3)
    // t(0.975, 4) = 2.776445, s = sqrt(2.5).
    #expect(close(sample.halfWidth(confidence: 0.95), 2.776445 * 2.5.squareRoot() / 5.0.squareRoot(), 1e-5))
    #expect(SampleMean([7]).halfWidth(confidence: 0.95) == .infinity)
  }

  @Test(arguments: [(3, 2.0), (10, 8.5), (40, 36.0), (1, 0.4)])
  func erlangCIsTheBalanceOfStates(agents: Int, load: Double) throws {
    let states = BirthAndDeath(arrivals: load / 180, service: 1 / 180, leaving: 0, agents: agents, room: 2_000)
    let erlang = Erlang(
      arrivalsPerSecond: load / 180, handlingSeconds: 180, patienceSeconds: nil, agents: agents)
    let answer = try #require(erlang.answer(targetSeconds: 20))
    #expect(close(answer.waits, states.waits))
    #expect(close(answer.meanWaitSeconds, states.meanWaitSeconds))
    #expect(close(answer.occupancy, states.occupancy))
  }

  @Test(arguments: [(7, 6.5), (12, 30.0), (50, 48.0), (1, 3.0), (300, 310.0)])
  func erlangAIsTheBalanceOfStates(agents: Int, load: Double) throws {
    let states = BirthAndDeath(arrivals: load / 180, service: 1 / 180, leaving: 1 / 90, agents: agents, room: 2_000)
    let erlang = Erlang(arrivalsPerSecond: load / 180, handlingSeconds: 180, patienceSeconds: 90, agents: agents)
    let answer = try #require(erlang.answer(targetSeconds: 20))
    #expect(close(answer.waits, states.waits))
    #expect(close(answer.abandons, states.abandons))
    #expect(close(answer.meanWaitSeconds, states.meanWaitSeconds))
    #expect(close(answer.occupancy, states.occupancy))
  }

  @Test func serviceLevelsAreThoseOfPublishedRows() throws {
    // Rows C10 and A22 of the oracle.
    let patient = Erlang(arrivalsPerSecond: 200 / 3_600.0, handlingSeconds: 180, patienceSeconds: nil, agents: 14)
    #expect(close(try #require(patient.answer(targetSeconds: 20)).serviceLevel, 0.8883500192))
    let impatient = Erlang(arrivalsPerSecond: 100 / 3_600.0, handlingSeconds: 240, patienceSeconds: 120, agents: 7)
    #expect(close(try #require(impatient.answer(targetSeconds: 20)).serviceLevel, 0.6549020433))
  }

  @Test func blockingIsErlangsB() {
    // Rows B03 and B05 of the oracle.
    #expect(close(Erlang.blocking(load: 10, agents: 10), 0.2145823431, 1e-9))
    #expect(close(Erlang.blocking(load: 25, agents: 30), 0.05260317223, 1e-9))
  }

  @Test func theFewestAgentsReachTheTargetAndOneFewerDoesNot() throws {
    func level(_ agents: Int) throws -> Double {
      let erlang = Erlang(arrivalsPerSecond: 0.1, handlingSeconds: 240, patienceSeconds: 150, agents: agents)
      return try #require(erlang.answer(targetSeconds: 20)).serviceLevel
    }
    let needed = try #require(
      Erlang.agents(
        arrivalsPerSecond: 0.1, handlingSeconds: 240, patienceSeconds: 150, targetSeconds: 20, serviceLevel: 0.8,
        limit: 1_000))
    #expect(try level(needed) >= 0.8 && level(needed - 1) < 0.8)
    #expect(
      Erlang.agents(
        arrivalsPerSecond: 1, handlingSeconds: 300, patienceSeconds: nil, targetSeconds: 20, serviceLevel: 0.8,
        limit: 299)
        == nil)
  }

  @Test func aQueueThatGrowsWithoutEndHasNoAnswer() {
    let erlang = Erlang(arrivalsPerSecond: 1, handlingSeconds: 10, patienceSeconds: nil, agents: 10)
    #expect(!erlang.isStable && erlang.answer(targetSeconds: 20) == nil)
  }
}
