import CallModel

/// What came of transfers that a caller has not heard the end of.
///
/// The result is noted in the same commit as the money. A caller who hears it to the end has it forgotten; who
/// hangs up before is told when he next identifies himself.
extension Ledger {
  func listUntold<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    let results = try book.untoldResults(of: customer, limit: settings.listedUntold)
    guard let last = results.last else { return LedgerAnswer(request.reply(.none)) }
    let items: [SessionValues] = results.map { result in
      [
        "date": .instant(result.at), "payee-name": .text(result.payee), "amount": .money(result.amount),
        "result": .term(result.refusal ?? BankTerms.done),
      ]
    }
    return LedgerAnswer(request.reply(.ok, values: ["untold": .number(last.number)], items: items))
  }

  func forgetUntold<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    guard let customer = request.customer else { return LedgerAnswer(request, .noCustomer) }
    guard let word = request.word("untold"), let number = Int64(word) else {
      return LedgerAnswer(request, .missing("untold"))
    }
    try book.forgetUntoldResults(of: customer, through: number)
    return LedgerAnswer(request.reply(.ok))
  }

  /// Notes what the caller is about to hear, and puts its number into the reply.
  func keepUntold<Book: BankBook>(
    _ request: HostRequest, to payee: String, refusal: PromptID?, into reply: inout HostReply, in book: inout Book
  ) throws(Book.Failure) {
    guard let customer = request.customer, let amount = request.money("amount") else { return }
    let number = try book.add(
      UntoldResult(customer: customer, refusal: refusal, amount: amount, payee: payee, at: request.at))
    reply.values["untold"] = .number(number)
  }
}
