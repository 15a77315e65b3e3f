/// Numbers as people read them, the same in every table.
enum Quantity {
  /// Whole, with a comma every three digits.
  static func count(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + text
  }

  /// With what is counted, in the singular for one: `1 call`, `2 calls`.
  static func count(_ number: Int, _ noun: String) -> String { "\(count(number)) \(noun)\(number == 1 ? "" : "s")" }

  static func rate(_ perSecond: Double) -> String { count(Int(perSecond.rounded())) }

  /// A length of time in the unit that suits it.
  static func time(nanoseconds: UInt64) -> String {
    let value = Double(nanoseconds)
    if value < 1e6 { return decimal(value / 1e3, places: value < 1e5 ? 1 : 0) + " us" }
    if value < 1e9 { return decimal(value / 1e6, places: value < 1e8 ? 2 : 0) + " ms" }
    return decimal(value / 1e9, places: 2) + " s"
  }

  static func seconds(_ value: Double) -> String { decimal(value, places: 2) + " s" }

  static func megabytes(_ bytes: Int) -> String { decimal(Double(bytes) / 1_048_576, places: 1) + " MiB" }

  static func kilobytes(_ bytes: Int) -> String { decimal(Double(bytes) / 1_024, places: 1) + " KiB" }

  /// Rounded to so many places.
  static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "-" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value.magnitude * scale).rounded())
    let fraction = String(scaled % Int(scale))
    let zeros = String(repeating: "0", count: places - (places == 0 ? 0 : fraction.count))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + count(scaled / Int(scale)) + (places == 0 ? "" : "." + zeros + fraction)
  }
}
