import Glibc

/// Appends batches to a journal and makes them durable, writes snapshots, and removes what they make needless.
/// Used by one thread at a time.
public final class JournalWriter: @unchecked Sendable {
  // @unchecked: `file` and `end` are used by the one thread that commits.
  /// A segment that is longer is followed by a new one.
  public static let segmentSize = 64 * 1_024 * 1_024
  /// Snapshots that are kept, the newest and those before it: should the newest be unreadable.
  public static let snapshotsKept = 2

  private let directory: String
  private let segmentSize: Int
  private var file: JournalFile?
  private var end = 0
  /// The next entry's number.
  public private(set) var next: Int64

  /// Goes on after what the reader found; the torn end is cut off.
  public init(continuing reader: JournalReader, segmentSize: Int = JournalWriter.segmentSize) throws(JournalFault) {
    directory = reader.directory
    self.segmentSize = segmentSize
    next = reader.lastEntry + 1
    if let last = reader.segments.last {
      let file = try JournalFile(writing: last.path)
      if last.end < last.bytes.count { try file.cut(to: last.end) }
      self.file = consume file
      end = last.end
    }
  }

  /// Returns when the batch is durable. After a failure nothing of it counts, and the same may be tried again.
  public func append(_ contents: [UInt8], count: Int) throws(JournalFault) {
    if file == nil || end >= segmentSize { try begin() }
    let bytes = JournalFormat.batchHeader(first: next, count: count, contents: contents) + contents
    try file!.write(bytes, at: end)
    try file!.makeDurable()
    end += bytes.count
    next += Int64(count)
  }

  private func begin() throws(JournalFault) {
    let path = "\(directory)/\(JournalFormat.segmentName(first: next))"
    let new = try JournalFile(writing: path)
    let header = JournalFormat.header(JournalFormat.segmentMagic, entry: next)
    try new.write(header, at: 0)
    try new.cut(to: header.count)
    try JournalFile.makeDurable(directory: directory)
    file = consume new
    end = header.count
  }

  /// Writes a snapshot of the state after entry `last`, whole or not at all, and removes older snapshots and the
  /// segments that only they needed. May run beside `append`, on another thread.
  public static func writeSnapshot(_ contents: [UInt8], last: Int64, in directory: String) throws(JournalFault) {
    let path = "\(directory)/\(JournalFormat.snapshotName(last: last))"
    let draft = path + ".draft"
    do {
      let file = try JournalFile(writing: draft)
      let bytes =
        JournalFormat.header(JournalFormat.snapshotMagic, entry: last)
        + JournalFormat.batchHeader(first: last, count: 1, contents: contents) + contents
      try file.write(bytes, at: 0)
      try file.cut(to: bytes.count)
    }
    guard rename(draft, path) == 0 else { throw JournalFile.fault(path) }
    try JournalFile.makeDurable(directory: directory)
    try prune(directory)
  }

  private static func prune(_ directory: String) throws(JournalFault) {
    let names = try JournalFile.names(in: directory)
    let snapshots = names.filter { $0.hasSuffix(".snapshot") }
    for name in snapshots.dropLast(snapshotsKept) { unlink("\(directory)/\(name)") }
    guard let oldest = snapshots.suffix(snapshotsKept).first.flatMap({ Int64($0.dropLast(9)) }) else { return }
    let segments = names.filter { $0.hasSuffix(".journal") }
    // A segment is needless when the next one begins at or before the first entry that the snapshot lacks.
    for (name, following) in zip(segments, segments.dropFirst()) {
      if let first = Int64(following.dropLast(8)), first <= oldest + 1 { unlink("\(directory)/\(name)") }
    }
  }
}
