public import CallModel

/// What the scheduler wants done, or wants known. Whoever drives it performs the first kind and records
/// the second; what comes of them returns as a new event.
public enum ACDAction: Hashable, Sendable {
  /// `why`: the rules that chose this caller and this agent, in the order in which they were asked.
  case offer(
    offer: OfferID, agent: AgentID, call: CallID, queue: QueueID, ttr: Interval, waited: Interval, why: [String])
  /// The offer ends so soon, unless it is answered.
  case deadlineSoon(offer: OfferID, agent: AgentID, left: Interval)
  /// The offer has ended without a conversation.
  case withdraw(offer: OfferID, agent: AgentID, call: CallID, reason: WithdrawReason)
  /// The agent has accepted: bridge them.
  case connect(call: CallID, agent: AgentID, offer: OfferID, queue: QueueID, waited: Interval)
  /// The agent who has this call asks a colleague about it: it is offered to him, and the caller is on hold.
  case consult(offer: OfferID, agent: AgentID, colleague: AgentID, call: CallID, queue: QueueID, ttr: Interval)
  /// The colleague has accepted: connect the two, without the caller.
  case consulting(call: CallID, agent: AgentID, colleague: AgentID, offer: OfferID)
  /// Connect all three.
  case joined(call: CallID, agent: AgentID, colleague: AgentID)
  /// The colleague is out of the call again; the agent has the caller. `hasSpoken`: he had accepted.
  case consultEnded(call: CallID, agent: AgentID, colleague: AgentID, reason: ConsultEnd, hasSpoken: Bool)
  /// The agent is out of the call, as `talkEnded` said; the colleague has the caller.
  case handedOver(call: CallID, agent: AgentID, colleague: AgentID, offer: OfferID, queue: QueueID)
  case held(call: CallID, agent: AgentID)
  case unheld(call: CallID, agent: AgentID)
  /// The conversation is over; `talk` without holds. For a transfer, a loss of connection and an unreachable
  /// agent the caller goes on: see `cause`.
  case talkEnded(call: CallID, agent: AgentID, queue: QueueID, talk: Interval, hold: Interval, cause: TalkEnd)
  /// The caller is back in the queue with the seniority of `arrival`.
  case requeued(call: CallID, queue: QueueID, agent: AgentID, arrival: Timestamp, cause: TalkEnd)
  /// The agent has accepted outbound work: dial the customer, and tell the engine within `ring` how it went.
  case dial(call: CallID, agent: AgentID, queue: QueueID, attempt: Int, ring: Interval)
  /// Dial no longer: the agent is lost, the time is over, or the work was taken back.
  case dialCancelled(call: CallID)
  /// Outbound work has ended without a conversation.
  case outboundEnded(call: CallID, queue: QueueID, attempts: Int, end: OutboundEnd)
  /// What to tell the caller: position from 1; no estimate rather than a guess from no data.
  case position(call: CallID, queue: QueueID, position: Int, estimatedWait: Interval?)
  /// The call has left the queue, or was not let in. `target` is `nil` where the queue names none: rejected.
  /// Pass `arrival` on when entering another queue, and the caller keeps the place that waiting earned.
  case overflow(
    call: CallID, queue: QueueID, target: OverflowTarget?, reason: OverflowReason, arrival: Timestamp)
  case agentState(agent: AgentID, state: AgentState, since: Timestamp)
  /// After-call work has begun, until then at the latest.
  case wrapUp(agent: AgentID, call: CallID, queue: QueueID, until: Timestamp)
  /// After so many calls in a row he must not be ready before that instant.
  case rest(agent: AgentID, calls: Int, until: Timestamp)
  /// A code was given to a call.
  case coded(agent: AgentID, call: CallID, queue: QueueID, code: String)
  /// For the records: the agent was in `state` from `from` to `to`. Stretches follow on each other without
  /// a gap; time logged out and stretches of no length are left out.
  case stateInterval(agent: AgentID, state: AgentState, from: Timestamp, to: Timestamp)
}

/// Why an offer ended without a conversation.
public enum WithdrawReason: String, Hashable, Sendable {
  /// The time to accept was over.
  case noAnswer = "no-answer"
  case declined
  /// The caller has left.
  case callerGone = "caller-gone"
  /// The agent's connection was lost.
  case connectionLost = "connection-lost"
  /// Several rang, and another was the first to accept.
  case answeredElsewhere = "answered-elsewhere"
  /// The agent has accepted, and the customer could not be reached.
  case notReached = "not-reached"
  /// The colleague who asked has thought better of it.
  case cancelled
}

/// Why a call left a queue, or was not let in, without leaving of its own accord.
public enum OverflowReason: String, Hashable, Sendable {
  case closed
  case full
  case noAgents = "no-agents"
  case maxWait = "max-wait"
  /// The wait was estimated to be longer than the queue allows.
  case longWait = "long-wait"
}

/// How a conversation ended.
public enum TalkEnd: String, Hashable, Sendable {
  case callerHungUp = "caller-hung-up"
  case agentEnded = "agent-ended"
  case transferred
  /// The colleague who was consulted has him now.
  case handedOver = "handed-over"
  /// The agent's connection did not come back in time; the caller is requeued.
  case connectionLost = "connection-lost"
  /// The gateway could not reach the agent's telephone; the caller is requeued.
  case unreachable
}

/// Why a consultation ended without the colleague having the caller.
public enum ConsultEnd: String, Hashable, Sendable {
  case noAnswer = "no-answer"
  case declined
  /// By the agent who asked.
  case cancelled
  /// The colleague has hung up.
  case left
  /// The colleague's connection was lost.
  case connectionLost = "connection-lost"
  /// The caller was on hold for as long as he may be.
  case holdLimit = "hold-limit"
  /// The call is over, or gone from the agent who asked.
  case callEnded = "call-ended"
}

/// Why a waiting call leaves of its own accord.
public enum LeaveReason: String, Hashable, Sendable {
  case abandoned
  case callback
  /// Back to the menus by a key.
  case selfService = "self-service"
}

/// Where an agent sends a call.
public enum TransferTarget: Hashable, Sendable {
  case queue(QueueID)
  /// Only to one who is ready.
  case agent(AgentID)
}
