public import CallModel

/// The bank's data in memory: for tests, scenarios and simulation. Dictionaries are looked up only; whatever
/// has an order stands in an array beside them.
public struct InMemoryBook: BankBook, Sendable {
  public typealias Failure = Never

  public var hasher: any PasswordHasher = QuickHasher()

  var customers: [CustomerNumber: Customer] = [:]
  var customersByPhone: [String: CustomerNumber] = [:]
  var blockedPhones: Set<String> = []
  var cards: [String: BankCard] = [:]
  var cardsByCustomer: [CustomerNumber: [BankCard]] = [:]
  var payees: [Int64: Payee] = [:]
  var payeesByCustomer: [CustomerNumber: [Payee]] = [:]

  var accounts: [String: BankAccount] = [:]
  /// In the order of adding.
  var accountNumbers: [String] = []
  var accountsByCustomer: [CustomerNumber: [String]] = [:]
  /// The transaction with number n stands at n - 1.
  public internal(set) var transactions: [BankTransaction] = []
  var entries: [String: [BookedEntry]] = [:]
  var usages: [UsageKey: DayUsage] = [:]

  var passwords: [PasswordKey: StoredPassword] = [:]
  var attempts: [PasswordSubject: PasswordAttempts] = [:]
  var failedLookUps: [String: [Timestamp]] = [:]
  var lossReportEnds: [String: Timestamp] = [:]
  public internal(set) var outbox: [OutboxMessage] = []
  var keptAnswers: [String: KeptAnswer] = [:]

  struct UsageKey: Hashable {
    var customer: CustomerNumber
    var day: CivilDay
  }

  struct PasswordKey: Hashable {
    var customer: CustomerNumber
    var kind: PasswordKind
  }

  public init() {}
}

// MARK: - Customers

extension InMemoryBook {
  public func customer(_ number: CustomerNumber) -> Customer? { customers[number] }
  public func customer(phone: String) -> Customer? { customersByPhone[phone].flatMap { customers[$0] } }
  public func isBlocked(phone: String) -> Bool { blockedPhones.contains(phone) }
  public func card(_ number: String) -> BankCard? { cards[number] }

  public func cards(of customer: CustomerNumber, limit: Int) -> [BankCard] {
    Array(cardsByCustomer[customer, default: []].prefix(limit))
  }

  public func payees(of customer: CustomerNumber, limit: Int) -> [Payee] {
    Array(payeesByCustomer[customer, default: []].prefix(limit))
  }

  public func payee(_ number: Int64) -> Payee? { payees[number] }

  public mutating func add(_ customer: Customer) {
    precondition(customers[customer.number] == nil, "A customer's number is given once.")
    precondition(customersByPhone[customer.phone] == nil, "No two customers share a registered telephone.")
    customers[customer.number] = customer
    customersByPhone[customer.phone] = customer.number
  }

  public mutating func add(_ card: BankCard) {
    precondition(cards[card.number] == nil, "A card's number is given once.")
    cards[card.number] = card
    cardsByCustomer[card.customer, default: []].append(card)
    cardsByCustomer[card.customer]?.sort { $0.number < $1.number }
  }

  public mutating func add(_ payee: Payee) {
    precondition(payees[payee.number] == nil, "A payee's number is given once.")
    payees[payee.number] = payee
    payeesByCustomer[payee.customer, default: []].append(payee)
    payeesByCustomer[payee.customer]?.sort { $0.number < $1.number }
  }

  public mutating func block(phone: String) { blockedPhones.insert(phone) }
}

// MARK: - Money

extension InMemoryBook {
  public func account(_ number: String) -> BankAccount? { accounts[number] }

  public func accounts(of customer: CustomerNumber, limit: Int) -> [BankAccount] {
    accountsByCustomer[customer, default: []].prefix(limit).compactMap { accounts[$0] }
  }

  public func newestEntries(of account: String, limit: Int) -> [BookedEntry] {
    entries[account, default: []].suffix(limit).reversed()
  }

  public func usage(of customer: CustomerNumber, on day: CivilDay) -> DayUsage {
    usages[UsageKey(customer: customer, day: day), default: DayUsage()]
  }

  public mutating func add(_ account: BankAccount) {
    precondition(accounts[account.number] == nil, "An account's number is given once.")
    accounts[account.number] = account
    accountNumbers.append(account.number)
    guard let customer = account.customer else { return }
    var numbers = accountsByCustomer[customer, default: []]
    let place = numbers.firstIndex { number in
      guard let other = accounts[number] else { return false }
      return (account.openedOn, account.number) < (other.openedOn, other.number)
    }
    numbers.insert(account.number, at: place ?? numbers.endIndex)
    accountsByCustomer[customer] = numbers
  }

  public mutating func setBalance(_ balance: Int64, of account: String) { accounts[account]?.balance = balance }

  public mutating func setUsage(_ usage: DayUsage, of customer: CustomerNumber, on day: CivilDay) {
    usages[UsageKey(customer: customer, day: day)] = usage
  }

  public mutating func append(_ transaction: BankTransaction, balancesAfter: [Int64]) -> Int64 {
    transactions.append(transaction)
    let number = Int64(transactions.count)
    for (posting, balance) in zip(transaction.postings, balancesAfter) {
      let entry = BookedEntry(transaction: number, at: transaction.at, posting: posting, balanceAfter: balance)
      entries[posting.account, default: []].append(entry)
    }
    return number
  }
}

// MARK: - Passwords, locks, loss reports, messages, answers

extension InMemoryBook {
  public func password(_ kind: PasswordKind, of customer: CustomerNumber) -> StoredPassword? {
    passwords[PasswordKey(customer: customer, kind: kind)]
  }

  public func attempts(of subject: PasswordSubject) -> PasswordAttempts? { attempts[subject] }

  public func failedLookUps(from phone: String, after instant: Timestamp) -> Int {
    failedLookUps[phone, default: []].count { $0 > instant }
  }

  public mutating func setPassword(_ password: StoredPassword, _ kind: PasswordKind, of customer: CustomerNumber) {
    passwords[PasswordKey(customer: customer, kind: kind)] = password
  }

  public mutating func setAttempts(_ attempts: PasswordAttempts, of subject: PasswordSubject) {
    self.attempts[subject] = attempts
  }

  public mutating func noteFailedLookUp(from phone: String, at instant: Timestamp, forgetting: Timestamp) {
    failedLookUps[phone, default: []].removeAll { $0 <= forgetting }
    failedLookUps[phone, default: []].append(instant)
  }

  public func lossReportEnd(of card: String) -> Timestamp? { lossReportEnds[card] }
  public func keptAnswer(to key: String) -> KeptAnswer? { keptAnswers[key] }

  public mutating func reportLoss(of card: String, at instant: Timestamp, until: Timestamp) {
    lossReportEnds[card] = until
  }

  public mutating func send(_ message: OutboxMessage) {
    if customers[message.customer] != nil { outbox.append(message) }
  }

  public mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) {
    precondition(keptAnswers[key] == nil, "An idempotency key is used once.")
    keptAnswers[key] = answer
  }
}

/// A cheap stand-in for password hashing: FNV-1a over salt and password, with no strength at all. For memory
/// only; nothing that it makes is ever stored.
public struct QuickHasher: PasswordHasher {
  public let rounds = 1

  public init() {}

  public func digest(of secret: Secret, salt: [UInt8], rounds: Int) -> [UInt8] {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in salt { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    secret.withUnsafeBytes { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return withUnsafeBytes(of: hash.littleEndian) { Array($0) }
  }
}
