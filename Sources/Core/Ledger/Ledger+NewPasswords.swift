public import CallModel

/// Choosing a password: keyed, judged, keyed again. Between the two only its digest is kept, with a salt of its
/// own, so that no part of the conversation ever has to hold the password itself.
extension Ledger {
  func checkNewPassword<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = try caller(of: request, in: book) else { return LedgerAnswer(request, .noCustomer) }
    guard let secret = request.secret else { return LedgerAnswer(request, .noSecret) }
    return LedgerAnswer(request.reply(try judge(secret, of: customer, request, in: &book)))
  }

  func changeQueryPassword<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = try caller(of: request, in: book) else { return LedgerAnswer(request, .noCustomer) }
    guard let secret = request.secret else { return LedgerAnswer(request, .noSecret) }
    guard try settle(secret, of: customer, request, in: &book) else {
      return LedgerAnswer(request.reply(.different))
    }
    return LedgerAnswer(request.reply(.ok))
  }

  func checkFirstPassword<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let secret = request.secret else { return LedgerAnswer(request, .noSecret) }
    guard let customer = try newcomer(request, in: &book) else { return LedgerAnswer(request.reply(.mismatch)) }
    return LedgerAnswer(request.reply(try judge(secret, of: customer, request, in: &book)))
  }

  /// From here on the caller is as good as one who has keyed a right password.
  func setFirstPassword<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let card = request.word("card") else { return LedgerAnswer(request, .missing("card")) }
    guard let secret = request.secret else { return LedgerAnswer(request, .noSecret) }
    guard let customer = try newcomer(request, in: &book) else { return LedgerAnswer(request.reply(.mismatch)) }
    guard try settle(secret, of: customer, request, in: &book) else {
      return LedgerAnswer(request.reply(.different))
    }
    let values: SessionValues = ["last4": .digits(Masking.last4(card))]
    return LedgerAnswer(request.reply(.ok, values: values, customer: facts(of: customer, on: request.day)))
  }

  /// Who has no query password yet and is proved by card, ID and registered telephone, all three. Whoever is not
  /// counts against the calling number.
  private func newcomer<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> Customer? {
    guard try !hasGuessedTooOften(request, in: book) else { return nil }
    let holder = try holder(ofNumber: request.word("card") ?? "", in: book)
    if let customer = try book.customer(holder), let idLastSix = request.word("id6"),
      isFromRegisteredPhone(request, of: customer), hasID(customer, idLastSix), customer.tier != .blocked,
      !customer.isFrozen, try book.password(.query, of: customer.number) == nil
    {
      return customer
    }
    try noteFailedLookUp(request, in: &book)
    return nil
  }

  /// `ok` or `weak`. A good one waits for being keyed again, in the place of whatever waited before.
  private func judge<Book: BankBook>(
    _ secret: Secret, of customer: Customer, _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> HostOutcome {
    let cards = try book.cards(of: customer.number, limit: settings.listedItems).map(\.number)
    let accounts = try book.accounts(of: customer.number, limit: settings.listedItems).map(\.number)
    guard Self.weakness(of: secret, chosenBy: customer, numbers: cards + accounts) == nil else { return .weak }
    try book.setNewPassword(book.hasher.stored(secret, saltSeed: request.id), .query, of: customer.number)
    return .ok
  }

  /// Why a password is refused, in a sentence that doesn't repeat it; `nil` for a good one. `numbers` are the cards
  /// and accounts of who chooses it.
  public static func weakness(of secret: Secret, chosenBy customer: Customer, numbers: [String]) -> String? {
    let owner = WeakPassword.Owner(
      numbers: numbers + [customer.phone, customer.idLastSix], birthday: customer.birthday)
    return WeakPassword.first(in: secret, of: owner)?.sentence
  }

  /// Whether it is the one that waits; then it is the password, and the customer is told by text message. Either
  /// way nothing waits any more.
  private func settle<Book: BankBook>(
    _ secret: Secret, of customer: Customer, _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> Bool {
    let waiting = try book.newPassword(.query, of: customer.number)
    try book.setNewPassword(nil, .query, of: customer.number)
    guard book.hasher.matches(secret, waiting), let waiting else { return false }
    try book.setPassword(waiting, .query, of: customer.number)
    try book.send(OutboxMessage(customer: customer.number, kind: .passwordChanged, last4: "", at: request.at))
    return true
  }

  /// Wrong passwords spread over days: the report for people.
  public func slowGuesses<Book: BankBook>(at instant: Timestamp, in book: Book) throws(Book.Failure) -> [SlowGuess] {
    let since = CivilTime(instant).day + -settings.slowGuessWindow
    return try book.guessers(since: since, days: settings.slowGuessDays)
      + book.guessed(days: settings.slowGuessDays)
  }
}
