public import CallModel

/// Why the scheduler did not do what it was asked. Nothing has changed but the passing of time.
public enum ACDRefusal: Error, Hashable, Sendable {
  case unknownAgent(AgentID)
  case unknownQueue(QueueID)
  case unknownCall(CallID)
  /// No offer of this id was ever made.
  case unknownOffer(OfferID)
  /// The offer was accepted, declined, timed out or withdrawn.
  case offerEnded(OfferID)
  case notYourOffer(OfferID)
  case notYourCall(CallID)
  /// The call is already here.
  case duplicateCall(CallID)
  case unknownCode(String, known: [String])
  /// An agent whom the settings no longer name can't log in.
  case agentRemoved(AgentID)
  /// He must not have this caller.
  case agentExcluded(AgentID)
  /// His connection is lost already, and has its grace time.
  case agentDisconnected(AgentID)
  /// He has had so many calls in a row that he must rest.
  case agentRests(until: Timestamp)
  /// The agent is not in the state that the verb needs. `want` has the words of the states, joined by `|`.
  case agentState(want: String, have: String)
  case callState(want: String, have: String)
  /// A transfer to a queue that would not let the caller in.
  case queueRefuses(QueueID, OverflowReason)

  /// A stable word for protocols and logs.
  public var symbol: String {
    switch self {
    case .unknownAgent: "unknown-agent"
    case .unknownQueue: "unknown-queue"
    case .unknownCall: "unknown-call"
    case .unknownOffer: "unknown-offer"
    case .offerEnded: "offer-ended"
    case .notYourOffer: "not-your-offer"
    case .notYourCall: "not-your-call"
    case .duplicateCall: "duplicate-call"
    case .unknownCode: "unknown-code"
    case .agentRemoved: "agent-removed"
    case .agentExcluded: "agent-excluded"
    case .agentDisconnected: "agent-disconnected"
    case .agentRests: "agent-rests"
    case .agentState: "agent-state"
    case .callState: "call-state"
    case .queueRefuses(_, .closed): "queue-closed"
    case .queueRefuses(_, .full): "queue-full"
    case .queueRefuses(_, .noAgents), .queueRefuses(_, .maxWait), .queueRefuses(_, .longWait): "queue-empty"
    }
  }

  /// The state that the verb needs, and the one it found, where the refusal is about states.
  public var wantAndHave: (want: String, have: String)? {
    switch self {
    case .agentState(let want, let have), .callState(let want, let have): (want, have)
    case .unknownAgent, .unknownQueue, .unknownCall, .unknownOffer, .offerEnded, .notYourOffer, .notYourCall,
      .duplicateCall, .unknownCode, .agentRemoved, .agentExcluded, .agentDisconnected, .agentRests, .queueRefuses:
      nil
    }
  }
}
