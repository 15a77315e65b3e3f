import ACD
import Foundation
import Settings
import Simulation
import Testing

@testable import ivrsim

@Suite struct OracleFileTests {
  private static let row = """
    [{"id": "X1", "title": "t", "classes": [{"name": "1", "arrivalsPerHour": 36, "patienceSeconds": null, "base": 0,
      "rate": 1}], "agentSelection": "longest-idle", "maximumWaiting": null, "reservations": [], "targetSeconds": 20.0,
      "pools": [{"name": "all", "agents": 6, "handlingSeconds": 300.0, "serves": ["1"]}], "exact": {"waits": 0.099}}]
    """

  private func read(_ text: String) throws -> [OracleRow] {
    try OracleFile.read(SettingsFile(path: "o.json", text: text))
  }

  private func problems(_ from: String, _ to: String) -> String {
    precondition(Self.row.contains(from), "The row has nothing like that.")
    do {
      _ = try read(Self.row.replacingOccurrences(of: from, with: to))
      return "none"
    } catch { return "\(error)" }
  }

  static func givenRows() throws -> [OracleRow] { try rows(of: "queueing-oracle") }

  private static func rows(of name: String) throws -> [OracleRow] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "json"))
    return try OracleFile.read(SettingsFile(path: "\(name).json", bytes: Array(try Data(contentsOf: url))))
  }

  /// The linear hunt agrees with its row, in every figure, and fails the fairness test that longest-idle passes with
  /// the same callers and agents.
  @Test func theLinearHuntAgreesWithItsRowAndFailsTheFairnessTest() throws {
    var row = try #require(try Self.givenRows().first { $0.id == "O49" })
    let hunt = try OracleCheck(row: row, callsEach: 2_000).run()
    #expect(hunt.agrees)
    let fairness = try #require(hunt.lines.last)
    #expect(fairness.verdict == .unfairByDesign && fairness.simulated < JainIndex.fair)
    #expect(hunt.lines.dropLast().allSatisfy { [.agrees, .agreesWhenRepeated].contains($0.verdict) })
    #expect(
      Set(hunt.lines.map(\.name)).isSuperset(of: ["waits", "occupancy of pool agent1", "occupancy of pool agent4"]))
    row.model.agentSelection = .longestIdle
    row.exact.removeAll { $0.scope != .all }
    #expect(try OracleCheck(row: row, callsEach: 2_000).run().lines.last?.verdict == .fair)
  }

  @Test func allRowsOfTheGivenFileAreRead() throws {
    let rows = try Self.givenRows()
    #expect(rows.count == 21)
    #expect(rows.first { $0.id == "N44" }?.model.classes[0].prefersPools == [0, 1])
    #expect(rows.first { $0.id == "R42" }?.model.reservations.map(\.idleAbove) == [1])
    #expect(rows.first { $0.id == "W47" }?.exact.count == 13)
    #expect(rows.first { $0.id == "B03" }?.model.maximumWaiting == 0)
  }

  @Test(arguments: ["B03", "A26", "W47", "L38", "R42"]) func aFewRowsAgreeAtLittleCost(id: String) throws {
    let row = try #require(try Self.givenRows().first { $0.id == id })
    let result = try OracleCheck(row: row, callsEach: 600).run()
    #expect(result.agrees, "\(result.lines.filter { $0.verdict == .disagrees })")
  }

  /// Agents who take the classes in order do what the bases of D40 say.
  @Test func takingClassesInOrderIsPriority() throws {
    var row = try #require(try Self.givenRows().first { $0.id == "D40" })
    for index in row.model.classes.indices { row.model.classes[index].base = 0 }
    row.model.poolsPreferClassesInOrder = true
    #expect(try OracleCheck(row: row, callsEach: 600).run().agrees)
  }

  @Test func everyFlawIsSaidWithItsPlace() {
    #expect(problems("\"title\"", "\"titel\"").contains("o.json:1:15: error: row X1: unknown key \"titel\""))
    #expect(problems("longest-idle", "longest-idel").contains("did you mean \"longest-idle\""))
    #expect(problems("\"serves\": [\"1\"]", "\"serves\": [\"2\"]").contains("there is no class \"2\""))
    #expect(problems("\"waits\": 0.099", "\"wait\": 0.099").contains("unknown key \"wait\""))
    #expect(problems("\"waits\": 0.099", "").contains("no figure"))
    #expect(problems("\"agents\": 6", "\"agents\": 0").contains("\"agents\" must be a whole number"))
    #expect(problems("36", "fast").contains("error: row X1: \"arrivalsPerHour\" must be a number"))
    #expect(problems("[{\"id\"", "[{\"id").contains("o.json:"))
    #expect(problems("\"rate\": 1", "\"rate\": -1").contains("row X1: \"rate\" must be a number from 0"))
    #expect(problems("300.0", "-300").contains("row X1: \"handlingSeconds\" must be a number"))
    #expect(
      problems("\"arrivalsPerHour\": 36, ", "") == "o.json:1:41: error: row X1: a class needs \"arrivalsPerHour\"",
      "and the pool that serves it is none")
    #expect(
      problems("\"exact\": {\"waits\": 0.099}", "\"retrials\": 3")
        == "o.json:1:2: error: row X1: an oracle row needs \"exact\"\n"
        + "o.json:3:87: error: row X1: unknown key \"retrials\" in an oracle row")
    #expect(
      problems(
        "[{\"name\": \"all\"",
        "[{\"name\": \"all\", \"agents\": 1, \"handlingSeconds\": 2, \"serves\": []}, {\"name\": \"all\""
      ).contains("row X1: the pool \"all\" is there twice"))
  }

  /// Models whose exact figures were calculated apart from this project: Markov chains solved as linear equations,
  /// Cobham's and Kleinrock's formulas, Erlang's.
  @Test(arguments: ["XB1", "XK1", "XC1", "XA2", "XP2", "XG1", "XL1", "XO1", "XR1", "XN2", "XW1"])
  func otherRowsOfTheSameFamiliesAgree(id: String) throws {
    let row = try #require(try Self.rows(of: "more-queueing-models").first { $0.id == id })
    let result = try OracleCheck(row: row, callsEach: 400).run()
    #expect(result.agrees, "\(result.lines.filter { $0.verdict == .disagrees })")
    #expect(result.lines.contains { $0.verdict == .unfairByDesign } == (id == "XO1"))
  }

  @Test func aRowThatIsThereTwiceIsRefused() {
    let twice = "[" + Self.row.dropFirst().dropLast() + "," + Self.row.dropFirst()
    #expect(throws: SettingsProblems.self) { try read(twice) }
  }
}
