import CallModel
import Foundation
import Settings
import Simulation
import SwitchboardCore

/// What the examples run in: the shipped menus, queues and agents, and the demo bank.
struct DocumentWorld: Sendable {
  static let start = ScenarioRunner.defaultStart
  static let shipped = Result { DocumentWorld(loaded: try MenuLoader.load(files: try shippedFiles())) }

  let settings: SwitchboardSettings
  private let passwords: [AgentID: AgentPassword]

  init(loaded: LoadedSettings) {
    settings = Self.settings(loaded)
    passwords = loaded.agentPasswords
  }

  func makeHost() -> any HostLink { SimulatedHost(at: Self.start) }

  func isRight(_ password: Secret, of agent: AgentID) -> Bool { passwords[agent]?.verify(password) ?? false }

  /// The shipped files as a daemon would load them now, with one more beside them or instead of one.
  func load(with file: (name: String, text: String)?) -> Answer {
    do throws(SettingsProblems) {
      var files = (try? Self.shippedFiles()) ?? []
      if let file {
        let path = file.name.hasPrefix("menus/") ? String(file.name.dropFirst(6)) : file.name
        files.removeAll { $0.path == path }
        files.append(SettingsFile(path: path, text: file.text))
      }
      return .settings(Self.settings(try MenuLoader.load(files: files, shownBelow: "menus")))
    } catch {
      return .settingsRefused(problems: error.problems.map(\.description))
    }
  }

  private static func settings(_ loaded: LoadedSettings) -> SwitchboardSettings {
    SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit, units: loaded.units)
  }

  private static func shippedFiles() throws -> [SettingsFile] {
    let folder = ProtocolDocument.root.appendingPathComponent("menus")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try paths.filter { $0.hasSuffix(".yaml") && !$0.split(separator: "/").last!.hasPrefix(".") }.map { path in
      SettingsFile(path: path, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(path))))
    }
  }
}
