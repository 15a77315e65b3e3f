import Foundation
import Journal
import Synchronization
import Testing

/// A file of a journal that is gone, or all that was in it, is noticed wherever it matters; and what a power cut may do
/// is not taken for it.
@Suite struct MissingFileTests {
  /// Batches of one entry: 1 to 10, a snapshot after 4 and one after 7, and a segment for every two, of which those
  /// from 5 on are still needed.
  private func journal() throws -> JournalFolder {
    let folder = try JournalFolder()
    let writer = try folder.writer(segmentSize: 100)
    for number in 1...10 {
      try writer.append(Array("batch \(number)".utf8), count: 1)
      if number == 4 || number == 7 {
        try JournalWriter.writeSnapshot(Array("state \(number)".utf8), last: Int64(number), in: folder.path)
      }
    }
    return folder
  }

  /// Whoever starts with it has all ten entries, from the newest snapshot that can be read.
  private func hasAll(_ folder: JournalFolder) throws -> Bool {
    let reader = try JournalReader(directory: folder.path)
    let snapshot = reader.snapshots.last { (try? JournalReader.snapshot($0.path)) != nil }
    guard let snapshot else { return false }
    let after = try folder.contents().filter { (Int64($0.dropFirst(6)) ?? 0) > snapshot.last }
    return after == (snapshot.last + 1...10).map { "batch \($0)" }
  }

  @Test(arguments: [false, true]) func eachFileMayBeMissing(emptied: Bool) throws {
    var refused: [String] = []
    let whole = try journal()
    let names = try FileManager.default.contentsOfDirectory(atPath: whole.path).sorted()
    #expect(names.count == 7, "\(names)")
    for name in names {
      let folder = try journal()
      if emptied {
        try folder.change("\(folder.path)/\(name)") { $0.removeAll() }
      } else {
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
      }
      let inspection = try JournalInspection(directory: folder.path)
      do {
        #expect(try hasAll(folder), "\(name) is missing, and nobody notices")
      } catch let fault as JournalFault {
        refused.append(name)
        #expect("\(fault)".contains("'ivrctl journal repair' goes on"))
        #expect(inspection.isDamaged, "\(name)")
      }
      if inspection.isDamaged { _ = try inspection.repair() }
      #expect(try !JournalInspection(directory: folder.path).isDamaged, "\(name)")
      #expect(try JournalReader(directory: folder.path).lastEntry == inspection.lastKept, "\(name)")
      try folder.writer(segmentSize: 100).append(Array("more".utf8), count: 1)
      #expect(try folder.contents().last == "more", "\(name)")
    }
    // The first of the three that are left is needed by the older snapshot alone.
    #expect(refused == ["0000000000000007.journal", "0000000000000009.journal"])
  }

  @Test func theNewestIsNamed() throws {
    let folder = try journal()
    let path = try folder.segments()[2]
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: JournalFault.missingSegment(path: path)) { try JournalReader(directory: folder.path) }
    let inspection = try JournalInspection(directory: folder.path)
    #expect(inspection.parts.last?.name == "0000000000000009.journal" && inspection.parts.last?.isThere == false)
    // Put back, it goes on.
    let other = try journal()
    try FileManager.default.copyItem(atPath: "\(other.path)/0000000000000009.journal", toPath: path)
    #expect(try hasAll(folder))
  }

  /// All segments and snapshots are gone: that is no new journal.
  @Test func allMayBeMissing() throws {
    let folder = try journal()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "head" {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
    #expect(throws: JournalFault.self) { try JournalReader(directory: folder.path) }
    let inspection = try JournalInspection(directory: folder.path)
    #expect(inspection.isLost)
    _ = try inspection.repair()
    #expect(try JournalReader(directory: folder.path).isEmpty)
  }

  /// What is in a snapshot was durable before: a segment that ends earlier was cut by no crash.
  @Test func aSegmentThatEndsBeforeTheSnapshotIsRefused() throws {
    let folder = try JournalFolder()
    let writer = try folder.writer()
    for number in 1...3 { try writer.append(Array("batch \(number)".utf8), count: 1) }
    try JournalWriter.writeSnapshot(Array("state 2".utf8), last: 2, in: folder.path)
    // Without the third entry it is the end that a crash leaves.
    try folder.change(folder.segments()[0]) { $0.removeLast(31) }
    #expect(try JournalReader(directory: folder.path).lastEntry == 2)
    try folder.change(folder.segments()[0]) { $0.removeLast(1) }
    #expect(throws: JournalFault.self) { try JournalReader(directory: folder.path) }
    let inspection = try JournalInspection(directory: folder.path)
    #expect(inspection.parts.last?.problem?.hasPrefix("the entries from 2 to 2") == true)
    #expect(inspection.lastKept == 2 && inspection.lastSeen == 2)
    _ = try inspection.repair()
    #expect(try JournalReader(directory: folder.path).lastEntry == 2)
  }

  /// Power is lost while a segment is begun, at every call of the disk: what was not durable is gone as a whole, and the
  /// journal is no damaged one.
  @Test func aPowerCutIsNoDamage() throws {
    for call in 1... {
      let folder = try JournalFolder()
      let disk = FaultyDisk(.error, atCall: call, isLasting: true)
      var durable = 0
      do throws(JournalFault) {
        let writer = try JournalWriter(continuing: JournalReader(directory: folder.path), segmentSize: 60, disk: disk)
        for number in 1...6 {
          try writer.append(Array("batch \(number)".utf8), count: 1)
          durable = number
        }
      } catch {
        // The file that was not durable, as the cut may leave it: without its name.
        let names = try folder.segments()
        if names.count > durable, let last = names.last { try FileManager.default.removeItem(atPath: last) }
      }
      #expect(try folder.contents().count >= durable, "call \(call)")
      #expect(try !JournalInspection(directory: folder.path).parts.contains { $0.problem != nil }, "call \(call)")
      if !disk.hasFailed.load(ordering: .relaxed) { return #expect(call > 30) }
    }
  }
}
