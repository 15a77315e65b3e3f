import CallModel
import Ledger
import Testing

@Suite struct TransferTests {
  @Test func aTransferToAPayeeHereArrives() {
    let counter = Counter()
    let before = counter.balance(vip.account)
    let reply = counter.transfer(1_000_00, to: .payeeHere)
    #expect(reply.outcome == .ok)
    #expect(reply.values["balance"] == .yuan(anna.balance - 1_000_00))
    #expect(counter.balance(anna.account) == anna.balance - 1_000_00)
    #expect(counter.balance(vip.account) == before + 1_000_00)
    #expect(counter.bank.book.audit().isEmpty)
  }

  @Test func theReferenceIsTheTransactionsNumber() {
    let counter = Counter()
    let number = counter.bank.book.transactions.count + 1
    guard case .digits(let reference) = counter.transfer(1_00, to: .payeeHere).values["reference"] else {
      Issue.record("no reference")
      return
    }
    #expect(reference.count == 8)
    #expect(Int(reference) == number)
  }

  @Test func theCheckMovesNothingAndAgreesWithTheTransfer() {
    let counter = Counter()
    let arguments: SessionValues = [
      "account": .digits(anna.account), "payee": .payeeElsewhere, "amount": .yuan(6_000_00),
    ]
    let check = counter.ask(.checkTransfer, arguments, customer: 1)
    #expect(check.outcome == .ok)
    #expect(check.values["fee"] == .yuan(2_00))
    #expect(check.values["payee-name"] == .text("陈*"))
    #expect(counter.balance(anna.account) == anna.balance)
    #expect(counter.transfer(6_000_00, to: .payeeElsewhere).values["balance"] == .yuan(anna.balance - 6_002_00))
  }

  @Test(arguments: [(5_000_00, 0), (5_000_01, 2_00)]) func theFeeBeginsAboveTheFreeAmount(amount: Int64, fee: Int64) {
    let counter = Counter()
    #expect(counter.transfer(amount, to: .payeeElsewhere).outcome == .ok)
    #expect(counter.balance(anna.account) == anna.balance - amount - fee)
    #expect(counter.balance(HouseAccount.feeIncome.number) == fee)
    #expect(
      counter.balance(HouseAccount.clearing.number) + counter.bank.book.transactions.map { clearing($0) }.reduce(0, -)
        == 0)
  }

  private func clearing(_ transaction: BankTransaction) -> Int64 {
    transaction.postings.filter { $0.account == HouseAccount.clearing.number }.reduce(0) { $0 + $1.amount }
  }

  @Test func theBalanceMustHoldTheFeeToo() {
    let counter = Counter()
    _ = counter.transfer(anna.balance - 5_001_00, to: .digits(anna.savingsAccount!))
    #expect(counter.balance(anna.account) == 5_001_00)
    #expect(counter.transfer(5_001_00, to: .payeeElsewhere).outcome == .insufficient)
    #expect(counter.transfer(5_001_00, to: .payeeHere).outcome == .ok)
    #expect(counter.balance(anna.account) == 0)
  }

  @Test func aTransferMayReachTheLimitAndNotPassIt() {
    let counter = Counter()
    #expect(counter.transfer(50_000_01, to: .payeeHere).outcome == .limit)
    #expect(counter.transfer(50_000_00, to: .payeeHere).outcome == .ok)
  }

  /// Who keys too much hears how much it may be: the least that a limit leaves, and never less than nothing.
  @Test(
    arguments: [(nil, 0, 50_000_00), (60_000_00, 20_000_00, 40_000_00), (10_000_00, 20_000_00, 0)]
      as [(Int64?, Int64, Int64)])
  func theCheckTellsHowMuchIsPossible(own: Int64?, used: Int64, most: Int64) {
    let counter = Counter()
    if used > 0 { #expect(counter.transfer(used, to: .payeeHere).outcome == .ok) }
    if let own {
      #expect(counter.ask(.lowerDailyLimit, ["limit": .yuan(own)], customer: 1).outcome == .ok)
    }
    func check(_ amount: Int64) -> HostReply {
      counter.ask(
        .checkTransfer, ["account": .digits(anna.account), "payee": .payeeHere, "amount": .yuan(amount)], customer: 1)
    }
    #expect(check(most + 1).outcome == .limit)
    #expect(check(most + 1).values["most"] == .yuan(most))
    if most > 0 { #expect(check(most).outcome == .ok) }
  }

  @Test func theDaysLimitHoldsUntilMidnightInShanghai() {
    var settings = BankSettings()
    settings.dailyLimit = 3_000_00
    let counter = Counter(settings: settings)
    #expect(counter.transfer(2_000_00, to: .payeeHere).outcome == .ok)
    #expect(counter.transfer(1_000_01, to: .payeeHere).values["reason"] == .refused("over-daily-limit"))
    #expect(counter.transfer(1_000_00, to: .payeeHere).outcome == .ok)
    counter.now = CivilTime(day: Counter.day + 1, timeOfDay: .zero).instant() - Interval(microseconds: 1)
    #expect(counter.transfer(1, to: .payeeHere).outcome == .limit)
    counter.now = CivilTime(day: Counter.day + 1, timeOfDay: .zero).instant()
    #expect(counter.transfer(3_000_00, to: .payeeHere).outcome == .ok)
  }

  @Test func theEleventhTransferOfADayIsRefused() {
    let counter = Counter()
    for _ in 0..<10 { #expect(counter.transfer(1_00, to: .payeeHere).outcome == .ok) }
    #expect(counter.transfer(1_00, to: .payeeHere).values["reason"] == .refused("over-daily-count"))
    #expect(counter.bank.book.audit().isEmpty)
  }

  @Test func ownAccountsAreExemptFromTheLimitsAndTheFee() {
    let counter = Counter()
    for _ in 0..<11 { #expect(counter.transfer(1_00, to: .digits(anna.savingsAccount!)).outcome == .ok) }
    #expect(counter.transfer(100_000_00, to: .digits(anna.savingsAccount!)).outcome == .ok)
    #expect(counter.bank.book.usage(of: CustomerNumber(1), on: Counter.day) == DayUsage())
  }

  @Test func onlyRegisteredPayeesAndOwnAccountsAreReached() {
    let counter = Counter()
    // The VIP's account is a real one, but the elder has not registered it.
    let reply = counter.transfer(1_00, to: .digits(vip.account), from: elder.account, by: 3)
    #expect(reply.outcome == .refused)
    #expect(reply.values["reason"] == .refused("payee-unknown"))
    // Another customer's payee.
    #expect(counter.transfer(1_00, to: .payeeHere, from: elder.account, by: 3).outcome == .refused)
    #expect(counter.transfer(1_00, to: .digits(HouseAccount.cash.number)).outcome == .refused)
  }

  @Test func nobodySpendsFromAnothersAccount() {
    let counter = Counter()
    let reply = counter.transfer(1_00, to: .payeeHere, from: vip.account)
    #expect(reply.values["reason"] == .refused("source-unknown"))
    #expect(counter.balance(vip.account) == vip.balance)
  }

  // MARK: - Once for each key

  @Test func theSameKeyAndBodyGetTheKeptAnswer() {
    let counter = Counter()
    let first = counter.transfer(1_000_00, to: .payeeHere, key: "7/3/12")
    counter.now = counter.now + .hours(1)
    let second = counter.transfer(1_000_00, to: .payeeHere, key: "7/3/12")
    #expect(second.outcome == .ok)
    #expect(second.values == first.values)
    #expect(counter.balance(anna.account) == anna.balance - 1_000_00)
  }

  @Test func refusalsAreKeptToo() {
    var settings = BankSettings()
    settings.transferLimit = 10_00
    let counter = Counter(settings: settings)
    let first = counter.transfer(20_00, to: .payeeHere, key: "k")
    #expect(first.outcome == .limit)
    #expect(counter.transfer(20_00, to: .payeeHere, key: "k").values == first.values)
  }

  @Test(arguments: [2_000_00, -1]) func theSameKeyWithAnotherBodyIsOurFault(amount: Int64) {
    let counter = Counter()
    _ = counter.transfer(1_000_00, to: .payeeHere, key: "k")
    #expect(counter.transfer(amount, to: .payeeHere, key: "k").outcome == .refused)
    #expect(counter.bank.faults == [.keyUsedForAnother])
    #expect(counter.balance(anna.account) == anna.balance - 1_000_00)
  }

  @Test func withoutAKeyNoMoneyMoves() {
    let counter = Counter()
    #expect(counter.transfer(1_000_00, to: .payeeHere, key: "").outcome == .refused)
    #expect(counter.bank.faults == [.noKey])
    #expect(counter.balance(anna.account) == anna.balance)
  }
}
