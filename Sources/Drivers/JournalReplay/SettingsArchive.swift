import Foundation
import IVR
public import Settings
public import SwitchboardCore
import Synchronization

/// The sources of all settings that a journal speaks of, by version: calls keep the menus with which they began,
/// across restarts too. A folder of YAML for each, for people to look into.
public final class SettingsArchive: Sendable {
  public let directory: String
  /// The journal that has it.
  public var journal: String { (directory as NSString).deletingLastPathComponent }
  private let loaded = Mutex<[String: SwitchboardSettings]>([:])

  public init(directory: String) { self.directory = directory }

  /// The archive of that journal.
  public convenience init(journal: String) { self.init(directory: JournalHistory.settings(in: journal)) }

  /// Whether these settings have been taken before.
  public func has(_ version: String) -> Bool { FileManager.default.fileExists(atPath: folder(version)) }

  private func folder(_ version: String) -> String { "\(directory)/\(version)" }

  /// Puts settings into the archive, whole or not at all.
  public func keep(_ settings: LoadedSettings) throws {
    let version = settings.tree.version
    loaded.withLock { $0[version] = SwitchboardSettings(settings) }
    guard !has(version) else { return }
    let folder = folder(version)
    let files = FileManager.default
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
  public func settings(_ version: String) throws -> SwitchboardSettings {
    if let known = loaded.withLock({ $0[version] }) { return known }
    let settings = SwitchboardSettings(try MenuLoader.load(kept: folder(version)))
    guard settings.tree.version == version else {
      throw ReplayFault.settingsChanged(folder(version))
    }
    loaded.withLock { $0[version] = settings }
    return settings
  }

  /// For reading snapshots.
  public var userInfo: [CodingUserInfoKey: Any] {
    let settings: SwitchboardSettings.Source = { [self] version in try self.settings(version) }
    let trees: MenuTree.Source = { [self] version in try self.settings(version).tree }
    return [SwitchboardSettings.sourceKey: settings, MenuTree.sourceKey: trees]
  }
}

extension SwitchboardSettings {
  public init(_ loaded: LoadedSettings) {
    self.init(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit, units: loaded.units)
  }
}
