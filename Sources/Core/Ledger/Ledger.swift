public import CallModel

/// The bank's rules for callers: who someone is, what he may hear, what he may move.
///
/// A value without state: everything that lasts is in the book. One request is one unit of work; whoever owns
/// the book makes it durable before the answer is given away.
public struct Ledger: Sendable {
  public let settings: BankSettings

  public init(settings: BankSettings = BankSettings()) { self.settings = settings }

  /// Answers one request. An operation that changes something is done once for each idempotency key: asked
  /// again with the same body it gets the kept answer, with another body it is a fault of ours and is refused.
  public func answer<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    guard request.operation.isKept else { return try perform(request, in: &book) }
    guard !request.idempotencyKey.isEmpty else { return LedgerAnswer(request, .noKey) }
    if let kept = try book.keptAnswer(to: request.idempotencyKey) {
      guard kept.body == request.body else { return LedgerAnswer(request, .keyUsedForAnother) }
      return LedgerAnswer(request.reply(kept.outcome, values: kept.values))
    }
    let answer = try perform(request, in: &book)
    if answer.fault == nil {
      let kept = KeptAnswer(body: request.body, outcome: answer.reply.outcome, values: answer.reply.values)
      try book.keep(kept, to: request.idempotencyKey, at: request.at)
    }
    return answer
  }

  private func perform<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    switch request.operation {
    case .lookUpCaller: try lookUpCaller(request, in: book)
    case .verifyQueryPassword: try verifyQueryPassword(request, in: &book)
    case .verifyTransactionPassword: try verifyTransactionPassword(request, in: &book)
    case .listAccounts: try listAccounts(request, in: book)
    case .balance: try balance(request, in: book)
    case .lastTransactions: try lastTransactions(request, in: book)
    case .listPayees: try listPayees(request, in: book)
    case .checkTransfer: try checkTransfer(request, in: book)
    case .transfer: try transfer(request, in: &book)
    case .reportLoss: try reportLoss(request, in: &book)
    case .registerCallback: LedgerAnswer(request, .notForTheBank)
    }
  }
}

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
  case noKey
  case keyUsedForAnother
  case notForTheBank

  public var description: String {
    switch self {
    case .missing(let name): "the argument '\(name)' is missing or of another type"
    case .noSecret: "no password came with it"
    case .noCustomer: "no customer has been identified in this call"
    case .notOwnAccount: "the account is not the caller's"
    case .noKey: "no idempotency key came with it"
    case .keyUsedForAnother: "its idempotency key has been used for another request"
    case .notForTheBank: "the bank doesn't know this operation"
    }
  }
}

extension HostRequest {
  /// An argument that is a word or a number, as text.
  func word(_ name: String) -> String? {
    switch arguments[name] {
    case .text(let text), .digits(let text): text
    case .number(let number): String(number)
    case .money, .date, .instant, .interval, .term, nil: nil
    }
  }

  func money(_ name: String) -> Money? {
    guard case .money(let money) = arguments[name] else { return nil }
    return money
  }

  /// The day of the request in the bank's time.
  var day: CivilDay { CivilTime(at).day }
}
