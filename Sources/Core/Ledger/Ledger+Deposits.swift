import CallModel

/// Money into a time deposit.
extension Ledger {
  func listDepositTerms<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    var items: [SessionValues] = []
    for product in RateProduct.allCases {
      guard let months = product.months, let rate = try book.interestRate(product) else { continue }
      items.append(["months": .number(Int64(months)), "rate": .text(rate.rate.percent)])
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  func checkDeposit<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    switch try assessDeposit(request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .refused(let refusal):
      var reply = request.refusal(refusal.outcome, refusal.term)
      if refusal == .belowMinimum { reply.values["least"] = .money(Money(minorUnits: settings.smallestDeposit)) }
      return LedgerAnswer(reply)
    case .allowed(let plan):
      let values: SessionValues = ["rate": .text(plan.rate.percent), "matures": .date(plan.maturesOn)]
      return LedgerAnswer(request.reply(.ok, values: values))
    }
  }

  func openDeposit<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    switch try assessDeposit(request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .refused(let refusal):
      var reply = request.refusal(refusal.outcome, refusal.term)
      try keepUntold(request, to: "", refusal: refusal.term, into: &reply, in: &book)
      return LedgerAnswer(reply)
    case .allowed(let plan):
      let number = DepositTerms.accountNumber(of: plan.customer.number, place: plan.place)
      try book.add(
        BankAccount(
          number: number, customer: plan.customer.number, kind: .deposit, currency: plan.source.currency,
          openedOn: request.day))
      try book.add(DepositTerms(account: number, rate: plan.rate, maturesOn: plan.maturesOn))
      var transaction = BankTransaction.movement(
        plan.amount, from: plan.source.number, as: .timeDeposit, to: number, as: .timeDeposit, at: request.at)
      transaction.customer = plan.customer.number
      transaction.key = request.idempotencyKey
      let reference = try append(transaction, in: &book)
      try alert(plan.customer, plan.source, -plan.amount, at: request.at, in: &book)
      var reply = request.reply(
        .ok,
        values: [
          "reference": .digits(Self.reference(reference)), "matures": .date(plan.maturesOn),
          "balance": .money(
            Money(minorUnits: plan.source.balance - plan.amount, currency: plan.source.currency)),
        ])
      try keepUntold(request, to: Masking.last4(number), refusal: nil, into: &reply, in: &book)
      return LedgerAnswer(reply)
    }
  }

  private struct Plan {
    var customer: Customer
    var source: BankAccount
    var amount: Int64
    var rate: BasisPoints
    var maturesOn: CivilDay
    /// Among the customer's time deposits, from 1.
    var place: Int
  }

  private func assessDeposit<Book: BankBook>(
    _ request: HostRequest, in book: Book
  ) throws(Book.Failure) -> Assessment<Plan, DepositRefusal> {
    guard let customer = try caller(of: request, in: book) else { return .fault(.noCustomer) }
    guard let number = request.word("account") else { return .fault(.missing("account")) }
    guard let months = request.word("months") else { return .fault(.missing("months")) }
    guard let amount = request.money("amount") else { return .fault(.missing("amount")) }
    let payer = try payer(customer, from: number, at: request.at, in: book)
    var facts = DepositFacts(payer: payer, amount: amount)
    let product = RateProduct.allCases.first { $0.months.map(String.init) == months }
    if let product { facts.rate = try book.interestRate(product)?.rate }
    facts.deposits = try takenPlaces(of: customer.number, in: book)
    if let refusal = DepositRefusal.first(for: facts, by: settings) { return .refused(refusal) }
    guard let source = payer.source, let rate = facts.rate, let months = product?.months else {
      preconditionFailure("A deposit without source or rate has been refused above.")
    }
    return .allowed(
      Plan(
        customer: customer, source: source, amount: amount.minorUnits, rate: rate,
        maturesOn: request.day.adding(months: months), place: facts.deposits + 1))
  }
}

extension Ledger {
  /// How many places among a customer's time deposits are gone. A number may be taken already where the bank has
  /// brought its accounts from elsewhere.
  private func takenPlaces<Book: BankBook>(of customer: CustomerNumber, in book: Book) throws(Book.Failure) -> Int {
    var taken = try book.depositCount(of: customer)
    while taken < DepositTerms.mostDeposits,
      try book.account(DepositTerms.accountNumber(of: customer, place: taken + 1)) != nil
    {
      taken += 1
    }
    return taken
  }
}

extension DepositTerms {
  /// Time deposits that one customer can have: two digits of the number count them.
  static let mostDeposits = 99

  /// Twelve digits: a 2, the customer's number, and the place among his time deposits.
  static func accountNumber(of customer: CustomerNumber, place: Int) -> String {
    DemoBank.depositAccount(customer.number, Int64(place))
  }
}

extension CivilDay {
  /// The same day so many months on, or the last of that month where it is shorter.
  func adding(months: Int) -> CivilDay {
    let (year, month, day) = components
    let index = year * 12 + month - 1 + months
    let length = CivilDay.length(ofMonth: index % 12 + 1, year: index / 12)
    guard let later = CivilDay(year: index / 12, month: index % 12 + 1, day: min(day, length)) else {
      preconditionFailure("A day within the length of its month exists.")
    }
    return later
  }
}
