/// Moving money.
extension HostOperationSignature {
  static let listPayees = Self(level: .query, outcomes: [.ok, .none], itemOutputs: ["payee", "name", "last4"])
  static let checkTransfer = Self(
    level: .query, inputs: ["account", "payee", "amount"], outcomes: [.ok, .insufficient, .limit, .refused],
    outputs: ["fee", "payee-name", "reason", "most"])
  static let transfer = Self(
    level: .transaction, inputs: ["account", "payee", "amount"], isKept: true,
    outcomes: [.ok, .insufficient, .limit, .refused], outputs: ["reference", "balance", "untold", "reason"])

  static let checkRepayment = Self(
    level: .query, inputs: ["account", "credit-card", "repayment"], optionalInputs: ["amount"],
    outcomes: [.ok, .none, .insufficient, .refused],
    outputs: ["payee", "amount", "fee", "payee-name", "card4", "reason"])
  static let listDepositTerms = Self(level: .query, outcomes: [.ok, .none], itemOutputs: ["months", "rate"])
  static let checkDeposit = Self(
    level: .query, inputs: ["account", "months", "amount"], outcomes: [.ok, .insufficient, .limit, .refused],
    outputs: ["rate", "matures", "reason", "least"])
  static let openDeposit = Self(
    level: .transaction, inputs: ["account", "months", "amount"], isKept: true,
    outcomes: [.ok, .insufficient, .limit, .refused], outputs: ["reference", "balance", "matures", "untold", "reason"])

  /// `result` is a term; `untold` says how far the list went.
  static let listUntold = Self(
    level: .query, outcomes: [.ok, .none], outputs: ["untold"],
    itemOutputs: ["date", "payee-name", "amount", "result"])
  static let forgetUntold = Self(level: .query, inputs: ["untold"], outcomes: [.ok])
}
