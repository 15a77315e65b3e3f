import CallModel
import GRDB
import Ledger
import Testing

@testable import Store

/// The same requests to the bank in memory and the bank on disk get the same answers, whatever they are.
@Suite struct DifferentialTests {
  static let customers = 25

  /// 100,000 operations in all.
  static let seeds: [UInt64] = [1, 2, 3, 4]
  static let batches = 1_000
  static let batchSize = 25

  @Test(arguments: seeds) func bothBanksAnswerTheSame(seed: UInt64) throws {
    let directory = TemporaryDirectory()
    let log = LogBook()
    let demo = DemoBank(seed: seed, customers: Self.customers, at: Fixture.morning)
    var settings = BankSettings()
    // Tight, so that the random walk meets every limit.
    settings.dailyLimit = 60_000_00
    settings.dailyCount = 4
    settings.dailyStatements = 1
    settings.visitsEach = 50
    let memory = InMemoryBank(contents: demo.contents, settings: settings)
    let disk = try EmbeddedBank(
      directory: directory.path, settings: settings, passwordRounds: Fixture.rounds, log: log.log)
    try disk.fill(with: demo.contents)

    var crowd = Crowd(demo: demo, seed: seed)
    var seen: Set<String> = []
    for batch in 0..<Self.batches {
      if batch % 10 == 9 {
        // Without a branch everybody would be locked, frozen and switched off in the end.
        for person in demo.people.prefix(Crowd.callers) {
          memory.reopen(person.customer.number, at: crowd.now)
          #expect(try disk.reopen(person.customer.number, at: crowd.now))
        }
      }
      let requests = (0..<Self.batchSize).map { _ in crowd.request() }
      let expected = memory.perform(requests)
      let got = disk.perform(requests)
      for (request, (expected, got)) in zip(requests, zip(expected, got)) where expected != got {
        Issue.record("seed \(seed), batch \(batch), \(request.body): expected \(expected), got \(got)")
      }
      for (request, reply) in zip(requests, expected) {
        seen.insert("\(request.operation.rawValue) \(reply.outcome.rawValue)")
      }
    }
    try compare(memory, disk, demo, at: crowd.now)
    #expect(log.lines.count == memory.faultCount)
    for wanted in Self.wanted where !seen.contains(wanted) { Issue.record("no '\(wanted)' in seed \(seed)") }
  }

  /// Where the walk must have been: every outcome of every operation of the bank.
  static let wanted: [String] = HostOperation.allCases.filter { !$0.isForCentre }.flatMap { operation in
    operation.signature.outcomes.filter { !neverHere.contains("\(operation.rawValue) \($0.rawValue)") }
      .map { "\(operation.rawValue) \($0.rawValue)" }
  }

  /// What these callers can't bring about: everybody has an account to pay from, each card has a bill, and rates
  /// don't go away. The last line's come, but not with every seed.
  static let neverHere: Set = [
    "list-accounts none", "list-paying-accounts none", "list-deposit-terms none", "last-transactions none",
    "look-up-caller blocked", "card-bill none",
    "book-visit full", "check-visit full", "check-first-password weak", "set-first-password ok",
  ]

  private func compare(_ memory: InMemoryBank, _ disk: EmbeddedBank, _ demo: DemoBank, at now: Timestamp) throws {
    #expect(memory.book.audit() == [])
    #expect(try disk.reader.audit() == [])
    try disk.database.read { db in
      let book = SQLiteBook(db: db, hasher: QuickHasher())
      for account in demo.contents.accounts {
        #expect(try book.account(account.number) == memory.book.account(account.number))
        let entries = try book.entries(of: account.number, EntryFilter(limit: 1_000))
        #expect(entries == memory.book.entries(of: account.number, EntryFilter(limit: 1_000)))
      }
      for card in demo.contents.cards {
        for subject in [PasswordSubject.card(card.number), .holder(card.customer)] {
          #expect(try book.attempts(of: subject) == memory.book.attempts(of: subject))
        }
        #expect(try book.lossReportEnd(of: card.number) == memory.book.lossReportEnd(of: card.number))
      }
    }
    #expect(try disk.reader.outbox(limit: 1_000_000).reversed() == memory.book.outbox)
    #expect(try disk.reader.slowGuesses(at: now) == memory.ledger.slowGuesses(at: now, in: memory.book))
  }
}
