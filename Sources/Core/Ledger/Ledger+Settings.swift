import CallModel

/// What a customer sets for himself. The telephone only ever makes things safer: a limit is lowered, transfers
/// are switched off; the other way leads to a branch.
extension Ledger {
  func readSettings<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = try caller(of: request, in: book) else { return LedgerAnswer(request, .noCustomer) }
    let values: SessionValues = [
      "tel4": .digits(Masking.last4(customer.phone)), "alerts": .term(BankTerms.alerts(customer.hasAlerts)),
      "daily-limit": .money(Money(minorUnits: settings.dailyLimit(of: customer))),
    ]
    return LedgerAnswer(request.reply(.ok, values: values))
  }

  /// The newest entries, to the registered telephone.
  func sendStatement<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = try caller(of: request, in: book) else { return LedgerAnswer(request, .noCustomer) }
    switch try ownAccount(of: request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .own(let account):
      let midnight = CivilTime(day: request.day, timeOfDay: .zero).instant()
      // After the instant before midnight.
      let sent = try book.messagesSent(
        .statement, to: customer.number, after: midnight - Interval(microseconds: 1))
      guard sent < settings.dailyStatements else { return LedgerAnswer(request.reply(.limit)) }
      let entries = try book.entries(of: account.number, EntryFilter(limit: settings.statementEntries))
      let last4 = Masking.last4(account.number)
      try book.send(
        OutboxMessage(
          customer: customer.number, kind: .statement, last4: last4, body: Self.statement(entries), at: request.at))
      return LedgerAnswer(request.reply(.ok, values: ["tel4": .digits(Masking.last4(customer.phone))]))
    }
  }

  /// `2026-11-21 purchase -19.90 = 123456.78`, a line for each entry, the newest first.
  private static func statement(_ entries: [BookedEntry]) -> String {
    entries.map { entry in
      let amount = DecimalFraction.text(entry.posting.amount, decimals: 2)
      let balance = DecimalFraction.text(entry.balanceAfter, decimals: 2)
      return "\(CivilTime(entry.at).day.text) \(entry.posting.kind.rawValue) \(amount) = \(balance)"
    }.joined(separator: "\n")
  }

  func switchAlerts<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    guard var customer = try caller(of: request, in: book) else { return LedgerAnswer(request, .noCustomer) }
    customer.hasAlerts.toggle()
    try book.update(customer)
    let values: SessionValues = ["alerts": .term(BankTerms.alerts(customer.hasAlerts))]
    return LedgerAnswer(request.reply(.ok, values: values))
  }

  func lowerDailyLimit<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard var customer = try caller(of: request, in: book) else { return LedgerAnswer(request, .noCustomer) }
    guard let limit = request.money("limit") else { return LedgerAnswer(request, .missing("limit")) }
    guard limit.minorUnits >= 0, limit.minorUnits < settings.dailyLimit(of: customer) else {
      return LedgerAnswer(request.refusal(.refused, BankTerms.limitNotLower))
    }
    customer.dailyLimit = limit.minorUnits
    try book.update(customer)
    return LedgerAnswer(request.reply(.ok, values: ["daily-limit": .money(Money(minorUnits: limit.minorUnits))]))
  }

  func switchTransfersOff<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard var customer = try caller(of: request, in: book) else { return LedgerAnswer(request, .noCustomer) }
    customer.mayTransfer = false
    try book.update(customer)
    return LedgerAnswer(request.reply(.ok))
  }

  /// By the calling number as well: a stolen letter with a card must not be enough.
  func activateCard<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = try caller(of: request, in: book) else { return LedgerAnswer(request, .noCustomer) }
    guard let idLastSix = request.word("id6") else { return LedgerAnswer(request, .missing("id6")) }
    switch try ownCreditCard(of: request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .own(var card, _):
      guard try !hasGuessedTooOften(request, in: book), isFromRegisteredPhone(request, of: customer),
        hasID(customer, idLastSix), try !isStopped(card, at: request.at, in: book)
      else {
        try noteFailedLookUp(request, in: &book)
        return LedgerAnswer(request.reply(.mismatch))
      }
      guard !card.isActive else { return LedgerAnswer(request.reply(.none)) }
      card.isActive = true
      try book.update(card)
      let last4 = Masking.last4(card.number)
      try book.send(OutboxMessage(customer: customer.number, kind: .cardActivated, last4: last4, at: request.at))
      return LedgerAnswer(request.reply(.ok, values: ["last4": .digits(last4)]))
    }
  }

  func caller<Book: BankBook>(of request: HostRequest, in book: Book) throws(Book.Failure) -> Customer? {
    guard let number = request.customer else { return nil }
    return try book.customer(number)
  }
}

extension BankSettings {
  /// His own where he has lowered it, else the bank's.
  func dailyLimit(of customer: Customer) -> Int64 { min(customer.dailyLimit ?? .max, dailyLimit) }
}

extension CivilDay {
  /// `2026-11-24`.
  var text: String {
    let (year, month, day) = components
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
