public import CallModel

/// What only memory may have of a call: no journal and no snapshot does. A process that ends in order gives it to the
/// next one, from memory to memory.
public struct UnwrittenKeys: Sendable {
  /// The password that is being keyed.
  public var secret: Secret?
  /// Of an entry that is not whole, and pressed ahead.
  public var unused: Keys

  public init(secret: Secret?, unused: Keys) {
    self.secret = secret
    self.unused = unused
  }
}

extension Dialogue {
  /// `nil`: there is nothing that is not written.
  public var unwrittenKeys: UnwrittenKeys? {
    let keyed = secret.flatMap { $0.isEmpty ? nil : $0.contents }
    return keyed == nil && !hasUnusedKeys ? nil : UnwrittenKeys(secret: keyed, unused: Keys(unusedKeys))
  }

  /// Puts back what a snapshot of this dialogue has as hidden keys.
  public mutating func reveal(_ keys: UnwrittenKeys) {
    if let keyed = keys.secret, let hidden = secret { secret = hidden.revealed(as: keyed) }
    reveal(keys.unused)
  }

  /// No digit of what is unused is hidden, as it is after a restart.
  public var knowsUnusedKeys: Bool { digits.keys.isKnown && amount.keys.isKnown && typeAhead.isKnown }

  private var hasUnusedKeys: Bool { !(digits.keys.isEmpty && amount.keys.isEmpty && typeAhead.isEmpty) }

  /// In the order of their places, which is not that of pressing where more than one has some.
  private var unusedKeys: [Key] { digits.keys.keys + amount.keys.keys + typeAhead.keys }

  private mutating func reveal(_ known: Keys) {
    let (ofDigits, ofAmount) = (digits.keys.count, amount.keys.count)
    guard known.count == ofDigits + ofAmount + typeAhead.count else { return }
    digits.reveal(known.prefix(ofDigits))
    amount.reveal(known.dropFirst(ofDigits).prefix(ofAmount))
    typeAhead.reveal(known.dropFirst(ofDigits + ofAmount))
  }

  /// At the end of a press.
  mutating func leaveUnusedKeys() {
    guard hasUnusedKeys else { return }
    if let known = keyLedger.leave(unusedKeys) { reveal(known) }
  }
}
