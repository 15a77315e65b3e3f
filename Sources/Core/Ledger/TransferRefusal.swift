public import CallModel

/// Why a transfer is not made. The first that applies is the answer, in this order: what concerns the
/// customer, then the accounts, then the amount.
public enum TransferRefusal: String, CaseIterable, Sendable {
  case customerBlocked = "customer-blocked"
  /// All electronic channels are frozen.
  case channelsFrozen = "channels-frozen"
  /// Telephone transfers are switched off for this customer.
  case switchedOff = "switched-off"
  /// No such account, or not the customer's.
  case sourceUnknown = "source-unknown"
  /// A time deposit, a card's account or a loan can't be paid from.
  case sourceNotForPayments = "source-not-for-payments"
  /// A card of the account has been reported lost.
  case sourceStopped = "source-stopped"
  /// Neither registered for the customer nor an account of his own.
  case payeeUnknown = "payee-unknown"
  /// A time deposit or a loan can't be paid into.
  case targetNotForPayments = "target-not-for-payments"
  case sameAccount = "same-account"
  case otherCurrency = "other-currency"
  case notPositive = "not-positive"
  case overTransferLimit = "over-transfer-limit"
  case overDailyLimit = "over-daily-limit"
  case overDailyCount = "over-daily-count"
  /// The balance doesn't hold the amount and the fee.
  case insufficient = "insufficient"

  public var outcome: HostOutcome {
    switch self {
    case .customerBlocked, .channelsFrozen, .switchedOff, .sourceUnknown, .sourceNotForPayments, .sourceStopped,
      .payeeUnknown, .targetNotForPayments, .sameAccount, .otherCurrency, .notPositive, .overDailyCount:
      .refused
    // Another amount may do.
    case .overTransferLimit, .overDailyLimit: .limit
    case .insufficient: .insufficient
    }
  }

  static func first(for facts: TransferFacts, by settings: BankSettings) -> TransferRefusal? {
    allCases.first { $0.applies(to: facts, by: settings) }
  }

  private func applies(to facts: TransferFacts, by settings: BankSettings) -> Bool {
    switch self {
    case .customerBlocked: facts.customer.tier == .blocked
    case .channelsFrozen: facts.customer.isFrozen
    case .switchedOff: !facts.customer.mayTransfer
    case .sourceUnknown: facts.source == nil
    case .sourceNotForPayments: facts.source?.kind.isForPayments == false
    case .sourceStopped: facts.isSourceStopped
    case .payeeUnknown: facts.target == nil
    case .targetNotForPayments: facts.target?.takesPayments == false
    case .sameAccount: facts.source != nil && facts.source?.number == facts.target?.account
    case .otherCurrency: facts.hasOtherCurrency
    case .notPositive: facts.amount.minorUnits <= 0
    case .overTransferLimit: facts.isLimited && facts.amount.minorUnits > settings.transferLimit
    // Said as a difference, so that no sum can overflow.
    case .overDailyLimit:
      facts.isLimited && facts.amount.minorUnits > facts.dailyLimit(by: settings) - facts.usage.total
    case .overDailyCount: facts.isLimited && facts.usage.count >= settings.dailyCount
    case .insufficient: facts.isShort(by: settings)
    }
  }
}

/// Where a transfer goes to.
struct TransferTarget: Hashable, Sendable {
  enum Place: Hashable, Sendable {
    /// An account of the same customer: free, and exempt from the limits.
    case own
    case thisBank
    case otherBank
  }

  var place: Place
  var account: String
  var currency: Currency
  var name: String
  var takesPayments = true
  /// A credit card of the customer's own is paid back.
  var isRepayment = false
}

/// All that decides about a transfer, gathered before anything is decided.
struct TransferFacts: Hashable, Sendable {
  var customer: Customer
  var source: BankAccount?
  var isSourceStopped = false
  var target: TransferTarget?
  var amount: Money
  var usage: DayUsage

  /// The customer's own limit can only be lower than the bank's.
  func dailyLimit(by settings: BankSettings) -> Int64 { min(customer.dailyLimit ?? .max, settings.dailyLimit) }

  var isLimited: Bool { target?.place != .own }

  var hasOtherCurrency: Bool {
    guard let source, let target else { return false }
    return source.currency != amount.currency || target.currency != amount.currency
  }

  /// Within the bank nothing; to another bank nothing up to an amount, then a fixed sum.
  func fee(by settings: BankSettings) -> Int64 {
    guard target?.place == .otherBank, amount.minorUnits > settings.freeToOtherBanksUpTo else { return 0 }
    return settings.otherBankFee
  }

  func isShort(by settings: BankSettings) -> Bool {
    guard let source else { return false }
    return amount.minorUnits > source.available - fee(by: settings)
  }
}
