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
  var greatestPayee: Int64 = 0
  var payeesByCustomer: [CustomerNumber: [Payee]] = [:]

  var accounts: [String: BankAccount] = [:]
  /// In the order of adding.
  var accountNumbers: [String] = []
  var accountsByCustomer: [CustomerNumber: [String]] = [:]
  /// The transaction with number n stands at n - 1.
  public internal(set) var transactions: [BankTransaction] = []
  var entries: [String: [BookedEntry]] = [:]
  var usages: [UsageKey: DayUsage] = [:]

  var depositTerms: [String: DepositTerms] = [:]
  var loanTerms: [String: LoanTerms] = [:]
  var newestStatements: [String: CardStatement] = [:]
  var funds: [String: Fund] = [:]
  /// In the order of the funds' codes.
  var holdings: [CustomerNumber: [FundHolding]] = [:]
  var interestRates: [RateProduct: InterestRate] = [:]
  var exchangeRates: [Currency: ExchangeRate] = [:]
  /// In the order of the numbers.
  var branches: [Branch] = []

  public internal(set) var visits: [BranchVisit] = []
  var newPasswords: [PasswordKey: StoredPassword] = [:]
  /// Looked up by telephone; the telephones stand beside, in the order of their first failure.
  var failedDays: [String: [(day: CivilDay, failures: Int)]] = [:]
  var failedPhones: [String] = []
  /// The subjects of `attempts`, in the order of their first.
  var attemptSubjects: [PasswordSubject] = []
  var untold: [UntoldResult] = []
  var lastUntold: Int64 = 0

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

  public func lastPayeeNumber() -> Int64 { greatestPayee }

  public mutating func add(_ customer: Customer) {
    precondition(customers[customer.number] == nil, "A customer's number is given once.")
    precondition(customersByPhone[customer.phone] == nil, "No two customers share a registered telephone.")
    customers[customer.number] = customer
    customersByPhone[customer.phone] = customer.number
  }

  public mutating func update(_ customer: Customer) {
    precondition(customers[customer.number]?.phone == customer.phone, "A customer's telephone stays.")
    customers[customer.number] = customer
  }

  public mutating func update(_ card: BankCard) {
    precondition(cards[card.number]?.customer == card.customer, "A card's owner stays.")
    cards[card.number] = card
    guard let place = cardsByCustomer[card.customer]?.firstIndex(where: { $0.number == card.number }) else { return }
    cardsByCustomer[card.customer]?[place] = card
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
    greatestPayee = max(greatestPayee, payee.number)
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

  public func entries(of account: String, _ filter: EntryFilter) -> [BookedEntry] {
    let instants = filter.instants
    let newestFirst = entries[account, default: []].reversed().lazy
    let wanted = newestFirst.filter { entry in
      instants.contains(entry.at) && filter.before.map { entry.place < $0 } ?? true
    }
    return Array(wanted.prefix(filter.limit))
  }

  public func received(by account: String, after instant: Timestamp) -> Int64 {
    entries[account, default: []].reduce(0) { sum, entry in
      entry.at > instant && entry.posting.amount > 0 ? sum + entry.posting.amount : sum
    }
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
    for (index, (posting, balance)) in zip(transaction.postings, balancesAfter).enumerated() {
      let place = EntryPlace(transaction: number, line: index + 1)
      let entry = BookedEntry(place: place, at: transaction.at, posting: posting, balanceAfter: balance)
      entries[posting.account, default: []].append(entry)
    }
    return number
  }
}
