public import CallModel

/// A reply, and what was wrong with the request if it should never have been sent.
public struct LedgerAnswer: Sendable, Equatable {
  public var reply: HostReply
  /// For the operator's log: a fault of the menus or of ours, never the caller's.
  public var fault: LedgerFault?

  init(_ reply: HostReply) { self.reply = reply }

  init(_ request: HostRequest, _ fault: LedgerFault) {
    reply = request.reply(request.operation.answerToFault)
    self.fault = fault
  }
}

/// A request that makes no sense. The caller gets `refused` or `unavailable`; the operator reads the sentence,
/// which holds no customer's data.
public enum LedgerFault: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(String)
  case noSecret
  case noCustomer
  case notOwnAccount
  case notOwnCard
  case noRate(RateProduct)
  case noKey
  case keyUsedForAnother
  case notForTheBank

  public var description: String {
    switch self {
    case .missing(let name): "the argument '\(name)' is missing or of another type"
    case .noSecret: "no password came with it"
    case .noCustomer: "no customer has been identified in this call"
    case .notOwnAccount: "the account is not the caller's"
    case .notOwnCard: "the card is not a credit card of the caller's"
    case .noRate(let product): "the bank has no rate '\(product.rawValue)'"
    case .noKey: "no idempotency key came with it"
    case .keyUsedForAnother: "its idempotency key has been used for another request"
    case .notForTheBank: "the bank doesn't know this operation"
    }
  }
}
