import CallModel

/// Moving money by telephone.
extension Ledger {
  /// Says whether the transfer would be made now, and its fee. Nothing is moved or reserved.
  func checkTransfer<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    switch try assess(request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .refused(let refused):
      var reply = request.refusal(refused.why.outcome, refused.why.term)
      if refused.why.outcome == .limit { reply.values["most"] = .money(refused.most) }
      return LedgerAnswer(reply)
    case .allowed(let plan):
      let values: SessionValues = [
        "fee": .money(Money(minorUnits: plan.fee, currency: plan.amount.currency)),
        "payee-name": .text(Masking.name(plan.target.name)),
      ]
      return LedgerAnswer(request.reply(.ok, values: values))
    }
  }

  func transfer<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    switch try assess(request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .refused(let refused):
      var reply = request.refusal(refused.why.outcome, refused.why.term)
      try keepUntold(request, to: "", refusal: refused.why.term, into: &reply, in: &book)
      return LedgerAnswer(reply)
    case .allowed(let plan):
      let number = try carryOut(plan, for: request, in: &book)
      let left = plan.source.balance - plan.amount.minorUnits - plan.fee
      try alert(plan.customer, plan.source, -plan.amount.minorUnits - plan.fee, at: request.at, in: &book)
      var reply = request.reply(
        .ok,
        values: [
          "reference": .digits(Self.reference(number)),
          "balance": .money(Money(minorUnits: left, currency: plan.source.currency)),
        ])
      let payee = Masking.name(plan.target.name)
      try keepUntold(request, to: payee, refusal: nil, into: &reply, in: &book)
      return LedgerAnswer(reply)
    }
  }

  /// A transaction's number as callers hear it: at least eight digits.
  static func reference(_ number: Int64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  // MARK: - Deciding

  private struct Refused {
    var why: TransferRefusal
    /// What could be transferred now, as far as limits go.
    var most: Money
  }

  private struct Plan {
    var customer: Customer
    var source: BankAccount
    var target: TransferTarget
    var amount: Money
    var fee: Int64
    var usage: DayUsage
    var isLimited: Bool
  }

  private func assess<Book: BankBook>(
    _ request: HostRequest, in book: Book
  ) throws(Book.Failure) -> Assessment<Plan, Refused> {
    guard let customer = try caller(of: request, in: book) else { return .fault(.noCustomer) }
    guard let sourceNumber = request.word("account") else { return .fault(.missing("account")) }
    guard let payee = request.word("payee") else { return .fault(.missing("payee")) }
    guard let amount = request.money("amount") else { return .fault(.missing("amount")) }

    let usage = try book.usage(of: customer.number, on: request.day)
    let payer = try payer(customer, from: sourceNumber, at: request.at, in: book)
    var facts = TransferFacts(payer: payer, amount: amount, usage: usage)
    facts.target = try target(payee, of: customer, currency: amount.currency, in: book)

    if let refusal = TransferRefusal.first(for: facts, by: settings) {
      return .refused(Refused(why: refusal, most: facts.most(by: settings)))
    }
    guard let source = payer.source, let target = facts.target else {
      preconditionFailure("A transfer without source or target has been refused above.")
    }
    return .allowed(
      Plan(
        customer: customer, source: source, target: target, amount: amount, fee: facts.fee(by: settings),
        usage: usage, isLimited: facts.isLimited))
  }

  /// A lost card stops what leaves the account behind it.
  func isStopped<Book: BankBook>(
    _ account: String, of customer: CustomerNumber, at instant: Timestamp, in book: Book
  ) throws(Book.Failure) -> Bool {
    for card in try book.cards(of: customer, limit: settings.listedItems) where card.account == account {
      if try isStopped(card, at: instant, in: book) { return true }
    }
    return false
  }

  func isStopped<Book: BankBook>(
    _ card: BankCard, at instant: Timestamp, in book: Book
  ) throws(Book.Failure) -> Bool {
    guard let end = try book.lossReportEnd(of: card.number) else { return false }
    return end > instant
  }

  /// `payee` is the number of a registered payee or of an account of the customer's own.
  private func target<Book: BankBook>(
    _ payee: String, of customer: Customer, currency: Currency, in book: Book
  ) throws(Book.Failure) -> TransferTarget? {
    var wanted = payee
    var name = customer.name
    var isRegistered = false
    if let number = Int64(payee), let known = try book.payee(number), known.customer == customer.number {
      guard known.bank == nil else {
        return TransferTarget(
          place: .otherBank, account: HouseAccount.clearing.number, currency: currency, name: known.name)
      }
      wanted = known.account
      name = known.name
      isRegistered = true
    }
    guard let account = try book.account(wanted), let owner = account.customer else { return nil }
    guard owner == customer.number || isRegistered else { return nil }
    return TransferTarget(
      place: owner == customer.number ? .own : .thisBank, account: account.number, currency: account.currency,
      name: name, takesPayments: account.kind.isForPayments || account.kind == .credit,
      isRepayment: account.kind == .credit)
  }

  // MARK: - Booking

  private func carryOut<Book: BankBook>(
    _ plan: Plan, for request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> Int64 {
    let amount = plan.amount.minorUnits
    var transaction = BankTransaction.movement(
      amount, from: plan.source.number, as: .transferOut, to: plan.target.account,
      as: plan.target.place == .otherBank ? .counterEntry : plan.target.isRepayment ? .repayment : .transferIn,
      at: request.at)
    if plan.fee > 0 {
      transaction.postings += [
        Posting(account: plan.source.number, kind: .fee, amount: -plan.fee),
        Posting(account: HouseAccount.feeIncome.number, kind: .counterEntry, amount: plan.fee),
      ]
    }
    transaction.customer = plan.customer.number
    transaction.key = request.idempotencyKey
    if plan.isLimited {
      transaction.counted = amount
      let usage = DayUsage(total: plan.usage.total + amount, count: plan.usage.count + 1)
      try book.setUsage(usage, of: plan.customer.number, on: request.day)
    }
    return try append(transaction, in: &book)
  }

  /// A text message for whoever wants one for every movement.
  func alert<Book: BankBook>(
    _ customer: Customer, _ account: BankAccount, _ amount: Int64, at instant: Timestamp, in book: inout Book
  ) throws(Book.Failure) {
    guard customer.hasAlerts else { return }
    let last4 = Masking.last4(account.number)
    let body = DecimalFraction.text(amount, decimals: 2)
    try book.send(
      OutboxMessage(customer: customer.number, kind: .movement, last4: last4, body: body, at: instant))
  }

  /// Books a transaction and carries its postings to the balances beside them.
  func append<Book: BankBook>(_ transaction: BankTransaction, in book: inout Book) throws(Book.Failure) -> Int64 {
    precondition(transaction.isBalanced, "A transaction's postings must add up to 0.")
    var balances: [Int64] = []
    for posting in transaction.postings {
      guard let account = try book.account(posting.account) else {
        preconditionFailure("A posting names an account that the bank doesn't have.")
      }
      let balance = account.balance + posting.amount
      precondition(
        account.customer == nil || balance >= -account.creditLimit, "A customer's account must not be overdrawn.")
      try book.setBalance(balance, of: posting.account)
      balances.append(balance)
    }
    return try book.append(transaction, balancesAfter: balances)
  }
}
