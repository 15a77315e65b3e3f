import CallModel
import GRDB
import Ledger
import Testing

@testable import Store

/// Each kind of damage is found, and named.
@Suite struct AuditTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    var statement: String
    var violations: [String]
    var testDescription: String { statement }
  }

  static let damages: [Damage] = [
    Damage(
      statement: "UPDATE accounts SET balance = balance + 1 WHERE number = '\(anna.account)'",
      violations: ["account \(anna.account): the balance isn't the sum of its postings"]),
    Damage(
      statement: "UPDATE postings SET balance_after = 5 WHERE number = 1 AND line = 2",
      violations: ["account \(anna.account): the balance after a posting isn't the sum up to it"]),
    Damage(
      statement: "UPDATE day_usage SET total = 1 WHERE customer = 1",
      violations: ["customer 1: the day's use of the limits isn't the sum of the day's transfers"]),
    Damage(
      statement: "DELETE FROM kept_answers",
      violations: ["idempotency key k: money moved under it, and no such answer is kept"]),
    Damage(
      statement: "INSERT INTO kept_answers VALUES ('lost', 'transfer|customer=1', 'ok', x'7b7d', 0)",
      violations: ["idempotency key lost: a transfer was answered, and no money moved under it"]),
    Damage(
      statement: "INSERT INTO transactions (at, counted, day) VALUES (0, 0, 0)",
      violations: ["transaction {last}: it has no postings"]),
    Damage(
      statement: "UPDATE accounts SET currency = 'USD' WHERE number = '900000000003'",
      violations: ["transaction {transfer}: it mixes currencies"]),
    Damage(
      statement: "DELETE FROM customers WHERE number = 5",
      violations: [
        "table accounts: it has rows that point to nothing", "table cards: it has rows that point to nothing",
      ]),
  ]

  @Test(arguments: damages) func isFound(_ damage: Damage) throws {
    let directory = TemporaryDirectory()
    let bank = try Fixture.filledBank(in: directory)
    // With a fee, so that the house's account takes part.
    _ = bank.perform([Fixture.transfer(6_000_00, key: "k", to: .number(102))])
    #expect(try bank.reader.audit() == [])
    let transfer = try bank.database.read { try Int.fetchOne($0, sql: "SELECT max(number) FROM transactions")! }
    try damageFile(bank, damage.statement)
    let expected = damage.violations.map { violation in
      violation == "transaction {last}: it has no postings"
        ? "transaction \(transfer + 1): it has no postings"
        : violation == "transaction {transfer}: it mixes currencies"
          ? "transaction \(transfer): it mixes currencies" : violation
    }
    #expect(try bank.reader.audit() == expected)
  }

  @Test func aLopsidedTransactionIsFound() throws {
    let directory = TemporaryDirectory()
    let bank = try Fixture.filledBank(in: directory)
    try damageFile(bank, "UPDATE postings SET amount = amount + 1 WHERE number = 1 AND line = 1")
    #expect(try bank.reader.audit().contains("transaction 1: its postings don't add up to 0"))
  }

  @Test func manyOfAKindAreCountedNotListed() throws {
    let directory = TemporaryDirectory()
    let bank = try Fixture.bank(in: directory)
    try bank.fill(with: DemoBank(customers: 40, at: Fixture.morning).contents)
    try damageFile(bank, "UPDATE accounts SET balance = balance + 1 WHERE customer >= 1001")
    let violations = try bank.reader.audit()
    #expect(violations.count == BankReader.toldOfEachKind + 1)
    #expect(violations.last?.hasSuffix("more: the balance isn't the sum of its postings") == true)
  }

  /// Past the triggers and the foreign keys, as damage comes.
  private func damageFile(_ bank: EmbeddedBank, _ statement: String) throws {
    try bank.database.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA foreign_keys = OFF;
          DROP TRIGGER postings_stay; DROP TRIGGER kept_answers_stay;
          \(statement);
          PRAGMA foreign_keys = ON;
          """)
    }
  }
}
