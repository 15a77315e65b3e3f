public import CallModel

/// Why no time deposit is opened. The first that applies is the answer: customer, account, term, amount.
public enum DepositRefusal: String, CaseIterable, Sendable {
  case customerBlocked = "customer-blocked"
  case channelsFrozen = "channels-frozen"
  case switchedOff = "switched-off"
  case sourceUnknown = "source-unknown"
  case sourceNotForPayments = "source-not-for-payments"
  case sourceStopped = "source-stopped"
  /// Time deposits are in yuan.
  case otherCurrency = "other-currency"
  case termUnknown = "term-unknown"
  case belowMinimum = "below-minimum"
  case tooManyDeposits = "too-many-deposits"
  case insufficient

  public var outcome: HostOutcome { self == .insufficient ? .insufficient : .refused }

  static func first(for facts: DepositFacts, by settings: BankSettings) -> DepositRefusal? {
    allCases.first { $0.applies(to: facts, by: settings) }
  }

  private func applies(to facts: DepositFacts, by settings: BankSettings) -> Bool {
    switch self {
    case .customerBlocked: facts.customer.tier == .blocked
    case .channelsFrozen: facts.customer.isFrozen
    case .switchedOff: !facts.customer.mayTransfer
    case .sourceUnknown: facts.source == nil
    case .sourceNotForPayments: facts.source?.kind.isForPayments == false
    case .sourceStopped: facts.isSourceStopped
    case .otherCurrency: facts.amount.currency != .yuan || facts.source.map { $0.currency != .yuan } ?? false
    case .termUnknown: facts.rate == nil
    case .belowMinimum: facts.amount.minorUnits < settings.smallestDeposit
    case .tooManyDeposits: facts.deposits >= DepositTerms.mostDeposits
    case .insufficient: facts.source.map { facts.amount.minorUnits > $0.available } ?? false
    }
  }
}

/// All that decides about a time deposit, gathered before anything is decided.
struct DepositFacts: Hashable, Sendable {
  var customer: Customer
  var source: BankAccount?
  var isSourceStopped = false
  var amount: Money
  var rate: BasisPoints?
  /// How many the customer has had.
  var deposits = 0
}
