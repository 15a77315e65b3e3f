public import CallModel

/// The scheduler that hands waiting callers to human agents.
///
/// A pure value: events with a time go in, actions come out. Each method first fires the engine's own
/// deadlines before `at`, each at its own instant; deadlines at exactly `at` fire in `advance(to:)`, so a
/// request wins over a timer of the same instant. A refused verb changes nothing but the time.
public struct ACDEngine: Sendable {
  /// `configuration` must have no error among its `findings`.
  public init(configuration: ACDConfiguration, startingAt: Timestamp, firstOffer: Int64 = 1) {
    preconditionFailure("The engine is being written.")
  }

  /// When `advance(to:)` is wanted next.
  public var nextDeadline: Timestamp? { preconditionFailure("The engine is being written.") }
  /// The time of the latest event.
  public var now: Timestamp { preconditionFailure("The engine is being written.") }
}

// MARK: Events. Times never go back. All refusals are listed in ACDRefusal.
extension ACDEngine {
  /// Fires all deadlines at or before `instant`.
  public mutating func advance(to instant: Timestamp, into actions: inout [ACDAction]) { todo() }

  /// A caller comes. `credit` is a head start in points; `arrival`, if given, is what urgency and rings count
  /// from (a caller who comes from another queue). Not let in: an `overflow` action, and no refusal.
  @discardableResult
  public mutating func enter(
    call: CallID, queue: QueueID, credit: Int64 = 0, arrival: Timestamp? = nil, at: Timestamp,
    into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }

  /// A waiting caller (also one being offered) goes of his own accord.
  @discardableResult
  public mutating func leave(
    call: CallID, reason: LeaveReason, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }

  /// The caller hung up while an agent had him.
  @discardableResult
  public mutating func release(call: CallID, at: Timestamp, into actions: inout [ACDAction]) -> ACDRefusal? { todo() }

  /// `release` or `leave(reason: .abandoned)`, whichever fits.
  @discardableResult
  public mutating func hangUp(call: CallID, at: Timestamp, into actions: inout [ACDAction]) -> ACDRefusal? { todo() }

  /// The gateway could not reach the telephone of the agent who has the call: requeued, agent not ready.
  @discardableResult
  public mutating func unreachable(call: CallID, at: Timestamp, into actions: inout [ACDAction]) -> ACDRefusal? {
    todo()
  }

  /// To `notReady(login)`; within the grace of a lost connection the same as `connectionRestored`.
  @discardableResult
  public mutating func logIn(agent: AgentID, at: Timestamp, into actions: inout [ACDAction]) -> ACDRefusal? { todo() }
  @discardableResult
  public mutating func logOut(agent: AgentID, at: Timestamp, into actions: inout [ACDAction]) -> ACDRefusal? { todo() }
  /// Also ends wrap-up early, and takes back a `notReady` said during a call.
  @discardableResult
  public mutating func ready(agent: AgentID, at: Timestamp, into actions: inout [ACDAction]) -> ACDRefusal? { todo() }
  /// During a call: takes effect after it.
  @discardableResult
  public mutating func notReady(
    agent: AgentID, reason: String, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }

  @discardableResult
  public mutating func accept(
    offer: OfferID, by agent: AgentID, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }
  @discardableResult
  public mutating func decline(
    offer: OfferID, by agent: AgentID, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }

  @discardableResult
  public mutating func hold(
    call: CallID, by agent: AgentID, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }
  @discardableResult
  public mutating func unhold(
    call: CallID, by agent: AgentID, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }
  @discardableResult
  public mutating func transfer(
    call: CallID, by agent: AgentID, to target: TransferTarget, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }
  /// The agent ends the conversation, or gives the caller away (a transfer to the menus).
  @discardableResult
  public mutating func end(
    call: CallID, by agent: AgentID, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }
  @discardableResult
  public mutating func wrap(
    call: CallID, by agent: AgentID, code: String, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }

  @discardableResult
  public mutating func connectionLost(
    agent: AgentID, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }
  @discardableResult
  public mutating func connectionRestored(
    agent: AgentID, at: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? { todo() }

  /// Takes the new settings on. A queue with callers and an agent on a call are kept until they are free.
  public mutating func reconfigure(
    _ configuration: ACDConfiguration, at: Timestamp, into actions: inout [ACDAction]
  ) { todo() }
}

// MARK: Reads
extension ACDEngine {
  public var queueStatus: [QueueStatus] { todo() }
  public var agentStatus: [AgentStatus] { todo() }
  public func status(of agent: AgentID) -> AgentStatus? { todo() }
  public func status(of call: CallID) -> CallStatus? { todo() }
  public func position(of call: CallID) -> (position: Int, estimatedWait: Interval?)? { todo() }
  public func why(_ call: CallID) -> OfferDecision? { todo() }
  /// What should hold and doesn't, in words. Empty: all is well.
  public func audit() -> [String] { todo() }
}

private func todo() -> Never { preconditionFailure("The engine is being written.") }
