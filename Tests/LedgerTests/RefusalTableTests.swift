import CallModel
import Testing

@testable import Ledger

/// Refusals of time deposits, visits and spans of days: each has its row, and where two apply the earlier one is
/// the answer.
@Suite struct RefusalTableTests {
  static let settings = BankSettings()
  static let today = Counter.day

  // MARK: - Time deposits

  static let deposit = DepositFacts(
    payer: TransferRefusalTests.sound.payer, amount: Money(minorUnits: 1_000_00), rate: BasisPoints(110))

  static let deposits: [(DepositRefusal, @Sendable (inout DepositFacts) -> Void)] = [
    (.customerBlocked, { $0.payer.customer.tier = .blocked }), (.channelsFrozen, { $0.payer.customer.isFrozen = true }),
    (.switchedOff, { $0.payer.customer.mayTransfer = false }), (.sourceUnknown, { $0.payer.source = nil }),
    (.sourceNotForPayments, { $0.payer.source?.kind = .credit }), (.sourceStopped, { $0.payer.isSourceStopped = true }),
    (.otherCurrency, { $0.amount.currency = Currency(code: "USD") }), (.termUnknown, { $0.rate = nil }),
    (.belowMinimum, { $0.amount.minorUnits = settings.smallestDeposit - 1 }),
    (.tooManyDeposits, { $0.deposits = DepositTerms.mostDeposits }), (.insufficient, { $0.payer.source?.balance = 0 }),
  ]

  @Test func depositsAreRefusedInOrder() {
    #expect(Self.deposits.map(\.0) == DepositRefusal.allCases)
    #expect(DepositRefusal.first(for: Self.deposit, by: Self.settings) == nil)
    for (later, spoilLater) in Self.deposits {
      var alone = Self.deposit
      spoilLater(&alone)
      #expect(DepositRefusal.first(for: alone, by: Self.settings) == later)
      for (earlier, spoil) in Self.deposits.prefix(while: { $0.0 != later }) {
        var both = alone
        spoil(&both)
        #expect(DepositRefusal.first(for: both, by: Self.settings) == earlier, "\(earlier) and \(later)")
      }
    }
  }

  @Test func depositsAndTransfersBeginWithThePayersRefusals() {
    let codes = PayerRefusal.allCases.map(\.rawValue)
    #expect(DepositRefusal.allCases.prefix(codes.count).map(\.rawValue) == codes)
    #expect(TransferRefusal.allCases.prefix(codes.count).map(\.rawValue) == codes)
  }

  // MARK: - Visits

  @Test func visitsAreRefusedInOrder() {
    let words = Branch.Words(name: "", address: "", hours: "")
    let branch = Branch(number: "101", postCode: "610021", chinese: words, english: words, quota: 2)
    /// The day of the test is a Tuesday.
    let sound = VisitFacts(phone: "1", branch: branch, day: Self.today + 1, half: .morning, today: Self.today)
    func own(_ day: Int64) -> BranchVisit {
      BranchVisit(branch: "101", day: Self.today + day, half: .morning, phone: "1", at: Counter.morning)
    }
    let table: [(VisitRefusal, (inout VisitFacts) -> Void)] = [
      (.callerUnknown, { $0.phone = nil }), (.branchUnknown, { $0.branch = nil }), (.tooSoon, { $0.day = $0.today }),
      (.tooFar, { $0.day = $0.today + 15 }), (.closed, { $0.day = $0.today + 4 }),
      (.alreadyBooked, { $0.own = [own(1)] }), (.tooMany, { $0.own = [own(2), own(3)] }), (.full, { $0.booked = 2 }),
    ]
    #expect(table.map(\.0) == VisitRefusal.allCases)
    #expect(VisitRefusal.first(for: sound, by: Self.settings) == nil)
    for (refusal, spoil) in table {
      var facts = sound
      spoil(&facts)
      #expect(VisitRefusal.first(for: facts, by: Self.settings) == refusal)
    }
    var last = sound
    last.day = Self.today + 14
    #expect(VisitRefusal.first(for: last, by: Self.settings) == nil, "the fourteenth day is in time")
  }

  // MARK: - Spans of days

  static let spans: [(from: Int64, to: Int64, SpanRefusal?)] = [
    (0, 0, nil), (-89, 0, nil), (-365, -300, nil), (0, 1, .endsInFuture), (0, -1, .endsBeforeItBegins),
    (-366, -300, .beginsTooLongAgo), (-90, 0, .tooLong),
  ]

  @Test(arguments: spans) func aSpanIsToldUpToItsLimits(from: Int64, to: Int64, expected: SpanRefusal?) {
    let today = Self.today
    #expect(
      SpanRefusal.first(for: SpanFacts(from: today + from, to: today + to, today: today), by: Self.settings) == expected
    )
  }

  // MARK: - Slow guessing

  @Test func wrongPasswordsSpreadOverDaysAreReported() {
    let counter = Counter()
    for _ in 0..<3 {
      _ = counter.verify(anna.card, "111111", from: "02812345678")
      counter.now = counter.now + .day
    }
    let report = counter.bank.ledger.slowGuesses(at: counter.now, in: counter.bank.book)
    #expect(
      report == [
        SlowGuess(subject: .phone("02812345678"), days: 3, failures: 3),
        SlowGuess(subject: .password("card:\(anna.card)"), days: 3, failures: 3),
      ])
  }
}
