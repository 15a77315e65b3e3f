import CallModel
import Ledger

/// Where a `TracingBook` and its hasher note what they were asked for.
final class Trail: @unchecked Sendable {
  // @unchecked: used by one test on one thread.
  var steps: [String] = []
}

/// A book that notes the name of each step, and does it.
struct TracingBook: BankBook {
  typealias Failure = Never
  var book: InMemoryBook
  let trail: Trail

  struct Hasher: PasswordHasher {
    let trail: Trail
    var rounds: Int { QuickHasher().rounds }
    func digest(of secret: Secret, salt: [UInt8], rounds: Int) -> [UInt8] {
      trail.steps.append("digest rounds \(rounds)")
      return QuickHasher().digest(of: secret, salt: salt, rounds: rounds)
    }
    func salt(for seed: Int64) -> [UInt8] { QuickHasher().salt(for: seed) }
  }

  var hasher: any PasswordHasher { Hasher(trail: trail) }

  func traced<Value>(_ value: Value, _ step: String = #function) -> Value {
    trail.steps.append(step)
    return value
  }

  func customer(_ number: CustomerNumber) -> Customer? { traced(book.customer(number)) }
  func customer(phone: String) -> Customer? { traced(book.customer(phone: phone)) }
  func isBlocked(phone: String) -> Bool { traced(book.isBlocked(phone: phone)) }
  func card(_ number: String) -> BankCard? { traced(book.card(number)) }
  func cards(of customer: CustomerNumber, limit: Int) -> [BankCard] { traced(book.cards(of: customer, limit: limit)) }
  func payees(of customer: CustomerNumber, limit: Int) -> [Payee] { traced(book.payees(of: customer, limit: limit)) }
  func payee(_ number: Int64) -> Payee? { traced(book.payee(number)) }
  func lastPayeeNumber() -> Int64 { traced(book.lastPayeeNumber()) }
  mutating func add(_ customer: Customer) { traced(book.add(customer)) }
  mutating func add(_ card: BankCard) { traced(book.add(card)) }
  mutating func add(_ payee: Payee) { traced(book.add(payee)) }
  mutating func block(phone: String) { traced(book.block(phone: phone)) }
  func account(_ number: String) -> BankAccount? { traced(book.account(number)) }
  func accounts(of customer: CustomerNumber, limit: Int) -> [BankAccount] {
    traced(book.accounts(of: customer, limit: limit))
  }
  func entries(of account: String, _ filter: EntryFilter) -> [BookedEntry] {
    traced(book.entries(of: account, filter))
  }
  func received(by account: String, after instant: Timestamp) -> Int64 {
    traced(book.received(by: account, after: instant))
  }
  func usage(of customer: CustomerNumber, on day: CivilDay) -> DayUsage { traced(book.usage(of: customer, on: day)) }
  mutating func add(_ account: BankAccount) { traced(book.add(account)) }
  mutating func setBalance(_ balance: Int64, of account: String) { traced(book.setBalance(balance, of: account)) }
  mutating func setUsage(_ usage: DayUsage, of customer: CustomerNumber, on day: CivilDay) {
    traced(book.setUsage(usage, of: customer, on: day))
  }
  mutating func append(_ transaction: BankTransaction, balancesAfter: [Int64]) -> Int64 {
    traced(book.append(transaction, balancesAfter: balancesAfter))
  }
  func password(_ kind: PasswordKind, of customer: CustomerNumber) -> StoredPassword? {
    traced(book.password(kind, of: customer))
  }
  func attempts(of subject: PasswordSubject) -> PasswordAttempts? { traced(book.attempts(of: subject)) }
  func failedLookUps(from phone: String, after instant: Timestamp) -> Int {
    traced(book.failedLookUps(from: phone, after: instant))
  }
  mutating func setPassword(_ password: StoredPassword, _ kind: PasswordKind, of customer: CustomerNumber) {
    traced(book.setPassword(password, kind, of: customer))
  }
  mutating func setAttempts(_ attempts: PasswordAttempts, of subject: PasswordSubject) {
    traced(book.setAttempts(attempts, of: subject))
  }
  mutating func noteFailedLookUp(from phone: String, at instant: Timestamp, forgetting: Timestamp) {
    traced(book.noteFailedLookUp(from: phone, at: instant, forgetting: forgetting))
  }
  func lossReportEnd(of card: String) -> Timestamp? { traced(book.lossReportEnd(of: card)) }
  func keptAnswer(to key: String) -> KeptAnswer? { traced(book.keptAnswer(to: key)) }
  mutating func reportLoss(of card: String, at instant: Timestamp, until: Timestamp) {
    traced(book.reportLoss(of: card, at: instant, until: until))
  }
  mutating func send(_ message: OutboxMessage) { traced(book.send(message)) }
  mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) {
    traced(book.keep(answer, to: key, at: instant))
  }
}
