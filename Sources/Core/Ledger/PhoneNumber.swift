/// Telephone numbers as networks write them, brought to one form.
public enum PhoneNumber {
  /// Digits in a mainland mobile number.
  static let mobileLength = 11

  /// `+8613900000001`, `008613900000001`, `8613900000001` and `013900000001` are all `13900000001`. Other
  /// numbers lose only what is no digit.
  public static func normalized(_ number: String) -> String {
    let digits = number.filter { $0.isASCII && $0.isNumber }
    for prefix in ["0086", "86", "0"] where digits.hasPrefix(prefix) {
      let rest = digits.dropFirst(prefix.count)
      if rest.count == mobileLength, rest.hasPrefix("1") { return String(rest) }
    }
    return digits
  }
}
