import CallModel
import DequeModule
import IVR
import LineProtocol

/// One peer's conversation: the connection it runs over, its events' numbers, its calls.
///
/// Apart from the connection, because a named session outlives it: the place where resumption after a
/// lost connection will keep its backlog.
struct Session: Sendable {
  let number: SessionNumber
  let role: Role
  let peer: Peer
  /// `nil` while a named session's connection is lost.
  var connection: ConnectionID?
  /// From HELLO; an anonymous session has none and dies with its connection.
  var name: String?
  var playback = PlaybackMode.instant
  var bridge = BridgeMode.instant
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
  var isClosing = false
  /// The request that waits for an answer from outside; later lines are parked behind it, so that replies
  /// keep the order of the requests.
  var waitingFor: Ticket?
  var parked: Deque<ClientLine> = []
  /// Events not yet looked at by `EXPECT` (virtual time only).
  var unexpected: Deque<SeenEvent> = []

  struct SeenEvent: Sendable {
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

  /// For records: the name, or who the kernel says is at the other end.
  var gatewayName: String { name ?? "anonymous uid=\(peer.userID) pid=\(peer.processID)" }
  var id: String { "s\(number.value)" }
}

struct SessionNumber: Hashable, Sendable {
  let value: Int64
  init(_ value: Int64) { self.value = value }
}

/// How the switchboard learns that an agent's leg has answered.
enum BridgeMode: String, Sendable { case instant, reported }
