import CallModel
import IVR
import Settings
import Simulation
import SwitchboardCore
import Testing

/// Menus that read well and are wrong all the same: the small menus with a few changes, and what the review says.
struct PathCase: CustomTestStringConvertible, Sendable {
  struct Change: Sendable {
    var path: String
    var find: String
    var replacement: String
  }

  var name: String
  var kind: MenuFinding.Kind
  var changes: [Change]
  /// In the order of the report.
  var problems: [String]

  /// `changes` are files' changes, each a path, what stands there once, and what comes instead.
  init(
    _ name: String, _ kind: MenuFinding.Kind, _ changes: [(String, String, String)], says problems: [String]
  ) {
    self.name = name
    self.kind = kind
    self.changes = changes.map { Change(path: $0.0, find: $0.1, replacement: $0.2) }
    self.problems = problems
  }

  var testDescription: String { name }

  private var files: [SettingsFile] {
    changes.reduce(SmallMenus.files) { files, change in
      files.map { file in
        guard file.path == change.path else { return file }
        let text = String(decoding: file.bytes, as: UTF8.self)
        precondition(text.ranges(of: change.find).count == 1, "\(change.find) doesn't stand once in \(change.path)")
        return SettingsFile(path: file.path, text: text.replacing(change.find, with: change.replacement))
      }
    }
  }

  func review() throws -> MenuReview { MenuReview(try MenuLoader.load(files: files)) }

  func check() throws {
    let review = try review()
    #expect(review.problems.map { "\($0.problem)" } == problems)
    #expect(review.analysis.findings.contains { $0.kind == kind })
    for finding in review.analysis.findings {
      guard let route = finding.route else { continue }
      let taken = try Self.play(route, review)
      #expect(taken.starts(with: route.ways), "\(finding.sentence)")
    }
  }

  /// The ways that a call takes in the production switchboard when it does what the route says.
  private static func play(_ route: MenuRoute, _ review: MenuReview) throws -> [MenuWay] {
    let loaded = review.loaded
    let desks = WalkScript.Desks(loaded.acd, password: "demo")
    let script = WalkScript(route, title: "A finding.", in: loaded.tree, review.world, desks)
    let settings = SwitchboardSettings(tree: loaded.tree, acd: loaded.acd)
    let world = ScenarioRunner.World(
      settings: settings, makeHost: { SimulatedHost(at: ScenarioRunner.defaultStart) },
      isRightPassword: { _, _ in true }, reload: { .settings(settings) }, start: ScenarioRunner.defaultStart)
    let result = ScenarioRunner(world: world).run(try Scenario(name: "finding.call", text: script.text))
    #expect(result.failure == nil, "\(result.failure?.description ?? "")\n\(script.text)")
    return result.ways
  }
}
