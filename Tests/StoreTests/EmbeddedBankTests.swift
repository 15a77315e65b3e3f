import CallModel
import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

@Suite struct EmbeddedBankTests {
  let directory = TemporaryDirectory()
  let log = LogBook()

  @Test func moneyAndAnswersOutliveTheProcess() throws {
    var bank: EmbeddedBank? = try Fixture.filledBank(in: directory)
    let first = bank?.perform([Fixture.transfer(1_000_00, key: "1/1/1")])[0]
    #expect(first?.outcome == .ok)
    bank = nil
    let again = try Fixture.bank(in: directory)
    #expect(Fixture.balance(of: again) == .yuan(anna.balance - 1_000_00))
    let second = again.perform([Fixture.transfer(1_000_00, key: "1/1/1")])[0]
    #expect(second.values == first?.values)
    #expect(Fixture.balance(of: again) == .yuan(anna.balance - 1_000_00))
    #expect(try again.reader.audit() == [])
  }

  @Test func whatWasAnsweredIsInTheFilesAlready() throws {
    let bank = try Fixture.filledBank(in: directory)
    #expect(bank.perform([Fixture.transfer(1_000_00, key: "k")])[0].outcome == .ok)
    // The files as they are, of a bank that never closes them.
    let copy = TemporaryDirectory()
    for (name, bytes) in try directory.contents() where !name.hasSuffix("-shm") {
      try bytes.write(to: URL(fileURLWithPath: copy.file(name)))
    }
    let other = try Fixture.bank(in: copy)
    #expect(Fixture.balance(of: other) == .yuan(anna.balance - 1_000_00))
    withExtendedLifetime(bank) {}
  }

  @Test func payeesOutliveTheProcess() throws {
    let new = NewPayee(customer: CustomerNumber(1), name: "Chen", account: "6217009876543210", bank: "Other Bank")
    let bank = try Fixture.filledBank(in: directory)
    let number = try bank.reader.contents().payees.map(\.number).max()! + 1
    #expect(try bank.register(new, at: Fixture.morning) == .registered(number))
    #expect(try bank.register(new, at: Fixture.morning) == .refused(code: "already-registered"))
    let again = try Fixture.bank(in: directory)
    #expect(try again.reader.contents().payees.last?.account == new.account)
    #expect(try again.reader.outbox(limit: 1).map(\.kind) == [.payeeRegistered])
  }

  @Test func everyCommitReachesTheDisk() throws {
    let bank = try Fixture.bank(in: directory)
    func pragma(_ name: String) throws -> String? {
      try bank.database.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }
    #expect(try pragma("journal_mode") == "wal")
    #expect(try pragma("synchronous") == "2")
    #expect(try pragma("foreign_keys") == "1")
  }

  @Test func nobodyElseMayReadTheFiles() throws {
    let bank = try Fixture.filledBank(in: directory)
    for name in ["bank.sqlite", "bank.sqlite-wal", "pepper"] {
      #expect(try directory.mode(of: name) == 0o600, "\(name)")
    }
    withExtendedLifetime(bank) {}
  }

  @Test func aBatchIsOneTransactionAndOneFailureUndoesNothingElse() throws {
    let bank = try Fixture.filledBank(in: directory, log: log)
    try bank.database.write { db in
      // Fails late, after the transaction's row and a balance have been written.
      try db.execute(
        sql: """
          CREATE TRIGGER trip BEFORE INSERT ON postings WHEN abs(NEW.amount) = 7700
          BEGIN SELECT RAISE(ABORT, 'tripped'); END
          """)
    }
    let batch = [
      Fixture.transfer(100, key: "a", id: 1), Fixture.transfer(7700, key: "b", id: 2),
      Fixture.transfer(200, key: "c", id: 3),
    ]
    let replies = bank.perform(batch)
    #expect(replies.map(\.id) == [1, 2, 3])
    #expect(replies.map(\.outcome) == [.ok, .unavailable, .ok])
    #expect(Fixture.balance(of: bank) == .yuan(anna.balance - 300))
    #expect(try bank.reader.audit() == [])
    #expect(log.lines == ["bank: transfer of call c1 was not done: tripped (SQLite 19)"])
    // What was not done may be asked again under the same key.
    try bank.database.write { try $0.execute(sql: "DROP TRIGGER trip") }
    #expect(bank.perform([Fixture.transfer(7700, key: "b")])[0].outcome == .ok)
  }

  @Test func aFullDiskLosesAndInventsNothing() throws {
    let bank = try Fixture.filledBank(in: directory, log: log)
    try bank.database.write { try $0.execute(sql: "CREATE TABLE ballast (bytes BLOB)") }
    try bank.database.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count")!
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    var done: Int64 = 0
    var refused = 0
    for number in 0..<600 {
      let outcome = bank.perform([Fixture.transfer(1, key: "k\(number)", to: .digits(anna.savingsAccount!))])[0].outcome
      #expect(outcome == .ok || outcome == .unavailable)
      if outcome == .ok { done += 1 } else { refused += 1 }
      if refused == 5 { break }
    }
    #expect(refused == 5)
    #expect(log.lines.allSatisfy { $0.contains("full (SQLite 13)") })
    #expect(Fixture.balance(of: bank) == .yuan(anna.balance - done))
    #expect(try bank.reader.audit() == [])
    try bank.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    #expect(bank.perform([Fixture.transfer(1, key: "after")])[0].outcome == .ok)
  }

  @Test func wrongPasswordsAreCountedAcrossRestarts() throws {
    var bank = try Fixture.filledBank(in: directory)
    #expect(bank.perform([Fixture.verify("000000"), Fixture.verify("000000")]).map(\.outcome) == [.wrong, .wrong])
    bank = try Fixture.bank(in: directory)
    #expect(bank.perform([Fixture.verify("000000")])[0].outcome == .locked)
    #expect(try bank.reader.outbox(limit: 10).map(\.kind) == [.lockedForDay])
    bank = try Fixture.bank(in: directory)
    #expect(bank.perform([Fixture.verify(anna.queryPassword!)])[0].outcome == .locked)
    #expect(try bank.unlock(.card(anna.card), at: Fixture.morning))
    #expect(bank.perform([Fixture.verify(anna.queryPassword!)])[0].outcome == .ok)
  }

  @Test func bookedMoneyCantBeRewritten() throws {
    let bank = try Fixture.filledBank(in: directory)
    for statement in [
      "UPDATE postings SET amount = 0", "DELETE FROM postings", "UPDATE transactions SET counted = 0",
      "DELETE FROM transactions", "INSERT INTO kept_answers VALUES ('k', 'b', 'ok', x'00', 0)",
    ] {
      let error = #expect(throws: DatabaseError.self) {
        try bank.database.write { db in
          try db.execute(sql: statement)
          try db.execute(sql: "UPDATE kept_answers SET body = ''")
        }
      }
      #expect(error?.message?.contains("is never") == true, "\(statement)")
    }
  }

  @Test func aBankIsFilledOnce() throws {
    let bank = try Fixture.bank(in: directory)
    #expect(try bank.isEmpty())
    try bank.fill(with: DemoBank(customers: 20, at: Fixture.morning).contents)
    #expect(try !bank.isEmpty())
    #expect(try bank.reader.audit() == [])
    #expect(throws: StoreError.notEmpty(file: directory.file("bank.sqlite"))) {
      try bank.fill(with: BankContents())
    }
  }

  @Test func faultsOfTheMenusAreLoggedWithoutTheCustomersData() throws {
    let bank = try Fixture.filledBank(in: directory, log: log)
    _ = bank.perform([Fixture.request(.verifyQueryPassword, ["card": .digits(anna.card)], key: "-")])
    _ = bank.perform([Fixture.request(.registerCallback, ["phone": .digits("110")], key: "-")])
    #expect(
      log.lines == [
        "bank: verify-query-password of call c1 makes no sense: no password came with it",
        "bank: register-callback of call c1 makes no sense: the bank doesn't know this operation",
      ])
  }

  @Test func aDirectoryThatIsAFileIsSaidSo() throws {
    let file = directory.file("plain")
    try Data().write(to: URL(fileURLWithPath: file))
    let error = #expect(throws: StoreError.self) { try EmbeddedBank(directory: file + "/state", log: log.log) }
    #expect(error?.description.hasPrefix("the directory \(file)/state can't be used: ") == true)
  }
}
