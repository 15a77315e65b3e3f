import GRDB

/// The books checked against themselves.
extension BankReader {
  /// How many violations of one kind are told; the rest is counted.
  static let toldOfEachKind = 20

  /// What is wrong with the books, in words; empty where all is well. Reads every posting.
  public func audit() throws(StoreError) -> [String] {
    try DatabaseFile.naming(path) {
      try database.read { db in
        var violations: [String] = []
        for check in Self.checks {
          let found = try Row.fetchAll(db, sql: check.sql)
          violations += found.prefix(Self.toldOfEachKind).map { "\(check.subject) \($0[0] ?? "?"): \(check.sentence)" }
          let untold = found.count - Self.toldOfEachKind
          if untold > 0 { violations.append("... and \(untold) more: \(check.sentence)") }
        }
        return violations
      }
    }
  }

  /// Each statement answers one row for each violation; its first column says where.
  private struct Check {
    var subject: String
    var sentence: String
    var sql: String
  }

  private static let checks = [
    Check(
      subject: "the file", sentence: "SQLite's own check found this",
      sql: "SELECT * FROM pragma_quick_check WHERE quick_check <> 'ok'"),
    Check(
      subject: "table", sentence: "it has rows that point to nothing",
      sql: "SELECT \"table\" FROM pragma_foreign_key_check"),
    Check(
      subject: "transaction", sentence: "its postings don't add up to 0",
      sql: "SELECT number FROM postings GROUP BY number HAVING sum(amount) <> 0"),
    Check(
      subject: "transaction", sentence: "it mixes currencies",
      sql: """
        SELECT postings.number FROM postings JOIN accounts ON accounts.number = account
        GROUP BY postings.number HAVING count(DISTINCT currency) > 1
        """),
    Check(
      subject: "transaction", sentence: "it has no postings",
      sql: "SELECT number FROM transactions WHERE number NOT IN (SELECT number FROM postings)"),
    Check(
      subject: "account", sentence: "the balance isn't the sum of its postings",
      sql: """
        SELECT number FROM accounts
        WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM postings WHERE account = accounts.number)
        """),
    Check(
      subject: "account", sentence: "the balance after a posting isn't the sum up to it",
      sql: """
        SELECT DISTINCT account FROM (
          SELECT account, balance_after,
            sum(amount) OVER (PARTITION BY account ORDER BY number, line) AS fold FROM postings)
        WHERE balance_after <> fold
        """),
    Check(
      subject: "account", sentence: "it is overdrawn",
      sql: "SELECT number FROM accounts WHERE customer IS NOT NULL AND balance < -credit_limit"),
    Check(
      subject: "customer", sentence: "the day's use of the limits isn't the sum of the day's transfers",
      sql: """
        SELECT customer FROM (
          SELECT customer, day, total, count FROM day_usage
          EXCEPT SELECT customer, day, sum(counted), count(*) FROM transactions WHERE counted > 0 GROUP BY customer, day)
        UNION SELECT customer FROM (
          SELECT customer, day, sum(counted), count(*) FROM transactions WHERE counted > 0 GROUP BY customer, day
          EXCEPT SELECT customer, day, total, count FROM day_usage)
        """),
    Check(
      subject: "idempotency key", sentence: "it stands on two transactions",
      sql: "SELECT key FROM transactions WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1"),
    Check(
      subject: "idempotency key", sentence: "money moved under it, and no such answer is kept",
      sql: """
        SELECT key FROM transactions WHERE key IS NOT NULL
        AND key NOT IN (SELECT key FROM kept_answers WHERE outcome = 'ok' AND (body LIKE 'transfer|%' OR body LIKE 'open-deposit|%'))
        """),
    Check(
      subject: "idempotency key", sentence: "a transfer was answered, and no money moved under it",
      sql: """
        SELECT key FROM kept_answers WHERE outcome = 'ok' AND (body LIKE 'transfer|%' OR body LIKE 'open-deposit|%')
        AND key NOT IN (SELECT key FROM transactions WHERE key IS NOT NULL)
        """),
  ]
}
