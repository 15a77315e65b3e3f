/// Appends batches to a journal and makes them durable, writes snapshots, and removes what they make needless.
/// Used by one thread at a time.
public final class JournalWriter: @unchecked Sendable {
  // @unchecked: `file`, `end`, `hasReserve` and `hasRoom` are used by the one thread that commits.
  /// A segment that would become longer is followed by a new one.
  public static let segmentSize = 16 * 1_024 * 1_024
  /// Snapshots that are kept, the newest and those before it: should the newest be unreadable.
  public static let snapshotsKept = 2

  private let directory: String
  private let segmentSize: Int
  private let disk: any JournalDisk
  private var file: JournalFile?
  private var end = 0
  /// The next entry's number.
  public private(set) var next: Int64
  /// The room for this segment and for the next is set aside.
  private var hasReserve = false
  /// New things may be begun. A disk that is full is noticed while there is still room set aside for what calls in
  /// progress do: `look` tells.
  public private(set) var hasRoom = false

  /// Goes on after what the reader found; the torn end is cut off.
  public init(
    continuing reader: JournalReader, segmentSize: Int = JournalWriter.segmentSize,
    disk: any JournalDisk = SystemDisk()
  ) throws(JournalFault) {
    directory = reader.directory
    self.segmentSize = segmentSize
    self.disk = disk
    next = reader.lastEntry + 1
    if let last = reader.segments.last {
      let file = try JournalFile(writing: last.path, on: disk)
      if last.end < last.bytes.count { try file.cut(to: last.end) }
      self.file = consume file
      end = last.end
    }
    look()
  }

  private var sparePath: String { "\(directory)/\(JournalFormat.spareName)" }

  /// Returns when the batch is durable. After a failure nothing of it counts, and the same may be tried again.
  public func append(_ contents: [UInt8], count: Int) throws(JournalFault) {
    let bytes = JournalFormat.batchHeader(first: next, count: count, contents: contents) + contents
    if file == nil || (end > JournalFormat.headerSize && end + bytes.count > segmentSize) { try begin() }
    try file!.write(bytes, at: end)
    try file!.makeDurable()
    end += bytes.count
    next += Int64(count)
    if !hasReserve { look() }
  }

  /// Looks how much room the disk has.
  public func look() {
    if !hasReserve { reserve() }
    // Others write to this disk too (the bank, the records): they need as much again.
    let room = (try? disk.room(directory)) ?? 0
    hasRoom = hasReserve && room >= segmentSize
  }

  /// The room of this segment and of the next; that there is none is no failure yet.
  private func reserve() {
    do throws(JournalFault) {
      if file != nil { try file!.reserve(to: segmentSize) }
      let spare = try JournalFile(writing: sparePath, on: disk)
      try spare.reserve(to: segmentSize)
      hasReserve = true
    } catch {
      hasReserve = false
    }
  }

  private func begin() throws(JournalFault) {
    let path = "\(directory)/\(JournalFormat.segmentName(first: next))"
    hasReserve = false
    // Where there is no spare, a new file does as long as the disk gives room.
    do { try disk.rename(sparePath, to: path) } catch {}
    let new = try JournalFile(writing: path, on: disk)
    let header = JournalFormat.header(JournalFormat.segmentMagic, entry: next)
    try new.write(header, at: 0)
    try new.makeDurable()
    do { try disk.makeDurable(directory: directory) } catch { throw JournalFault(directory, error) }
    file = consume new
    end = header.count
  }

  /// Writes a snapshot of the state after entry `last`, whole or not at all, and removes older snapshots and the
  /// segments that only they needed. May run beside `append`, on another thread.
  public static func writeSnapshot(
    _ contents: [UInt8], last: Int64, in directory: String, disk: any JournalDisk = SystemDisk()
  ) throws(JournalFault) {
    let path = "\(directory)/\(JournalFormat.snapshotName(last: last))"
    let draft = path + ".draft"
    do throws(JournalFault) {
      let file = try JournalFile(writing: draft, on: disk)
      let bytes =
        JournalFormat.header(JournalFormat.snapshotMagic, entry: last)
        + JournalFormat.batchHeader(first: last, count: 1, contents: contents) + contents
      try file.write(bytes, at: 0)
      try file.cut(to: bytes.count)
      do { try disk.rename(draft, to: path) } catch { throw JournalFault(path, error) }
    } catch {
      // What was written of it takes the room that others need.
      try? disk.remove(draft)
      throw error
    }
    do { try disk.makeDurable(directory: directory) } catch { throw JournalFault(directory, error) }
    try prune(directory, disk)
  }

  private static func prune(_ directory: String, _ disk: any JournalDisk) throws(JournalFault) {
    let names = try JournalFile.names(in: directory)
    let snapshots = names.filter { $0.hasSuffix(".snapshot") }
    // What can't be removed now is removed after the next snapshot.
    for name in snapshots.dropLast(snapshotsKept) { try? disk.remove("\(directory)/\(name)") }
    guard let oldest = snapshots.suffix(snapshotsKept).first.flatMap({ Int64($0.dropLast(9)) }) else { return }
    let segments = names.filter { $0.hasSuffix(".journal") }
    // A segment is needless when the next one begins at or before the first entry that the snapshot lacks.
    for (name, following) in zip(segments, segments.dropFirst()) {
      if let first = Int64(following.dropLast(8)), first <= oldest + 1 { try? disk.remove("\(directory)/\(name)") }
    }
  }
}
