import CallModel

/// An amount while it is being keyed, `[0-9]{1,9}(\*[0-9]{0,2})?#`, and straight into minor units when it is whole:
/// nothing is rounded.
struct AmountParser: Sendable, Codable {
  static let wholeDigits = 9
  static let decimals = 2

  /// With the star as the point.
  private(set) var keys = UnusedKeys()
  private var whole = 0
  /// Digits after the point; `nil` before it.
  @Compact private var fraction: Int?
  /// Too many digits on one side of the point. As with other strings, the verdict waits for the end.
  private var isWrong = false

  var isEmpty: Bool { whole == 0 }

  mutating func clear() { self = AmountParser() }

  mutating func take(_ key: Key) -> EntryStep {
    if key == .hash { return isEmpty ? .empty : .finished }
    if key.digit != nil {
      append(key)
      return .more
    }
    guard key == .star, !isEmpty else { return .foreign }
    if fraction == nil {
      fraction = 0
      keys.append(key)
      return .more
    }
    clear()
    return .cleared
  }

  private mutating func append(_ digit: Key) {
    if let places = fraction {
      guard places < AmountParser.decimals else { return isWrong = true }
      fraction = places + 1
    } else {
      guard whole < AmountParser.wholeDigits else { return isWrong = true }
      whole += 1
    }
    keys.append(digit)
  }

  /// These were the keys whose digits are hidden.
  mutating func reveal(_ known: some Collection<Key>) { keys.reveal(known) }

  /// The amount in minor units, or `nil` where it is no match. Empties the parser.
  mutating func finish(maximum: Int64, _ ledger: inout KeyLedger) -> Int64? {
    defer { clear() }
    guard !isWrong else { return nil }
    return ledger.use(entry: keys.keys) { typed in
      let minorUnits = AmountParser.minorUnits(of: typed)
      return minorUnits > 0 && minorUnits <= maximum ? minorUnits : nil
    }
  }

  private static func minorUnits(of typed: [Key]) -> Int64 {
    let parts = typed.split(separator: .star, omittingEmptySubsequences: false)
    let decimals = parts.count > 1 ? parts[1] : []
    let missing = AmountParser.decimals - decimals.count
    let digits = (parts[0] + decimals).reduce(0) { $0 * 10 + Int64($1.digit ?? 0) }
    return (0..<missing).reduce(digits) { minorUnits, _ in minorUnits * 10 }
  }
}
