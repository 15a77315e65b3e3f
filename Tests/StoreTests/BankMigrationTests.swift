import CallModel
import GRDB
import Ledger
import Testing

@testable import Store

/// A bank that the first migration made and filled is the same bank after the later ones.
@Suite struct BankMigrationTests {
  @Test func aFilledFirstVersionIsTakenOver() throws {
    let directory = TemporaryDirectory()
    do {
      let queue = try DatabaseQueue(path: directory.file(EmbeddedBank.fileName))
      try BankSchema.migrator.migrate(queue, upTo: "1 bank")
      try queue.write { db in
        try db.execute(
          sql: """
            INSERT INTO customers VALUES (1, '王秀英', 'normal', 7000, 'zh', '13900000001', '17283X', 1);
            INSERT INTO accounts VALUES ('900000000001', NULL, 'house', 'CNY', -50000, 0);
            INSERT INTO accounts VALUES ('100000000011', 1, 'current', 'CNY', 50000, 17000);
            INSERT INTO cards VALUES ('6222020000000015', 1, '100000000011');
            INSERT INTO transactions VALUES (1, 0, NULL, NULL, 0, 0);
            INSERT INTO postings VALUES (1, 1, '900000000001', 'counter-entry', -50000, -50000);
            INSERT INTO postings VALUES (1, 2, '100000000011', 'cash-deposit', 50000, 50000);
            INSERT INTO outbox VALUES (1, 1, '13900000001', 'frozen', '0015', 5);
            INSERT INTO password_attempts VALUES ('card:6222020000000015', 20000, 2, 4);
            """)
      }
    }
    #expect(throws: StoreError.olderVersion(file: directory.file(EmbeddedBank.fileName))) {
      try BankReader(directory: directory.path)
    }
    let bank = try Fixture.bank(in: directory)
    #expect(try bank.reader.audit() == [])
    let found = try #require(try bank.reader.overview(of: .card("6222020000000015"), at: Fixture.morning))
    #expect(found.customer.name == "王秀英" && !found.customer.isFrozen && !found.customer.hasAlerts)
    #expect(found.customer.dailyLimit == nil)
    #expect(found.accounts.map(\.balance) == [500_00] && found.accounts.map(\.creditLimit) == [0])
    #expect(found.cards.map(\.card.kind) == [.debit] && found.cards.map(\.card.isActive) == [true])
    #expect(found.cards.map(\.wrongSinceSuccess) == [4])
    #expect(try bank.reader.outbox(limit: 9).map(\.body) == [""])
    // What guards the books guards them still.
    #expect(throws: DatabaseError.self) {
      try bank.database.write { try $0.execute(sql: "UPDATE postings SET amount = 1") }
    }
    #expect(throws: DatabaseError.self) {
      try bank.database.write { try $0.execute(sql: "UPDATE accounts SET balance = -1 WHERE customer = 1") }
    }
  }
}
