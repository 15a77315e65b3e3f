import CallModel
import Settings
import Simulation
import SwitchboardCore
import Testing

/// Nothing tells a caller whether a card exists: the wire's own transcripts are the same, byte by byte and at the
/// same instants, but for the number that he keyed himself.
@Suite struct IndistinguishableTests {
  static let known = "6222020000000015"
  static let unknown = "6222029999999996"
  /// A card whose holder has never set a password.
  static let unset = "6222020000000056"

  private func transcript(card: String, passwords: [String]) throws -> [String] {
    let loaded = try ShippedScenarioTests.settings.get()
    let settings = SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit)
    let world = ScenarioRunner.World(
      settings: settings, makeHost: { SimulatedHost(at: ScenarioRunner.defaultStart) },
      isRightPassword: { _, _ in false }, reload: { .settings(settings) }, start: ScenarioRunner.defaultStart)
    let calls = (0..<2).map { _ in
      "CALL from=02812345678\n2\n1\n\(card)#\n" + passwords.map { "\($0)#\n" }.joined() + "TICK 5000\nHANGUP\n"
    }
    let script = try Scenario(name: "indistinguishable", text: calls.joined())
    let result = ScenarioRunner(world: world).run(script)
    #expect(result.failure == nil, "\(String(describing: result.failure))")
    return result.transcript.map { line in
      passwords.reduce(line.replacing(card, with: "<card>")) { $0.replacing($1, with: "<password>") }
    }
  }

  @Test func anUnknownCardAnswersLikeAWrongPassword() throws {
    let passwords = ["111111", "222222", "333333"]
    let expected = try transcript(card: Self.unknown, passwords: passwords)
    #expect(try transcript(card: Self.known, passwords: passwords) == expected)
    #expect(try transcript(card: Self.unset, passwords: passwords) == expected)
    #expect(expected.contains { $0.contains("prompt=locked") })
    // The comparison sees what it should: a right password at the third attempt sounds different.
    #expect(try transcript(card: Self.known, passwords: ["111111", "222222", "135792"]) != expected)
  }
}
