public import CallModel

/// A text message to a customer's registered telephone. Simulated: it stays in the outbox.
public struct OutboxMessage: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case lockedInCall = "locked-in-call"
    case lockedForDay = "locked-for-day"
    case frozen
    case lossReported = "loss-reported"
    case channelsFrozen = "channels-frozen"
    case passwordChanged = "password-changed"
    /// Money has moved, for those who want to know.
    case movement
    case statement
    case cardActivated = "card-activated"
    case visitBooked = "visit-booked"
    case payeeRegistered = "payee-registered"
  }

  public var customer: CustomerNumber
  public var kind: Kind
  /// The last four of the card or account it is about; empty where it is about none.
  public var last4: String
  /// What else it says; empty where the kind says it all.
  public var body: String
  public var at: Timestamp

  public init(customer: CustomerNumber, kind: Kind, last4: String, body: String = "", at: Timestamp) {
    self.customer = customer
    self.kind = kind
    self.last4 = last4
    self.body = body
    self.at = at
  }
}
