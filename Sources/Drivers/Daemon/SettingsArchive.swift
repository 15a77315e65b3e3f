import Foundation
import IVR
import NIOConcurrencyHelpers
import Settings
import SwitchboardCore

/// The sources of all settings that a journal speaks of, by version: calls keep the menus with which they began,
/// across restarts too. A folder of YAML for each, for people to look into.
final class SettingsArchive: Sendable {
  let directory: String
  private let loaded = NIOLockedValueBox<[String: SwitchboardSettings]>([:])

  init(directory: String) { self.directory = directory }

  /// Puts settings into the archive, whole or not at all.
  func keep(_ settings: LoadedSettings) throws {
    let version = settings.tree.version
    loaded.withLockedValue { $0[version] = SwitchboardSettings(settings) }
    let folder = "\(directory)/\(version)"
    let files = FileManager.default
    guard !files.fileExists(atPath: folder) else { return }
    let draft = "\(folder).draft"
    try? files.removeItem(atPath: draft)
    let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    for source in settings.sources {
      let path = "\(draft)/\(source.path)"
      let parent = (path as NSString).deletingLastPathComponent
      try files.createDirectory(atPath: parent, withIntermediateDirectories: true, attributes: mode)
      try Data(source.bytes).write(to: URL(fileURLWithPath: path))
    }
    try files.moveItem(atPath: draft, toPath: folder)
  }

  /// The settings of a version; read again where they are not in memory.
  func settings(_ version: String) throws -> SwitchboardSettings {
    if let known = loaded.withLockedValue({ $0[version] }) { return known }
    let settings = SwitchboardSettings(try MenuLoader.load(directory: "\(directory)/\(version)"))
    guard settings.tree.version == version else {
      throw DaemonFailure.cannotUse("the archived settings \(directory)/\(version) were changed")
    }
    loaded.withLockedValue { $0[version] = settings }
    return settings
  }

  /// For reading snapshots.
  var userInfo: [CodingUserInfoKey: Any] {
    let settings: SwitchboardSettings.Source = { [self] version in try self.settings(version) }
    let trees: MenuTree.Source = { [self] version in try self.settings(version).tree }
    return [SwitchboardSettings.sourceKey: settings, MenuTree.sourceKey: trees]
  }
}
