/// One operation asked of the host for one call. It leaves the core as an effect; the answer comes back
/// as an input with the same `id`.
public struct HostRequest: Sendable {
  public var id: Int64
  public var call: CallID
  public var operation: HostOperation
  /// What the caller has collected; the operation reads those that its signature names.
  public var arguments: SessionValues
  public var secret: Secret?
  /// The customer whom a password has identified, if any.
  public var customer: CustomerNumber?
  public var callingNumber: String?
  /// Wrong passwords so far in this call, across cards.
  public var failuresInCall: Int
  /// The same key with the same body gives the stored answer; never two movements of money.
  /// Unique to the server's life, the call, and the visit of the node.
  public var idempotencyKey: String
  public var at: Timestamp

  public init(
    id: Int64, call: CallID, operation: HostOperation, arguments: SessionValues = [:], secret: Secret? = nil,
    customer: CustomerNumber? = nil, callingNumber: String? = nil, failuresInCall: Int = 0, idempotencyKey: String,
    at: Timestamp
  ) {
    self.id = id
    self.call = call
    self.operation = operation
    self.arguments = arguments
    self.secret = secret
    self.customer = customer
    self.callingNumber = callingNumber
    self.failuresInCall = failuresInCall
    self.idempotencyKey = idempotencyKey
    self.at = at
  }
}

/// The host's answer. Money that it speaks of is durable already.
public struct HostReply: Sendable, Equatable {
  public var id: Int64
  public var call: CallID
  public var outcome: HostOutcome
  public var values: SessionValues
  /// The list, for operations that answer one.
  public var items: [SessionValues]
  /// Who the caller is, from `look-up-caller` and from passwords.
  public var customer: CustomerFacts?

  public init(
    id: Int64, call: CallID, outcome: HostOutcome, values: SessionValues = [:], items: [SessionValues] = [],
    customer: CustomerFacts? = nil
  ) {
    self.id = id
    self.call = call
    self.outcome = outcome
    self.values = values
    self.items = items
    self.customer = customer
  }
}

/// A customer of the bank by number.
public struct CustomerNumber: Hashable, Sendable, Codable {
  public var number: Int64
  public init(_ number: Int64) { self.number = number }
}

/// What the call needs to know of a customer; names and numbers are masked already.
public struct CustomerFacts: Hashable, Sendable, Codable {
  public var number: CustomerNumber
  public var maskedName: String
  public var tier: CustomerTier
  /// The language that the customer has chosen with the bank, if any.
  public var language: Language?

  public init(number: CustomerNumber, maskedName: String, tier: CustomerTier, language: Language? = nil) {
    self.number = number
    self.maskedName = maskedName
    self.tier = tier
    self.language = language
  }
}

/// The bank (and the centre's task book) behind the host link. One call takes a batch, so that an
/// implementation can make many operations durable with one commit; answers come in the batch's order.
///
/// The embedded bank is SQLite; tests and simulation use the in-memory book. Neither ever throws:
/// a host that fails answers `unavailable` for what was not done.
public protocol HostLink: AnyObject {
  func perform(_ requests: [HostRequest]) -> [HostReply]
}
