import Foundation
import Journal
import Testing

/// What was appended is found again; what a crash may leave is cut off; what a crash can't have done is refused.
@Suite struct JournalTests {
  private func fill(_ folder: JournalFolder, _ batches: Int, segmentSize: Int = 1 << 20) throws {
    let writer = try folder.writer(segmentSize: segmentSize)
    for number in 1...batches { try writer.append(Array("batch \(number)".utf8), count: number) }
  }

  @Test func whatWasAppendedIsFoundAgain() throws {
    let folder = try JournalFolder()
    try fill(folder, 3)
    #expect(try folder.contents() == ["batch 1", "batch 2", "batch 3"])
    let writer = try folder.writer()
    #expect(writer.next == 7)
    try writer.append(Array("more".utf8), count: 1)
    #expect(try folder.contents().last == "more")
  }

  @Test func anEmptyDirectoryIsANewJournal() throws {
    let reader = try JournalReader(directory: JournalFolder().path)
    #expect(reader.isEmpty)
    #expect(reader.lastEntry == 0)
  }

  @Test func aLongJournalHasSeveralSegments() throws {
    let folder = try JournalFolder()
    try fill(folder, 5, segmentSize: 40)
    #expect(try folder.segments().count == 5)
    #expect(try folder.contents().count == 5)
  }

  /// Wherever a crash cuts the last batch short, the others are there, and the journal goes on.
  @Test func aTornEndIsCutOff() throws {
    for cut in 1...30 {
      let folder = try JournalFolder()
      try fill(folder, 3)
      try folder.change(folder.segments()[0]) { $0.removeLast(cut) }
      #expect(try folder.contents() == ["batch 1", "batch 2"], "cut by \(cut)")
      try folder.writer().append(Array("again".utf8), count: 1)
      #expect(try folder.contents() == ["batch 1", "batch 2", "again"])
    }
  }

  @Test func aTornEndOfGarbageIsCutOff() throws {
    let folder = try JournalFolder()
    try fill(folder, 2)
    try folder.change(folder.segments()[0]) { $0 += Data("IVRB garbage that no checksum fits".utf8) }
    #expect(try folder.contents() == ["batch 1", "batch 2"])
  }

  /// A byte that changed in a batch that others follow: no crash does that.
  @Test func damageIsRefusedWithTheWayOn() throws {
    let folder = try JournalFolder()
    try fill(folder, 3)
    try folder.change(folder.segments()[0]) { $0[20 + 24 + 2] ^= 1 }
    let fault = try #require(throws: JournalFault.self) { try JournalReader(directory: folder.path) }
    guard case .damaged(_, offset: 20, _) = fault else {
      Issue.record("\(fault)")
      return
    }
    #expect("\(fault)".contains("'ivrctl journal check' says what is left, and 'ivrctl journal repair' goes on"))
  }

  @Test func aMissingFileIsNoticed() throws {
    let folder = try JournalFolder()
    try fill(folder, 3, segmentSize: 40)
    try FileManager.default.removeItem(atPath: folder.segments()[1])
    #expect(throws: JournalFault.missing(directory: folder.path, firstMissing: 2)) {
      try JournalReader(directory: folder.path)
    }
  }

  @Test func anotherFormatIsRefused() throws {
    let folder = try JournalFolder()
    try fill(folder, 1)
    // The header says version 99, and its checksum fits: what a later program would have written.
    try folder.change(folder.segments()[0]) { $0.replaceSubrange(0..<20, with: Self.headerOfVersion99) }
    let fault = try #require(throws: JournalFault.self) { try JournalReader(directory: folder.path) }
    guard case .otherVersion(_, found: 99, known: 3) = fault else {
      Issue.record("\(fault)")
      return
    }
  }

  /// "IVRJ", 99, entry 1, CRC-32C of these.
  private static let headerOfVersion99: [UInt8] = {
    var bytes: [UInt8] = Array("IVRJ".utf8) + [99, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    var rest: UInt32 = ~0
    for byte in bytes {
      rest ^= UInt32(byte)
      for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0x82F6_3B78 : rest >> 1 }
    }
    for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: ~rest >> UInt32(8 * place))) }
    return bytes
  }()

  @Test func snapshotsMakeOldSegmentsNeedless() throws {
    let folder = try JournalFolder()
    try fill(folder, 4, segmentSize: 40)
    for last: Int64 in [1, 3, 6] {
      try JournalWriter.writeSnapshot(Array("state \(last)".utf8), last: last, in: folder.path)
    }
    let reader = try JournalReader(directory: folder.path)
    #expect(reader.snapshots.map(\.last) == [3, 6])
    // What the older of the two lacks is still there: entries 4 on.
    #expect(reader.batches.map(\.first) == [4, 7])
    #expect(try JournalReader.snapshot(reader.snapshots[1].path) == Array("state 6".utf8))
  }

  @Test func aDamagedSnapshotIsRefused() throws {
    let folder = try JournalFolder()
    try JournalWriter.writeSnapshot(Array("state".utf8), last: 0, in: folder.path)
    let path = try JournalReader(directory: folder.path).snapshots[0].path
    try folder.change(path) { $0[$0.count - 1] ^= 1 }
    #expect(throws: JournalFault.self) { try JournalReader.snapshot(path) }
  }
}
