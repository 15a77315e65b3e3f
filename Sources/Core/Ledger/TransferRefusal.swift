public import CallModel

/// Why a transfer is not made: what concerns the customer, then the accounts, then the amount.
public enum TransferRefusal: String, OrderedRefusal {
  case customerBlocked = "customer-blocked"
  case channelsFrozen = "channels-frozen"
  case switchedOff = "switched-off"
  case sourceUnknown = "source-unknown"
  case sourceNotForPayments = "source-not-for-payments"
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

  public func applies(to facts: TransferFacts, by settings: BankSettings) -> Bool {
    switch self {
    case .customerBlocked, .channelsFrozen, .switchedOff, .sourceUnknown, .sourceNotForPayments, .sourceStopped:
      facts.payer.refusal?.rawValue == rawValue
    case .payeeUnknown: facts.target == nil
    case .targetNotForPayments: facts.target?.takesPayments == false
    case .sameAccount: facts.payer.source != nil && facts.payer.source?.number == facts.target?.account
    case .otherCurrency: facts.hasOtherCurrency
    case .notPositive: facts.amount.minorUnits <= 0
    case .overTransferLimit: facts.isLimited && facts.amount.minorUnits > settings.transferLimit
    case .overDailyLimit: facts.isLimited && facts.amount.minorUnits > facts.leftToday(by: settings)
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
public struct TransferFacts: Hashable, Sendable {
  var payer: Payer
  var target: TransferTarget?
  var amount: Money
  var usage: DayUsage

  /// Less than nothing where the limit was lowered below what is used. Said as a difference, so that no sum can overflow.
  func leftToday(by settings: BankSettings) -> Int64 { settings.dailyLimit(of: payer.customer) - usage.total }

  /// The largest amount that no limit forbids now.
  func most(by settings: BankSettings) -> Money {
    Money(minorUnits: max(min(settings.transferLimit, leftToday(by: settings)), 0), currency: amount.currency)
  }

  var isLimited: Bool { target?.place != .own }

  var hasOtherCurrency: Bool {
    guard let source = payer.source, let target else { return false }
    return source.currency != amount.currency || target.currency != amount.currency
  }

  /// Within the bank nothing; to another bank nothing up to an amount, then a fixed sum.
  func fee(by settings: BankSettings) -> Int64 {
    guard target?.place == .otherBank, amount.minorUnits > settings.freeToOtherBanksUpTo else { return 0 }
    return settings.otherBankFee
  }

  func isShort(by settings: BankSettings) -> Bool {
    guard let source = payer.source else { return false }
    return amount.minorUnits > source.available - fee(by: settings)
  }
}
