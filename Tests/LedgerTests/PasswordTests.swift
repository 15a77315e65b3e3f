import CallModel
import Testing

@testable import Ledger

@Suite struct PasswordTests {
  static let wrong = "111111"

  @Test func theRightPasswordSaysWhoItIs() {
    let counter = Counter()
    let reply = counter.ask(.verifyQueryPassword, ["card": .digits(anna.card)], secret: anna.queryPassword)
    #expect(reply.outcome == .ok)
    #expect(reply.values == ["last4": .digits(String(anna.card.suffix(4)))])
    let facts = CustomerFacts(number: CustomerNumber(1), maskedName: "王*", tier: .normal, language: .chinese)
    #expect(reply.customer == facts)
  }

  /// The caller may key an account's number in the place of a card's.
  @Test func anAccountNumberServesAsWell() {
    let counter = Counter()
    let reply = counter.ask(.verifyQueryPassword, ["card": .digits(anna.account)], secret: anna.queryPassword)
    #expect(reply.outcome == .ok)
    #expect(reply.customer?.number == CustomerNumber(1))
    #expect(reply.values == ["last4": .digits(String(anna.account.suffix(4)))])
    // Nobody has the bank's own.
    #expect(counter.verify(HouseAccount.cash.number, anna.queryPassword!) == .wrong)
  }

  /// Three wrong by one number, or one by one and two by the other: the password is spent for the day, and the number
  /// that is not locked says of the right one what it says of every wrong one.
  @Test(arguments: [(0, 3), (1, 2), (2, 1), (3, 0)]) func aPasswordHasOneBudgetForAllItsNumbers(_ wrong: (Int, Int)) {
    let counter = Counter()
    for _ in 0..<wrong.0 { _ = counter.verify(anna.card, Self.wrong) }
    for _ in 0..<wrong.1 { _ = counter.verify(anna.account, Self.wrong) }
    #expect(counter.verify(anna.card, anna.queryPassword!) == (wrong.0 >= 2 ? .locked : .wrong))
    #expect(counter.verify(anna.account, anna.queryPassword!) == (wrong.1 >= 2 ? .locked : .wrong))
    counter.now = counter.now + .hours(24)
    #expect(counter.verify(anna.card, anna.queryPassword!) == .ok)
  }

  @Test func aBranchThatUnlocksACardGivesThePasswordItsBudgetBack() {
    let counter = Counter()
    for _ in 0..<3 { _ = counter.verify(anna.account, Self.wrong) }
    #expect(counter.verify(anna.card, anna.queryPassword!) == .wrong)
    #expect(!counter.bank.unlock(.card("6222020000000999"), at: counter.now), "nobody's card")
    #expect(counter.bank.unlock(.card(anna.card), at: counter.now))
    #expect(counter.verify(anna.card, anna.queryPassword!) == .ok)
  }

  @Test func anotherCustomersPasswordIsWrong() {
    #expect(Counter().verify(anna.card, vip.queryPassword!) == .wrong)
  }

  @Test func thirdWrongOfACallLocksItAndTextsTheCustomer() {
    let counter = Counter()
    // Two wrong on cards of others, so that this card's own count is at its first.
    #expect(counter.verify(anna.card, Self.wrong, failures: 2) == .locked)
    #expect(counter.bank.book.outbox.map(\.kind) == [.lockedInCall])
    #expect(counter.bank.book.outbox.map(\.customer.number) == [1])
    // The call is over; the next one may try.
    #expect(counter.verify(anna.card, anna.queryPassword!, failures: 3) == .locked)
    #expect(counter.verify(anna.card, anna.queryPassword!) == .ok)
  }

  @Test func threeWrongInADayLockUntilMidnight() {
    let counter = Counter()
    #expect(counter.verify(anna.card, Self.wrong) == .wrong)
    #expect(counter.verify(anna.card, Self.wrong) == .wrong)
    #expect(counter.verify(anna.card, Self.wrong) == .locked)
    #expect(counter.verify(anna.card, anna.queryPassword!) == .locked)
    #expect(counter.bank.book.outbox.map(\.kind) == [.lockedForDay])
    let midnight = CivilTime(day: Counter.day + 1, timeOfDay: .zero).instant()
    counter.now = midnight - Interval(microseconds: 1)
    #expect(counter.verify(anna.card, anna.queryPassword!) == .locked)
    counter.now = midnight
    #expect(counter.verify(anna.card, anna.queryPassword!) == .ok)
  }

  @Test func sixWrongSinceTheLastSuccessFreezeUntilABranchResets() {
    let counter = Counter()
    for _ in 0..<3 { _ = counter.verify(anna.card, Self.wrong) }
    counter.now = counter.now + .day
    for _ in 0..<3 { _ = counter.verify(anna.card, Self.wrong) }
    #expect(counter.bank.book.outbox.map(\.kind) == [.lockedForDay, .frozen])
    counter.now = counter.now + .day * 365
    #expect(counter.verify(anna.card, anna.queryPassword!) == .locked)
    counter.bank.unlock(.card(anna.card), at: counter.now)
    #expect(counter.verify(anna.card, anna.queryPassword!) == .ok)
  }

  @Test func aSuccessForgivesWhatWentBefore() {
    let counter = Counter()
    for _ in 0..<4 {
      #expect(counter.verify(anna.card, Self.wrong) == .wrong)
      #expect(counter.verify(anna.card, Self.wrong) == .wrong)
      #expect(counter.verify(anna.card, anna.queryPassword!) == .ok)
    }
  }

  @Test func slowGuessingAcrossDaysFreezesToo() {
    let counter = Counter()
    var outcomes: [HostOutcome] = []
    for _ in 0..<6 {
      outcomes.append(counter.verify(anna.card, Self.wrong))
      counter.now = counter.now + .day
    }
    #expect(outcomes == [.wrong, .wrong, .wrong, .wrong, .wrong, .locked])
  }

  @Test func theTransactionPasswordStopsAfterTwo() {
    let counter = Counter()
    func verify(_ password: String) -> HostOutcome {
      // The query password's failures of this call are another count.
      counter.ask(.verifyTransactionPassword, secret: password, customer: 1, failures: 3).outcome
    }
    #expect(verify(Self.wrong) == .wrong)
    #expect(verify(anna.transactionPassword!) == .ok)
    #expect(verify(Self.wrong) == .wrong)
    #expect(verify(Self.wrong) == .locked)
    #expect(verify(anna.transactionPassword!) == .locked)
    #expect(counter.bank.book.outbox.map(\.kind) == [.lockedForDay])
    // The two passwords are counted apart.
    #expect(counter.verify(anna.card, anna.queryPassword!) == .ok)
    counter.now = counter.now + .day
    #expect(verify(anna.transactionPassword!) == .ok)
  }

  @Test func aBlockedCustomerStaysOutsideWithTheRightPassword() {
    let counter = Counter()
    counter.bank.book.customers[CustomerNumber(1)]?.tier = .blocked
    let reply = counter.ask(.verifyQueryPassword, ["card": .digits(anna.card)], secret: anna.queryPassword)
    #expect(reply == HostReply(id: reply.id, call: reply.call, outcome: .locked))
    #expect(counter.ask(.lookUpCaller, from: anna.phone).outcome == .blocked)
    #expect(counter.transfer(1_00, to: .payeeHere).values["reason"] == .refused("customer-blocked"))
  }

  @Test func theQueryPasswordIsNotTheTransactionPassword() {
    #expect(Counter().ask(.verifyTransactionPassword, secret: anna.queryPassword, customer: 1).outcome == .wrong)
  }

  @Test func aCallingNumberHasTenGuessesAnHour() {
    let counter = Counter()
    let phone = "02812345678"
    for card in 1...10 { #expect(counter.verify("62220299999900\(card)", Self.wrong, from: phone) == .wrong) }
    #expect(counter.verify(anna.card, anna.queryPassword!, from: phone) == .locked)
    #expect(counter.verify(anna.card, anna.queryPassword!, from: anna.phone) == .ok)
    counter.now = counter.now + .hours(1) - Interval(microseconds: 1)
    #expect(counter.verify(anna.card, anna.queryPassword!, from: phone) == .locked)
    counter.now = counter.now + Interval(microseconds: 1)
    #expect(counter.verify(anna.card, anna.queryPassword!, from: phone) == .ok)
  }

  // MARK: - Nothing tells an unknown card from a wrong password

  @Test func anUnknownCardTakesTheVerySameStepsAsAWrongPassword() {
    let unknown = Luhn.completed("622202987654321")
    #expect(trail(card: anna.card) == trail(card: unknown))
    #expect(trail(card: newcomer.card) == trail(card: unknown))
    // The trail is worth comparing: look-ups, writes and hashes of three attempts.
    #expect(trail(card: unknown).filter { $0.hasPrefix("digest rounds") }.count == 3)
    #expect(trail(card: unknown).last == "locked")
  }

  /// Every step through the book and every outcome of four wrong attempts, without the cards' numbers.
  private func trail(card: String) -> [String] {
    let trail = Trail()
    var book = TracingBook(book: Counter().bank.book, trail: trail)
    let counter = Counter()
    for _ in 0..<4 {
      let request = counter.request(
        .verifyQueryPassword, ["card": .digits(card)], secret: Self.wrong, from: "02812345678")
      trail.steps.append(Ledger().answer(request, in: &book).reply.outcome.rawValue)
    }
    return trail.steps
  }

  @Test func thatNoPasswordIsSetIsSaidToTheRegisteredTelephoneOnly() {
    let counter = Counter()
    #expect(counter.verify(newcomer.card, Self.wrong, from: "+86" + newcomer.phone) == .unset)
    #expect(counter.verify(newcomer.card, Self.wrong, from: "02812345678") == .wrong)
    #expect(counter.verify(newcomer.card, Self.wrong) == .wrong)
  }

  @Test func comparingSeesEveryDifference() {
    #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
    #expect(!constantTimeEqual([], [0]))
    #expect(constantTimeEqual([], []))
  }

  @Test func withoutAStoredPasswordNothingMatches() {
    let hasher = QuickHasher()
    let empty = StoredPassword(salt: [], rounds: 1, digest: [])
    #expect(!hasher.matches(Secret([]), nil))
    #expect(!hasher.matches(Secret([]), empty))
  }
}
