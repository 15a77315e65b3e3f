import CallModel
import Foundation
import IVR
import LineProtocol
import Ledger
import Settings
import Simulation
import SwitchboardCore
import Testing

@Suite("A proposed node goes live only with an approved change request [H5]")
struct ProposedNodeTests {
  /// `1` leads to `new`, in whose place stands `card` until it is approved.
  private static let files =
    SmallMenus.files("accounts.yaml", "\"1\": card", "\"1\": new") + [
      SettingsFile(
        path: "other.yaml", text: "nodes:\n  new:\n    kind: say\n    prompt: bye\n    proposed: card\n    next: bye\n")
    ]
  private static let warning =
    "other.yaml:2:3: warning: the node \"new\" is proposed: callers go to \"card\" until a change request for it is "
    + "approved and the menus are loaded again"

  private func load(_ approved: ChangeApprovals) throws -> LoadedSettings {
    try MenuLoader.load(files: Self.files, approved: approved)
  }

  /// What a caller hears who presses 1.
  private func heard(_ loaded: LoadedSettings) throws -> [String] {
    let settings = SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: 0)
    let world = ScenarioRunner.World(
      settings: settings, makeHost: { SimulatedHost(at: ScenarioRunner.defaultStart) },
      isRightPassword: { _, _ in true }, reload: { .settings(settings) }, start: ScenarioRunner.defaultStart)
    let scenario = try Scenario(name: "proposed", text: "CALL call=a from=13800138000 lang=en\n1\n")
    let result = ScenarioRunner(world: world).run(scenario)
    return result.transcript.filter { $0.contains(" SAY ") }.compactMap { line in
      line.split(separator: " ").first { $0.hasPrefix("prompt=") }.map { String($0.dropFirst("prompt=".count)) }
    }
  }

  @Test func callersMeetTheOtherNodeUntilItIsApproved() throws {
    #expect(try heard(load(.none)) == ["main", "card"])
    #expect(try heard(load(.of([NodeID("elsewhere")]))) == ["main", "card"])
    #expect(try heard(load(.of([NodeID("new")]))) == ["main", "bye", "bye"])
    #expect(try heard(load(.all)) == ["main", "bye", "bye"])
  }

  @Test func theCheckSaysWhichNodesWait() throws {
    #expect(try load(.none).warnings.map(\.description) == [Self.warning])
    #expect(try load(.all).warnings.isEmpty)
    for approved in [ChangeApprovals.none, .all] {
      let review = MenuReview(try load(approved))
      #expect(review.problems.allSatisfy { $0.problem.description == Self.warning }, "\(review.problems)")
    }
  }

  @Test func whatIsApprovedIsPartOfTheVersion() throws {
    let plain = try load(.none)
    let approved = try load(.of([NodeID("new")]))
    #expect(plain.tree.version != approved.tree.version)
    #expect(try load(.of([NodeID("elsewhere")])).tree.version == plain.tree.version)
    #expect(approved.sources.count == plain.sources.count + 1)
    #expect(approved.proposed.map(\.isApproved) == [true] && plain.proposed.map(\.isApproved) == [false])
  }

  @Test func keptSettingsAreTheSameWhenTheyAreReadAgain() throws {
    let directory = "/tmp/ivrd-kept-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    for approved in [ChangeApprovals.none, .all] {
      let loaded = try load(approved)
      let folder = "\(directory)/\(loaded.tree.version)"
      for source in loaded.sources {
        let url = URL(fileURLWithPath: "\(folder)/\(source.path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(source.bytes).write(to: url)
      }
      let again = try MenuLoader.load(kept: folder)
      #expect(again.tree.version == loaded.tree.version)
      #expect(try heard(again) == heard(loaded))
    }
  }

  @Test func whatIsWrongInAProposedNodeIsSaidBeforeItIsApproved() {
    let files = Self.files.map { file in
      guard file.path == "other.yaml" else { return file }
      return SettingsFile(
        path: file.path, text: "nodes:\n  new:\n    kind: say\n    prompt: bye\n    proposed: new\n    next: nowhere\n")
    }
    let problems = SmallMenus.problems(files)
    #expect(problems.contains { $0.hasPrefix("other.yaml:5:15: error: the node that stands in for") }, "\(problems)")
    #expect(problems.contains { $0.hasPrefix("other.yaml:6:11: error:") }, "\(problems)")
  }

  @Test func approvalsHaveNoPlaceAmongTheFilesThatPeopleWrite() {
    let problems = SmallMenus.problems(Self.files + [SettingsFile(path: "approved.yaml", text: "approved: [new]\n")])
    #expect(problems.contains { $0.hasPrefix("approved.yaml:1:1: error: ") }, "\(problems)")
  }
}
