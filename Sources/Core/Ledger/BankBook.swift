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
  /// The greatest that is given, of any customer; 0 where there is none.
  func lastPayeeNumber() throws(Failure) -> Int64

  mutating func add(_ customer: Customer) throws(Failure)
  /// Replaces what is known of him; his number and telephone stay.
  mutating func update(_ customer: Customer) throws(Failure)
  mutating func update(_ card: BankCard) throws(Failure)
  mutating func add(_ card: BankCard) throws(Failure)
  mutating func add(_ payee: Payee) throws(Failure)
  mutating func block(phone: String) throws(Failure)

  // MARK: Money

  func account(_ number: String) throws(Failure) -> BankAccount?
  /// In the order of opening, then of the numbers, at most so many.
  func accounts(of customer: CustomerNumber, limit: Int) throws(Failure) -> [BankAccount]
  /// The newest first.
  func entries(of account: String, _ filter: EntryFilter) throws(Failure) -> [BookedEntry]
  /// What has come into the account after `instant`, in minor units.
  func received(by account: String, after instant: Timestamp) throws(Failure) -> Int64
  func usage(of customer: CustomerNumber, on day: CivilDay) throws(Failure) -> DayUsage

  mutating func add(_ account: BankAccount) throws(Failure)
  mutating func setBalance(_ balance: Int64, of account: String) throws(Failure)
  mutating func setUsage(_ usage: DayUsage, of customer: CustomerNumber, on day: CivilDay) throws(Failure)
  /// Appends a transaction with the balance of its account after each posting, and answers its number: 1, 2, ...
  mutating func append(_ transaction: BankTransaction, balancesAfter: [Int64]) throws(Failure) -> Int64

  // MARK: Products

  /// How many time deposits the customer has ever had.
  func depositCount(of customer: CustomerNumber) throws(Failure) -> Int
  func depositTerms(of account: String) throws(Failure) -> DepositTerms?
  func loanTerms(of account: String) throws(Failure) -> LoanTerms?
  /// The latest closed one.
  func newestStatement(of account: String) throws(Failure) -> CardStatement?
  /// In the order of the funds' codes, at most so many.
  func holdings(of customer: CustomerNumber, limit: Int) throws(Failure) -> [FundHolding]
  func fund(_ code: String) throws(Failure) -> Fund?

  mutating func add(_ terms: DepositTerms) throws(Failure)
  mutating func add(_ terms: LoanTerms) throws(Failure)
  mutating func add(_ statement: CardStatement) throws(Failure)
  mutating func add(_ fund: Fund) throws(Failure)
  mutating func add(_ holding: FundHolding) throws(Failure)

  // MARK: Rates and branches

  func interestRate(_ product: RateProduct) throws(Failure) -> InterestRate?
  func exchangeRate(_ currency: Currency) throws(Failure) -> ExchangeRate?
  func branch(_ number: String) throws(Failure) -> Branch?
  /// Those whose post codes begin so, in the order of the numbers, at most so many.
  func branches(postCodePrefix: String, limit: Int) throws(Failure) -> [Branch]

  func visitsBooked(at branch: String, on day: CivilDay, _ half: HalfDay) throws(Failure) -> Int
  /// Of one telephone, normalized, on that day and later.
  func visitsBooked(from phone: String, since day: CivilDay) throws(Failure) -> [BranchVisit]

  /// Answers its number: 1, 2, ...
  mutating func add(_ visit: BranchVisit) throws(Failure) -> Int64
  mutating func add(_ rate: InterestRate) throws(Failure)
  mutating func add(_ rate: ExchangeRate) throws(Failure)
  mutating func add(_ branch: Branch) throws(Failure)

  // MARK: Passwords and locks

  func password(_ kind: PasswordKind, of customer: CustomerNumber) throws(Failure) -> StoredPassword?
  func attempts(of subject: PasswordSubject) throws(Failure) -> PasswordAttempts?
  /// How many look-ups from this number failed after `instant`.
  func failedLookUps(from phone: String, after instant: Timestamp) throws(Failure) -> Int

  /// A new password that has been keyed once and waits for being keyed again.
  func newPassword(_ kind: PasswordKind, of customer: CustomerNumber) throws(Failure) -> StoredPassword?
  /// On how many days since `day` look-ups failed, by telephone, those with at least so many, the most first.
  func guessers(since day: CivilDay, days: Int) throws(Failure) -> [SlowGuess]
  /// Subjects whose wrong passwords since the last right one came on at least so many days, the most first.
  func guessed(days: Int) throws(Failure) -> [SlowGuess]

  mutating func setNewPassword(_ password: StoredPassword?, _ kind: PasswordKind, of customer: CustomerNumber)
    throws(Failure)
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
  /// Messages of that kind to that customer after `instant`.
  func messagesSent(_ kind: OutboxMessage.Kind, to customer: CustomerNumber, after instant: Timestamp)
    throws(Failure) -> Int
  /// What came of requests that the customer has not heard the end of, the oldest first.
  func untoldResults(of customer: CustomerNumber, limit: Int) throws(Failure) -> [UntoldResult]

  /// Answers its number: 1, 2, ...
  mutating func add(_ result: UntoldResult) throws(Failure) -> Int64
  /// The customer has heard these, up to this number.
  mutating func forgetUntoldResults(of customer: CustomerNumber, through number: Int64) throws(Failure)
  /// A message to nobody goes nowhere.
  mutating func send(_ message: OutboxMessage) throws(Failure)
  mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) throws(Failure)
}
