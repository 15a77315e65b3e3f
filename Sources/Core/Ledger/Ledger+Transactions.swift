import CallModel

/// An account's entries, page by page.
extension Ledger {
  func lastTransactions<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    try page(request, EntryFilter(limit: settings.listedEntries), in: book)
  }

  func transactionsBetween<Book: BankBook>(
    _ request: HostRequest, in book: Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let from = request.date("from") else { return LedgerAnswer(request, .missing("from")) }
    guard let to = request.date("to") else { return LedgerAnswer(request, .missing("to")) }
    if let refusal = SpanRefusal.first(for: SpanFacts(from: from, to: to, today: request.day), by: settings) {
      return LedgerAnswer(request.refusal(.refused, refusal.term))
    }
    return try page(request, EntryFilter(days: from...to, limit: settings.listedEntries), in: book)
  }

  func olderTransactions<Book: BankBook>(
    _ request: HostRequest, in book: Book
  ) throws(Book.Failure) -> LedgerAnswer {
    guard let text = request.word("cursor"), let cursor = EntryCursor(text) else {
      return LedgerAnswer(request, .missing("cursor"))
    }
    let filter = EntryFilter(before: cursor.before, days: cursor.days, limit: settings.listedEntries)
    return try page(request, filter, in: book)
  }

  private func page<Book: BankBook>(
    _ request: HostRequest, _ filter: EntryFilter, in book: Book
  ) throws(Book.Failure) -> LedgerAnswer {
    switch try ownAccount(of: request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .own(let account):
      let entries = try book.entries(of: account.number, filter)
      // The kind says whether it came or went, so the amount is spoken without a sign.
      let items: [SessionValues] = entries.map { entry in
        [
          "date": .date(CivilTime(entry.at).day), "kind": .term(entry.posting.kind.term),
          "amount": .money(Money(minorUnits: abs(entry.posting.amount), currency: account.currency)),
          "balance": .money(Money(minorUnits: entry.balanceAfter, currency: account.currency)),
        ]
      }
      guard let last = entries.last else { return LedgerAnswer(request.reply(.none)) }
      let cursor = EntryCursor(before: last.place, days: filter.days)
      return LedgerAnswer(request.reply(.ok, values: ["cursor": .text(cursor.text)], items: items))
    }
  }
}

/// Where the next page begins, as a word that a caller's session can keep: `12/1`, `12/1/20000/20030`.
struct EntryCursor: Hashable, Sendable {
  var before: EntryPlace
  var days: ClosedRange<CivilDay>?

  init(before: EntryPlace, days: ClosedRange<CivilDay>?) {
    self.before = before
    self.days = days
  }

  init?(_ text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) }
    guard numbers.count == 2 || numbers.count == 4, let transaction = numbers[0],
      let line = numbers[1].flatMap({ Int(exactly: $0) })
    else { return nil }
    before = EntryPlace(transaction: transaction, line: line)
    guard numbers.count == 4 else { return }
    guard let from = numbers[2], let to = numbers[3], from <= to, EntryCursor.dayNumbers.contains(from),
      EntryCursor.dayNumbers.contains(to)
    else { return nil }
    days = CivilDay(number: from)...CivilDay(number: to)
  }

  /// A thousand years on either side: no instant of them overflows.
  private static let dayNumbers: ClosedRange<Int64> = -365_000...365_000

  var text: String {
    let place = "\(before.transaction)/\(before.line)"
    return days.map { "\(place)/\($0.lowerBound.number)/\($0.upperBound.number)" } ?? place
  }
}

/// Why entries of a span of days are not told. The first that applies is the answer.
public enum SpanRefusal: String, OrderedRefusal {
  case endsInFuture = "span-ends-in-future"
  case endsBeforeItBegins = "span-ends-before-it-begins"
  case beginsTooLongAgo = "span-begins-too-long-ago"
  case tooLong = "span-too-long"

  public func applies(to span: SpanFacts, by settings: BankSettings) -> Bool {
    switch self {
    case .endsInFuture: span.to > span.today
    case .endsBeforeItBegins: span.to < span.from
    case .beginsTooLongAgo: span.from.number < span.today.number - settings.toldDays
    // Both ends count.
    case .tooLong: span.to.number - span.from.number >= settings.toldSpan
    }
  }
}

/// Days of which a caller wants to hear, both included.
public struct SpanFacts: Hashable, Sendable {
  var from: CivilDay
  var to: CivilDay
  var today: CivilDay
}
