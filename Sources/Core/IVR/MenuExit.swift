public import CallModel

/// By what a caller leaves a node: the key, the outcome, the condition. With the node it names one edge of a tree.
public enum MenuExit: Hashable, Sendable, Codable {
  /// By its place among a menu's choices, a survey's answers or the languages.
  case choice(Int)
  /// A key that works beside the node's own.
  case link(Key)
  /// The last attempt is used up.
  case exhausted
  /// A string was keyed, an item chosen.
  case ok
  /// The end key with nothing before it.
  case empty
  case yes, change, cancel
  case outcome(HostOutcome)
  /// The list has no item.
  case none
  /// Nothing decides: after words, after a registered callback, after a sub-tree.
  case next
  /// By its place among a branch's conditions.
  case arm(Int)
  case otherwise
  /// A language that was known, or decided by silence.
  case known, silent
  /// The menu offered to those who wait.
  case options
  /// The agent has ended.
  case after
  case closed, overflow
  /// A survey's question was passed over.
  case skip
  /// The callback could not be registered.
  case unavailable
  case unreachable
  case subtree
}

/// One edge of a tree.
public struct MenuWay: Hashable, Sendable, Codable {
  public var node: NodeIndex
  public var exit: MenuExit

  public init(node: NodeIndex, exit: MenuExit) {
    self.node = node
    self.exit = exit
  }
}

/// One way out of a node, and where it leads.
public struct WayOut: Sendable {
  /// Who wrote it.
  public enum Origin: Sendable {
    /// The node itself.
    case own
    /// Inherited: a key that works here as everywhere.
    case link
    /// The tree's fallbacks: attempts used up, a host that is down.
    case fallback
  }

  public var exit: MenuExit
  public var target: Target
  public var origin: Origin
}
