import CallModel
import Foundation
import SystemWords

/// The YAML files of a directory on disk. Names that begin with a dot are left alone, as are files that
/// are no YAML: editors and people leave such things behind.
struct SettingsDirectory {
  private(set) var files: [SettingsFile] = []
  private let root: URL
  private let shown: String
  private let log: ProblemLog

  init(path: String, log: ProblemLog) {
    root = URL(fileURLWithPath: path, isDirectory: true)
    shown = path
    self.log = log
    read("")
    files.sort { $0.path < $1.path }
    if files.count > SettingsLimits.files {
      error(
        files[SettingsLimits.files].path, "there are \(files.count) files; at most \(SettingsLimits.files) are read")
      files = []
    }
  }

  /// `folder` is empty, or ends with a slash.
  private mutating func read(_ folder: String) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
    } catch {
      self.error(folder, "the directory can't be read: \(error.systemWords)")
      return
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder + name
      var isDirectory: ObjCBool = false
      let full = root.appendingPathComponent(path).path
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory) else { continue }
      if isDirectory.boolValue {
        if folder.split(separator: "/").count < 2 { read(path + "/") }
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        if isRegular(full) { readFile(path, full) } else { error(path, "this is no regular file") }
      }
    }
  }

  /// A pipe would keep the reader waiting for ever.
  private func isRegular(_ full: String) -> Bool {
    let resolved = URL(fileURLWithPath: full).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  private mutating func readFile(_ path: String, _ full: String) {
    guard let handle = FileHandle(forReadingAtPath: full) else { return error(path, "the file can't be read") }
    defer { try? handle.close() }
    do {
      // One byte more than allowed, so that a file that is too long is seen to be.
      let bytes = try handle.read(upToCount: SettingsLimits.fileSize + 1) ?? Data()
      files.append(SettingsFile(path: path, bytes: Array(bytes)))
    } catch {
      self.error(path, "the file can't be read: \(error.systemWords)")
    }
  }

  private func error(_ path: String, _ sentence: String) {
    let file = path.isEmpty ? shown : "\(shown)/\(path)"
    log.error(SourcePosition(file: file, line: 1, column: 1), sentence)
  }
}
