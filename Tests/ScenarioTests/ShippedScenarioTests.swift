import CallModel
import Foundation
import Settings
import Simulation
import SwitchboardCore
import Testing

/// The call scripts that ship with the menus, played against the shipped menus and the demo bank.
@Suite struct ShippedScenarioTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appendingPathComponent("menus/scenarios")

  static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".call") }.sorted()

  static let settings = Result { try MenuLoader.load(directory: root.appendingPathComponent("menus").path) }

  static func play(_ name: String) throws -> ScenarioResult {
    let loaded = try settings.get()
    let world = ScenarioRunner.World(
      settings: SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit),
      makeHost: { SimulatedHost(at: ScenarioRunner.defaultStart) },
      isRightPassword: { loaded.agentPasswords[$0]?.verify($1) ?? false },
      reload: { .settings(SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit)) },
      start: ScenarioRunner.defaultStart)
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return ScenarioRunner(world: world).run(try Scenario(name: "menus/scenarios/\(name)", text: text))
  }

  @Test func thereAreScripts() { #expect(Self.names.count >= 10) }

  @Test(arguments: names) func theScriptPasses(name: String) throws {
    let result = try Self.play(name)
    if let failure = result.failure {
      Issue.record("\(failure)\n\(result.transcript.suffix(30).joined(separator: "\n"))")
    }
  }

  /// Two runs of one script give the same lines and the same records: nothing depends on the process.
  @Test(arguments: names) func theScriptIsDeterministic(name: String) throws {
    let first = try Self.play(name)
    let second = try Self.play(name)
    #expect(first.transcript == second.transcript)
    #expect(first.facts == second.facts)
  }
}
