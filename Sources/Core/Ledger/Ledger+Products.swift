import CallModel

/// Loans, funds, time deposits and credit cards of an identified caller.
extension Ledger {
  func loans<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    var items: [SessionValues] = []
    for account in try book.accounts(of: customer, limit: settings.listedItems) where account.kind == .loan {
      guard let terms = try book.loanTerms(of: account.number), account.balance < 0 else { continue }
      items.append([
        "balance": .money(Money(minorUnits: -account.balance, currency: account.currency)),
        "amount": .money(Money(minorUnits: terms.instalment, currency: account.currency)),
        "date": .date(terms.dueOn),
      ])
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  func funds<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    var items: [SessionValues] = []
    for holding in try book.holdings(of: customer, limit: settings.listedItems) {
      guard let fund = try book.fund(holding.fund) else { continue }
      items.append([
        "name": .text(fund.name), "units": .text(DecimalFraction.text(holding.hundredths, decimals: 2)),
        "nav": .text(DecimalFraction.text(fund.netAssetValue, decimals: 4)),
        "amount": .money(Money(minorUnits: holding.value(at: fund.netAssetValue))),
      ])
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  func deposits<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    var items: [SessionValues] = []
    for account in try book.accounts(of: customer, limit: settings.listedItems) where account.kind == .deposit {
      guard let terms = try book.depositTerms(of: account.number) else { continue }
      items.append([
        "last4": .digits(Masking.last4(account.number)), "rate": .text(terms.rate.percent),
        "amount": .money(Money(minorUnits: account.balance, currency: account.currency)),
        "date": .date(terms.maturesOn),
      ])
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  func listCreditCards<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    let cards = try book.cards(of: customer, limit: settings.listedItems).filter { $0.kind == .credit }
    let items: [SessionValues] = cards.map {
      ["credit-card": .digits($0.number), "last4": .digits(Masking.last4($0.number))]
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  func cardBill<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    switch try ownCreditCard(of: request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .own(let card, let account):
      guard let bill = try bill(of: account, in: book) else { return LedgerAnswer(request.reply(.none)) }
      func money(_ minorUnits: Int64) -> SessionValue {
        .money(Money(minorUnits: minorUnits, currency: account.currency))
      }
      let values: SessionValues = [
        "last4": .digits(Masking.last4(card.number)), "due": money(bill.due), "minimum": money(bill.minimum),
        "date": .date(bill.dueOn), "available": money(max(0, account.available)),
      ]
      return LedgerAnswer(request.reply(.ok, values: values))
    }
  }

  /// What is still to be paid of the latest statement; `nil` where there is none yet.
  func bill<Book: BankBook>(of account: BankAccount, in book: Book) throws(Book.Failure) -> CardBill? {
    guard let statement = try book.newestStatement(of: account.number) else { return nil }
    let paid = try book.received(by: account.number, after: statement.closedAt)
    return CardBill(
      due: max(0, statement.amount - paid), minimum: max(0, statement.minimum - paid), dueOn: statement.dueOn)
  }

  enum OwnCreditCard {
    case own(BankCard, BankAccount)
    case fault(LedgerFault)
  }

  func ownCreditCard<Book: BankBook>(
    of request: HostRequest, in book: Book
  ) throws(Book.Failure) -> OwnCreditCard {
    guard let customer = request.customer else { return .fault(.noCustomer) }
    guard let number = request.word("credit-card") else { return .fault(.missing("credit-card")) }
    guard let card = try book.card(number), card.kind == .credit, card.customer == customer,
      let account = try book.account(card.account)
    else { return .fault(.notOwnCard) }
    return .own(card, account)
  }
}

/// What is still due of a credit card's statement, in minor units.
struct CardBill: Hashable, Sendable {
  var due: Int64
  var minimum: Int64
  var dueOn: CivilDay
}
