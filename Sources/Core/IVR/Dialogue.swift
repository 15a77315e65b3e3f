public import CallModel

/// One caller's walk through one tree: events in, actions out.
///
/// A pure value without clock, host or queue of its own: whoever holds it stamps the time, performs the actions
/// and brings back what came of them. So the daemon, the simulator and the scenario runner walk the same menus.
public struct Dialogue: Sendable {
  public let tree: MenuTree
  public let callingNumber: String?
  public let playback: PlaybackMode

  /// What is spoken to the caller now.
  public private(set) var language: Language
  public private(set) var customer: CustomerFacts?
  /// The nodes walked, each visit once.
  public private(set) var path: [NodeIndex] = []
  public private(set) var operations: [OperationRecord] = []
  public private(set) var phase = DialoguePhase.notBegun

  /// `language` is what the gateway knows of this call, if anything.
  public init(tree: MenuTree, language: Language?, callingNumber: String?, playback: PlaybackMode) {
    self.tree = tree
    self.callingNumber = callingNumber
    self.playback = playback
    self.language = language ?? tree.languages[0]
  }

  // MARK: - Events

  public mutating func begin(at now: Timestamp, into actions: inout [DialogueAction]) {}

  /// Zero or more keys, in the order of pressing.
  public mutating func press(_ keys: Keys, at now: Timestamp, into actions: inout [DialogueAction]) {}

  /// The instant of the last `.deadline` has come. Ignored where that has been replaced meanwhile.
  public mutating func deadlineReached(at now: Timestamp, into actions: inout [DialogueAction]) {}

  /// With `playback: .reported`: the caller has heard every prompt up to this one.
  public mutating func promptHeard(
    through ordinal: Int, at now: Timestamp, into actions: inout [DialogueAction]
  ) {}

  /// Ignored where no answer is awaited (any more).
  public mutating func hostReplied(
    _ reply: HostReply, at now: Timestamp, into actions: inout [DialogueAction]
  ) {}

  /// `position` counts from 1; `estimatedWait` is `nil` where nobody can tell.
  public mutating func queueUpdated(
    position: Int, estimatedWait: Interval?, at now: Timestamp, into actions: inout [DialogueAction]
  ) {}

  /// The queue has closed; the caller is out of it already.
  public mutating func queueClosed(at now: Timestamp, into actions: inout [DialogueAction]) {}

  /// The queue would not take or keep the caller, who is out of it already. Without a node (or with one that
  /// the tree doesn't have) the queue node's own overflow edge is taken.
  public mutating func queueOverflowed(
    to node: NodeID?, at now: Timestamp, into actions: inout [DialogueAction]
  ) {}

  /// Says the connect prompt, then `.bridge`.
  public mutating func agentAnswered(
    agent: AgentID, at now: Timestamp, into actions: inout [DialogueAction]
  ) {}

  /// The agent has ended; the caller is still there.
  public mutating func agentReleased(at now: Timestamp, into actions: inout [DialogueAction]) {}

  /// The agent hands the caller back to the menu. False, and nothing happens, where the tree has no such node
  /// or the caller has not proved what the node demands.
  public mutating func resume(
    at node: NodeID, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Bool { false }

  /// The caller waits again, in a queue that he has been put into already: transferred, or the agent was lost.
  public mutating func requeued(
    to queue: QueueID, at now: Timestamp, into actions: inout [DialogueAction]
  ) {}

  /// The address of a `transfer` node has answered.
  public mutating func transferAnswered(at now: Timestamp, into actions: inout [DialogueAction]) {}

  public mutating func transferFailed(at now: Timestamp, into actions: inout [DialogueAction]) {}

  // MARK: - What others may know

  /// What the caller has proved and what still counts.
  public func verification(at now: Timestamp) -> VerificationLevel { .none }

  /// The highest level reached in this call, lapsed or not.
  public var highestVerification: VerificationLevel { .none }

  /// Where the caller is; `nil` before the call began.
  public var currentNode: NodeID? { path.last.map { tree[$0].id } }

  /// What is being asked now, so that it can be described again.
  public var currentAsk: Ask? { nil }

  /// True while keys may belong to a password.
  public var isInsideSecret: Bool { false }

  /// Nothing will happen any more unless the caller does something (or gives up).
  public var isIdle: Bool { false }
}
