import CallModel

/// Stopping a lost debit card, for callers who have no password at hand.
extension Ledger {
  /// Two of three must agree: the card, the last six of the ID number, the calling number. With a card, that
  /// card is stopped; it counts as agreeing when it exists. Without one, the other two must agree, and every
  /// card of the customer is stopped: he doesn't know which, so none may stay open. A report made again while
  /// one holds starts the term anew. What doesn't agree counts against the calling number, else the ID number
  /// could be guessed here.
  func reportLoss<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    guard let idLastSix = request.word("id6") else { return LedgerAnswer(request, .missing("id6")) }
    let hasGuessed = try hasGuessedTooOften(request, in: book)
    let cards = hasGuessed ? [] : try provedCards(request, idLastSix: idLastSix, in: book)
    guard let first = cards.first else {
      if !hasGuessed { try noteFailedLookUp(request, in: &book) }
      return LedgerAnswer(request.reply(.mismatch))
    }
    let until = request.at + settings.lossReportTerm
    for card in cards {
      try book.reportLoss(of: card.number, at: request.at, until: until)
      let last4 = Masking.last4(card.number)
      try book.send(OutboxMessage(customer: card.customer, kind: .lossReported, last4: last4, at: request.at))
    }
    let values: SessionValues = ["last4": .digits(Masking.last4(first.number)), "until": .instant(until)]
    return LedgerAnswer(request.reply(.ok, values: values))
  }

  /// The cards that the caller has proved to be his; empty where too little agrees.
  private func provedCards<Book: BankBook>(
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
  private func hasID(_ customer: Customer, _ keyed: String) -> Bool {
    let typed = keyed.uppercased().map { $0 == "*" ? "X" : $0 }
    return constantTimeEqual(Array(String(typed).utf8), Array(customer.idLastSix.utf8))
  }
}
