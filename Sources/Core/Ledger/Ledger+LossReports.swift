import CallModel

/// Stopping a lost debit card, for callers who have no password at hand.
extension Ledger {
  /// Two of three must agree: the card, the last six of the ID number, the calling number. The third may be wrong: who
  /// calls from his own telephone and keys his card right is believed though he slips in his ID. With a card, that
  /// card is stopped; it counts as agreeing when it exists. Without one, the other two must agree, and every
  /// card of the customer is stopped: he doesn't know which, so none may stay open. A report made again while
  /// one holds starts the term anew. What doesn't agree counts against the calling number, else the ID number
  /// could be guessed here.
  func reportLoss<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    let until = request.at + settings.lossReportTerm
    return try stop(.debit, request, until: until, in: &book)
  }

  /// A credit card is stopped at once and for good; the bank sends another.
  func reportCreditCardLoss<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    try stop(.credit, request, until: .distantFuture, in: &book)
  }

  private func stop<Book: BankBook>(
    _ kind: BankCard.Kind, _ request: HostRequest, until: Timestamp, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let idLastSix = request.word("id6") else { return LedgerAnswer(request, .missing("id6")) }
    let cards = try provedCards(request, idLastSix: idLastSix, in: &book).filter { $0.kind == kind }
    guard let first = cards.first else { return LedgerAnswer(request.reply(.mismatch)) }
    for card in cards {
      // A report for good is never shortened.
      if let end = try book.lossReportEnd(of: card.number), end > until { continue }
      try book.reportLoss(of: card.number, at: request.at, until: until)
      let last4 = Masking.last4(card.number)
      try book.send(OutboxMessage(customer: card.customer, kind: .lossReported, last4: last4, at: request.at))
    }
    var values: SessionValues = ["last4": .digits(Masking.last4(first.number))]
    if until != .distantFuture { values["until"] = .instant(until) }
    return LedgerAnswer(request.reply(.ok, values: values))
  }

  /// Closes everything that works without a clerk, until a branch opens it: telephone, network, all of it.
  func freezeChannels<Book: BankBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let idLastSix = request.word("id6") else { return LedgerAnswer(request, .missing("id6")) }
    let cards = try provedCards(request, idLastSix: idLastSix, in: &book)
    guard let owner = cards.first?.customer, var customer = try book.customer(owner) else {
      return LedgerAnswer(request.reply(.mismatch))
    }
    if !customer.isFrozen {
      customer.isFrozen = true
      try book.update(customer)
      try book.send(OutboxMessage(customer: owner, kind: .channelsFrozen, last4: "", at: request.at))
    }
    return LedgerAnswer(request.reply(.ok))
  }

  /// The cards that the caller has proved to be his; empty where too little agrees, which counts against the
  /// calling number.
  private func provedCards<Book: BankBook>(
    _ request: HostRequest, idLastSix: String, in book: inout Book
  ) throws(Book.Failure) -> [BankCard] {
    if try hasGuessedTooOften(request, in: book) { return [] }
    let cards = try agreeingCards(request, idLastSix: idLastSix, in: book)
    if cards.isEmpty { try noteFailedLookUp(request, in: &book) }
    return cards
  }

  private func agreeingCards<Book: BankBook>(
    _ request: HostRequest, idLastSix: String, in book: Book
  ) throws(Book.Failure) -> [BankCard] {
    if let number = request.word("card"), !number.isEmpty {
      guard let card = try book.card(number), let owner = try book.customer(card.customer) else { return [] }
      let agrees = hasID(owner, idLastSix) || isFromRegisteredPhone(request, of: owner)
      return agrees ? [card] : []
    }
    guard let phone = request.callingNumber.map(PhoneNumber.normalized),
      let customer = try book.customer(phone: phone), hasID(customer, idLastSix)
    else { return [] }
    return try book.cards(of: customer.number, limit: settings.listedItems)
  }

  /// The last character may be `X`, which telephones without letters key as a star.
  func hasID(_ customer: Customer, _ keyed: String) -> Bool {
    let typed = keyed.uppercased().map { $0 == "*" ? "X" : $0 }
    return constantTimeEqual(Array(String(typed).utf8), Array(customer.idLastSix.utf8))
  }
}
