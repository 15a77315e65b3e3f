import CallModel
import IVR

/// One live call: its dialogue, its leg to an agent, and what its record will say.
struct CallSession: Sendable, Codable {
  let id: CallID
  /// Counts calls in the order of their arrival; never reused.
  let serial: Int64
  /// The life of the server in which it began.
  let epoch: Int64
  let session: SessionNumber
  let callingNumber: String?
  let calledNumber: String?
  let startedAt: Timestamp
  var dialogue: Dialogue
  /// Keys taken so far: the number of the last one.
  var keysTaken: Int64 = 0
  /// The call's place in its session's list of calls.
  var placeInSession = 0
  /// Prompts sent and not yet heard (`playback=reported`): event number and the dialogue's ordinal.
  var unheard: [UnheardPrompt] = []
  /// The operation that the host is working on.
  @Compact var hostRequest: Int64?
  var stage = Stage.menu
  /// Where the agent sends the caller when the talk ends, instead of the queue's own next node.
  @Seldom var nodeAfterTalk: NodeID?
  /// Queues that have passed the call on since it last left the menus.
  var overflowHops = 0
  /// Who takes part in the conversation, in the order of coming.
  var supervisors: [AgentID] = []
  /// Finished stays in queues.
  var visits: [QueueVisitRecord] = []
  /// The centre has called him.
  var wasDialled = false

  struct UnheardPrompt: Sendable, Codable {
    var event: Int64
    var ordinal: Int
  }

  /// Where the caller is, as the gateway sees it.
  enum Stage: Sendable, Codable {
    case menu
    case waiting(OpenVisit)
    /// An agent has accepted; the connect prompt or the agent's leg is still pending.
    indirect case bridging(AgentLeg)
    indirect case talking(AgentLeg)
    /// On the way to an address outside the centre.
    case transferring
  }

  /// A stay in a queue that has not ended.
  struct OpenVisit: Sendable, Codable {
    var queue: QueueID
    var enteredAt: Timestamp
    @Compact var position: Int?
    @Compact var estimatedWait: Interval?
    /// The caller was told how long he will wait: the records wait for what comes of it.
    var isPromised = false
  }

  /// The agent's side of the call.
  struct AgentLeg: Sendable, Codable {
    var agent: AgentID
    var offer: OfferID
    var queue: QueueID
    var enteredQueueAt: Timestamp
    var answeredAt: Timestamp
    var decision: OfferDecision?
    /// The gateway has been told to join the legs.
    var isBridgeSent = false
    var isHeld = false
    /// A colleague gave him the caller after asking him: no stay in a queue of its own.
    var isHandedOver = false
  }

  var leg: AgentLeg? {
    switch stage {
    case .bridging(let leg), .talking(let leg): leg
    case .menu, .waiting, .transferring: nil
    }
  }

  var stageName: String {
    switch stage {
    case .menu: "menu"
    case .waiting: "waiting"
    case .bridging: "bridging"
    case .talking(let leg): leg.isHeld ? "held" : "talking"
    case .transferring: "transferring"
    }
  }

  mutating func heard(_ event: Int64) -> Int? {
    guard let index = unheard.lastIndex(where: { $0.event <= event }) else { return nil }
    let ordinal = unheard[index].ordinal
    unheard.removeFirst(index + 1)
    return ordinal
  }
}
