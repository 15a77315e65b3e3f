import CallModel

/// A string of digits while it is being keyed, and the checks on it when it is whole.
struct DigitCollector: Sendable, Codable {
  private(set) var keys = UnusedKeys()
  /// More digits came than the node takes. The verdict waits for the end, so that the caller's last keys are not
  /// mistaken for a new attempt.
  private var isTooLong = false

  var isEmpty: Bool { keys.isEmpty }

  mutating func clear() {
    keys.removeAll()
    isTooLong = false
  }

  mutating func take(_ key: Key, _ rules: DigitsEntry) -> EntryStep {
    if key == rules.endKey { return isEmpty ? .empty : .finished }
    if key.digit != nil || key == .star && rules.starIsX {
      if keys.count < rules.lengths.upperBound { keys.append(key) } else { isTooLong = true }
      return rules.endKey == nil && keys.count == rules.lengths.upperBound ? .finished : .more
    }
    guard key == .star, !isEmpty else { return .foreign }
    clear()
    return .cleared
  }

  /// These were the keys whose digits are hidden.
  mutating func reveal(_ known: some Collection<Key>) { keys.reveal(known) }

  /// The session value, or `nil` where the string is no match. Empties the collector.
  mutating func finish(_ rules: DigitsEntry, today: CivilDay, _ ledger: inout KeyLedger) -> SessionValue? {
    defer { clear() }
    guard !isTooLong, rules.lengths.contains(keys.count) else { return nil }
    return ledger.use(entry: keys.keys) { DigitCollector.value(of: $0, rules, today: today) }
  }

  private static func value(of typed: [Key], _ rules: DigitsEntry, today: CivilDay) -> SessionValue? {
    // The check character of an ID number is its last (GB 11643-1999).
    if typed.dropLast().contains(.star) { return nil }
    if let pattern = rules.pattern, !matches(typed, pattern) { return nil }
    var day: CivilDay?
    for check in rules.checks {
      switch check {
      case .luhn(let lengths):
        if lengths.contains(typed.count), !passesLuhn(typed) { return nil }
      case .pastDate(let days):
        day = pastDate(typed)
        guard let day, day <= today, day + Int64(days) >= today else { return nil }
      case .futureDate(let days):
        day = nextDate(typed, from: today)
        guard let day, day <= today + Int64(days) else { return nil }
      }
    }
    if let day { return .date(day) }
    return .digits(String(typed.map { $0 == .star ? "X" : $0.character }))
  }

  /// `d` is any digit (or the X of an ID number), every other character is itself.
  static func matches(_ typed: [Key], _ pattern: String) -> Bool {
    typed.count == pattern.utf8.count
      && zip(typed, pattern.utf8).allSatisfy { key, want in
        want == UInt8(ascii: "d") || want == (key == .star ? UInt8(ascii: "X") : key.ascii)
      }
  }

  /// ISO/IEC 7812-1, annex B: from the right, every second digit doubled, the sum of all digits divisible by 10.
  static func passesLuhn(_ typed: [Key]) -> Bool {
    var sum = 0
    for (place, key) in typed.reversed().enumerated() {
      guard let digit = key.digit else { return false }
      let doubled = place % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// `YYYYMMDD`.
  private static func pastDate(_ typed: [Key]) -> CivilDay? {
    let digits = typed.compactMap(\.digit)
    guard digits.count == 8 else { return nil }
    return CivilDay(year: number(digits[..<4]), month: number(digits[4..<6]), day: number(digits[6...]))
  }

  /// `MMDD`: the next such day, today included. 29 February waits for a leap year, at most eight years off.
  private static func nextDate(_ typed: [Key], from today: CivilDay) -> CivilDay? {
    let digits = typed.compactMap(\.digit)
    guard digits.count == 4 else { return nil }
    let year = today.components.year
    for candidate in year...(year + 8) {
      let day = CivilDay(year: candidate, month: number(digits[..<2]), day: number(digits[2...]))
      if let day, day >= today { return day }
    }
    return nil
  }

  private static func number(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }
}
