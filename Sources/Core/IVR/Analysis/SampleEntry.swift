import CallModel

/// Keys that a node takes, made up: the shortest string that passes all its checks.
enum SampleEntry {
  /// How many strings of digits are tried before a node counts as one that nothing passes.
  static let tries = 10_000

  /// With the end key, where one is needed. `nil`: nothing passes.
  static func keys(for entry: DigitsEntry, today: CivilDay) -> [Key]? {
    for length in entry.lengths {
      if entry.endKey == nil, length < entry.lengths.upperBound { continue }
      guard let digits = digits(length, entry, today) else { continue }
      return digits + (entry.endKey.map { [$0] } ?? [])
    }
    return nil
  }

  private static func digits(_ length: Int, _ entry: DigitsEntry, _ today: CivilDay) -> [Key]? {
    for seed in seeds(length, entry, today) where passes(seed, entry, today) { return seed }
    return nil
  }

  private static func passes(_ keys: [Key], _ entry: DigitsEntry, _ today: CivilDay) -> Bool {
    var collector = DigitCollector()
    for key in keys { _ = collector.take(key, entry) }
    var ledger = KeyLedger()
    return collector.finish(entry, today: today, &ledger) != nil
  }

  /// A date of today where one is wanted; else numbers counted up in the places that the pattern leaves free.
  private static func seeds(_ length: Int, _ entry: DigitsEntry, _ today: CivilDay) -> some Sequence<[Key]> {
    let (year, month, day) = today.components
    let date = padded(Int64(year) * 10_000 + Int64(month * 100 + day), 8)
    let dates = [date, Array(date.dropFirst(4))].filter { $0.count == length && !entry.checks.isEmpty }
    let pattern = entry.pattern.map { Array($0.utf8) }
    let free = pattern.map { $0.count { $0 == UInt8(ascii: "d") } } ?? length
    let most = (0..<min(free, 5)).reduce(1) { most, _ in most * 10 }
    let counted = (0..<min(most, tries)).lazy.map { number -> [Key] in
      var digits = padded(Int64(number), free)
      guard let pattern else { return digits }
      digits.reverse()
      return pattern.map { $0 == UInt8(ascii: "d") ? digits.popLast()! : Key(ascii: $0)! }
    }
    return [AnySequence(dates), AnySequence(counted)].joined()
  }

  private static func padded(_ number: Int64, _ length: Int) -> [Key] {
    let digits = String(number).utf8.suffix(length).compactMap { Key(ascii: $0) }
    return Array(repeating: Key("0")!, count: length - digits.count) + digits
  }

  /// One yuan, or as much as may be keyed.
  static func keys(for entry: AmountEntry) -> [Key] {
    if entry.maximum >= 100 { return [Key("1")!, .hash] }
    return [Key("0")!, .star] + padded(entry.maximum, 2) + [.hash]
  }

  static func keys(for entry: SecretEntry) -> [Key] {
    Array(repeating: Key("1")!, count: entry.lengths.lowerBound) + [.hash]
  }
}
