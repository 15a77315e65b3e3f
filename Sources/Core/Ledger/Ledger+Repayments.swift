import CallModel

/// Paying back a credit card: what it comes to. It is then made as a transfer between own accounts.
extension Ledger {
  /// `repayment` is `full`, `minimum` or `other`; only the last reads `amount`.
  func checkRepayment<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let word = request.word("repayment"), let repayment = Repayment(rawValue: word) else {
      return LedgerAnswer(request, .missing("repayment"))
    }
    switch try ownCreditCard(of: request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .own(let card, let account):
      let bill = try bill(of: account, in: book)
      let amount: Int64
      switch repayment {
      case .full: amount = bill?.due ?? 0
      case .minimum: amount = bill?.minimum ?? 0
      case .other:
        guard let keyed = request.money("amount") else { return LedgerAnswer(request, .missing("amount")) }
        amount = keyed.minorUnits
      }
      if repayment != .other, amount == 0 { return LedgerAnswer(request.reply(.none)) }
      var transfer = request
      transfer.arguments["payee"] = .digits(card.account)
      transfer.arguments["amount"] = .money(Money(minorUnits: amount, currency: account.currency))
      var answer = try checkTransfer(transfer, in: book)
      if answer.reply.outcome == .ok {
        answer.reply.values["payee"] = transfer.arguments["payee"]
        answer.reply.values["amount"] = transfer.arguments["amount"]
        answer.reply.values["card4"] = .digits(Masking.last4(card.number))
      }
      return answer
    }
  }
}

/// How much of a credit card's bill is paid back.
enum Repayment: String, CaseIterable, Sendable {
  case full, minimum, other
}
