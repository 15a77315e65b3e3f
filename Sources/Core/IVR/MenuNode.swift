public import CallModel

/// One node of a menu tree: what is said, what is asked, and where it leads.
public struct MenuNode: Sendable {
  public let id: NodeID
  /// The id in the requirements' own tree, for traceability.
  public let reference: String?
  public let position: SourcePosition
  /// Said on entry; a node without one is silent.
  public let prompt: PromptID?
  public let kind: NodeKind
  public let input: InputRules
  /// Keys that work here besides the node's own, in the keys' order: inherited links less those that the
  /// node forbids. Only for kinds that ask for keys.
  public let links: [Link]
  /// What the caller must have proved before this node may be entered.
  public let level: VerificationLevel

  public init(
    id: NodeID, reference: String? = nil, position: SourcePosition, prompt: PromptID?, kind: NodeKind,
    input: InputRules = InputRules(), links: [Link] = [], level: VerificationLevel = .none
  ) {
    self.id = id
    self.reference = reference
    self.position = position
    self.prompt = prompt
    self.kind = kind
    self.input = input
    self.links = links
    self.level = level
  }

  /// What must have been proved to enter: the node's own level or its operation's, whichever is higher.
  var demandedLevel: VerificationLevel {
    switch kind {
    case .action(let action): max(level, action.operation.signature.level)
    case .secret(let entry): max(level, entry.operation.signature.level)
    case .choose(let choose): max(level, choose.operation.signature.level)
    case .menu, .digits, .amount, .confirm, .say, .announcements, .branch, .queue, .callback, .survey, .transfer,
      .language, .call,
      .return, .end:
      level
    }
  }
}

/// Waiting times and attempts of one node.
public struct InputRules: Sendable, Equatable {
  /// From the end of the prompt to the first key.
  public var first: Interval
  /// From one key to the next.
  public var inter: Interval
  /// Silence and wrong keys are counted apart; the node is left when either count reaches this.
  public var attempts: Int

  public init(first: Interval = .seconds(5), inter: Interval = .seconds(3), attempts: Int = 3) {
    self.first = first
    self.inter = inter
    self.attempts = attempts
  }

  /// The defaults for strings of digits, which are keyed from a card or a slip of paper.
  public static let strings = InputRules(inter: .seconds(4))
}

/// Where an edge leads.
public enum Target: Sendable, Hashable {
  case node(NodeIndex)
  /// Say the prompt again and ask again; costs no attempt (but in a secret's `wrong` edge, where the
  /// attempt has been counted).
  case again
  /// To where the caller came from: the last node before this one that asked for keys. Passwords, confirmations
  /// and surveys are passed over: going back into one would do again, without a fresh yes, what it led to.
  case back
  /// To where the innermost `call` node says.
  case subtreeEnd
}

/// A key that works beside a node's own keys.
public struct Link: Sendable, Equatable {
  public var key: Key
  public var target: Target
  public init(key: Key, target: Target) {
    self.key = key
    self.target = target
  }
}
