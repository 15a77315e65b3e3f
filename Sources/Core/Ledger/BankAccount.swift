public import CallModel

/// An account of a customer or of the bank itself.
public struct BankAccount: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case current, savings
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
  /// Accounts are listed in the order of their opening.
  public var openedOn: CivilDay

  public init(
    number: String, customer: CustomerNumber?, kind: Kind, currency: Currency = .yuan, balance: Int64 = 0,
    openedOn: CivilDay
  ) {
    self.number = number
    self.customer = customer
    self.kind = kind
    self.currency = currency
    self.balance = balance
    self.openedOn = openedOn
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
