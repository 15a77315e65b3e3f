/// Scans over bytes, eight at a time where that helps. Apart from the decoder so that each is tested alone.
enum ByteScan {
  private static let lowBits: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The index of the first such byte at or after `start`, or `nil`.
  static func firstIndex(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { buffer in
      var index = start
      let pattern = UInt64(byte) &* lowBits
      while index + 8 <= buffer.count {
        let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ pattern
        let zeros = zeroBytes(word)
        if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < buffer.count {
        if buffer[index] == byte { return index }
        index += 1
      }
      return nil
    }
  }

  /// The offset, counted from the slice's start, at which a NUL or an ill-formed UTF-8 sequence begins.
  static func firstInvalid(in line: ArraySlice<UInt8>) -> Int? {
    line.withUnsafeBytes { buffer in
      var index = 0
      while index < buffer.count {
        if index + 8 <= buffer.count {
          let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if word & highBits == 0, zeroBytes(word) == 0 {
            index += 8
            continue
          }
        }
        guard buffer[index] != 0, let length = sequenceLength(buffer, at: index) else { return index }
        index += length
      }
      return nil
    }
  }

  /// The lowest bit set marks the lowest byte that is zero (higher marks may be false; none is missing).
  /// Source: the "zero in word" test of Mycroft, 1987.
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- lowBits) & ~word & highBits
  }

  /// Bytes of the well-formed UTF-8 sequence that begins here, or `nil`. The ranges are those of table 3-7 of the
  /// Unicode Standard.
  private static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
    let lead = bytes[index]
    if lead < 0x80 { return 1 }
    guard lead >= 0xC2, lead <= 0xF4 else { return nil }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return nil }
    let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    guard bytes[index + 1] >= lowest, bytes[index + 1] <= highest else { return nil }
    var next = index + 2
    while next < index + length {
      guard bytes[next] & 0xC0 == 0x80 else { return nil }
      next += 1
    }
    return length
  }
}
