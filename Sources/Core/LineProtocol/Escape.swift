/// The one escape of lp/1, `%XX`, in words and in free text.
enum Escape {
  /// Why a text can't be unescaped: a `%` without two hexadecimal digits, or bytes that are a NUL or no UTF-8.
  struct Problem: Error, Equatable {
    /// An index into the source.
    var index: Int
  }

  static func decode(_ source: ArraySlice<UInt8>) throws(Problem) -> String {
    guard source.contains(ASCII.percent) else { return String(decoding: source, as: UTF8.self) }
    return String(decoding: try decodeBytes(source), as: UTF8.self)
  }

  static func decodeBytes(_ source: ArraySlice<UInt8>) throws(Problem) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(source.count)
    var index = source.startIndex
    while index < source.endIndex {
      if source[index] == ASCII.percent {
        guard index + 2 < source.endIndex, let high = ASCII.hexValue(source[index + 1]),
          let low = ASCII.hexValue(source[index + 2])
        else { throw Problem(index: index) }
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(source[index])
        index += 1
      }
    }
    if let bad = ByteScan.firstInvalid(in: decoded[...]) { throw Problem(index: sourceIndex(of: bad, in: source)) }
    return decoded
  }

  /// Where in the source the decoded byte of that number was written.
  private static func sourceIndex(of decoded: Int, in source: ArraySlice<UInt8>) -> Int {
    var index = source.startIndex
    for _ in 0..<decoded { index += source[index] == ASCII.percent ? 3 : 1 }
    return index
  }
}
