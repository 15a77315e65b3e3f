import Testing

@testable import Simulation

@Suite struct StaffPlanTests {
  private static func demand(_ name: String, _ calls: Double) -> StaffPlan.Demand {
    StaffPlan.Demand(
      name: name, calls: Array(repeating: calls, count: 48), handlingSeconds: 240, patienceSeconds: 150)
  }

  private let plan = StaffPlan(
    demands: [demand("a", 30), demand("b", 30), demand("none", 0)],
    target: StaffPlan.Target(serviceLevel: 0.8, seconds: 20))

  @Test func aQueueAloneNeedsWhatErlangSays() throws {
    let needed = try #require(plan.agents(for: 0, in: 20))
    #expect(plan.agents(for: 2, in: 20) == 0)
    let staffing = try #require(
      plan.staffing(
        teams: [.init(name: "x", serves: [0]), .init(name: "y", serves: [1, 2])], in: 20, seed: 1, callsEach: 1_000))
    // By simulation the same, to one agent: the target may fall between two.
    #expect(staffing.agents.allSatisfy { abs($0 - needed) <= 1 })
    #expect(staffing.serviceLevels[2] == nil && staffing.serviceLevels[0].map { $0.mean >= 0.8 } == true)
  }

  @Test func agentsWithBothSkillsAreFewer() throws {
    let alone = try #require(plan.agents(for: 0, in: 20))
    let staffing = try #require(
      plan.staffing(teams: [.init(name: "both", serves: [0, 1, 2])], in: 20, seed: 1, callsEach: 1_000))
    #expect(staffing.total < 2 * alone)
    #expect(staffing.serviceLevels.compactMap { $0 }.allSatisfy { $0.mean >= 0.8 })
  }

  @Test func aQueueThatNobodyServesHasNoPlan() {
    #expect(plan.staffing(teams: [.init(name: "x", serves: [0])], in: 20, seed: 1) == nil)
  }
}
