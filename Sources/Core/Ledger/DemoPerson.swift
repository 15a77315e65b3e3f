public import CallModel

/// A customer of the demo bank with all that a caller of his would know: the simulator's callers and the test
/// customers that the README names.
public struct DemoPerson: Sendable {
  public var customer: Customer
  public var accounts: [BankAccount]
  public var card: BankCard
  public var payees: [Payee]
  public var creditCard: BankCard?
  public var depositTerms: [DepositTerms] = []
  public var loanTerms: [LoanTerms] = []
  public var statements: [CardStatement] = []
  public var holdings: [FundHolding] = []
  /// `nil`: never set.
  public var queryPassword: Secret?
  public var transactionPassword: Secret?

  /// One entry of an account's past.
  struct Event {
    var account: String
    var daysAgo: Int
    var kind: Posting.Kind
    /// Minor units, never negative; the kind says which way.
    var amount: Int64
  }

  var past: [Event] = []
}

extension DemoPerson.Event {
  /// At ten in the morning of that day, plus a minute for each event before it on the list.
  func transaction(before day: CivilDay, place: Int) -> BankTransaction {
    let time = Interval.hours(10) + .minutes(Int64(place))
    let instant = CivilTime(day: day + Int64(-daysAgo), timeOfDay: time).instant()
    let house = self.house.number
    return comesIn
      ? .movement(amount, from: house, as: .counterEntry, to: account, as: kind, at: instant)
      : .movement(amount, from: account, as: kind, to: house, as: .counterEntry, at: instant)
  }

  private var comesIn: Bool {
    switch kind {
    case .cashDeposit, .salary, .interest, .transferIn, .timeDeposit, .repayment: true
    case .withdrawal, .purchase, .transferOut, .fee, .loan, .counterEntry: false
    }
  }

  private var house: HouseAccount {
    switch kind {
    case .cashDeposit, .withdrawal, .timeDeposit: .cash
    case .salary, .purchase, .transferIn, .transferOut, .loan, .repayment, .counterEntry: .clearing
    case .interest: .interestPaid
    case .fee: .feeIncome
    }
  }
}
