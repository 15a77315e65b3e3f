import ACD
import Simulation
import Testing

/// The harness itself, held against formulas that are coded here, for models that no file names.
@Suite struct QueueingSimulationTests {
  private typealias CallerClass = QueueingModel.CallerClass
  private typealias Pool = QueueingModel.Pool
  private static let calls = 700

  private func row(_ model: QueueingModel, _ exact: [(QueueingMeasure, Double)]) -> OracleRow {
    let figures = exact.map { OracleRow.Figure(measure: $0, scope: .all, exact: $1) }
    return OracleRow(id: "T", title: "", model: model, exact: figures)
  }

  private func model(
    load: Double, agents: Int, patience: Double? = nil, room: Int? = nil, strategy: Strategy = .longestIdle
  ) -> QueueingModel {
    QueueingModel(
      classes: [CallerClass(name: "x", arrivalsPerHour: load * 36, patienceSeconds: patience)],
      pools: [Pool(name: "p", agents: agents, handlingSeconds: 100, serves: [0])], agentSelection: strategy,
      maximumWaiting: room)
  }

  private func states(load: Double, agents: Int, patience: Double? = nil, room: Int = 1_000) -> BirthAndDeath {
    BirthAndDeath(
      arrivals: load / 100, service: 1 / 100, leaving: patience.map { 1 / $0 } ?? 0, agents: agents, room: room)
  }

  private func verdicts(_ row: OracleRow, calls: Int = calls) throws -> [OracleCheck.Verdict] {
    let result = try OracleCheck(row: row, callsEach: calls).run()
    #expect(result.auditFindings == [])
    return result.lines.map(\.verdict)
  }

  @Test(arguments: [0, 3]) func callersWithoutRoomAreBlocked(room: Int) throws {
    let exact = states(load: 4, agents: 5, room: room)
    let row = row(
      model(load: 4, agents: 5, room: room), [(.blocked, exact.blocked), (.occupancy, exact.occupancy)])
    #expect(try verdicts(row) == [.agrees, .agrees, .fair])
  }

  @Test func patientCallersWaitAsErlangSays() throws {
    let exact = states(load: 3.2, agents: 5)
    let row = row(
      model(load: 3.2, agents: 5),
      [(.waits, exact.waits), (.meanWaitSeconds, exact.meanWaitSeconds), (.occupancy, exact.occupancy)])
    #expect(try verdicts(row) == [.agrees, .agrees, .agrees, .fair])
  }

  @Test func impatientCallersLeaveAsErlangSays() throws {
    let exact = states(load: 7, agents: 6, patience: 80)
    let row = row(
      model(load: 7, agents: 6, patience: 80),
      [(.waits, exact.waits), (.abandons, exact.abandons), (.meanWaitSeconds, exact.meanWaitSeconds)])
    #expect(try verdicts(row) == [.agrees, .agrees, .agrees, .fair])
  }

  @Test func aFigureThatIsNotTheModelsIsFoundOut() throws {
    let exact = states(load: 7, agents: 6, patience: 80)
    let row = row(model(load: 7, agents: 6, patience: 80), [(.abandons, exact.abandons * 1.2)])
    #expect(try verdicts(row).first == .disagrees)
  }

  @Test func aLinearHuntIsUnfairAndSaidToBe() throws {
    let exact = states(load: 2, agents: 4)
    let row = row(model(load: 2, agents: 4, strategy: .topDown), [(.waits, exact.waits)])
    let result = try OracleCheck(row: row, callsEach: Self.calls).run()
    #expect(result.lines.map(\.verdict) == [.agrees, .unfairByDesign])
    #expect(result.agrees)
  }

  @Test func theSameSeedGivesTheSameCalls() throws {
    let simulation = try QueueingSimulation(model: model(load: 3, agents: 5), seed: 4, callsEach: 500)
    #expect(simulation.replicate(2) == simulation.replicate(2))
    #expect(simulation.replicate(2) != simulation.replicate(3))
  }

  @Test func whatCannotBeModelledIsRefusedInWords() {
    func reason(_ change: (inout QueueingModel) -> Void) -> String? {
      var model = model(load: 3, agents: 5)
      change(&model)
      do throws(QueueingModel.Unsuitable) {
        _ = try QueueingSimulation(model: model, seed: 1, callsEach: 100)
        return nil
      } catch { return error.description }
    }
    #expect(reason { $0.pools[0].agents = 3 }?.contains("steady state") == true)
    #expect(reason { $0.classes.append(CallerClass(name: "y", arrivalsPerHour: 1)) }?.contains("steady state") == true)
    #expect(reason { $0.classes[0].base = 1e13 }?.contains("points") == true)
    #expect(
      reason {
        $0.maximumWaiting = 2
        $0.classes.append(CallerClass(name: "y", arrivalsPerHour: 1, rate: 2))
        $0.pools[0].serves = [0, 1]
      }?.contains("one room") == true)
    #expect(reason { _ in } == nil)
  }

  /// Wallace and Whitt, "A staffing algorithm for call centers with skill-based routing" (2005): two skills an agent
  /// are nearly as good as all.
  @Test func twoSkillsAnAgentAreNearlyAsGoodAsAllSix() throws {
    // Three short replications with the same callers, so that it is quick without optimization; thirty of 20,000
    // calls give 48.1 s and 39.8 s.
    let two = try meanWait(skills: 2)
    let all = try meanWait(skills: 6)
    #expect(two <= 1.3 * all, "\(two) s with two skills, \(all) s with six")
  }

  private func meanWait(skills: Int) throws -> Double {
    let simulation = try QueueingSimulation(model: .crossTrained(skills: skills), seed: 11, callsEach: 3_000)
    return SampleMean((0..<3).map { QueueingMeasure.meanWaitSeconds.value(of: simulation.replicate($0).all)! }).mean
  }
}

extension QueueingModel {
  /// Six call types of 14 erlangs each, 600 s of handling, 90 agents, who have the same number of skills each.
  static func crossTrained(skills: Int) -> QueueingModel {
    let types = 6
    let classes = (0..<types).map { CallerClass(name: "t\($0)", arrivalsPerHour: 84) }
    guard skills < types else {
      return QueueingModel(
        classes: classes, pools: [Pool(name: "all", agents: 90, handlingSeconds: 600, serves: Array(0..<types))])
    }
    // One pool for each pair of types, so that the pairs link all types to each other.
    let pairs = (0..<types).flatMap { a in ((a + 1)..<types).map { [a, $0] } }
    return QueueingModel(
      classes: classes,
      pools: pairs.map { Pool(name: "p\($0[0])\($0[1])", agents: 90 / pairs.count, handlingSeconds: 600, serves: $0) })
  }
}
