/// How a journal's files look. All numbers have the low end first.
///
/// A directory has segments (`<first entry>.journal`) and snapshots (`<last entry in it>.snapshot`). A segment is a
/// header and then batches, each made durable as one; a batch is a header with a checksum and the entries' bytes,
/// which are nothing to this module. Entries are numbered from 1 without a gap. Beside them stands `head`
/// (`JournalHead`), a header and nothing else, which names the newest segment.
///
/// Files of our own and not a database, because a journal is only ever appended to and read from one end to the
/// other: one write and one fdatasync a batch, nothing else to be recovered first, pruned by unlinking.
enum JournalFormat {
  static let version = 3
  static let segmentMagic: [UInt8] = Array("IVRJ".utf8)
  static let snapshotMagic: [UInt8] = Array("IVRS".utf8)
  static let headMagic: [UInt8] = Array("IVRH".utf8)
  static let batchMagic: [UInt8] = Array("IVRB".utf8)
  /// Magic, version, first entry, checksum of these.
  static let headerSize = 4 + 4 + 8 + 4
  /// Magic, length, first entry, count, checksum of these and of the contents.
  static let batchHeaderSize = 4 + 4 + 8 + 4 + 4
  /// A batch of more than this is a damaged length.
  static let largestBatch = 256 * 1_024 * 1_024

  /// Room for the next segment, set aside while there is some.
  static let spareName = "spare"

  static func segmentName(first: Int64) -> String { "\(padded(first)).journal" }
  static func snapshotName(last: Int64) -> String { "\(padded(last)).snapshot" }

  /// Names sort as numbers do.
  private static func padded(_ number: Int64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
  }

  static func header(_ magic: [UInt8], entry: Int64) -> [UInt8] {
    var bytes = magic
    append(UInt32(version), to: &bytes)
    append(UInt64(bitPattern: entry), to: &bytes)
    append(Checksum.of(bytes[...]), to: &bytes)
    return bytes
  }

  static func batchHeader(first: Int64, count: Int, contents: [UInt8]) -> [UInt8] {
    var bytes = batchMagic
    append(UInt32(contents.count), to: &bytes)
    append(UInt64(bitPattern: first), to: &bytes)
    append(UInt32(count), to: &bytes)
    append(Checksum.of(contents[...], after: Checksum.of(bytes[...])), to: &bytes)
    return bytes
  }

  static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    for place in 0..<(Number.bitWidth / 8) { bytes.append(UInt8(truncatingIfNeeded: number >> Number(8 * place))) }
  }

  static func number<Number: FixedWidthInteger>(_ type: Number.Type, in bytes: [UInt8], at place: Int) -> Number {
    var result: Number = 0
    for index in 0..<(Number.bitWidth / 8) {
      result |= Number(truncatingIfNeeded: bytes[place + index]) << Number(8 * index)
    }
    return result
  }

  /// The entry that a file's header names.
  static func entry(ofHeader bytes: [UInt8], magic: [UInt8], path: String) throws(JournalFault) -> Int64 {
    guard bytes.count >= headerSize, Array(bytes[..<4]) == magic else {
      throw .damaged(path: path, offset: 0, reason: "this is no header")
    }
    let found = Int(number(UInt32.self, in: bytes, at: 4))
    guard number(UInt32.self, in: bytes, at: 16) == Checksum.of(bytes[..<16]) else {
      throw .damaged(path: path, offset: 0, reason: "the header's checksum is wrong")
    }
    guard found == version else { throw .otherVersion(path: path, found: found, known: version) }
    return number(Int64.self, in: bytes, at: 8)
  }
}
