import CallModel

/// What an identified caller may hear.
extension Ledger {
  func listAccounts<Book: BankBook>(
    _ request: HostRequest, as name: String = "account", in book: Book,
    where isWanted: (BankAccount) -> Bool = { $0.kind.isListed }
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    let accounts = try book.accounts(of: customer, limit: settings.listedItems)
    let items: [SessionValues] = accounts.filter(isWanted).map { account in
      [
        name: .digits(account.number), "last4": .digits(Masking.last4(account.number)),
        "name": .term(account.kind.term),
      ]
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  /// What can be paid from: no account whose card has been reported lost.
  func listPayingAccounts<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    var stopped: [String] = []
    for card in try book.cards(of: customer, limit: settings.listedItems) {
      if try isStopped(card, at: request.at, in: book) { stopped.append(card.account) }
    }
    return try listAccounts(request, in: book) { $0.kind.isForPayments && !stopped.contains($0.number) }
  }

  /// What money can be moved to from the account that has been chosen.
  func listReceivingAccounts<Book: BankBook>(
    _ request: HostRequest, in book: Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let source = request.word("account") else { return LedgerAnswer(request, .missing("account")) }
    return try listAccounts(request, as: "payee", in: book) { $0.kind.isForPayments && $0.number != source }
  }

  func balance<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    switch try ownAccount(of: request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .own(let account):
      let values: SessionValues = [
        "last4": .digits(Masking.last4(account.number)),
        "balance": .money(Money(minorUnits: account.available, currency: account.currency)),
      ]
      return LedgerAnswer(request.reply(.ok, values: values))
    }
  }

  func listPayees<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    let items: [SessionValues] = try book.payees(of: customer, limit: settings.listedItems).map { payee in
      [
        "payee": .number(payee.number), "name": .text(Masking.name(payee.name)),
        "last4": .digits(Masking.last4(payee.account)),
      ]
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  enum OwnAccount {
    case own(BankAccount)
    case fault(LedgerFault)
  }

  /// The account that the request names, if it is the caller's: nobody hears of another's.
  func ownAccount<Book: BankBook>(of request: HostRequest, in book: Book) throws(Book.Failure) -> OwnAccount {
    guard let customer = request.customer else { return .fault(.noCustomer) }
    guard let number = request.word("account") else { return .fault(.missing("account")) }
    guard let account = try book.account(number), account.customer == customer else { return .fault(.notOwnAccount) }
    return .own(account)
  }
}
