import CallModel

/// Who pays, and from which account: whatever moves money asks about it before all else.
struct Payer: Hashable, Sendable {
  var customer: Customer
  /// `nil` where there is none, or it is not the customer's.
  var source: BankAccount?
  var isSourceStopped = false

  /// The first thing against it.
  var refusal: PayerRefusal? { PayerRefusal.allCases.first { $0.applies(to: self) } }
}

/// The refusals with which those of transfers and time deposits begin, with the same codes.
enum PayerRefusal: String, CaseIterable {
  case customerBlocked = "customer-blocked"
  /// All electronic channels are frozen.
  case channelsFrozen = "channels-frozen"
  /// Telephone transfers are switched off for this customer.
  case switchedOff = "switched-off"
  /// No such account, or not the customer's.
  case sourceUnknown = "source-unknown"
  /// A time deposit, a card's account or a loan can't be paid from.
  case sourceNotForPayments = "source-not-for-payments"
  /// A card of the account has been reported lost.
  case sourceStopped = "source-stopped"

  fileprivate func applies(to payer: Payer) -> Bool {
    switch self {
    case .customerBlocked: payer.customer.tier == .blocked
    case .channelsFrozen: payer.customer.isFrozen
    case .switchedOff: !payer.customer.mayTransfer
    case .sourceUnknown: payer.source == nil
    case .sourceNotForPayments: payer.source?.kind.isForPayments == false
    case .sourceStopped: payer.isSourceStopped
    }
  }
}

extension Ledger {
  func payer<Book: BankBook>(
    _ customer: Customer, from account: String, at instant: Timestamp, in book: Book
  ) throws(Book.Failure) -> Payer {
    var payer = Payer(customer: customer)
    if let source = try book.account(account), source.customer == customer.number { payer.source = source }
    payer.isSourceStopped = try isStopped(account, of: customer.number, at: instant, in: book)
    return payer
  }
}
