public import CallModel

/// An account of a customer or of the bank itself.
public struct BankAccount: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case current, savings
    /// A time deposit; its terms are `DepositTerms`.
    case deposit
    /// A credit card's account, below 0 by what is owed.
    case credit
    /// Below 0 by what is owed; its terms are `LoanTerms`.
    case loan
    /// The bank's own: the other side of what customers' accounts gain or lose.
    case house
  }

  public var number: String
  /// `nil` for the bank's own.
  public var customer: CustomerNumber?
  public var kind: Kind
  public var currency: Currency
  /// Minor units: the sum of the account's postings, kept beside them. The bank's own may be negative.
  public var balance: Int64
  /// How far below 0 the balance may go, in minor units: what a card or a loan allows; else 0.
  public var creditLimit: Int64
  /// Accounts are listed in the order of their opening.
  public var openedOn: CivilDay

  public init(
    number: String, customer: CustomerNumber?, kind: Kind, currency: Currency = .yuan, balance: Int64 = 0,
    creditLimit: Int64 = 0, openedOn: CivilDay
  ) {
    self.number = number
    self.customer = customer
    self.kind = kind
    self.currency = currency
    self.balance = balance
    self.creditLimit = creditLimit
    self.openedOn = openedOn
  }

  /// What can be spent: the balance and the credit that is left. In minor units.
  public var available: Int64 { balance + creditLimit }
}

extension BankAccount.Kind {
  /// Whether transfers by telephone may take from it and give to it.
  public var isForPayments: Bool {
    switch self {
    case .current, .savings: true
    case .deposit, .credit, .loan, .house: false
    }
  }

  /// Whether its balance is a caller's to hear under "accounts". What a loan still comes to is told with its terms.
  public var isListed: Bool {
    switch self {
    case .current, .savings, .deposit, .credit: true
    case .loan, .house: false
    }
  }
}

/// The bank's own accounts, one each: where money comes from and goes to that no customer here has.
public enum HouseAccount: String, CaseIterable, Sendable {
  /// Notes over the counter and in machines.
  case cash = "900000000001"
  /// Other banks.
  case clearing = "900000000002"
  case feeIncome = "900000000003"
  case interestPaid = "900000000004"

  public var number: String { rawValue }
}
