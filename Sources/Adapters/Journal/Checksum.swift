/// CRC-32C (Castagnoli; RFC 3720, appendix B.4), eight bytes at a time by eight tables ("slicing-by-8": Kounavis and
/// Berry, "A Systematic Approach to Building High Performance Software-Based CRC Generators", 2005): every key's turn
/// goes through it.
enum Checksum {
  private static let slices = 8

  /// One after the other: the checksum of a byte, and of that byte with one to seven zeros behind it.
  private static let tables: [UInt32] = {
    var tables: [UInt32] = (0..<256).map { (index: Int) -> UInt32 in
      (0..<8).reduce(UInt32(index)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0x82F6_3B78 : rest >> 1 }
    }
    for place in 256..<(256 * slices) {
      let before = tables[place - 256]
      tables.append(before >> 8 ^ tables[Int(before & 0xFF)])
    }
    return tables
  }()

  /// Goes on from the checksum of what comes before.
  static func of(_ bytes: ArraySlice<UInt8>, after before: UInt32 = 0) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      bytes.withUnsafeBytes { bytes in
        var rest = ~before
        var place = 0
        while place + slices <= bytes.count {
          let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian ^ UInt64(rest)
          rest = 0
          for slice in 0..<slices {
            rest ^= tables[(slices - 1 - slice) << 8 | Int(UInt8(truncatingIfNeeded: eight >> UInt64(8 * slice)))]
          }
          place += slices
        }
        for byte in bytes[place...] { rest = rest >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: rest) ^ byte)] }
        return ~rest
      }
    }
  }
}
