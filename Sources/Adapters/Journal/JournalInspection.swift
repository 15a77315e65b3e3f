import Glibc

/// A journal looked at file by file, with everything that is wrong with it; and the way to go on with what is left.
///
/// Apart from `JournalReader`, which stops at the first damage because the daemon must.
public struct JournalInspection: Sendable {
  public struct Part: Sendable {
    public enum Kind: String, Sendable { case segment, snapshot }

    public var kind: Kind
    public var name: String
    /// What it has; a snapshot's is the last entry in it.
    public var entries: ClosedRange<Int64>?
    public var batches = 0
    public var bytes: Int
    /// False: it was there once.
    public var isThere = true
    /// What a crash may leave at the very end: it was never durable.
    public var tornBytes = 0
    /// In words; `nil`: nothing is wrong.
    public var problem: String?
  }

  struct Batch {
    var first: Int64
    var count: Int
    /// Header and contents.
    var bytes: ArraySlice<UInt8>
  }

  public let directory: String
  /// Snapshots and segments, each in their order.
  public private(set) var parts: [Part] = []
  private var batches: [Batch] = []
  private var readableSnapshots: [(last: Int64, name: String)] = []
  private let newestSegment: Int64?
  /// A file of another version of the program, which is no damage; the first that was found.
  public private(set) var otherVersion: JournalFault?

  public init(directory: String) throws(JournalFault) {
    self.directory = directory
    newestSegment = JournalHead.newestSegment(in: directory)
    for name in try JournalFile.names(in: directory) {
      if name.hasSuffix(".snapshot"), let last = Int64(name.dropLast(9)) { try look(atSnapshot: name, last: last) }
    }
    for name in try JournalFile.names(in: directory) {
      if name.hasSuffix(".journal"), let first = Int64(name.dropLast(8)) { try look(atSegment: name, first: first) }
    }
    noteGaps()
    noteMissingEnd()
  }

  /// Nothing can be gone on with.
  public var isLost: Bool { readableSnapshots.isEmpty }
  public var isDamaged: Bool { isLost || parts.contains { $0.problem != nil } }
  /// What came last is gone, and nobody knows how much that was.
  public var isEndMissing: Bool {
    parts.last { $0.kind == .segment }.map { $0.batches == 0 && $0.problem != nil } ?? false
  }
  /// The snapshot from which the next start goes on.
  public var newestSnapshot: Int64? { readableSnapshots.last?.last }
  public var newestSnapshotPath: String? { readableSnapshots.last.map { "\(directory)/\($0.name)" } }
  /// The last entry that is there in an unbroken row after the newest snapshot.
  public var lastKept: Int64 { kept.last.map { $0.first + Int64($0.count) - 1 } ?? newestSnapshot ?? 0 }
  /// The last entry that was ever seen whole.
  public var lastSeen: Int64 {
    max(batches.map { $0.first + Int64($0.count) - 1 }.max() ?? 0, newestSnapshot ?? 0)
  }

  private var kept: [Batch] {
    guard let snapshot = newestSnapshot else { return [] }
    var next = snapshot + 1
    var row: [Batch] = []
    for batch in batches where batch.first == next {
      row.append(batch)
      next += Int64(batch.count)
    }
    return row
  }

  private mutating func look(atSnapshot name: String, last: Int64) throws(JournalFault) {
    let path = "\(directory)/\(name)"
    var part = Part(kind: .snapshot, name: name, entries: last...last, bytes: try JournalFile.contents(path).count)
    do throws(JournalFault) {
      _ = try JournalReader.snapshot(path)
      readableSnapshots.append((last, name))
    } catch {
      note(error, of: &part)
    }
    parts.append(part)
  }

  private mutating func note(_ fault: JournalFault, of part: inout Part) {
    part.problem = fault.brief
    if case .otherVersion = fault { otherVersion = otherVersion ?? fault }
  }

  private mutating func look(atSegment name: String, first: Int64) throws(JournalFault) {
    let path = "\(directory)/\(name)"
    let bytes = try JournalFile.contents(path)
    var part = Part(kind: .segment, name: name, bytes: bytes.count)
    defer { parts.append(part) }
    guard bytes.count >= JournalFormat.headerSize, !JournalReader.isBlank(bytes) else {
      if let newestSegment, first <= newestSegment { part.problem = "nothing is left in it" }
      return
    }
    do throws(JournalFault) {
      _ = try JournalFormat.entry(ofHeader: bytes, magic: JournalFormat.segmentMagic, path: path)
    } catch {
      note(error, of: &part)
    }
    var place = JournalFormat.headerSize
    while place < bytes.count {
      if let batch = JournalReader.batch(in: bytes, at: place) {
        batches.append(Batch(first: batch.first, count: batch.count, bytes: bytes[place..<batch.end]))
        part.note(batch)
        place = batch.end
      } else if let later = JournalReader.laterBatch(in: bytes, after: place, entry: .min) {
        part.problem = part.problem ?? "broken from byte \(place) to byte \(later)"
        place = later
      } else {
        part.tornBytes = bytes.count - place
        return
      }
    }
  }

  /// What is broken at the end of a segment was durable once where another segment follows.
  private mutating func noteGaps() {
    let segments = parts.indices.filter { parts[$0].kind == .segment }
    for (place, following) in zip(segments, segments.dropFirst()) {
      if parts[place].tornBytes > 0, parts[place].problem == nil {
        parts[place].problem = "broken from byte \(parts[place].bytes - parts[place].tornBytes) to its end"
      }
      guard let last = parts[place].entries?.upperBound, let next = parts[following].entries?.lowerBound,
        next != last + 1, parts[place].problem == nil
      else { continue }
      parts[place].problem = "the entries from \(last + 1) to \(next - 1) are missing after it"
    }
    if let snapshot = newestSnapshot, let first = batches.map(\.first).filter({ $0 > snapshot }).min(),
      first != snapshot + 1, let place = segments.first
    {
      parts[place].problem = parts[place].problem ?? "the entries from \(snapshot + 1) to \(first - 1) are missing"
    }
  }

  /// A file that is gone, and entries that a snapshot has and the last segment lacks.
  private mutating func noteMissingEnd() {
    let segments = parts.indices.filter { parts[$0].kind == .segment }
    if let newestSegment {
      let name = JournalFormat.segmentName(first: newestSegment)
      if segments.last.map({ parts[$0].name < name }) ?? true {
        parts.append(Part(kind: .segment, name: name, bytes: 0, isThere: false, problem: "it is missing"))
      }
    }
    guard let place = segments.last, let snapshot = parts.last(where: { $0.kind == .snapshot })?.entries?.upperBound
    else { return }
    let begin = Int64(parts[place].name.dropLast(8)) ?? 1
    let last = batches.map { $0.first + Int64($0.count) - 1 }.max() ?? begin - 1
    if last < snapshot, parts[place].problem == nil {
      parts[place].problem = "the entries from \(last + 1) to \(snapshot), of which there is a snapshot, are missing"
    }
  }

  /// Makes a journal of what can be gone on with: the newest snapshot that can be read, and the entries in a row after
  /// it. Everything that was there is kept in a folder beside, whose name comes back. Nothing is taken away before its
  /// place is taken; where this is interrupted, it can be done again.
  public func repair() throws(JournalFault) -> String {
    let aside = try makeFolderAside()
    for part in parts where part.isThere {
      guard link("\(directory)/\(part.name)", "\(aside)/\(part.name)") == 0 else {
        throw JournalFault(aside, DiskError(errno))
      }
    }
    let disk = SystemDisk()
    var keptNames: Set<String> = []
    if let snapshot = readableSnapshots.last {
      let name = JournalFormat.segmentName(first: snapshot.last + 1)
      let draft = "\(directory)/repaired.draft"
      let bytes = JournalFormat.header(JournalFormat.segmentMagic, entry: snapshot.last + 1) + kept.flatMap(\.bytes)
      let file = try JournalFile(writing: draft, on: disk)
      try file.write(bytes, at: 0)
      try file.cut(to: bytes.count)
      do { try disk.rename(draft, to: "\(directory)/\(name)") } catch { throw JournalFault(directory, error) }
      keptNames = [name, snapshot.name]
    }
    do {
      for part in parts where part.isThere && !keptNames.contains(part.name) {
        try disk.remove("\(directory)/\(part.name)")
      }
      try disk.makeDurable(directory: directory)
    } catch {
      throw JournalFault(directory, error)
    }
    // Until here the next look finds damage, and the same can be done again.
    if let snapshot = newestSnapshot {
      JournalHead.note(newestSegment: snapshot + 1, in: directory, on: disk)
    } else {
      JournalHead.remove(from: directory, on: disk)
    }
    return aside
  }

  /// Puts the whole journal aside, whatever it is: the next start begins a new one. Gives where it is then.
  public static func retire(_ directory: String) throws(JournalFault) -> String {
    let disk = SystemDisk()
    for number in 1... {
      let path = "\(directory)-retired-\(number)"
      if access(path, F_OK) == 0 { continue }
      do {
        try disk.rename(directory, to: path)
        try disk.makeDurable(directory: path + "/..")
      } catch {
        throw JournalFault(directory, error)
      }
      return path
    }
    preconditionFailure("A number is free.")
  }

  private func makeFolderAside() throws(JournalFault) -> String {
    for number in 1... {
      let path = "\(directory)/damaged-\(number)"
      if mkdir(path, 0o700) == 0 { return path }
      guard errno == EEXIST else { throw JournalFault(path, DiskError(errno)) }
    }
    preconditionFailure("A number is free, or the disk refuses.")
  }
}

extension JournalInspection.Part {
  fileprivate mutating func note(_ batch: (first: Int64, count: Int, end: Int)) {
    let last = batch.first + Int64(batch.count) - 1
    guard batch.count > 0 else { return }
    entries = min(entries?.lowerBound ?? batch.first, batch.first)...max(entries?.upperBound ?? last, last)
    batches += 1
  }
}
