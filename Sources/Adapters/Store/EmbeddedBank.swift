public import CallModel
import GRDB
import Glibc
public import Ledger

/// The bank on SQLite behind the host link: the production rules inside a transaction of `bank.sqlite`.
///
/// A batch is one transaction, durable before any of its answers exists. May be used from any thread; batches of
/// several threads come one after the other.
public final class EmbeddedBank: HostLink, Sendable {
  public static let fileName = "bank.sqlite"

  public let ledger: Ledger
  let database: DatabaseQueue
  let path: String
  private let hasher: PepperedHasher
  private let log: StoreLog

  /// Opens `bank.sqlite` in `directory`, and makes both where they are missing.
  ///
  /// The pepper is read from `pepperFile`, by default `pepper` in the directory; the first start makes it, with
  /// the mode 0600. A database never accepts another pepper than its first, nor goes without: every password
  /// would be wrong, and every caller locked. `passwordRounds` is the cost of a check; `nil` takes what the
  /// first start found to be about `PepperedHasher.checkTime` on its machine.
  public init(
    directory: String, settings: BankSettings = BankSettings(), passwordRounds: Int? = nil,
    pepperFile: String? = nil, log: @escaping StoreLog
  ) throws(StoreError) {
    precondition(passwordRounds ?? 1 > 0, "A password check costs at least one round.")
    try DatabaseFile.makeDirectory(directory)
    path = directory + "/" + Self.fileName
    ledger = Ledger(settings: settings)
    database = try DatabaseFile.openQueue(path, migrator: BankSchema.migrator)
    hasher = try PepperedHasher.setUp(
      pepperFile: pepperFile ?? directory + "/" + Pepper.fileName, rounds: passwordRounds, database: database,
      path: path, log: log)
    self.log = log
  }

  /// Where the pepper is that systemd has handed over; `nil` where it has not.
  public static func pepperCredential() -> String? {
    Pepper.credential(in: getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) })
  }

  public func perform(_ requests: [HostRequest]) -> [HostReply] {
    HostBatch(name: "bank", log: log).perform(requests, on: database) { request, db in
      var book = SQLiteBook(db: db, hasher: hasher)
      let answer = try ledger.answer(request, in: &book)
      return (answer.reply, answer.fault?.description)
    }
  }

  /// Whether the bank has no customer yet.
  public func isEmpty() throws(StoreError) -> Bool {
    try DatabaseFile.naming(path) {
      try database.read { try $0.row("SELECT 1 FROM customers LIMIT 1") == nil }
    }
  }

  /// How far a filling is.
  public enum Filling: Sendable {
    case hashing(Int, of: Int)
    case booking(Int, of: Int)
  }

  /// Fills an empty bank in one transaction: the demo bank's contents, or an import's.
  public func fill(with contents: BankContents, progress: (Filling) -> Void = { _ in }) throws(StoreError) {
    guard try isEmpty() else { throw .notEmpty(file: path) }
    let passwords = hasher.store(contents.passwords) { progress(.hashing($0, of: contents.passwords.count)) }
    try DatabaseFile.naming(path) {
      try database.write { db in
        var book = SQLiteBook(db: db, hasher: hasher)
        try ledger.fill(&book, with: contents, passwords: passwords) {
          progress(.booking($0, of: contents.history.count))
        }
      }
    }
  }

  /// The same file for who only looks.
  public var reader: BankReader { BankReader(database: database, path: path, ledger: ledger) }

  /// A branch has seen the customer: the locks of that card or customer are taken off. False where the card is nobody's.
  public func unlock(_ subject: PasswordSubject, at instant: Timestamp) throws(StoreError) -> Bool {
    try DatabaseFile.naming(path) {
      try database.write { db in
        var book = SQLiteBook(db: db, hasher: hasher)
        return try ledger.unlock(subject, at: instant, in: &book)
      }
    }
  }

  /// Somebody of the staff has verified the customer, who wants to transfer to this account.
  public func register(_ payee: NewPayee, at instant: Timestamp) throws(StoreError) -> PayeeAnswer {
    try DatabaseFile.naming(path) {
      try database.write { db in
        var book = SQLiteBook(db: db, hasher: hasher)
        return try ledger.register(payee, at: instant, in: &book)
      }
    }
  }

  /// Takes off all that is closed to a customer's calls; false where there is no such customer.
  public func reopen(_ customer: CustomerNumber, at instant: Timestamp) throws(StoreError) -> Bool {
    try DatabaseFile.naming(path) {
      try database.write { db in
        var book = SQLiteBook(db: db, hasher: hasher)
        return try ledger.reopen(customer, at: instant, in: &book)
      }
    }
  }
}
