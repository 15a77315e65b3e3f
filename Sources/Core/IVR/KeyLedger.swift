public import CallModel

/// Which keys were used in the clear, in the order of use: all that a journal may keep of keys.
///
/// A key may be part of a password, and nobody knows before the walk has come to the node that takes it. So a
/// journal hides every digit, and beside it notes those that a menu or an entry has used by then; what went into a
/// password, or was thrown away, stays hidden. When the journal is replayed, each use takes the next noted key in
/// the place of the hidden one.
///
/// Keys that a call has ahead when it has taken some are noted too, apart: a journal may keep those only sealed.
public struct KeyLedger: Sendable, Codable {
  private enum Mode: Sendable {
    case off, noting, replaying
    /// More keys were used again than had been noted.
    case hasRunOut
  }

  /// Noted keys in the order of use; keys to be used again in the other.
  private var keys: [Key] = []
  /// What was ahead after each press that left something; to be restored in the other order. `nil`: nobody knows.
  private var ahead: [Keys?] = []
  private var mode = Mode.off

  public init() {}

  /// From here on, notes the keys that are used.
  public mutating func note() {
    mode = .noting
    keys.removeAll(keepingCapacity: true)
  }

  /// What was noted; goes on noting from nothing.
  public mutating func take() -> [Key] {
    precondition(mode == .noting, "Keys are noted from `note` on.")
    guard !keys.isEmpty else { return [] }
    defer { note() }
    return keys
  }

  /// What calls had ahead after each press; goes on noting from nothing.
  public mutating func takeAhead() -> [Keys] {
    guard !ahead.isEmpty else { return [] }
    defer { ahead.removeAll() }
    return ahead.compactMap { $0 }
  }

  /// From here on, these keys are used again, in this order, and these are ahead again after each press.
  public mutating func replay(_ noted: [Key], ahead: [Keys?] = []) {
    mode = .replaying
    keys = noted.reversed()
    self.ahead = ahead.reversed()
  }

  /// All that was to be used again was used, and nothing else.
  public var isUsedUp: Bool { keys.isEmpty && mode != .hasRunOut }

  /// A press has left this ahead.
  mutating func leave(_ typeAhead: inout TypeAhead) {
    guard !typeAhead.isEmpty else { return }
    switch mode {
    case .off: break
    case .noting: ahead.append(typeAhead.keys)
    case .replaying, .hasRunOut:
      if let known = ahead.popLast(), let known { typeAhead.reveal(known) }
    }
  }

  /// A menu or an entry uses this key; what it really is.
  mutating func use(_ key: Key) -> Key {
    switch mode {
    case .off: return key
    case .noting:
      keys.append(key)
      return key
    case .replaying, .hasRunOut:
      if let noted = keys.popLast() { return noted }
      mode = .hasRunOut
      return key
    }
  }

  // Between steps there is nothing to be kept.
  public init(from decoder: any Decoder) throws {}
  public func encode(to encoder: any Encoder) throws {}
}
