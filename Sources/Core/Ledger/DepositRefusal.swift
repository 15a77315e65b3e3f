public import CallModel

/// Why no time deposit is opened: customer, account, term, amount.
public enum DepositRefusal: String, OrderedRefusal {
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

  public var outcome: HostOutcome {
    switch self {
    case .customerBlocked, .channelsFrozen, .switchedOff, .sourceUnknown, .sourceNotForPayments, .sourceStopped,
      .otherCurrency, .termUnknown, .tooManyDeposits:
      .refused
    // Another amount may do.
    case .belowMinimum: .limit
    case .insufficient: .insufficient
    }
  }

  public func applies(to facts: DepositFacts, by settings: BankSettings) -> Bool {
    switch self {
    case .customerBlocked, .channelsFrozen, .switchedOff, .sourceUnknown, .sourceNotForPayments, .sourceStopped:
      facts.payer.refusal?.rawValue == rawValue
    case .otherCurrency:
      facts.amount.currency != .yuan || facts.payer.source.map { $0.currency != .yuan } ?? false
    case .termUnknown: facts.rate == nil
    case .belowMinimum: facts.amount.minorUnits < settings.smallestDeposit
    case .tooManyDeposits: facts.deposits >= DepositTerms.mostDeposits
    case .insufficient: facts.payer.source.map { facts.amount.minorUnits > $0.available } ?? false
    }
  }
}

/// All that decides about a time deposit, gathered before anything is decided.
public struct DepositFacts: Hashable, Sendable {
  var payer: Payer
  var amount: Money
  var rate: BasisPoints?
  /// How many the customer has had.
  var deposits = 0
}
