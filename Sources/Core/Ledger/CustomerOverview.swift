public import CallModel

/// By what somebody names a customer.
public enum CustomerKey: Hashable, Sendable {
  case number(CustomerNumber)
  case card(String)
  case account(String)
  /// In any of the forms in which networks write it.
  case phone(String)
}

/// All that the bank's people look at when a customer stands before them: never a password, only whether there is
/// one. Not masked: who shows it masks it.
public struct CustomerOverview: Hashable, Sendable {
  public struct Card: Hashable, Sendable {
    public var card: BankCard
    /// Until when a loss report stops it; `.distantFuture` is for good.
    public var stoppedUntil: Timestamp?
    /// What wrong query passwords, keyed with this card, have locked.
    public var lock: PasswordAttempts.Lock?
    public var wrongSinceSuccess: Int
  }

  public var customer: Customer
  public var accounts: [BankAccount]
  public var cards: [Card]
  public var payees: [Payee]
  public var hasQueryPassword: Bool
  public var hasTransactionPassword: Bool
  /// What wrong transaction passwords have locked.
  /// Of the query password, by whatever number: it lets nobody in, and says nothing of it.
  public var queryLock: PasswordAttempts.Lock?
  public var transactionLock: PasswordAttempts.Lock?
  /// What of the day's limits is used up, and the limit in minor units that holds for this customer.
  public var usage: DayUsage
  public var dailyLimit: Int64
  /// Results of transfers that are still to be told.
  public var untold: Int
}

extension Ledger {
  /// `nil` where there is no such customer.
  public func overview<Book: BankBook>(
    of key: CustomerKey, at instant: Timestamp, in book: Book
  ) throws(Book.Failure) -> CustomerOverview? {
    guard let customer = try holder(of: key, in: book) else { return nil }
    let (number, today) = (customer.number, CivilTime(instant).day)
    var cards: [CustomerOverview.Card] = []
    for card in try book.cards(of: number, limit: settings.listedItems) {
      let attempts = try book.attempts(of: .card(card.number))
      let end = try book.lossReportEnd(of: card.number)
      cards.append(
        CustomerOverview.Card(
          card: card, stoppedUntil: end.flatMap { $0 > instant ? $0 : nil },
          lock: attempts?.lock(on: today, by: settings.queryPassword),
          wrongSinceSuccess: attempts?.wrongSinceSuccess ?? 0))
    }
    return CustomerOverview(
      customer: customer, accounts: try book.accounts(of: number, limit: settings.listedItems), cards: cards,
      payees: try book.payees(of: number, limit: settings.listedItems),
      hasQueryPassword: try book.password(.query, of: number) != nil,
      hasTransactionPassword: try book.password(.transaction, of: number) != nil,
      queryLock: try book.attempts(of: .holder(number))?.lock(on: today, by: settings.queryPassword),
      transactionLock: try book.attempts(of: .customer(number))?.lock(on: today, by: settings.transactionPassword),
      usage: try book.usage(of: number, on: today),
      dailyLimit: settings.dailyLimit(of: customer),
      untold: try book.untoldResults(of: number, limit: settings.listedItems).count)
  }

  private func holder<Book: BankBook>(of key: CustomerKey, in book: Book) throws(Book.Failure) -> Customer? {
    switch key {
    case .number(let number): return try book.customer(number)
    case .phone(let phone): return try book.customer(phone: PhoneNumber.normalized(phone))
    case .card(let card):
      guard let owner = try book.card(card)?.customer else { return nil }
      return try book.customer(owner)
    case .account(let account):
      guard let owner = try book.account(account)?.customer else { return nil }
      return try book.customer(owner)
    }
  }
}
