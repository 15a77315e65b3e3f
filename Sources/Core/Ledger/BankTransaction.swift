public import CallModel

/// One line of a transaction: so much to (or, negative, from) one account.
public struct Posting: Hashable, Sendable {
  /// What the line is, in the eyes of the account's owner; spoken as a word of the prompt catalogue.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case cashDeposit = "cash-deposit"
    case withdrawal
    case salary
    case purchase
    case interest
    case transferIn = "transfer-in"
    case transferOut = "transfer-out"
    case fee
    /// Into a time deposit, or out of an account into one.
    case timeDeposit = "time-deposit"
    /// What a loan paid out.
    case loan
    case repayment
    /// The bank's own side.
    case counterEntry = "counter-entry"
  }

  public var account: String
  public var kind: Kind
  /// Minor units of the account's currency, positive where the owner gains.
  public var amount: Int64

  public init(account: String, kind: Kind, amount: Int64) {
    self.account = account
    self.kind = kind
    self.amount = amount
  }
}

/// A movement of money: postings that add up to 0. Once booked it is never changed; a correction is another
/// transaction the other way.
public struct BankTransaction: Hashable, Sendable {
  public var at: Timestamp
  /// Whose transfer by telephone it is; `nil` for what was booked elsewhere.
  public var customer: CustomerNumber?
  /// The idempotency key of that transfer.
  public var key: String?
  /// What it takes of the customer's daily limit; 0 where it is exempt.
  public var counted: Int64
  public var postings: [Posting]

  public init(
    at: Timestamp, customer: CustomerNumber? = nil, key: String? = nil, counted: Int64 = 0, postings: [Posting]
  ) {
    self.at = at
    self.customer = customer
    self.key = key
    self.counted = counted
    self.postings = postings
  }

  /// Bookkeeping's one law.
  public var isBalanced: Bool { postings.reduce(0) { $0 + $1.amount } == 0 }

  /// Two lines: out of one account, into another.
  public static func movement(
    _ amount: Int64, from source: String, as sourceKind: Posting.Kind, to target: String,
    as targetKind: Posting.Kind, at instant: Timestamp
  ) -> BankTransaction {
    BankTransaction(
      at: instant,
      postings: [
        Posting(account: source, kind: sourceKind, amount: -amount),
        Posting(account: target, kind: targetKind, amount: amount),
      ])
  }
}

/// A booked posting as its account's history shows it.
public struct BookedEntry: Hashable, Sendable {
  public var place: EntryPlace
  public var at: Timestamp
  public var posting: Posting
  public var balanceAfter: Int64

  public init(place: EntryPlace, at: Timestamp, posting: Posting, balanceAfter: Int64) {
    self.place = place
    self.at = at
    self.posting = posting
    self.balanceAfter = balanceAfter
  }
}

/// What a customer has transferred on one day.
public struct DayUsage: Hashable, Sendable {
  /// Minor units.
  public var total: Int64
  public var count: Int

  public init(total: Int64 = 0, count: Int = 0) {
    self.total = total
    self.count = count
  }
}

/// Where an entry stands among all: its transaction's number, and the line in it from 1.
public struct EntryPlace: Hashable, Comparable, Sendable {
  public var transaction: Int64
  public var line: Int

  public init(transaction: Int64, line: Int) {
    self.transaction = transaction
    self.line = line
  }

  public static func < (a: Self, b: Self) -> Bool { (a.transaction, a.line) < (b.transaction, b.line) }
}

/// Which entries of an account are wanted, and how many: the newest first.
public struct EntryFilter: Hashable, Sendable {
  /// Only older ones than this.
  public var before: EntryPlace?
  /// From the first instant of the one day to the last of the other.
  public var days: ClosedRange<CivilDay>?
  public var limit: Int

  public init(before: EntryPlace? = nil, days: ClosedRange<CivilDay>? = nil, limit: Int) {
    self.before = before
    self.days = days
    self.limit = limit
  }

  /// The instants of `days`, the end excluded.
  public var instants: Range<Timestamp> {
    guard let days else { return Timestamp(microseconds: .min)..<Timestamp.distantFuture }
    return CivilTime(day: days.lowerBound, timeOfDay: .zero)
      .instant()..<CivilTime(day: days.upperBound + 1, timeOfDay: .zero).instant()
  }
}
