import Foundation
import Journal
import Testing

/// A damaged journal: what is wrong is said, and what can be gone on with is kept.
@Suite struct JournalRepairTests {
  /// Batches of one entry: 1 to 10, a snapshot after 4 and one after 7, and a segment for every three.
  private func journal() throws -> JournalFolder {
    let folder = try JournalFolder()
    let writer = try folder.writer(segmentSize: 120)
    for number in 1...10 {
      try writer.append(Array("batch \(number)".utf8), count: 1)
      if number == 4 || number == 7 {
        try JournalWriter.writeSnapshot(Array("state \(number)".utf8), last: Int64(number), in: folder.path)
      }
    }
    return folder
  }

  @Test func aWholeJournalHasNothingWrong() throws {
    let folder = try journal()
    let inspection = try JournalInspection(directory: folder.path)
    #expect(!inspection.isDamaged)
    #expect(inspection.newestSnapshot == 7)
    #expect(inspection.lastKept == 10 && inspection.lastSeen == 10)
  }

  @Test func aTornEndIsNoDamage() throws {
    let folder = try journal()
    try folder.change(try #require(folder.segments().last)) { $0.append(contentsOf: [1, 2, 3]) }
    let inspection = try JournalInspection(directory: folder.path)
    #expect(!inspection.isDamaged)
    #expect(inspection.parts.last?.tornBytes == 3)
  }

  /// Whatever byte of whatever file is changed: either the daemon reads the same as before, or it refuses and the repair
  /// leads to a journal that it reads, with a row of entries as they were, and says what is lost.
  @Test func anyByteMayBeDamaged() throws {
    let whole = try journal()
    let names = try Self.files(of: whole)
    for name in names {
      let size = try Data(contentsOf: URL(fileURLWithPath: "\(whole.path)/\(name)")).count
      for place in stride(from: 0, to: size, by: 7) {
        let folder = try JournalFolder()
        for name in names {
          try FileManager.default.copyItem(atPath: "\(whole.path)/\(name)", toPath: "\(folder.path)/\(name)")
        }
        try folder.change("\(folder.path)/\(name)") { $0[place] ^= 0x40 }
        let inspection = try JournalInspection(directory: folder.path)
        #expect(!inspection.isLost, "the other snapshot is left")
        let kept = inspection.lastKept
        let aside = try inspection.repair()
        let reader = try JournalReader(directory: folder.path)
        #expect(reader.lastEntry == kept)
        #expect(try !JournalInspection(directory: folder.path).isDamaged)
        let snapshot = try #require(reader.snapshots.last)
        let found = try folder.contents()
        #expect(found == (0..<(kept - snapshot.last)).map { "batch \(snapshot.last + 1 + $0)" })
        // All that was there is still there.
        #expect(try FileManager.default.contentsOfDirectory(atPath: aside).sorted() == names)
        // And it can be gone on with.
        try folder.writer().append(Array("more".utf8), count: 1)
        #expect(try folder.contents().last == "more")
      }
    }
  }

  /// All but the room that is set aside, and the note of the newest segment, which `MissingFileTests` looks at.
  private static func files(of folder: JournalFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !["spare", "head"].contains($0) }.sorted()
  }

  @Test func entriesThatFollowTheDamageAreSaidToBeLost() throws {
    let folder = try journal()
    // The eighth entry: after the newest snapshot.
    let path = try #require(
      folder.segments().first { try Data(contentsOf: URL(fileURLWithPath: $0)).contains(Data("batch 8".utf8)) })
    try folder.change(path) { data in
      let range = data.range(of: Data("batch 8".utf8))!
      data[range.lowerBound] ^= 1
    }
    let inspection = try JournalInspection(directory: folder.path)
    #expect(inspection.isDamaged)
    #expect(inspection.lastKept == 7 && inspection.lastSeen == 10)
    #expect(inspection.parts.contains { $0.problem?.hasPrefix("broken from byte") == true })
  }

  @Test func withoutASnapshotNothingIsLeft() throws {
    let folder = try journal()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".snapshot") {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
    let inspection = try JournalInspection(directory: folder.path)
    #expect(inspection.isLost && inspection.isDamaged)
    _ = try inspection.repair()
    #expect(try JournalReader(directory: folder.path).isEmpty)
  }
}

extension Data {
  fileprivate func contains(_ other: Data) -> Bool { range(of: other) != nil }
}
