public import CallModel

/// What only memory may have of a call: no journal and no snapshot does. A process that ends in order gives it to the
/// next one, from memory to memory.
public struct UnwrittenKeys: Sendable {
  /// The password that is being keyed.
  public var secret: Secret?
  /// Pressed and used by nothing yet.
  public var ahead: Keys

  public init(secret: Secret?, ahead: Keys) {
    self.secret = secret
    self.ahead = ahead
  }
}

extension Dialogue {
  /// `nil`: there is nothing that is not written.
  public var unwrittenKeys: UnwrittenKeys? {
    let keyed = secret.flatMap { $0.isEmpty ? nil : $0.contents }
    return keyed == nil && typeAhead.isEmpty ? nil : UnwrittenKeys(secret: keyed, ahead: typeAhead.keys)
  }

  /// Puts back what a snapshot of this dialogue has as hidden keys.
  public mutating func reveal(_ keys: UnwrittenKeys) {
    if let keyed = keys.secret, let hidden = secret { secret = hidden.revealed(as: keyed) }
    typeAhead.reveal(keys.ahead)
  }
}
