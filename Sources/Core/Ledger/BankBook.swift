public import CallModel

/// What the banking rules need of a place that keeps data: look-ups and plain writes, no rule of its own.
///
/// `Ledger` is written over this protocol, so that the very same rules run inside the SQLite transaction and on
/// the in-memory book. A book that can fail throws; what one request wrote before that must then be undone.
public protocol BankBook {
  /// `Never` in memory.
  associatedtype Failure: Error

  var hasher: any PasswordHasher { get }

  // MARK: Customers

  func customer(_ number: CustomerNumber) throws(Failure) -> Customer?
  /// By the registered telephone, normalized.
  func customer(phone: String) throws(Failure) -> Customer?
  /// Whether calls from this number, normalized, are turned away.
  func isBlocked(phone: String) throws(Failure) -> Bool
  func card(_ number: String) throws(Failure) -> BankCard?
  /// In the order of the numbers, at most so many.
  func cards(of customer: CustomerNumber, limit: Int) throws(Failure) -> [BankCard]
  /// In the order of registration, at most so many.
  func payees(of customer: CustomerNumber, limit: Int) throws(Failure) -> [Payee]
  func payee(_ number: Int64) throws(Failure) -> Payee?

  mutating func add(_ customer: Customer) throws(Failure)
  mutating func add(_ card: BankCard) throws(Failure)
  mutating func add(_ payee: Payee) throws(Failure)
  mutating func block(phone: String) throws(Failure)

  // MARK: Money

  func account(_ number: String) throws(Failure) -> BankAccount?
  /// In the order of opening, then of the numbers, at most so many.
  func accounts(of customer: CustomerNumber, limit: Int) throws(Failure) -> [BankAccount]
  /// The newest first, at most so many.
  func newestEntries(of account: String, limit: Int) throws(Failure) -> [BookedEntry]
  func usage(of customer: CustomerNumber, on day: CivilDay) throws(Failure) -> DayUsage

  mutating func add(_ account: BankAccount) throws(Failure)
  mutating func setBalance(_ balance: Int64, of account: String) throws(Failure)
  mutating func setUsage(_ usage: DayUsage, of customer: CustomerNumber, on day: CivilDay) throws(Failure)
  /// Appends a transaction with the balance of its account after each posting, and answers its number: 1, 2, ...
  mutating func append(_ transaction: BankTransaction, balancesAfter: [Int64]) throws(Failure) -> Int64

  // MARK: Passwords and locks

  func password(_ kind: PasswordKind, of customer: CustomerNumber) throws(Failure) -> StoredPassword?
  func attempts(of subject: PasswordSubject) throws(Failure) -> PasswordAttempts?
  /// How many look-ups from this number failed after `instant`.
  func failedLookUps(from phone: String, after instant: Timestamp) throws(Failure) -> Int

  mutating func setPassword(_ password: StoredPassword, _ kind: PasswordKind, of customer: CustomerNumber)
    throws(Failure)
  mutating func setAttempts(_ attempts: PasswordAttempts, of subject: PasswordSubject) throws(Failure)
  /// Notes one more. What is not after `forgetting` is never asked for again.
  mutating func noteFailedLookUp(from phone: String, at instant: Timestamp, forgetting: Timestamp) throws(Failure)

  // MARK: Loss reports, messages, answers

  /// Until when the card is stopped, by the latest report.
  func lossReportEnd(of card: String) throws(Failure) -> Timestamp?
  func keptAnswer(to key: String) throws(Failure) -> KeptAnswer?

  mutating func reportLoss(of card: String, at instant: Timestamp, until: Timestamp) throws(Failure)
  /// A message to nobody goes nowhere.
  mutating func send(_ message: OutboxMessage) throws(Failure)
  mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) throws(Failure)
}
