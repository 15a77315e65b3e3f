import ACD
import CallModel
import Foundation
import IVR
import Settings
import Simulation
import SwitchboardCore
import Testing

/// A thousand callers in the menus while these change under them, twenty times and four times badly.
@Suite struct HotReloadTests {
  private static let versions = 20
  private static let callsPerVersion = 50

  private static func shippedFiles() throws -> [SettingsFile] {
    let folder = ShippedScenarioTests.root.appendingPathComponent("menus").resolvingSymlinksInPath()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try paths.filter { $0.hasSuffix(".yaml") }.map { path in
      SettingsFile(path: path, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(path))))
    }
  }

  /// The shipped menus, but that the main menu begins with the version's name, and one node more.
  private static func menus(_ version: Int) throws -> [SettingsFile] {
    try shippedFiles().map { file in
      guard let text = String(bytes: file.bytes, encoding: .utf8) else { return file }
      if file.path == "prompts/en/general.yaml" {
        let words = text.replacing("\nmain: For", with: "\nmain: Version-\(version) For")
        return SettingsFile(path: file.path, text: words)
      }
      guard file.path == "loss.yaml" else { return file }
      return SettingsFile(
        path: file.path,
        text: text.replacing(
          "\n  loss:\n", with: "\n  loss-\(version):\n    kind: say\n    prompt: goodbye\n    next: loss\n\n  loss:\n"
        )
        .replacing("\"2\": loss-of-credit-card", with: "\"2\": loss-\(version)"))
    }
  }

  private static func broken() throws -> [SettingsFile] {
    try shippedFiles() + [SettingsFile(path: "broken.yaml", text: "nodes:\n  x: {kind: say, next: nowhere}\n")]
  }

  private static func answer(_ files: [SettingsFile]) -> Answer {
    do throws(SettingsProblems) {
      let loaded = try MenuLoader.load(files: files)
      return .settings(
        SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit, units: loaded.units))
    } catch {
      return .settingsRefused(problems: error.problems.map(\.description))
    }
  }

  /// What successive reloads get: now and then a broken tree, which must leave no trace.
  private final class Reloads {
    private var answers: [Answer]
    init(_ answers: [Answer]) { self.answers = answers }
    func next() -> Answer { answers.removeFirst() }
  }

  private static func name(_ version: Int, _ place: Int) -> String { "v\(version)-\(place)" }

  /// Lines of the script and what they must get: the number of the call's own version, whatever came since.
  private static func script() -> String {
    var lines: [String] = []
    func hears(_ version: Int, _ call: String) { lines.append("< * \(call) SAY prompt=main :Version-\(version)") }
    for version in 1...versions {
      if version % 5 == 0 { lines += ["ops> RELOAD", "< ERR bad settings-refused"] }
      if version > 1 { lines += ["ops> RELOAD", "< OK"] }
      for place in 0..<callsPerVersion {
        lines.append("CALL call=\(name(version, place)) from=13900000004")
        hears(version, name(version, place))
      }
      // One call of each version so far hears its menu again.
      for older in 1...version {
        lines.append("KEY \(name(older, version)) 9")
        hears(older, name(older, version))
      }
    }
    for version in 1...versions {
      for place in 0..<callsPerVersion {
        lines.append("KEY \(name(version, place)) 9")
        hears(version, name(version, place))
        lines.append("HANGUP \(name(version, place))")
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test func everyCallEndsOnTheMenusItBeganWith() throws {
    let good = try (1...Self.versions).map { Self.answer(try Self.menus($0)) }
    var trees: [String] = []
    for answer in good {
      guard case .settings(let settings) = answer else {
        Issue.record("a changed tree was refused: \(answer)")
        return
      }
      trees.append(settings.tree.version)
    }
    #expect(Set(trees).count == Self.versions, "each tree has a version of its own")
    guard case .settings(let first) = good[0] else { return }
    let bad = Self.answer(try Self.broken())
    var answers: [Answer] = []
    for version in 2...Self.versions {
      if version % 5 == 0 { answers.append(bad) }
      answers.append(good[version - 1])
    }
    let reloads = Reloads(answers)
    let world = ScenarioRunner.World(
      settings: first, makeHost: { SimulatedHost(at: ScenarioRunner.defaultStart) }, isRightPassword: { _, _ in false },
      reload: reloads.next, start: ScenarioRunner.defaultStart)
    let result = ScenarioRunner(world: world).run(try Scenario(name: "reload.call", text: Self.script()))
    if let failure = result.failure { Issue.record(failure) }

    var began: [CallID: String] = [:]
    for version in 1...Self.versions {
      for place in 0..<Self.callsPerVersion { began[CallID(Self.name(version, place))] = trees[version - 1] }
    }
    let records = result.facts.compactMap { fact -> CallRecord? in
      if case .call(let record) = fact { record } else { nil }
    }
    #expect(records.count == 1_000)
    for record in records { #expect(record.menuVersion == began[record.call], "\(record.call)") }
  }

  /// Agents work from 9:00 to 18:30, and after the reload from 10:00 to 11:00: eight hours of work take a day, or eight.
  @Test func whatIsPromisedIsDueByTheHoursOfTheMoment() throws {
    guard case .settings(let first) = Self.answer(try Self.shippedFiles()) else { return }
    var second = first
    let hour = try #require(OpeningHours.Span(from: .hours(10), to: .hours(11)))
    second.acd.dialHours = DialHours(working: OpeningHours(hour))
    let reloads = Reloads([.settings(second)])
    let world = ScenarioRunner.World(
      settings: first, makeHost: { SimulatedHost(at: ScenarioRunner.defaultStart) }, isRightPassword: { _, _ in false },
      reload: reloads.next, start: ScenarioRunner.defaultStart)
    let open = "ops> CENTRE task open purpose=deferred about=c1 phone=13800138000 consent=yes as=1001 :when?"
    let script = """
      ops> CENTRE staff add 6001 name=Liu unit=hr roles=hr user=0
      ops> CENTRE staff add 1001 name=Wang unit=centre roles=agent user=0 as=6001
      CALL call=c1 from=13800138000
      \(open)
      < OK id=TK1001 due=2026-11-24T18:00:00+08:00
      ops> RELOAD
      \(open)
      < OK id=TK1002 due=2026-12-01T11:00:00+08:00
      """
    let result = ScenarioRunner(world: world).run(try Scenario(name: "hours.call", text: script))
    if let failure = result.failure { Issue.record(failure) }
  }
}
