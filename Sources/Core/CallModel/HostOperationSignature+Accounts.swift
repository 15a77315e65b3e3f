/// What an identified caller may hear of his accounts.
extension HostOperationSignature {
  static let listAccounts = Self(
    level: .query, outcomes: [.ok, .none], itemOutputs: ["account", "last4", "name"])
  static let listReceivingAccounts = Self(
    level: .query, inputs: ["account"], outcomes: [.ok, .none], itemOutputs: ["payee", "last4", "name"])
  static let balance = Self(level: .query, inputs: ["account"], outcomes: [.ok], outputs: ["last4", "balance"])

  private static let entry = ["date", "kind", "amount", "balance"]
  /// The list has `cursor` beside it while there are older entries.
  static let lastTransactions = Self(
    level: .query, inputs: ["account"], outcomes: [.ok, .none], outputs: ["cursor"], itemOutputs: entry)
  static let olderTransactions = Self(
    level: .query, inputs: ["account", "cursor"], outcomes: [.ok, .none], outputs: ["cursor"], itemOutputs: entry)
  static let transactionsBetween = Self(
    level: .query, inputs: ["account", "from", "to"], outcomes: [.ok, .none, .refused],
    outputs: ["cursor", "reason"], itemOutputs: entry)

  static let loans = Self(level: .query, outcomes: [.ok, .none], itemOutputs: ["balance", "amount", "date"])
  static let funds = Self(level: .query, outcomes: [.ok, .none], itemOutputs: ["name", "units", "nav", "amount"])
  static let deposits = Self(
    level: .query, outcomes: [.ok, .none], itemOutputs: ["last4", "amount", "rate", "date"])

  static let listCreditCards = Self(level: .query, outcomes: [.ok, .none], itemOutputs: ["credit-card", "last4"])
  static let cardBill = Self(
    level: .query, inputs: ["credit-card"], outcomes: [.ok, .none],
    outputs: ["last4", "due", "minimum", "date", "available"])
  static let activateCard = Self(
    level: .query, inputs: ["credit-card", "id6"], isKept: true, outcomes: [.ok, .none, .mismatch], outputs: ["last4"])

  static let readSettings = Self(level: .query, outcomes: [.ok], outputs: ["tel4", "alerts", "daily-limit"])
  static let sendStatement = Self(
    level: .query, inputs: ["account"], isKept: true, outcomes: [.ok, .limit], outputs: ["tel4"])
  static let switchAlerts = Self(level: .query, isKept: true, outcomes: [.ok], outputs: ["alerts"])
  static let lowerDailyLimit = Self(
    level: .query, inputs: ["limit"], isKept: true, outcomes: [.ok, .refused], outputs: ["daily-limit", "reason"])
  static let switchTransfersOff = Self(level: .query, isKept: true, outcomes: [.ok])
}
