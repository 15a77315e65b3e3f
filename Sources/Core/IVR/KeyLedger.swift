public import CallModel

/// Which keys were used in the clear, in the order of use: all that a journal may keep of keys.
///
/// A key may be part of a password, and nobody knows before the walk has come to what takes it. So a journal hides
/// every digit, and beside it notes those by which a menu chose and those of entries that were accepted. What went into
/// a password, chose nothing, was no entry or was thrown away stays hidden: it may be a password at the wrong question.
/// When the journal is replayed, each use takes what was noted in the place of the hidden keys.
///
/// Keys that nothing has used when a call has taken some are noted too, apart: a journal may keep those only sealed.
public struct KeyLedger: Sendable, Codable {
  private enum Mode: Sendable {
    case off, noting, replaying
    /// More keys were used again than had been noted.
    case hasRunOut
  }

  /// Noted keys in the order of use; keys to be used again in the other.
  private var keys: [Key] = []
  /// What was unused after each press that left something; to be restored in the other order. `nil`: nobody knows.
  private var unused: [Keys?] = []
  private var mode = Mode.off

  public init() {}

  /// From here on, notes the keys that are used.
  public mutating func note() {
    mode = .noting
    keys.removeAll(keepingCapacity: true)
  }

  /// Gives what was noted, and goes on noting from nothing.
  public mutating func take<Result>(_ body: ([Key]) -> Result) -> Result {
    precondition(mode == .noting, "Keys are noted from `note` on.")
    defer { keys.removeAll(keepingCapacity: true) }
    return body(keys)
  }

  /// What calls had unused after each press; goes on noting from nothing.
  public mutating func takeUnused() -> [Keys] {
    guard !unused.isEmpty else { return [] }
    defer { unused.removeAll() }
    return unused.compactMap { $0 }
  }

  /// From here on, these keys are used again, in this order, and these are unused again after each press.
  public mutating func replay(_ noted: [Key], unused: [Keys?] = []) {
    mode = .replaying
    keys = noted.reversed()
    self.unused = unused.reversed()
  }

  /// All that was to be used again was used, and nothing else.
  public var isUsedUp: Bool { keys.isEmpty && mode != .hasRunOut }

  /// Somebody wants to know which keys are used.
  var isNoting: Bool { mode == .noting }

  /// A press has left keys that nothing has used. Gives what they really are, where somebody knows better.
  mutating func leave(_ left: [Key]) -> Keys? {
    switch mode {
    case .off: return nil
    case .noting:
      unused.append(Keys(left))
      return nil
    case .replaying, .hasRunOut: return unused.popLast() ?? nil
    }
  }

  /// A menu takes this key; what it really is, or a hidden digit where it chose nothing.
  mutating func use(_ key: Key, choosing: Bool) -> Key {
    switch mode {
    case .off: return key
    case .noting:
      keys.append(choosing ? key : key.hidden)
      return key
    case .replaying, .hasRunOut: return next() ?? key
    }
  }

  /// An entry is whole, and `value` says what it is. Of one that is not accepted, nothing is noted but that.
  mutating func use<Value>(entry: [Key], _ value: ([Key]) -> Value?) -> Value? {
    switch mode {
    case .off: return value(entry)
    case .noting:
      let accepted = value(entry)
      if accepted == nil { keys.append(.hiddenDigit) } else { keys += entry }
      return accepted
    case .replaying, .hasRunOut:
      if keys.last == .hiddenDigit {
        keys.removeLast()
        return nil
      }
      return value(entry.map { next() ?? $0 })
    }
  }

  private mutating func next() -> Key? {
    if let noted = keys.popLast() { return noted }
    mode = .hasRunOut
    return nil
  }

  // Between steps there is nothing to be kept.
  public init(from decoder: any Decoder) throws {}
  public func encode(to encoder: any Encoder) throws {}
}
