public import CallModel

/// Why a payee is not registered. Only staff hears of it.
public enum PayeeRefusal: String, OrderedRefusal {
  case customerUnknown = "customer-unknown"
  case customerBlocked = "customer-blocked"
  /// No customer of this bank has such an account.
  case accountUnknown = "account-unknown"
  /// Transfers between own accounts need no payee.
  case ownAccount = "own-account"
  /// A time deposit, a card's account or a loan can't be paid into.
  case notForPayments = "not-for-payments"
  case alreadyRegistered = "already-registered"
  /// As many as can be told to a caller.
  case tooMany = "too-many"

  public func applies(to facts: PayeeFacts, by settings: BankSettings) -> Bool {
    switch self {
    case .customerUnknown: facts.customer == nil
    case .customerBlocked: facts.customer?.tier == .blocked
    case .accountUnknown: facts.payee.bank == nil && facts.account?.customer == nil
    case .ownAccount: facts.payee.bank == nil && facts.account?.customer == facts.payee.customer
    case .notForPayments: facts.payee.bank == nil && facts.account?.kind.isForPayments == false
    case .alreadyRegistered:
      facts.registered.contains { $0.account == facts.payee.account && $0.bank == facts.payee.bank }
    case .tooMany: facts.registered.count >= settings.listedItems
    }
  }
}

/// All that decides about a payee.
public struct PayeeFacts: Hashable, Sendable {
  var payee: NewPayee
  var customer: Customer?
  /// Looked for in this bank only.
  var account: BankAccount?
  var registered: [Payee] = []
}

extension Ledger {
  /// Registers a payee for a customer whom somebody of the staff has verified: no menu has an operation for it. The
  /// customer is told by a text message.
  public func register<Book: BankBook>(
    _ payee: NewPayee, at instant: Timestamp, in book: inout Book
  ) throws(Book.Failure) -> PayeeAnswer {
    var facts = PayeeFacts(payee: payee)
    facts.customer = try book.customer(payee.customer)
    if payee.bank == nil { facts.account = try book.account(payee.account) }
    facts.registered = try book.payees(of: payee.customer, limit: settings.listedItems)
    if let refusal = PayeeRefusal.first(for: facts, by: settings) { return .refused(code: refusal.rawValue) }
    let number = try book.lastPayeeNumber() + 1
    try book.add(
      Payee(number: number, customer: payee.customer, name: payee.name, account: payee.account, bank: payee.bank))
    try book.send(
      OutboxMessage(
        customer: payee.customer, kind: .payeeRegistered, last4: Masking.last4(payee.account), at: instant))
    return .registered(number)
  }
}
