public import CallModel
import GRDB
public import Ledger

/// The bank's file for people who look at it. It writes nothing, needs no pepper, and may read beside a daemon that
/// writes: SQLite's write-ahead log gives it one consistent state, and holds up nobody.
public struct BankReader: Sendable {
  let database: any DatabaseReader
  let path: String
  let ledger: Ledger

  init(database: any DatabaseReader, path: String, ledger: Ledger) {
    self.database = database
    self.path = path
    self.ledger = ledger
  }

  /// Opens the bank of a state directory.
  public init(directory: String, settings: BankSettings = BankSettings()) throws(StoreError) {
    path = directory + "/" + EmbeddedBank.fileName
    ledger = Ledger(settings: settings)
    guard try DatabaseFile.isReadable(path) else { throw .noBank(file: path) }
    let queue = try DatabaseFile.openReadOnly(path)
    database = queue
    let path = path
    try DatabaseFile.naming(path) {
      try queue.read { db in
        let migrator = BankSchema.migrator
        try DatabaseFile.refuseNewer(db, path, migrator)
        if try !migrator.hasCompletedMigrations(db) { throw StoreError.olderVersion(file: path) }
      }
    }
  }

  func read<Value>(_ body: (SQLiteBook) throws -> Value) throws(StoreError) -> Value {
    try DatabaseFile.naming(path) {
      // Nobody checks a password here, so any hasher will do.
      try database.read { try body(SQLiteBook(db: $0, hasher: QuickHasher())) }
    }
  }

  /// `nil` where there is no such customer.
  public func overview(of key: CustomerKey, at instant: Timestamp) throws(StoreError) -> CustomerOverview? {
    try read { try ledger.overview(of: key, at: instant, in: $0) }
  }

  /// Wrong passwords that are spread over days: the report for people.
  public func slowGuesses(at instant: Timestamp) throws(StoreError) -> [SlowGuess] {
    try read { try ledger.slowGuesses(at: instant, in: $0) }
  }

  /// The newest simulated messages, the newest first.
  public func outbox(
    limit: Int, to customer: CustomerNumber? = nil, of kind: OutboxMessage.Kind? = nil
  ) throws(StoreError) -> [OutboxMessage] {
    var terms = ["1"]
    var arguments = StatementArguments()
    if let customer {
      terms.append("customer = ?")
      arguments += [customer.number]
    }
    if let kind {
      terms.append("kind = ?")
      arguments += [kind.rawValue]
    }
    arguments += [limit]
    let (condition, values) = (terms.joined(separator: " AND "), arguments)
    return try read { book in
      try book.db.rows(
        "SELECT customer, kind, last4, body, at FROM outbox WHERE \(condition) ORDER BY number DESC LIMIT ?", values
      ).map { row in
        OutboxMessage(
          customer: CustomerNumber(row["customer"]), kind: try SQLiteBook.word(row["kind"]), last4: row["last4"],
          body: row["body"], at: Timestamp(microseconds: row["at"]))
      }
    }
  }
}
