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
    case .listPayingAccounts: try listPayingAccounts(request, in: book)
    case .listReceivingAccounts: try listReceivingAccounts(request, in: book)
    case .balance: try balance(request, in: book)
    case .lastTransactions: try lastTransactions(request, in: book)
    case .transactionsBetween: try transactionsBetween(request, in: book)
    case .olderTransactions: try olderTransactions(request, in: book)
    case .loans: try loans(request, in: book)
    case .funds: try funds(request, in: book)
    case .deposits: try deposits(request, in: book)
    case .listCreditCards: try listCreditCards(request, in: book)
    case .cardBill: try cardBill(request, in: book)
    case .interestRates: try interestRates(request, in: book)
    case .exchangeRate: try exchangeRate(request, in: book)
    case .convertCurrency: try convertCurrency(request, in: book)
    case .findBranch: try findBranch(request, in: book)
    case .listPayees: try listPayees(request, in: book)
    case .checkTransfer: try checkTransfer(request, in: book)
    case .transfer: try transfer(request, in: &book)
    case .reportLoss: try reportLoss(request, in: &book)
    case .checkRepayment: try checkRepayment(request, in: book)
    case .listDepositTerms: try listDepositTerms(request, in: book)
    case .checkDeposit: try checkDeposit(request, in: book)
    case .openDeposit: try openDeposit(request, in: &book)
    case .listUntold: try listUntold(request, in: book)
    case .forgetUntold: try forgetUntold(request, in: &book)
    case .readSettings: try readSettings(request, in: book)
    case .sendStatement: try sendStatement(request, in: &book)
    case .switchAlerts: try switchAlerts(request, in: &book)
    case .lowerDailyLimit: try lowerDailyLimit(request, in: &book)
    case .switchTransfersOff: try switchTransfersOff(request, in: &book)
    case .activateCard: try activateCard(request, in: &book)
    case .checkNewPassword: try checkNewPassword(request, in: &book)
    case .changeQueryPassword: try changeQueryPassword(request, in: &book)
    case .checkFirstPassword: try checkFirstPassword(request, in: &book)
    case .setFirstPassword: try setFirstPassword(request, in: &book)
    case .checkBranch: try checkBranch(request, in: book)
    case .checkVisit: try checkVisit(request, in: book)
    case .bookVisit: try bookVisit(request, in: &book)
    case .reportCreditCardLoss: try reportCreditCardLoss(request, in: &book)
    case .freezeChannels: try freezeChannels(request, in: &book)
    case .registerCallback, .complaintProgress, .withdrawComplaint, .recordMessage:
      LedgerAnswer(request, .notForTheBank)
    }
  }
}
