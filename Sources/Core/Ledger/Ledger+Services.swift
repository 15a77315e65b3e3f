import CallModel

/// What everybody may hear: rates and branches.
extension Ledger {
  func interestRates<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    let told: [(name: String, product: RateProduct)] = [
      ("demand", .demand), ("one-year", .oneYear), ("three-years", .threeYears), ("lpr", .loanPrimeRate),
    ]
    var values: SessionValues = [:]
    for (name, product) in told {
      guard let rate = try book.interestRate(product) else { return LedgerAnswer(request, .noRate(product)) }
      values[name] = .text(rate.rate.percent)
    }
    return LedgerAnswer(request.reply(.ok, values: values))
  }

  func exchangeRate<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let code = request.word("currency") else { return LedgerAnswer(request, .missing("currency")) }
    guard let rate = try book.exchangeRate(Currency(code: code)) else { return LedgerAnswer(request.reply(.none)) }
    let values: SessionValues = [
      "currency-name": .term(rate.currency.term), "bid": .money(Money(minorUnits: rate.bid)),
      "ask": .money(Money(minorUnits: rate.ask)),
    ]
    return LedgerAnswer(request.reply(.ok, values: values))
  }

  /// What the bank gives for the amount, and what it asks for it.
  func convertCurrency<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let code = request.word("currency") else { return LedgerAnswer(request, .missing("currency")) }
    // A caller keys units and hundredths, whatever the currency: of what was keyed, only the number counts.
    guard let amount = request.money("foreign-amount"), amount.minorUnits > 0 else {
      return LedgerAnswer(request, .missing("foreign-amount"))
    }
    guard let rate = try book.exchangeRate(Currency(code: code)) else { return LedgerAnswer(request.reply(.none)) }
    let received = ExchangeRate.converted(amount.minorUnits, at: rate.bid)
    let paid = ExchangeRate.converted(amount.minorUnits, at: rate.ask)
    let values: SessionValues = [
      "currency-name": .term(rate.currency.term), "yuan-received": .money(Money(minorUnits: received)),
      "yuan-paid": .money(Money(minorUnits: paid)),
    ]
    return LedgerAnswer(request.reply(.ok, values: values))
  }

  /// Those with the post code; where there is none, those of its district.
  func findBranch<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let postCode = request.word("post-code") else { return LedgerAnswer(request, .missing("post-code")) }
    guard postCode.count >= Self.districtDigits else { return LedgerAnswer(request.reply(.none)) }
    var found = try book.branches(postCodePrefix: postCode, limit: settings.listedBranches)
    if found.isEmpty {
      let district = String(postCode.prefix(Self.districtDigits))
      found = try book.branches(postCodePrefix: district, limit: settings.listedBranches)
    }
    let language = Language(request.word("language") ?? Language.chinese.tag)
    let items: [SessionValues] = found.map { branch in
      let words = branch.words(in: language)
      return [
        "branch": .digits(branch.number), "name": .text(words.name), "address": .text(words.address),
        "hours": .text(words.hours),
      ]
    }
    return LedgerAnswer(request.reply(items.isEmpty ? .none : .ok, items: items))
  }

  /// Province, postal area and district of a Chinese post code.
  static let districtDigits = 4
}
