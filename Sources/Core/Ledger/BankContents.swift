public import CallModel

/// Everything that a bank begins with, as plain values: what the demo bank makes and what a book is filled
/// with, in memory and on disk alike.
public struct BankContents: Sendable {
  public var customers: [Customer] = []
  public var accounts: [BankAccount] = []
  public var cards: [BankCard] = []
  public var payees: [Payee] = []
  public var depositTerms: [DepositTerms] = []
  public var loanTerms: [LoanTerms] = []
  public var statements: [CardStatement] = []
  public var funds: [Fund] = []
  public var holdings: [FundHolding] = []
  public var interestRates: [InterestRate] = []
  public var exchangeRates: [ExchangeRate] = []
  public var branches: [Branch] = []
  public var blockedPhones: [String] = []
  public var lossReports: [LossReport] = []
  public var passwords: [InitialPassword] = []
  /// In the order of time. Balances come from these alone.
  public var history: [BankTransaction] = []

  public init() {}

  /// A card that is stopped; `until` is `.distantFuture` where it is for good.
  public struct LossReport: Hashable, Sendable {
    public var card: String
    public var at: Timestamp
    public var until: Timestamp

    public init(card: String, at: Timestamp, until: Timestamp) {
      self.card = card
      self.at = at
      self.until = until
    }
  }

  /// A password to be set, before it is hashed.
  public struct InitialPassword: Sendable {
    public var customer: CustomerNumber
    public var kind: PasswordKind
    public var secret: Secret

    public init(customer: CustomerNumber, kind: PasswordKind, secret: Secret) {
      self.customer = customer
      self.kind = kind
      self.secret = secret
    }

    public func stored(salt: [UInt8], by hasher: any PasswordHasher) -> StoredPassword {
      let digest = hasher.digest(of: secret, salt: salt, rounds: hasher.rounds)
      return StoredPassword(salt: salt, rounds: hasher.rounds, digest: digest)
    }
  }
}

extension Ledger {
  /// Fills an empty book. `passwords` are the hashed ones, in the order of `contents.passwords`: hashing them
  /// is slow on purpose, so the owner of the book does it as it likes. `booked` hears how many transactions of the
  /// history, which is the bulk of it, are in the book.
  public func fill<Book: BankBook>(
    _ book: inout Book, with contents: BankContents, passwords: [StoredPassword], booked: (Int) -> Void = { _ in }
  ) throws(Book.Failure) {
    precondition(passwords.count == contents.passwords.count, "Each password must have been hashed.")
    for customer in contents.customers { try book.add(customer) }
    for account in contents.accounts {
      precondition(account.balance == 0, "An account begins at 0; its history gives the balance.")
      try book.add(account)
    }
    for card in contents.cards { try book.add(card) }
    for payee in contents.payees { try book.add(payee) }
    for terms in contents.depositTerms { try book.add(terms) }
    for terms in contents.loanTerms { try book.add(terms) }
    for statement in contents.statements { try book.add(statement) }
    for fund in contents.funds { try book.add(fund) }
    for holding in contents.holdings { try book.add(holding) }
    for rate in contents.interestRates { try book.add(rate) }
    for rate in contents.exchangeRates { try book.add(rate) }
    for branch in contents.branches { try book.add(branch) }
    for phone in contents.blockedPhones { try book.block(phone: phone) }
    for report in contents.lossReports { try book.reportLoss(of: report.card, at: report.at, until: report.until) }
    for (initial, stored) in zip(contents.passwords, passwords) {
      try book.setPassword(stored, initial.kind, of: initial.customer)
    }
    for (index, transaction) in contents.history.enumerated() {
      _ = try append(transaction, in: &book)
      booked(index + 1)
    }
  }
}
