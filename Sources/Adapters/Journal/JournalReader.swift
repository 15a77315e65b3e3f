import Glibc

/// A journal as it was found: its snapshots, its segments, and where it ends.
public struct JournalReader: Sendable {
  /// Entries that were made durable together.
  public struct Batch: Sendable {
    public var first: Int64
    public var count: Int
    public var segment: Int
    /// In the segment's bytes.
    public var contents: Range<Int>
  }

  public struct Segment: Sendable {
    public var path: String
    public var first: Int64
    public var bytes: [UInt8]
    /// Where the last whole batch ends; what comes after it is the torn end that a crash left.
    public var end: Int
  }

  public let directory: String
  /// By the last entry in each, ascending.
  public private(set) var snapshots: [(last: Int64, path: String)] = []
  public private(set) var segments: [Segment] = []
  public private(set) var batches: [Batch] = []

  public var isEmpty: Bool { snapshots.isEmpty && segments.isEmpty }
  /// The last entry that is there.
  public var lastEntry: Int64 {
    batches.last.map { $0.first + Int64($0.count) - 1 } ?? segments.last.map { $0.first - 1 } ?? snapshots.last?.last
      ?? 0
  }

  /// Reads everything and checks it. Throws at the first damage.
  public init(directory: String) throws(JournalFault) {
    self.directory = directory
    guard access(directory, F_OK) == 0 else { return }
    // First, because who writes meanwhile notes a segment after it is there.
    let newest = JournalHead.newestSegment(in: directory)
    for name in try JournalFile.names(in: directory) {
      let path = "\(directory)/\(name)"
      if name.hasSuffix(".snapshot"), let last = Int64(name.dropLast(9)) { snapshots.append((last, path)) }
      if name.hasSuffix(".journal"), Int64(name.dropLast(8)) != nil { try add(path) }
    }
    if let newest, segments.last.map({ $0.first < newest }) ?? true {
      throw .missingSegment(path: "\(directory)/\(JournalFormat.segmentName(first: newest))")
    }
    // A snapshot is written when all that is in it is durable.
    if let last = segments.last, let snapshot = snapshots.last, lastEntry < snapshot.last {
      throw .damaged(
        path: last.path, offset: last.end,
        reason: "it ends with entry \(lastEntry), and there is a snapshot of \(snapshot.last)")
    }
  }

  private mutating func add(_ path: String) throws(JournalFault) {
    let bytes = try JournalFile.contents(path)
    // A crash may have come before the header of a new segment was durable; nothing was in it then.
    if bytes.count < JournalFormat.headerSize || Self.isBlank(bytes) { return }
    let first = try JournalFormat.entry(ofHeader: bytes, magic: JournalFormat.segmentMagic, path: path)
    if let last = segments.last, lastEntry + 1 != first {
      guard last.end == last.bytes.count else {
        throw .damaged(path: last.path, offset: last.end, reason: "a batch is broken, and others come after it")
      }
      throw .missing(directory: directory, firstMissing: lastEntry + 1)
    }
    var segment = Segment(path: path, first: first, bytes: bytes, end: JournalFormat.headerSize)
    var next = first
    while let batch = Self.batch(in: bytes, at: segment.end), batch.first == next {
      let contents = (segment.end + JournalFormat.batchHeaderSize)..<batch.end
      batches.append(Batch(first: next, count: batch.count, segment: segments.count, contents: contents))
      next += Int64(batch.count)
      segment.end = batch.end
    }
    // What is broken at the very end was never durable. A whole batch after it shows that it once was.
    if let later = Self.laterBatch(in: bytes, after: segment.end, entry: next) {
      throw .damaged(
        path: path, offset: segment.end, reason: "a batch is broken, and another comes after it at byte \(later)")
    }
    segments.append(segment)
  }

  public func contents(of batch: Batch) -> (bytes: [UInt8], range: Range<Int>) {
    (segments[batch.segment].bytes, batch.contents)
  }

  /// A whole batch with the right checksum.
  static func batch(in bytes: [UInt8], at place: Int) -> (first: Int64, count: Int, end: Int)? {
    let start = place + JournalFormat.batchHeaderSize
    guard start <= bytes.count, bytes[place..<(place + 4)].elementsEqual(JournalFormat.batchMagic) else { return nil }
    let length = Int(JournalFormat.number(UInt32.self, in: bytes, at: place + 4))
    guard length <= JournalFormat.largestBatch, start + length <= bytes.count else { return nil }
    let sum = Checksum.of(bytes[start..<(start + length)], after: Checksum.of(bytes[place..<(start - 4)]))
    guard sum == JournalFormat.number(UInt32.self, in: bytes, at: start - 4) else { return nil }
    return (
      JournalFormat.number(Int64.self, in: bytes, at: place + 8),
      Int(JournalFormat.number(UInt32.self, in: bytes, at: place + 16)), start + length
    )
  }

  static func isBlank(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { $0[0] == 0 && memcmp($0.baseAddress!, $0.baseAddress! + 1, $0.count - 1) == 0 }
  }

  static func laterBatch(in bytes: [UInt8], after place: Int, entry: Int64) -> Int? {
    var index = place + 1
    while index + JournalFormat.batchHeaderSize <= bytes.count {
      if bytes[index] == JournalFormat.batchMagic[0], let batch = batch(in: bytes, at: index), batch.first >= entry {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The contents of a snapshot, checked.
  public static func snapshot(_ path: String) throws(JournalFault) -> [UInt8] {
    let bytes = try JournalFile.contents(path)
    let last = try JournalFormat.entry(ofHeader: bytes, magic: JournalFormat.snapshotMagic, path: path)
    let start = JournalFormat.headerSize
    guard let batch = batch(in: bytes, at: start), batch.first == last, batch.end == bytes.count else {
      throw .damaged(path: path, offset: start, reason: "the checksum is wrong")
    }
    return Array(bytes[(start + JournalFormat.batchHeaderSize)...])
  }
}
