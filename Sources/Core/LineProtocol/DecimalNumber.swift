/// Whole numbers as the wire writes them: digits only, no sign, no spaces.
enum DecimalNumber {
  /// Beyond this many digits (leading zeros too) nothing is read: it can't overflow.
  static let maximumDigits = 18

  static func parse(_ word: some Collection<UInt8>) -> Int64? {
    guard !word.isEmpty, word.count <= maximumDigits else { return nil }
    var number: Int64 = 0
    for byte in word {
      guard ASCII.isDigit(byte) else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return number
  }
}
