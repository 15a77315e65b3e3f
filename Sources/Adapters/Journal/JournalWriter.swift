import Synchronization

/// Appends batches to a journal, makes them durable, writes snapshots, and removes what they make needless.
///
/// Writing and making durable are apart: what is written survives the death of the process, what is durable that of the
/// machine. `write` and what it leads to are for one thread, `Unsynced.makeDurable` and `look` for another.
public final class JournalWriter: @unchecked Sendable {
  // @unchecked: `file`, `end`, `next` and `unsynced` are used by the one thread that writes; the rest is atomic.
  /// A segment that would become longer is followed by a new one.
  public static let segmentSize = 16 * 1_024 * 1_024
  /// Snapshots that are kept, the newest and those before it: should the newest be unreadable.
  public static let snapshotsKept = 2

  /// What has been written and is not known to be durable.
  public struct Unsynced: Sendable {
    struct Write: Sendable {
      var file: JournalFile
      var offset: Int
      var bytes: [UInt8]
    }

    var writes: [Write] = []
    /// A segment was begun, the newest: its name has to last too, and to be noted.
    var begun: (first: Int64, directory: String, disk: any JournalDisk)?
    /// The last entry in it.
    public var last: Int64

    /// On another thread than that which writes. After a failure nothing of it counts as durable: `writeAgain` first,
    /// because the system forgets what it could not bring to the disk.
    public func makeDurable() throws(JournalFault) {
      var synced: JournalFile?
      for write in writes.reversed() where write.file !== synced {
        try write.file.makeDurable()
        synced = write.file
      }
      guard let (first, directory, disk) = begun else { return }
      do { try disk.makeDurable(directory: directory) } catch { throw JournalFault(directory, error) }
      JournalHead.note(newestSegment: first, in: directory, on: disk)
    }
  }

  private let directory: String
  private let segmentSize: Int
  private let disk: any JournalDisk
  private var file: JournalFile?
  private var end = 0
  private var unsynced: Unsynced
  /// The next entry's number.
  public private(set) var next: Int64
  /// The room for this segment and for the next is set aside.
  private let hasReserve = Atomic(false)
  private let room = Atomic(false)

  /// Goes on after what the reader found; the torn end is cut off.
  public init(
    continuing reader: JournalReader, segmentSize: Int = JournalWriter.segmentSize,
    disk: any JournalDisk = SystemDisk()
  ) throws(JournalFault) {
    directory = reader.directory
    self.segmentSize = segmentSize
    self.disk = disk
    next = reader.lastEntry + 1
    unsynced = Unsynced(last: reader.lastEntry)
    if let last = reader.segments.last {
      let file = try JournalFile(writing: last.path, on: disk)
      if last.end < last.bytes.count { try file.cut(to: last.end) }
      self.file = file
      end = last.end
      // The life before may have ended before the name was durable.
      unsynced.begun = (last.first, directory, disk)
      reserve(file)
    }
    look()
  }

  private var sparePath: String { "\(directory)/\(JournalFormat.spareName)" }

  /// Returns when the batch is durable. After a failure nothing of it counts, and the same may be tried again.
  public func append(_ contents: [UInt8], count: Int) throws(JournalFault) {
    let before = (file, end, next, unsynced)
    do throws(JournalFault) {
      try write(contents, count: count)
      try takeUnsynced().makeDurable()
    } catch {
      (file, end, next, unsynced) = before
      throw error
    }
    if !hasReserve.load(ordering: .relaxed) { look() }
  }

  /// Returns when the batch would survive the process. After a failure nothing of it counts, and the same may be tried
  /// again: it is written over.
  public func write(_ contents: [UInt8], count: Int) throws(JournalFault) {
    let bytes = JournalFormat.batchHeader(first: next, count: count, contents: contents) + contents
    if file == nil || (end > JournalFormat.headerSize && end + bytes.count > segmentSize) { try begin() }
    try file!.write(bytes, at: end)
    unsynced.writes.append(Unsynced.Write(file: file!, offset: end, bytes: bytes))
    end += bytes.count
    next += Int64(count)
    unsynced.last = next - 1
  }

  /// Everything that was written since this was called last.
  public func takeUnsynced() -> Unsynced {
    defer { unsynced = Unsynced(last: unsynced.last) }
    return unsynced
  }

  /// Writes once more what could not be made durable; it comes with the next `takeUnsynced`.
  public func writeAgain(_ earlier: Unsynced) throws(JournalFault) {
    for write in earlier.writes { try write.file.write(write.bytes, at: write.offset) }
    unsynced.writes = earlier.writes + unsynced.writes
    unsynced.begun = unsynced.begun ?? earlier.begun
  }

  private func begin() throws(JournalFault) {
    let path = "\(directory)/\(JournalFormat.segmentName(first: next))"
    hasReserve.store(false, ordering: .relaxed)
    // Where there is no spare, a new file does as long as the disk gives room.
    do { try disk.rename(sparePath, to: path) } catch {}
    let new = try JournalFile(writing: path, on: disk)
    let header = JournalFormat.header(JournalFormat.segmentMagic, entry: next)
    try new.write(header, at: 0)
    unsynced.writes.append(Unsynced.Write(file: new, offset: 0, bytes: header))
    unsynced.begun = (next, directory, disk)
    file = new
    end = header.count
  }

  // MARK: - Room

  /// New things may be begun. A disk that is full is noticed while there is still room set aside for what calls in
  /// progress do: `look` tells.
  public var hasRoom: Bool { room.load(ordering: .relaxed) }

  /// Looks how much room the disk has.
  public func look() {
    if !hasReserve.load(ordering: .relaxed) { reserveSpare() }
    // Others write to this disk too (the bank, the records): they need as much again.
    let left = (try? disk.room(directory)) ?? 0
    room.store(hasReserve.load(ordering: .relaxed) && left >= segmentSize, ordering: .relaxed)
  }

  /// The room of the next segment; that there is none is no failure yet.
  private func reserveSpare() {
    do throws(JournalFault) {
      try JournalFile(writing: sparePath, on: disk).reserve(to: segmentSize)
      hasReserve.store(true, ordering: .relaxed)
    } catch {
      hasReserve.store(false, ordering: .relaxed)
    }
  }

  /// The room of a segment that an earlier life began: where there is none, the spare still is.
  private func reserve(_ file: JournalFile) {
    do { try file.reserve(to: segmentSize) } catch {}
  }

  // MARK: - Snapshots

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
