public import CallModel

/// One queue as operators see it.
///
/// The counters are of stays, one for each entering, requeueing or transfer into the queue, and always
/// `offered = answered + abandoned + overflowed + calledBack + rejected + waiting`.
public struct QueueStatus: Hashable, Sendable {
  /// Whether callers may enter.
  public enum Gate: String, Hashable, Sendable {
    case open
    /// By its hours.
    case closed
    /// By an operator's word.
    case shut
  }

  public var queue: QueueID
  public var gate: Gate
  /// In the queue now, those with an offer outstanding included.
  public var waiting: Int
  /// Of these, with an offer outstanding.
  public var ringing: Int
  /// Of the caller who entered first.
  public var longestWait: Interval
  /// Agents who could serve this queue's widest ring, by what they are doing.
  public var agentsLoggedIn: Int
  public var agentsReady: Int
  /// Talking, held or consulting, for whichever queue.
  public var agentsTalking: Int
  public var counters: QueueCounters
  /// What a caller who entered now would be told.
  public var estimatedWait: Interval?
}

/// What has become of a queue's callers since the engine started.
public struct QueueCounters: Hashable, Sendable, Codable {
  public var offered = 0
  public var answered = 0
  /// Of `answered`, within the service-level target.
  public var answeredInTarget = 0
  public var abandoned = 0
  /// Of `abandoned`, within the service-level target.
  public var abandonedInTarget = 0
  /// Sent elsewhere, not let in for elsewhere, or left for the menus by a key.
  public var overflowed = 0
  /// Of `overflowed`, by a key of the caller's.
  public var leftForSelfService = 0
  public var calledBack = 0
  /// Not let in, or waited too long, with nowhere to go.
  public var rejected = 0
  /// Of `offered`, those that came back because the agent was lost or unreachable.
  public var requeued = 0
  /// Of `offered`, those that an agent sent here.
  public var transferredIn = 0
  /// Outbound work taken on: `outboundReached + outboundClosed + outboundOpen`.
  public var outbound = 0
  /// Of `outbound`, customers who answered.
  public var outboundReached = 0
  /// Of `outbound`, closed as `other-channel` or taken back.
  public var outboundClosed = 0
  /// Of `outbound`, what is still owed.
  public var outboundOpen: Int { outbound - outboundReached - outboundClosed }
  /// Sum over the answered.
  public var waitOfAnswered = Interval.zero

  public init() {}
}

/// One agent as operators see him.
public struct AgentStatus: Hashable, Sendable {
  public var agent: AgentID
  public var name: String
  public var address: String
  public var state: AgentState
  public var since: Timestamp
  /// The call offered to him, on his line, or being wrapped up.
  public var call: CallID?
  public var queue: QueueID?
  public var offer: OfferID?
  /// `false` while a lost connection has its grace time.
  public var isConnected: Bool
  /// Conversations begun since the engine started.
  public var answered: Int
  /// Offers in a row without an answer.
  public var missedInARow: Int
}

/// One call as operators see it.
public struct CallStatus: Hashable, Sendable {
  public enum Place: Hashable, Sendable {
    case waiting
    case offered(OfferID, AgentID)
    case talking(AgentID)
    case held(AgentID)
    /// His agent asks a colleague.
    case consulting(AgentID)
    case dialling(AgentID)
    case paused
    case standby

    public var word: String {
      switch self {
      case .waiting: "waiting"
      case .offered: "offered"
      case .talking: "talking"
      case .held: "held"
      case .consulting: "consulting"
      case .dialling: "dialling"
      case .paused: "paused"
      case .standby: "standby"
      }
    }
  }

  public var call: CallID
  public var queue: QueueID
  public var place: Place
  /// What its urgency counts from.
  public var arrival: Timestamp
  /// When this stay in the queue began.
  public var entered: Timestamp
  /// The widest ring open to it.
  public var ring: Int
  /// From 1; `nil` on an agent's line.
  public var position: Int?
  /// Of outbound work: not before this instant.
  public var due: Timestamp?
}
