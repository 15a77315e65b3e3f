/// The check digit of card numbers: ISO/IEC 7812-1, annex B.
public enum Luhn {
  public static func isValid(_ number: String) -> Bool {
    !number.isEmpty && number.utf8.allSatisfy(isDigit) && sum(number.utf8.reversed()) % 10 == 0
  }

  /// `body` with its check digit behind it.
  static func completed(_ body: String) -> String {
    // The check digit's own place weighs 1, so a 0 stands in for it.
    let sum = sum([UInt8(ascii: "0")] + body.utf8.reversed())
    return body + String((10 - sum % 10) % 10)
  }

  /// From the last digit: every second one is doubled, and a two-digit double counts as the sum of its digits.
  private static func sum(_ reversed: [UInt8]) -> Int {
    var sum = 0
    for (place, byte) in reversed.enumerated() {
      let digit = Int(byte - UInt8(ascii: "0"))
      let weighed = place % 2 == 1 ? digit * 2 : digit
      sum += weighed > 9 ? weighed - 9 : weighed
    }
    return sum
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
