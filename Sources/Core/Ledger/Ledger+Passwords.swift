public import CallModel

/// Passwords and the ladder of locks.
///
/// An unknown card and a wrong password are told apart by nothing: both take the same steps through the book,
/// the same hash, and get the same words.
extension Ledger {
  func verifyQueryPassword<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let card = request.word("card") else { return LedgerAnswer(request, .missing("card")) }
    guard let secret = request.secret else { return LedgerAnswer(request, .noSecret) }
    let subject = PasswordSubject.card(card)
    let ladder = settings.queryPassword
    var attempts = try book.attempts(of: subject) ?? PasswordAttempts(day: request.day)
    if isLocked(request, attempts, by: ladder) { return LedgerAnswer(request.reply(.locked)) }
    if try hasGuessedTooOften(request, in: book) { return LedgerAnswer(request.reply(.locked)) }

    let holder = try holder(ofNumber: card, in: book)
    let customer = try book.customer(holder)
    let stored = try book.password(.query, of: holder)
    var budget = try book.attempts(of: .holder(holder)) ?? PasswordAttempts(day: request.day)
    let isSpent = budget.lock(on: request.day, by: ladder) != nil
    let isRight = book.hasher.matches(secret, stored)
    if isRight, !isSpent, let customer {
      attempts.countRight(on: request.day)
      try book.setAttempts(attempts, of: subject)
      budget.countRight(on: request.day)
      try book.setAttempts(budget, of: .holder(holder))
      let facts = facts(of: customer, on: request.day)
      guard facts.tier != .blocked, !customer.isFrozen else { return LedgerAnswer(request.reply(.locked)) }
      return LedgerAnswer(request.reply(.ok, values: ["last4": .digits(Masking.last4(card))], customer: facts))
    }
    if stored == nil, let customer, isFromRegisteredPhone(request, of: customer) {
      // Said to the registered telephone only: to others it would prove that the card exists.
      return LedgerAnswer(request.reply(.unset))
    }

    attempts.countWrong(on: request.day)
    try book.setAttempts(attempts, of: subject)
    // While it is spent nothing is counted, as with a number that is locked: else a customer who keys it right would
    // freeze himself.
    if !isSpent { budget.countWrong(on: request.day) }
    try book.setAttempts(budget, of: .holder(holder))
    try noteFailedLookUp(request, in: &book)
    guard let lock = lock(after: request, attempts, by: ladder) else { return LedgerAnswer(request.reply(.wrong)) }
    let message = OutboxMessage(customer: holder, kind: lock.message, last4: Masking.last4(card), at: request.at)
    try book.send(message)
    return LedgerAnswer(request.reply(.locked))
  }

  /// Whose card or account a caller has keyed. Both are looked for, whichever it is, so that the steps tell nothing.
  func holder<Book: BankBook>(ofNumber number: String, in book: Book) throws(Book.Failure) -> CustomerNumber {
    let byCard = try book.card(number)?.customer
    let byAccount = try book.account(number)?.customer
    return byCard ?? byAccount ?? .nobody
  }

  func verifyTransactionPassword<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let number = request.customer, let customer = try book.customer(number) else {
      return LedgerAnswer(request, .noCustomer)
    }
    guard let secret = request.secret else { return LedgerAnswer(request, .noSecret) }
    let subject = PasswordSubject.customer(number)
    let ladder = settings.transactionPassword
    var attempts = try book.attempts(of: subject) ?? PasswordAttempts(day: request.day)
    if isLocked(request, attempts, by: ladder) { return LedgerAnswer(request.reply(.locked)) }
    guard let stored = try book.password(.transaction, of: number) else { return LedgerAnswer(request.reply(.unset)) }

    if book.hasher.matches(secret, stored) {
      attempts.countRight(on: request.day)
      try book.setAttempts(attempts, of: subject)
      return LedgerAnswer(request.reply(.ok, customer: facts(of: customer, on: request.day)))
    }
    attempts.countWrong(on: request.day)
    try book.setAttempts(attempts, of: subject)
    guard let lock = lock(after: request, attempts, by: ladder) else { return LedgerAnswer(request.reply(.wrong)) }
    let last4 = try book.cards(of: number, limit: 1).first.map { Masking.last4($0.number) } ?? ""
    try book.send(OutboxMessage(customer: number, kind: lock.message, last4: last4, at: request.at))
    return LedgerAnswer(request.reply(.locked))
  }

  /// A branch has seen the customer: his locks are taken off. With a card's or an account's, those of his password;
  /// false where it is nobody's.
  @discardableResult
  public func unlock<Book: BankBook>(
    _ subject: PasswordSubject, at instant: Timestamp, in book: inout Book
  ) throws(Book.Failure) -> Bool {
    let none = PasswordAttempts(day: CivilTime(instant).day)
    if case .card(let number) = subject {
      let holder = try holder(ofNumber: number, in: book)
      guard holder != .nobody else { return false }
      try book.setAttempts(none, of: .holder(holder))
    }
    try book.setAttempts(none, of: subject)
    return true
  }

  /// The same for everything of a customer: the locks of all his cards and of his transaction password, frozen
  /// channels, transfers switched off, a lowered limit. False where there is no such customer.
  @discardableResult
  public func reopen<Book: BankBook>(
    _ number: CustomerNumber, at instant: Timestamp, in book: inout Book
  ) throws(Book.Failure) -> Bool {
    guard var customer = try book.customer(number) else { return false }
    for card in try book.cards(of: number, limit: settings.listedItems) {
      try unlock(.card(card.number), at: instant, in: &book)
    }
    for account in try book.accounts(of: number, limit: settings.listedItems) {
      if try book.attempts(of: .card(account.number)) != nil {
        try unlock(.card(account.number), at: instant, in: &book)
      }
    }
    try unlock(.holder(number), at: instant, in: &book)
    try unlock(.customer(number), at: instant, in: &book)
    customer.isFrozen = false
    customer.mayTransfer = true
    customer.dailyLimit = nil
    try book.update(customer)
    return true
  }

  // MARK: - The ladder

  private func isLocked(_ request: HostRequest, _ attempts: PasswordAttempts, by ladder: PasswordLadder) -> Bool {
    if let inCall = ladder.wrongInCall, request.failuresInCall >= inCall { return true }
    return attempts.lock(on: request.day, by: ladder) != nil
  }

  /// The lock that the wrong password just counted leads to.
  private func lock(
    after request: HostRequest, _ attempts: PasswordAttempts, by ladder: PasswordLadder
  ) -> PasswordAttempts.Lock? {
    if let lock = attempts.lock(on: request.day, by: ladder) { return lock }
    guard let inCall = ladder.wrongInCall, request.failuresInCall + 1 >= inCall else { return nil }
    return .call
  }

  // MARK: - The calling number's own count

  /// Whoever tries many cards locks none of them, so the calling number is counted too.
  func hasGuessedTooOften<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> Bool {
    guard let phone = request.callingNumber.map(PhoneNumber.normalized) else { return false }
    let count = try book.failedLookUps(from: phone, after: request.at - settings.failedLookUpWindow)
    return count >= settings.failedLookUps
  }

  func noteFailedLookUp<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) {
    guard let phone = request.callingNumber.map(PhoneNumber.normalized) else { return }
    try book.noteFailedLookUp(from: phone, at: request.at, forgetting: request.at - settings.failedLookUpWindow)
  }

  func isFromRegisteredPhone(_ request: HostRequest, of customer: Customer) -> Bool {
    request.callingNumber.map(PhoneNumber.normalized) == customer.phone
  }
}

extension PasswordAttempts.Lock {
  var message: OutboxMessage.Kind {
    switch self {
    case .call: .lockedInCall
    case .day: .lockedForDay
    case .frozen: .frozen
    }
  }
}
