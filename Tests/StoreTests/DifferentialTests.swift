import CallModel
import GRDB
import Ledger
import Testing

@testable import Store

/// The same requests to the bank in memory and the bank on disk get the same answers, whatever they are.
@Suite struct DifferentialTests {
  static let customers = 25

  @Test(arguments: [1, 2, 3] as [UInt64]) func bothBanksAnswerTheSame(seed: UInt64) throws {
    let directory = TemporaryDirectory()
    let log = LogBook()
    let demo = DemoBank(seed: seed, customers: Self.customers, at: Fixture.morning)
    var settings = BankSettings()
    // Tight, so that the random walk meets every limit.
    settings.dailyLimit = 60_000_00
    settings.dailyCount = 4
    let memory = InMemoryBank(contents: demo.contents, settings: settings)
    let disk = try EmbeddedBank(
      directory: directory.path, settings: settings, passwordRounds: Fixture.rounds, log: log.log)
    try disk.fill(with: demo.contents)

    var crowd = Crowd(demo: demo, seed: seed)
    var outcomes: [String] = []
    for batch in 0..<100 {
      let requests = crowd.batch()
      let expected = memory.perform(requests)
      let got = disk.perform(requests)
      for (request, (expected, got)) in zip(requests, zip(expected, got)) where expected != got {
        Issue.record("seed \(seed), batch \(batch), \(request.body): expected \(expected), got \(got)")
      }
      outcomes += zip(requests, expected).map { "\($0.operation.rawValue) \($1.outcome.rawValue)" }
    }
    #expect(outcomes.count > 2_000)
    try compare(memory, disk, demo)
    #expect(log.lines.count == crowd.faultsExpected(of: memory))
    // The walk went everywhere that it should.
    let seen = Set(outcomes)
    for wanted in [
      "transfer ok", "transfer insufficient", "transfer limit", "transfer refused", "check-transfer ok",
      "verify-query-password ok", "verify-query-password wrong", "verify-query-password locked",
      "verify-transaction-password ok", "verify-transaction-password locked", "report-loss ok", "report-loss mismatch",
      "last-transactions ok", "list-payees ok", "list-payees none", "look-up-caller vip", "balance unavailable",
    ] {
      if !seen.contains(wanted) { Issue.record("no '\(wanted)' in seed \(seed)") }
    }
  }

  private func compare(_ memory: InMemoryBank, _ disk: EmbeddedBank, _ demo: DemoBank) throws {
    #expect(memory.book.audit() == [])
    #expect(try disk.audit() == [])
    try disk.database.read { db in
      let book = SQLiteBook(db: db, hasher: QuickHasher())
      for account in demo.contents.accounts {
        #expect(try book.account(account.number) == memory.book.account(account.number))
        let entries = try book.entries(of: account.number, EntryFilter(limit: 1_000))
        #expect(entries == memory.book.entries(of: account.number, EntryFilter(limit: 1_000)))
      }
      for card in demo.contents.cards {
        let subject = PasswordSubject.card(card.number)
        #expect(try book.attempts(of: subject) == memory.book.attempts(of: subject))
        #expect(try book.lossReportEnd(of: card.number) == memory.book.lossReportEnd(of: card.number))
      }
    }
    #expect(try disk.outbox(limit: 10_000).reversed() == memory.book.outbox)
  }
}

/// Callers who do anything at all, sensible or not, from a seed.
struct Crowd {
  private let demo: DemoBank
  private var state: UInt64
  private var now = Fixture.morning
  private var lastRequest: Int64 = 0
  private var sent: [HostRequest] = []

  init(demo: DemoBank, seed: UInt64) {
    self.demo = demo
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  func faultsExpected(of memory: InMemoryBank) -> Int {
    // Every fault is logged once; the bank in memory keeps them, up to a number.
    let twin = InMemoryBank(contents: demo.contents, settings: memory.ledger.settings)
    var faults = 0
    for request in sent {
      let before = twin.faults.count
      _ = twin.perform([request])
      if twin.faults.count > before || before == 100 && lastIsFault(twin, request) { faults += 1 }
    }
    return faults
  }

  private func lastIsFault(_ twin: InMemoryBank, _ request: HostRequest) -> Bool {
    var book = twin.book
    return twin.ledger.answer(request, in: &book).fault != nil
  }

  mutating func batch() -> [HostRequest] {
    let requests = (0..<1 + next(48)).map { _ in request() }
    sent += requests
    return requests
  }

  /// xorshift64*, so that the test doesn't lean on the generator of what it tests.
  private mutating func next(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }

  private mutating func request() -> HostRequest {
    lastRequest += 1
    // Mostly seconds apart, sometimes hours.
    now = now + (next(40) == 0 ? .hours(Int64(next(9))) : .seconds(Int64(next(60))))
    // Few people, so that they meet their limits.
    let person = demo.people[next(10)]
    // A loss report stops a customer's transfers for days, so they are few.
    let isMoving = next(4) == 0
    let operation = isMoving ? .transfer : HostOperation.allCases[next(HostOperation.allCases.count)]
    if operation == .reportLoss, next(6) != 0 { return request() }
    if next(12) == 0, let old = sent.last {
      // Asked again: the same, or something else under its key.
      var again = old
      again.id = lastRequest
      again.at = now
      if next(3) == 0 { again.arguments["amount"] = .yuan(Int64(next(9_000))) }
      return again
    }
    var arguments = arguments(of: person)
    if next(15) == 0 { arguments[["card", "account", "payee", "amount", "id6"][next(5)]] = nil }
    return HostRequest(
      id: lastRequest, call: CallID("c\(lastRequest % 50)"), operation: operation, arguments: arguments,
      secret: next(20) == 0 ? nil : secret(of: person), customer: next(20) == 0 ? nil : person.customer.number,
      callingNumber: next(4) == 0 ? nil : phone(of: person), failuresInCall: next(4) == 0 ? next(4) : 0,
      idempotencyKey: next(60) == 0 ? "" : "k\(lastRequest)", at: now)
  }

  private mutating func arguments(of person: DemoPerson) -> SessionValues {
    let other = demo.people[next(demo.people.count)]
    var arguments: SessionValues = [:]
    switch next(6) {
    case 0: arguments["card"] = .digits("62220299999\(next(4))")
    case 1: arguments["card"] = .digits(other.card.number)
    case 2 where person.card.number.hasSuffix("5"): break
    case 2...5: arguments["card"] = .digits(person.card.number)
    default: break
    }
    let owner = next(12) == 0 ? other : person
    arguments["account"] = .digits(owner.accounts[next(owner.accounts.count)].number)
    let accounts = person.accounts.map { SessionValue.digits($0.number) }
    let targets = person.payees.map { SessionValue.number($0.number) } + accounts + [.number(Int64(next(3)))]
    arguments["payee"] = targets[next(targets.count)]
    let most = [1_000, 600_000, 6_000_000, 30_000_000][next(4)]
    arguments["amount"] = .yuan(Int64(next(most)) - 20)
    arguments["id6"] = .text(next(3) == 0 ? "123456" : person.customer.idLastSix)
    return arguments
  }

  private mutating func secret(of person: DemoPerson) -> Secret {
    switch next(8) {
    case 0: Secret("000000".utf8)
    case 1...4: person.queryPassword ?? Secret("1".utf8)
    default: person.transactionPassword ?? Secret("2".utf8)
    }
  }

  private mutating func phone(of person: DemoPerson) -> String {
    switch next(4) {
    case 0: "028\(next(30))"
    case 1: "+86" + person.customer.phone
    default: person.customer.phone
    }
  }
}
