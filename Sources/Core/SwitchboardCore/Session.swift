import CallModel
import DequeModule
import IVR
import LineProtocol

/// One peer's conversation: the connection it runs over, its events' numbers, its calls.
///
/// Apart from the connection, because a named session outlives it: its events are kept here for resumption.
struct Session: Sendable, Codable {
  let number: SessionNumber
  let role: Role
  let peer: Peer
  /// `nil` while a named session's connection is lost.
  var connection: ConnectionID?
  /// From HELLO; an anonymous session has none and dies with its connection.
  var name: String?
  var playback = PlaybackMode.instant
  var bridge = BridgeMode.instant
  /// It has said that it dials customers; those whom it dials now.
  var dialsOut = false
  var dials: [CallID] = []
  var lastEvent: Int64 = 0
  var acknowledgedEvent: Int64 = 0
  var currentCall: CallSlot?
  /// What the current call was when it ended, so that keys after its end are told so.
  var endedCall: CallID?
  /// Live calls in no particular order; each call knows its place, so leaving is O(1).
  var calls: [CallSlot] = []
  /// The agent logged in here (desk only).
  var agent: AgentID?
  var badLinesInARow = 0
  var isHalfClosed = false
  /// Why the server is closing the connection.
  var closing: ByeReason?
  /// The peer reads too slowly for all that it watches.
  var isCongested = false
  /// Monitor events that were not sent meanwhile, by class.
  var thinned = Monitors.Counts()
  /// The request that waits for an answer from outside; later lines are parked behind it, so that replies
  /// keep the order of the requests.
  var waitingFor: Ticket?
  var parked: Deque<ParkedLine> = []
  /// The latest events of a named session that are not acknowledged yet, the oldest first, without a gap; at most
  /// `Limits.backlog`.
  var backlog: Deque<SeenEvent> = []
  /// Events not yet looked at by `EXPECT` (virtual time only).
  var unexpected: Deque<SeenEvent> = []

  struct SeenEvent: Sendable, Codable {
    var number: Int64
    var subject: String
    var event: Event
  }

  init(number: SessionNumber, role: Role, peer: Peer, connection: ConnectionID) {
    self.number = number
    self.role = role
    self.peer = peer
    self.connection = connection
  }

  var isClosing: Bool { closing != nil }

  /// The peer has said good-bye itself.
  var hasLeft: Bool {
    switch closing {
    case .quit, .finished: true
    case .protocol, .slow, .replaced, .stopping, .overload, .internal, nil: false
    }
  }

  /// The first event that can be sent again.
  var oldestKept: Int64 { backlog.first?.number ?? lastEvent + 1 }

  /// Numbers an event and keeps it as long as it may be asked for again; gives the connection to send it to.
  mutating func note(
    _ subject: String, _ event: Event, backlog most: Int, forExpect: Int
  ) -> (ConnectionID?, Int64) {
    lastEvent += 1
    if name != nil {
      backlog.append(.init(number: lastEvent, subject: subject, event: event))
      if backlog.count > most { backlog.removeFirst() }
    }
    if forExpect > 0 {
      unexpected.append(.init(number: lastEvent, subject: subject, event: event))
      if unexpected.count > forExpect { unexpected.removeFirst() }
    }
    return (connection, lastEvent)
  }

  /// All events to here have arrived.
  mutating func acknowledge(_ event: Int64) {
    acknowledgedEvent = max(event, acknowledgedEvent)
    while let first = backlog.first, first.number <= event { backlog.removeFirst() }
  }

  /// For records: the name, or who the kernel says is at the other end.
  var gatewayName: String { name ?? "anonymous uid=\(peer.userID) pid=\(peer.processID)" }
  var id: String { "s\(number.value)" }
}

/// How the switchboard learns that an agent's leg has answered.
enum BridgeMode: String, Sendable, Codable { case instant, reported }
