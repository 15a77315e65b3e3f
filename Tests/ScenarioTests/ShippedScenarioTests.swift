import CallModel
import Foundation
import IVR
import Settings
import Simulation
import SwitchboardCore
import Testing

/// The call scripts that ship with the menus, played against the shipped menus and the demo bank.
@Suite struct ShippedScenarioTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appendingPathComponent("menus/scenarios")

  /// Written by hand: what callers want, on the demo bank.
  static let names = scripts(in: "")
  /// One for each edge of the menus that needs one, by `ivrctl menu walk`.
  static let edges = scripts(in: "edges/")

  private static func scripts(in directory: String) -> [String] {
    let path = folder.appendingPathComponent(directory).resolvingSymlinksInPath().path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(".call") }.sorted().map { directory + $0 }
  }

  static let settings = Result { try MenuLoader.load(directory: root.appendingPathComponent("menus").path) }

  /// - Parameter language: the one in which the scripted bank knows its callers, instead of the script's.
  static func play(_ name: String, in language: String? = nil) throws -> ScenarioResult {
    try runner().run(scenario(name, in: language))
  }

  private static func scenario(_ name: String, in language: String? = nil) throws -> Scenario {
    var text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    if let language { text = text.replacing(/lang=(zh|en)/, with: "lang=\(language)") }
    return try Scenario(name: "menus/scenarios/\(name)", text: text)
  }

  private static func runner() throws -> ScenarioRunner {
    let loaded = try settings.get()
    let world = ScenarioRunner.World(
      settings: SwitchboardSettings(
        tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit, units: loaded.units),
      makeHost: { SimulatedHost(at: ScenarioRunner.defaultStart) },
      isRightPassword: { loaded.agentPasswords[$0]?.verify($1) ?? false },
      reload: {
        .settings(
          SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit, units: loaded.units))
      },
      start: ScenarioRunner.defaultStart)
    return ScenarioRunner(world: world)
  }

  /// What a journal keeps of a script does the same again, to the byte.
  @Test(arguments: names) func theScriptCanBeReplayed(name: String) throws {
    let (start, turns, _) = try Self.runner().record(Self.scenario(name))
    let settings = try Self.settings.get()
    let source: SwitchboardSettings.Source = { _ in
      SwitchboardSettings(tree: settings.tree, acd: settings.acd, vipCredit: settings.vipCredit, units: settings.units)
    }
    let trees: MenuTree.Source = { _ in settings.tree }
    var again = try StateDecoder.value(
      Switchboard.self, from: StateEncoder.bytes(of: start),
      userInfo: [SwitchboardSettings.sourceKey: source, MenuTree.sourceKey: trees])
    var (then, now) = (EffectDigest(), EffectDigest())
    for recorded in turns {
      var writer = ByteWriter()
      try recorded.turn.write(to: &writer, after: .epoch)
      var reader = ByteReader(writer.bytes)
      var effects: [Effect] = []
      #expect(again.replay(try Turn(from: &reader, after: .epoch, settings: source), into: &effects))
      try then.add(recorded.effects)
      try now.add(effects)
    }
    #expect(turns.count > 1)
    #expect(then == now)
  }

  @Test func thereAreScripts() { #expect(Self.names.count >= 10) }

  @Test(arguments: names) func theScriptPasses(name: String) throws {
    let result = try Self.play(name)
    if let failure = result.failure {
      Issue.record("\(failure)\n\(result.transcript.suffix(30).joined(separator: "\n"))")
    }
  }

  /// The callers go the same ways in both languages, and hear the words of theirs.
  @Test(arguments: edges) func anEdgeIsTakenInBothLanguages(name: String) throws {
    let chinese = try Self.play(name, in: "zh")
    let english = try Self.play(name, in: "en")
    for failure in [chinese.failure, english.failure] { if let failure { Issue.record(failure) } }
    #expect(!chinese.ways.isEmpty)
    #expect(chinese.ways == english.ways)
  }

  @Test func thereAreEdges() { #expect(Self.edges.count >= 200) }

  /// Two runs of one script give the same lines and the same records: nothing depends on the process.
  @Test(arguments: names) func theScriptIsDeterministic(name: String) throws {
    let first = try Self.play(name)
    let second = try Self.play(name)
    #expect(first.transcript == second.transcript)
    #expect(first.facts == second.facts)
  }
}
