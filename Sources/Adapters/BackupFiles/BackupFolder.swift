import CallModel
import Crypto
import Foundation
import SystemWords

/// A backup as a folder of files with a manifest that names each with its size and checksum.
///
/// It knows nothing of what the files are: databases and a journal to those who put them there. The manifest is written
/// last, so a folder without one is a backup that was never finished.
public struct BackupFolder: Sendable {
  public static let manifestName = "MANIFEST"

  public let path: String

  /// Makes the folder for a new backup, readable by its owner only; an empty one may be there already.
  public init(making path: String) throws(BackupFault) {
    self.path = path
    let files = FileManager.default
    if let names = try? files.contentsOfDirectory(atPath: path) {
      guard names.isEmpty else { throw .notEmpty(path) }
      return
    }
    do {
      try files.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      // Foundation keeps it to itself that a part of the path is a file.
      let isBelowFile = access(path, F_OK) != 0 && errno == ENOTDIR
      throw .cannotUse(path: path, reason: isBelowFile ? POSIXError(.ENOTDIR).systemWords : error.systemWords)
    }
  }

  /// A backup that was made earlier.
  public init(at path: String) throws(BackupFault) {
    self.path = path
    guard access("\(path)/\(Self.manifestName)", F_OK) == 0 else {
      guard errno == EACCES else { throw .noManifest(path) }
      throw .cannotUse(path: path, reason: POSIXError(.EACCES).systemWords)
    }
  }

  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Copies a folder and all that is in it. File by file: copying it as a whole would give each file to its owner, which
  /// a hardened unit may not do, not even where he has it already.
  public func add(folder source: String, as name: String) throws(BackupFault) {
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: file(name), withIntermediateDirectories: true)
      // A folder stands before what is in it.
      for path in try files.subpathsOfDirectory(atPath: source).sorted() {
        var isFolder: ObjCBool = false
        _ = files.fileExists(atPath: "\(source)/\(path)", isDirectory: &isFolder)
        let target = file("\(name)/\(path)")
        if isFolder.boolValue {
          try files.createDirectory(atPath: target, withIntermediateDirectories: true)
        } else {
          try Data(contentsOf: URL(fileURLWithPath: "\(source)/\(path)")).write(to: URL(fileURLWithPath: target))
        }
      }
    } catch {
      throw .cannotUse(path: file(name), reason: error.systemWords)
    }
  }

  /// Takes back what was begun.
  public func discard() { try? FileManager.default.removeItem(atPath: path) }

  /// Makes all files durable and writes the manifest. Gives the bytes of all files.
  @discardableResult
  public func finish(_ head: BackupManifest.Head) throws(BackupFault) -> Int64 {
    var entries: [BackupManifest.Entry] = []
    for name in try names() {
      try makeDurable(file(name))
      entries.append(try Self.entry(name, at: file(name)))
    }
    let manifest = BackupManifest(head: head, entries: entries)
    do {
      try Data(manifest.text.utf8).write(to: URL(fileURLWithPath: file(Self.manifestName)))
      chmod(file(Self.manifestName), 0o600)
    } catch {
      throw .cannotUse(path: file(Self.manifestName), reason: error.systemWords)
    }
    try makeDurable(file(Self.manifestName))
    try makeDurable(path)
    return entries.reduce(0) { $0 + $1.size }
  }

  /// Reads the manifest and checks every file against it. `progress` hears of bytes done.
  public func check(progress: (Int64, _ total: Int64) -> Void = { _, _ in }) throws(BackupFault) -> BackupManifest {
    guard let data = FileManager.default.contents(atPath: file(Self.manifestName)) else {
      throw .cannotUse(path: file(Self.manifestName), reason: "it can't be read")
    }
    let manifest = try BackupManifest(text: String(decoding: data, as: UTF8.self), path: file(Self.manifestName))
    let total = manifest.entries.reduce(0) { $0 + $1.size }
    var done: Int64 = 0
    for entry in manifest.entries {
      guard FileManager.default.fileExists(atPath: file(entry.name)) else { throw .missing(file(entry.name)) }
      guard try Self.entry(entry.name, at: file(entry.name)) == entry else { throw .damaged(file(entry.name)) }
      done += entry.size
      progress(done, total)
    }
    return manifest
  }

  /// Copies the files into a directory, each readable by its owner only, durable when this returns.
  public func restore(_ manifest: BackupManifest, into directory: String) throws(BackupFault) {
    let files = FileManager.default
    for entry in manifest.entries {
      let target = "\(directory)/\(entry.name)"
      do {
        try files.createDirectory(
          atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        try files.copyItem(atPath: file(entry.name), toPath: target)
      } catch {
        throw .cannotUse(path: target, reason: error.systemWords)
      }
      chmod(target, 0o600)
      try makeDurable(target)
    }
    try makeDurable(directory)
  }

  /// All files below, in the order of their names.
  private func names() throws(BackupFault) -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: path).sorted().filter { name in
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: file(name), isDirectory: &isDirectory) && !isDirectory.boolValue
      }
    } catch {
      throw .cannotUse(path: path, reason: error.systemWords)
    }
  }

  private static let pieceSize = 1 << 20

  private static func entry(_ name: String, at path: String) throws(BackupFault) -> BackupManifest.Entry {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .cannotUse(path: path, reason: String(cString: strerror(errno)))
    }
    var sum = SHA256()
    var size: Int64 = 0
    do {
      while let piece = try handle.read(upToCount: pieceSize), !piece.isEmpty {
        sum.update(data: piece)
        size += Int64(piece.count)
      }
    } catch {
      throw .cannotUse(path: path, reason: error.systemWords)
    }
    let hex = sum.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return BackupManifest.Entry(name: name, size: size, sum: hex)
  }

  private func makeDurable(_ path: String) throws(BackupFault) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw .cannotUse(path: path, reason: String(cString: strerror(errno)))
    }
  }
}

/// Why a backup can't be made, read or restored, in a sentence that says what to do.
public enum BackupFault: Error, Hashable, Sendable, CustomStringConvertible {
  case notEmpty(String)
  case cannotUse(path: String, reason: String)
  /// No backup, or one that was never finished.
  case noManifest(String)
  case badManifest(path: String, line: Int)
  case otherVersion(path: String, found: String)
  case missing(String)
  case damaged(String)

  public var description: String {
    switch self {
    case .notEmpty(let path): "\(path) has files in it already; choose another"
    case .cannotUse(let path, let reason): "\(path) can't be used: \(reason)"
    case .noManifest(let path):
      "\(path) is no backup, or one that was never finished: it has no \(BackupFolder.manifestName); use another"
    case .badManifest(let path, let line): "\(path):\(line): this is no line of a manifest; use another backup"
    case .otherVersion(let path, let found):
      "\(path) has the format \(found), and this program knows \(BackupManifest.format); use the ivrctl that made it"
    case .missing(let path): "the backup is damaged: \(path) is missing; use another backup"
    case .damaged(let path): "the backup is damaged: \(path) is not as it was written; use another backup"
    }
  }
}
