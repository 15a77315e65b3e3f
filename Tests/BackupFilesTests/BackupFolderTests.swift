import CallModel
import Foundation
import Testing

@testable import BackupFiles

/// A backup is whole or is refused, with the file that is wrong.
@Suite struct BackupFolderTests {
  /// Goes away with its last holder.
  private final class Folder {
    let path = "/tmp/ivrd-backup-\(UUID().uuidString.prefix(8))"
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
      let url = URL(fileURLWithPath: "\(path)/\(name)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }
  }

  private static let head = BackupManifest.Head(
    server: "ivrd/0.1.0", position: 42, at: Timestamp(microseconds: 7), menus: "abc")
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func made() throws -> BackupFolder {
    let backup = try BackupFolder(making: folder.path + "/copy")
    try folder.write("copy/a.sqlite", "bank")
    try folder.write("source/v1/a file.yaml", "menus")
    try backup.add(folder: folder.path + "/source", as: "settings")
    #expect(try backup.finish(Self.head) == 9)
    return backup
  }

  private func refusal(_ body: () throws -> Void) -> BackupFault? {
    do {
      try body()
      return nil
    } catch {
      return error as? BackupFault
    }
  }

  @Test func whatIsMadeIsCheckedAndRestored() throws {
    let manifest = try made().check()
    #expect(manifest.head == Self.head)
    #expect(manifest.entries.map(\.name) == ["a.sqlite", "settings/v1/a file.yaml"])
    #expect(manifest.entries.map(\.size) == [4, 5])
    try BackupFolder(at: folder.path + "/copy").restore(manifest, into: folder.path + "/new")
    #expect(try folder.read("new/settings/v1/a file.yaml") == "menus")
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/new/a.sqlite")[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let (again, path) = (BackupManifest(head: manifest.head, entries: manifest.entries), "MANIFEST")
    #expect(try BackupManifest(text: again.text, path: path) == manifest)
  }

  @Test func aFolderWithFilesIsNotWrittenInto() throws {
    try folder.write("copy/mine", "")
    let path = folder.path + "/copy"
    #expect(refusal { _ = try BackupFolder(making: path) } == .notEmpty(path))
    #expect(
      refusal { _ = try BackupFolder(making: path + "/mine/below") }?.description.contains(
        "can't be used: Not a directory: name a directory; a part of the path is a file") == true)
    #expect(
      refusal { _ = try BackupFolder(making: path + String(repeating: "y", count: 300)) }?.description
        .contains("can't be used: File name too long: choose a shorter one") == true)
  }

  @Test func whatWasNeverFinishedIsNoBackup() throws {
    _ = try BackupFolder(making: folder.path + "/copy")
    #expect(refusal { _ = try BackupFolder(at: folder.path + "/copy") } == .noManifest(folder.path + "/copy"))
  }

  @Test func everyChangedByteIsFound() throws {
    let backup = try made()
    try folder.write("copy/a.sqlite", "bunk")
    #expect(refusal { _ = try backup.check() } == .damaged(backup.file("a.sqlite")))
    try folder.write("copy/a.sqlite", "ban")
    #expect(refusal { _ = try backup.check() } == .damaged(backup.file("a.sqlite")))
    try FileManager.default.removeItem(atPath: backup.file("a.sqlite"))
    #expect(refusal { _ = try backup.check() } == .missing(backup.file("a.sqlite")))
  }

  @Test func everyShorterManifestIsRefused() throws {
    let text = try made().check().text
    for count in 0..<text.utf8.count {
      let cut = String(decoding: text.utf8.prefix(count), as: UTF8.self)
      guard let fault = refusal({ _ = try BackupManifest(text: cut, path: "M") }) else {
        // Cut at the end of a line, fewer files are named: what is named is right.
        #expect(cut.hasSuffix("\n"))
        continue
      }
      #expect(fault.description.contains("M:") || fault.description.contains("M has the format"))
    }
  }

  @Test(arguments: ["/etc/passwd", "../../etc/passwd", "a/../b", "a//b"])
  func aNameThatLeadsOutIsRefused(name: String) {
    let text = BackupManifest(head: Self.head, entries: [.init(name: name, size: 1, sum: "00")]).text
    #expect(refusal { _ = try BackupManifest(text: text, path: "M") } == .badManifest(path: "M", line: 6))
  }

  @Test func anotherFormatIsNamed() {
    let fault = refusal { _ = try BackupManifest(text: "ivrd-backup 2\n", path: "M") }
    #expect(fault == .otherVersion(path: "M", found: "ivrd-backup 2"))
  }
}
