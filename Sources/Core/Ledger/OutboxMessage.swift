public import CallModel

/// A text message to a customer's registered telephone. Simulated: it stays in the outbox.
public struct OutboxMessage: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case lockedInCall = "locked-in-call"
    case lockedForDay = "locked-for-day"
    case frozen
    case lossReported = "loss-reported"
  }

  public var customer: CustomerNumber
  public var kind: Kind
  /// The last four of the card it is about.
  public var last4: String
  public var at: Timestamp

  public init(customer: CustomerNumber, kind: Kind, last4: String, at: Timestamp) {
    self.customer = customer
    self.kind = kind
    self.last4 = last4
    self.at = at
  }
}
