import CallModel

/// An amount while it is being keyed, `[0-9]{1,9}(\*[0-9]{0,2})?#`, straight into minor units: nothing is rounded.
struct AmountParser: Sendable, Codable {
  static let wholeDigits = 9
  static let decimals = 2

  private var minorUnits: Int64 = 0
  private var whole = 0
  /// Digits after the point; `nil` before it.
  private var fraction: Int?
  /// Too many digits on one side of the point. As with other strings, the verdict waits for the end.
  private var isWrong = false

  var isEmpty: Bool { whole == 0 }

  mutating func clear() { self = AmountParser() }

  mutating func take(_ key: Key) -> EntryStep {
    if key == .hash { return isEmpty ? .empty : .finished }
    if let digit = key.digit {
      append(Int64(digit))
      return .more
    }
    guard key == .star, !isEmpty else { return .foreign }
    if fraction == nil {
      fraction = 0
      return .more
    }
    clear()
    return .cleared
  }

  private mutating func append(_ digit: Int64) {
    if let places = fraction {
      guard places < AmountParser.decimals else { return isWrong = true }
      minorUnits += digit * (places == 0 ? 10 : 1)
      fraction = places + 1
    } else {
      guard whole < AmountParser.wholeDigits else { return isWrong = true }
      minorUnits = minorUnits * 10 + digit * 100
      whole += 1
    }
  }

  /// The amount in minor units, or `nil` where it is no match. Empties the parser.
  mutating func finish(maximum: Int64) -> Int64? {
    defer { clear() }
    return !isWrong && minorUnits > 0 && minorUnits <= maximum ? minorUnits : nil
  }
}
