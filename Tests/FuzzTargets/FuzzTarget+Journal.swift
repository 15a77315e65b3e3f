import CallModel
import Foundation
import Journal
import JournalReplay
import SwitchboardCore

extension FuzzTarget {
  /// How the bytes are put: checksums keep almost everything out, so what lies behind them is reached by hand.
  private enum JournalPart: UInt8, CaseIterable { case segment, snapshot, batch, turns, state }

  /// The first byte says what the rest is.
  static func readJournal(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    let parts = JournalPart.allCases
    switch parts[Int(first) % parts.count] {
    case .segment: read(rest, as: "0000000000000001.journal")
    case .snapshot: read(rest, as: "0000000000000001.snapshot")
    case .batch: readBack(rest)
    case .turns: try? readTurns(rest)
    case .state: _ = try? JournalEntryBytes.state(rest, userInfo: [:])
    }
  }

  /// On a disk in memory where there is one.
  private static let directory: String = {
    let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    let path = "\(base)/ivrd-fuzz-\(getpid())"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: FuzzTarget.directory) }
    return path
  }()

  /// Reader and inspection agree on whether a file is damaged.
  private static func read(_ bytes: [UInt8], as name: String) {
    let path = "\(directory)/\(name)"
    defer { unlink(path) }
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { return }
    if name.hasSuffix(".snapshot") {
      let contents = try? JournalReader.snapshot(path)
      let inspection = try? JournalInspection(directory: directory)
      precondition(inspection?.isLost == (contents == nil), "reader and inspection differ on a snapshot")
      return
    }
    _ = try? JournalInspection(directory: directory)
    guard let reader = try? JournalReader(directory: directory) else { return }
    for batch in reader.batches {
      let (segment, range) = reader.contents(of: batch)
      precondition(range.upperBound <= segment.count, "a batch leads out of its segment")
    }
  }

  /// What a writer has written is read back.
  private static func readBack(_ bytes: [UInt8]) {
    let folder = directory + "/batch"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard let empty = try? JournalReader(directory: folder),
      let writer = try? JournalWriter(continuing: empty, segmentSize: 1 << 16),
      (try? writer.append(bytes, count: 3)) != nil, let reader = try? JournalReader(directory: folder)
    else { return }
    let read = reader.batches.first.map { batch in
      let (segment, range) = reader.contents(of: batch)
      return Array(segment[range])
    }
    precondition(read == bytes && reader.lastEntry == 3, "what was written is not what is read")
  }

  private struct NoSettings: Error {}

  /// Turns that no daemon wrote are read or refused. (That what a daemon writes is read as it was is for
  /// `RecordingTests`: bytes that no wire lets through, as a NUL in a line, need not come back the same.)
  private static func readTurns(_ bytes: [UInt8]) throws {
    let head = [UInt8](repeating: 0, count: 16)
    try JournalEntryBytes.forEachTurn(
      in: head + bytes, 0..<(head.count + bytes.count), settings: { _ in throw NoSettings() }
    ) { turn in
      var writer = ByteWriter()
      try turn.write(to: &writer, after: .epoch)
    }
  }
}
