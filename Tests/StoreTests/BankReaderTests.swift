import CallModel
import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

@Suite struct BankReaderTests {
  let directory = TemporaryDirectory()

  @Test func looksBesideAWriter() throws {
    let bank = try Fixture.filledBank(in: directory)
    let reader = try BankReader(directory: directory.path)
    let before = try #require(try reader.overview(of: .number(CustomerNumber(1)), at: Fixture.morning))
    #expect(bank.perform([Fixture.transfer(1_000_00, key: "k")])[0].outcome == .ok)
    let after = try #require(try reader.overview(of: .card(anna.card), at: Fixture.morning))
    #expect(after.accounts[0].balance == before.accounts[0].balance - 1_000_00)
    #expect(after.usage == DayUsage(total: 1_000_00, count: 1))
    #expect(after.untold == 1)
    #expect(try reader.audit() == [])
  }

  /// While the writer is in the middle of a transaction, too.
  @Test func holdsUpNobodyAndIsNotHeldUp() throws {
    let bank = try Fixture.filledBank(in: directory)
    let reader = try BankReader(directory: directory.path)
    try bank.database.write { db in
      try db.execute(sql: "UPDATE customers SET name = 'half done' WHERE number = 1")
      let seen = try reader.overview(of: .number(CustomerNumber(1)), at: Fixture.morning)
      #expect(seen?.customer.name == anna.name)
    }
  }

  @Test func writesNothing() throws {
    do { _ = try Fixture.filledBank(in: directory) }
    let before = try Data(contentsOf: URL(fileURLWithPath: directory.file(EmbeddedBank.fileName)))
    let reader = try BankReader(directory: directory.path)
    #expect(try reader.contents().customers.count == DemoBank.testCustomers.count)
    #expect(throws: StoreError.self) {
      try reader.read { try $0.db.execute(sql: "DELETE FROM outbox") }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: directory.file(EmbeddedBank.fileName))) == before)
  }

  @Test func knowsACustomerByEachKey() throws {
    let bank = try Fixture.filledBank(in: directory)
    let keys: [CustomerKey] = [
      .number(CustomerNumber(1)), .card(anna.card), .account(anna.account), .phone("+86" + anna.phone),
    ]
    for key in keys {
      #expect(try bank.reader.overview(of: key, at: Fixture.morning)?.customer.number == CustomerNumber(1))
    }
    let strangers: [CustomerKey] = [
      .number(CustomerNumber(99)), .card("1"), .account(HouseAccount.cash.number), .phone("1"),
    ]
    for key in strangers { #expect(try bank.reader.overview(of: key, at: Fixture.morning) == nil) }
  }

  @Test func showsLocksAndStoppedCards() throws {
    let bank = try Fixture.filledBank(in: directory)
    for _ in 1...3 { _ = bank.perform([Fixture.verify("000000")]) }
    let stop: SessionValues = ["card": .digits(anna.card), "id6": .digits(anna.idLastSix)]
    _ = bank.perform([Fixture.request(.reportLoss, stop, from: anna.phone, key: "s")])
    let card = try #require(try bank.reader.overview(of: .number(CustomerNumber(1)), at: Fixture.morning)).cards[0]
    #expect(card.lock == .day)
    #expect(card.wrongSinceSuccess == 3)
    #expect(card.stoppedUntil == Fixture.morning + BankSettings().lossReportTerm)
    let later = Fixture.morning + .hours(24 * 6)
    let lapsed = try #require(try bank.reader.overview(of: .number(CustomerNumber(1)), at: later)).cards[0]
    #expect(lapsed.stoppedUntil == nil)
    #expect(lapsed.lock == nil)
  }

  @Test func theOutboxIsFiltered() throws {
    let bank = try Fixture.filledBank(in: directory)
    for _ in 1...3 { _ = bank.perform([Fixture.verify("000000")]) }
    _ = bank.perform([Fixture.request(.sendStatement, ["account": .digits(anna.account)], customer: 1, key: "s")])
    #expect(try bank.reader.outbox(limit: 9).map(\.kind) == [.statement, .lockedForDay])
    #expect(try bank.reader.outbox(limit: 1).map(\.kind) == [.statement])
    #expect(try bank.reader.outbox(limit: 9, of: .lockedForDay).count == 1)
    #expect(try bank.reader.outbox(limit: 9, to: CustomerNumber(2)).isEmpty)
  }

  /// All of a bank out and into another, which then is the same.
  @Test func contentsFillAnEqualBank() throws {
    let bank = try Fixture.bank(in: directory)
    try bank.fill(with: DemoBank(customers: 30, at: Fixture.morning).contents)
    _ = bank.perform([Fixture.transfer(6_000_00, key: "k", to: .number(102))])
    let contents = try bank.reader.contents()
    let copyDirectory = TemporaryDirectory()
    let copy = try Fixture.bank(in: copyDirectory)
    try copy.fill(with: contents)
    #expect(try copy.reader.audit() == [])
    #expect(Fixture.balance(of: copy) == Fixture.balance(of: bank))
    let again = try copy.reader.contents()
    #expect(again.customers == contents.customers)
    #expect(again.history == contents.history)
    #expect(again.cards == contents.cards)
  }

  @Test func noBankAndOtherVersionsAreNamed() throws {
    let file = directory.file(EmbeddedBank.fileName)
    #expect(throws: StoreError.noBank(file: file)) { try BankReader(directory: directory.path) }
    let queue = try DatabaseQueue(path: file)
    try queue.write { try $0.execute(sql: "CREATE TABLE other (x)") }
    #expect(throws: StoreError.olderVersion(file: file)) { try BankReader(directory: directory.path) }
    try BankSchema.migrator.migrate(queue)
    _ = try BankReader(directory: directory.path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('of the future')") }
    #expect(throws: StoreError.newerVersion(file: file)) { try BankReader(directory: directory.path) }
  }

  @Test func fillingTellsHowFarItIs() throws {
    let bank = try Fixture.bank(in: directory)
    let contents = DemoBank(customers: 200, at: Fixture.morning).contents
    var hashed: [Int] = []
    var booked = 0
    try bank.fill(with: contents) { filling in
      switch filling {
      case .hashing(let done, let total):
        hashed.append(done)
        #expect(total == contents.passwords.count)
      case .booking(let done, _): booked = done
      }
    }
    #expect(hashed.count > 0 && hashed.last == contents.passwords.count && hashed == hashed.sorted())
    #expect(booked == contents.history.count)
  }

  @Test func aStateDirectoryHasOneOwner() throws {
    let first = try StateLock(directory: directory.path)
    #expect(throws: StoreError.inUse(directory: directory.path)) { try StateLock(directory: directory.path) }
    withExtendedLifetime(first) {}
    let other = try StateLock(directory: directory.path + "/other")
    withExtendedLifetime(other) {}
  }
}
