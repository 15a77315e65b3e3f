/// What a menu may ask of the bank (and, for callbacks, of the centre) behind the host link.
///
/// The operations are data for the menu loader: each declares the values it reads, the level of
/// verification it demands and the outcomes that a node must have an edge for, so that a new node
/// needs no code and a node with a missing edge is refused at load.
public enum HostOperation: String, CaseIterable, Sendable, Codable {
  /// Who has this calling number? Reads nothing but the call itself.
  case lookUpCaller = "look-up-caller"
  /// Is this the query password of the card just keyed? Takes the secret.
  case verifyQueryPassword = "verify-query-password"
  /// The caller's own accounts, in opening order: a list.
  case listAccounts = "list-accounts"
  case balance = "balance"
  /// The newest five entries: a list.
  case lastTransactions = "last-transactions"
  /// Payees registered at a branch or by an agent: a list.
  case listPayees = "list-payees"
  /// May this transfer be made, and at what fee? Moves nothing.
  case checkTransfer = "check-transfer"
  /// Takes the secret.
  case verifyTransactionPassword = "verify-transaction-password"
  /// Moves money, once for each idempotency key.
  case transfer = "transfer"
  /// Temporary loss report of a debit card, with two of card, ID's last six and calling number.
  case reportLoss = "report-loss"
  /// A callback task of the centre, durable before its number is spoken.
  case registerCallback = "register-callback"
}

/// What came of an operation: the stable codes that menus have edges for.
public enum HostOutcome: String, CaseIterable, Sendable, Codable {
  case ok
  /// Nothing to list.
  case none
  /// The password (or the card with it) was wrong: never said which.
  case wrong
  /// No password has been set yet.
  case unset
  /// Too many wrong: in this call, today, or until a branch resets it.
  case locked
  /// Two of the three things that prove a loss report did not agree.
  case mismatch
  case insufficient
  /// Over the limit for one transfer, for the day, or the count of the day.
  case limit
  /// The caller may not do this by telephone (payee not registered, transfers switched off).
  case refused
  /// The tier of the caller, from `look-up-caller`.
  case vip, elder, normal, blocked
  /// The host is down or too slow: nothing was done, or what was done is found again by its key.
  case unavailable
}

/// What an operation reads, demands and can answer.
public struct HostOperationSignature: Sendable {
  public var level: VerificationLevel
  /// Session values that must have been collected on every way to the node.
  public var inputs: [String]
  /// Read where they have been collected; a way to the node may go without.
  public var optionalInputs: [String]
  public var takesSecret: Bool
  /// Besides `unavailable`, which every operation can answer.
  public var outcomes: [HostOutcome]
  /// Values that prompts can speak after `ok`.
  public var outputs: [String]
  /// Values that each item of the answered list has; empty where there is no list.
  public var itemOutputs: [String]

  public init(
    level: VerificationLevel = .none, inputs: [String] = [], optionalInputs: [String] = [], takesSecret: Bool = false,
    outcomes: [HostOutcome], outputs: [String] = [], itemOutputs: [String] = []
  ) {
    self.level = level
    self.inputs = inputs
    self.optionalInputs = optionalInputs
    self.takesSecret = takesSecret
    self.outcomes = outcomes
    self.outputs = outputs
    self.itemOutputs = itemOutputs
  }
}

extension HostOperation {
  public var signature: HostOperationSignature {
    switch self {
    case .lookUpCaller:
      return .init(outcomes: [.vip, .elder, .normal, .blocked])
    case .verifyQueryPassword:
      return .init(inputs: ["card"], takesSecret: true, outcomes: [.ok, .wrong, .unset, .locked], outputs: ["last4"])
    case .listAccounts:
      return .init(level: .query, outcomes: [.ok, .none], itemOutputs: ["account", "last4", "name"])
    case .balance:
      return .init(level: .query, inputs: ["account"], outcomes: [.ok], outputs: ["last4", "balance"])
    case .lastTransactions:
      return .init(
        level: .query, inputs: ["account"], outcomes: [.ok, .none],
        itemOutputs: ["date", "kind", "amount", "balance"])
    case .listPayees:
      return .init(level: .query, outcomes: [.ok, .none], itemOutputs: ["payee", "name", "last4"])
    case .checkTransfer:
      return .init(
        level: .query, inputs: ["account", "payee", "amount"], outcomes: [.ok, .insufficient, .limit, .refused],
        outputs: ["fee", "payee-name"])
    case .verifyTransactionPassword:
      return .init(level: .query, takesSecret: true, outcomes: [.ok, .wrong, .unset, .locked])
    case .transfer:
      return .init(
        level: .transaction, inputs: ["account", "payee", "amount"],
        outcomes: [.ok, .insufficient, .limit, .refused], outputs: ["reference", "balance"])
    case .reportLoss:
      return .init(inputs: ["id6"], optionalInputs: ["card"], outcomes: [.ok, .mismatch], outputs: ["last4", "until"])
    case .registerCallback:
      return .init(inputs: ["phone"], optionalInputs: ["queue"], outcomes: [.ok], outputs: ["id", "due"])
    }
  }
}
