public import CallModel

/// The scalars that settings are made of. Each returns `nil` after saying what is wrong.
extension YAMLValue {
  /// Ids: `a-z 0-9 . _ -`, beginning with a letter or digit.
  public func identifier() -> String? {
    guard let text = text() else { return nil }
    if let wrong = Self.wrongIdentifier(text) {
      error("\(name) \(wrong)")
      return nil
    }
    return text
  }

  static func wrongIdentifier(_ text: String) -> String? {
    let shown = "must be a name of a-z 0-9 . _ -, beginning with a letter or digit"
    let isPlain = text.utf8.allSatisfy { ClientWord.isAllowed($0) && !(0x41...0x5A).contains($0) }
    guard isPlain, let first = text.utf8.first, !".-_".utf8.contains(first) else { return "\(shown), not \"\(text)\"" }
    let limit = SettingsLimits.identifierLength
    return text.utf8.count > limit ? "is longer than \(limit) characters" : nil
  }

  public func integer(_ range: ClosedRange<Int>) -> Int? {
    guard let text = text() else { return nil }
    guard let number = Int(text), String(number) == text, range.contains(number) else {
      error("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
      return nil
    }
    return number
  }

  public func boolean() -> Bool? {
    guard let text = text() else { return nil }
    if text == "true" { return true }
    if text == "false" { return false }
    error("\(name) must be true or false, not \"\(text)\"")
    return nil
  }

  /// `300ms`, `5s`, `2m`, `8h`.
  public func duration(_ range: ClosedRange<Interval>) -> Interval? {
    guard let text = text() else { return nil }
    guard let duration = Interval(written: text) else {
      error("\(name) must be a duration such as 300ms, 5s, 2m or 8h, not \"\(text)\"")
      return nil
    }
    guard range.contains(duration) else {
      error("\(name) must be from \(range.lowerBound.written) to \(range.upperBound.written), not \(text)")
      return nil
    }
    return duration
  }

  /// `2026-10-01`.
  public func day() -> CivilDay? {
    guard let text = text() else { return nil }
    if let day = CivilDay(written: text) { return day }
    error("\(name) must be a date such as 2026-10-01, not \"\(text)\"")
    return nil
  }

  /// `6` or `12-19`.
  public func range(_ bounds: ClosedRange<Int>) -> ClosedRange<Int>? {
    guard let text = text() else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in Int(part).flatMap { String($0) == part ? $0 : nil } }
    guard numbers.count == parts.count, (1...2).contains(numbers.count), numbers[0] <= numbers[numbers.count - 1],
      bounds.contains(numbers[0]), bounds.contains(numbers[numbers.count - 1])
    else {
      let sentence = "must be a number or a range such as 12-19, within \(bounds.lowerBound)-\(bounds.upperBound)"
      error("\(name) \(sentence), not \"\(text)\"")
      return nil
    }
    return numbers[0]...numbers[numbers.count - 1]
  }

  public func key() -> Key? {
    guard let text = text() else { return nil }
    guard text.count == 1, let key = Key(text.first!) else {
      error("\(name) must be one key of 0-9 A-D * #, not \"\(text)\"")
      return nil
    }
    return key
  }

  /// `50000.00` in minor units.
  public func money(_ range: ClosedRange<Int64>) -> Int64? {
    guard let text = text() else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isWritten = parts.count == 2 && parts[1].utf8.count == 2 && (1...12).contains(parts[0].utf8.count)
    let digits = text.utf8.filter { $0 != UInt8(ascii: ".") }
    let isDigits = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isWritten, isDigits, let amount = Int64(String(decoding: digits, as: UTF8.self)), range.contains(amount)
    else {
      let bounds = "from \(Self.money(range.lowerBound)) to \(Self.money(range.upperBound))"
      error("\(name) must be an amount such as 50000.00, \(bounds), not \"\(text)\"")
      return nil
    }
    return amount
  }

  private static func money(_ amount: Int64) -> String {
    let cents = amount % 100
    return "\(amount / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// A word of an enumeration.
  public func choice<T: RawRepresentable & CaseIterable>(_ type: T.Type) -> T? where T.RawValue == String {
    guard let text = text() else { return nil }
    if let value = T(rawValue: text) { return value }
    let words = T.allCases.map(\.rawValue)
    if let near = NearestWord.to(text, among: words) {
      error("\(name) can't be \"\(text)\"; did you mean \"\(near)\"?")
    } else {
      error("\(name) must be one of \(words.joined(separator: ", ")), not \"\(text)\"")
    }
    return nil
  }
}

extension Interval {
  /// `nil` where `text` is not a whole number and one of ms, s, m, h.
  init?(written text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int64(digits), number <= 1_000_000_000 else { return nil }
    let units: [Substring: Int64] = ["ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000]
    guard let unit = units[text.dropFirst(digits.count)] else { return nil }
    self = .milliseconds(number * unit)
  }

  /// In the largest unit that is whole.
  var written: String {
    if microseconds % 3_600_000_000 == 0, microseconds > 0 { return "\(seconds / 3_600)h" }
    if microseconds % 60_000_000 == 0, microseconds > 0 { return "\(seconds / 60)m" }
    return milliseconds % 1_000 == 0 ? "\(seconds)s" : "\(milliseconds)ms"
  }
}
