import CallModel

/// Who is calling, by the calling number alone.
extension Ledger {
  func lookUpCaller<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let phone = request.callingNumber.map(PhoneNumber.normalized) else {
      return LedgerAnswer(request.reply(.normal))
    }
    let known = try book.customer(phone: phone).map { facts(of: $0, on: request.day) }
    let isBlocked = try book.isBlocked(phone: phone)
    let tier = isBlocked ? CustomerTier.blocked : known?.tier ?? .normal
    return LedgerAnswer(request.reply(outcome(of: tier), customer: known))
  }

  func facts(of customer: Customer, on day: CivilDay) -> CustomerFacts {
    CustomerFacts(
      number: customer.number, maskedName: Masking.name(customer.name),
      tier: customer.standing(on: day, elderAge: settings.elderAge), language: customer.language)
  }

  private func outcome(of tier: CustomerTier) -> HostOutcome {
    switch tier {
    case .normal: .normal
    case .vip: .vip
    case .elder: .elder
    case .blocked: .blocked
    }
  }
}
