import CallModel
import GRDB
import Ledger

extension SQLiteBook {
  private static let accountColumns =
    "SELECT number, customer, kind, currency, balance, credit_limit, opened_on FROM accounts"

  func account(_ number: String) throws -> BankAccount? {
    try db.row("\(Self.accountColumns) WHERE number = ?", [number]).map(Self.account)
  }

  func accounts(of customer: CustomerNumber, limit: Int) throws -> [BankAccount] {
    try db.rows(
      "\(Self.accountColumns) WHERE customer = ? ORDER BY opened_on, number LIMIT ?", [customer.number, limit]
    ).map(Self.account)
  }

  /// In the order of the numbers, each at 0: its postings give the balance.
  func allAccounts() throws -> [BankAccount] {
    try db.rows("\(Self.accountColumns) ORDER BY number").map { row in
      var account = try Self.account(row)
      account.balance = 0
      return account
    }
  }

  private static func account(_ row: Row) throws -> BankAccount {
    let customer: Int64? = row["customer"]
    return BankAccount(
      number: row["number"], customer: customer.map { CustomerNumber($0) }, kind: try word(row["kind"]),
      currency: Currency(code: row["currency"]), balance: row["balance"], creditLimit: row["credit_limit"],
      openedOn: CivilDay(number: row["opened_on"]))
  }

  func entries(of account: String, _ filter: EntryFilter) throws -> [BookedEntry] {
    var terms = ["account = ?"]
    var arguments: StatementArguments = [account]
    if let before = filter.before {
      terms.append("(postings.number, line) < (?, ?)")
      arguments += [before.transaction, before.line]
    }
    if filter.days != nil {
      terms.append("at >= ? AND at < ?")
      arguments += [filter.instants.lowerBound.microseconds, filter.instants.upperBound.microseconds]
    }
    arguments += [filter.limit]
    return try db.rows(
      """
      SELECT postings.number, line, at, kind, amount, balance_after
      FROM postings JOIN transactions ON transactions.number = postings.number
      WHERE \(terms.joined(separator: " AND ")) ORDER BY postings.number DESC, line DESC LIMIT ?
      """, arguments
    ).map { row in
      let posting = Posting(account: account, kind: try Self.word(row["kind"]), amount: row["amount"])
      return BookedEntry(
        place: EntryPlace(transaction: row["number"], line: row["line"]), at: Timestamp(microseconds: row["at"]),
        posting: posting, balanceAfter: row["balance_after"])
    }
  }

  func received(by account: String, after instant: Timestamp) throws -> Int64 {
    let row = try db.row(
      """
      SELECT coalesce(sum(amount), 0) FROM postings JOIN transactions ON transactions.number = postings.number
      WHERE account = ? AND amount > 0 AND at > ?
      """, [account, instant.microseconds])
    return row?[0] ?? 0
  }

  func usage(of customer: CustomerNumber, on day: CivilDay) throws -> DayUsage {
    let row = try db.row(
      "SELECT total, count FROM day_usage WHERE customer = ? AND day = ?", [customer.number, day.number])
    return row.map { DayUsage(total: $0["total"], count: $0["count"]) } ?? DayUsage()
  }

  mutating func add(_ account: BankAccount) throws {
    try db.run(
      """
      INSERT INTO accounts (number, customer, kind, currency, balance, credit_limit, opened_on)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        account.number, account.customer?.number, account.kind.rawValue, account.currency.code, account.balance,
        account.creditLimit, account.openedOn.number,
      ])
  }

  mutating func setBalance(_ balance: Int64, of account: String) throws {
    try db.run("UPDATE accounts SET balance = ? WHERE number = ?", [balance, account])
  }

  mutating func setUsage(_ usage: DayUsage, of customer: CustomerNumber, on day: CivilDay) throws {
    try db.run(
      """
      INSERT INTO day_usage (customer, day, total, count) VALUES (?, ?, ?, ?)
      ON CONFLICT (customer, day) DO UPDATE SET total = excluded.total, count = excluded.count
      """, [customer.number, day.number, usage.total, usage.count])
  }

  mutating func append(_ transaction: BankTransaction, balancesAfter: [Int64]) throws -> Int64 {
    try db.run(
      "INSERT INTO transactions (at, customer, key, counted, day) VALUES (?, ?, ?, ?, ?)",
      [
        transaction.at.microseconds, transaction.customer?.number, transaction.key, transaction.counted,
        CivilTime(transaction.at).day.number,
      ])
    let number = db.lastInsertedRowID
    for (line, (posting, balance)) in zip(transaction.postings, balancesAfter).enumerated() {
      try db.run(
        "INSERT INTO postings (number, line, account, kind, amount, balance_after) VALUES (?, ?, ?, ?, ?, ?)",
        [number, line + 1, posting.account, posting.kind.rawValue, posting.amount, balance])
    }
    return number
  }
}
