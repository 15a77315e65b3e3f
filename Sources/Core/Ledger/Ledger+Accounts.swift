import CallModel

/// What an identified caller may hear.
extension Ledger {
  func listAccounts<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    let accounts = try book.accounts(of: customer, limit: settings.listedItems)
    let items: [SessionValues] = accounts.map { account in
      [
        "account": .digits(account.number), "last4": .digits(Masking.last4(account.number)),
        "name": .term(account.kind.term),
      ]
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  func balance<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    switch try ownAccount(of: request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .own(let account):
      let values: SessionValues = [
        "last4": .digits(Masking.last4(account.number)),
        "balance": .money(Money(minorUnits: account.balance, currency: account.currency)),
      ]
      return LedgerAnswer(request.reply(.ok, values: values))
    }
  }

  func lastTransactions<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    switch try ownAccount(of: request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .own(let account):
      let entries = try book.newestEntries(of: account.number, limit: settings.listedEntries)
      // The kind says whether it came or went, so the amount is spoken without a sign.
      let items: [SessionValues] = entries.map { entry in
        [
          "date": .date(CivilTime(entry.at).day), "kind": .term(entry.posting.kind.term),
          "amount": .money(Money(minorUnits: abs(entry.posting.amount), currency: account.currency)),
          "balance": .money(Money(minorUnits: entry.balanceAfter, currency: account.currency)),
        ]
      }
      return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
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

  private enum OwnAccount {
    case own(BankAccount)
    case fault(LedgerFault)
  }

  /// The account that the request names, if it is the caller's: nobody hears of another's.
  private func ownAccount<Book: BankBook>(of request: HostRequest, in book: Book) throws(Book.Failure) -> OwnAccount {
    guard let customer = request.customer else { return .fault(.noCustomer) }
    guard let number = request.word("account") else { return .fault(.missing("account")) }
    guard let account = try book.account(number), account.customer == customer else { return .fault(.notOwnAccount) }
    return .own(account)
  }
}
