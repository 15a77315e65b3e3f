import ACD
import CallModel
import DequeModule
import IVR

/// What a switchboard needs within a step and not between steps. Apart from the state, so that no snapshot has it
/// and every other field is in each.
struct Scratch: Sendable, Codable {
  /// Reused between steps, so that a key allocates nothing for them.
  var dialogueActions: [DialogueAction] = []
  /// What is still to be done within this step; empty between steps.
  var work: Deque<Work> = []
  var isWorking = false
  /// Which keys went where in the clear, since the journal last asked.
  var keyLedger = KeyLedger()
  /// The events of the trees that calls walk; the latest `preparedTrees`.
  var prepared: [PreparedEvents] = []
  static let preparedTrees = 4
  /// For `Switchboard.waysTaken`.
  var waysTaken: [MenuWay]?
  /// Only ways of this version of the menus; `nil`: of whichever.
  var waysVersion: String?

  /// For `Switchboard.recordedTurns`.
  var recordedTurns: [RecordedTurn]?
  var recordingSeal: (any KeySeal)?

  enum Work: Sendable {
    /// With the call's serial.
    case dialogue(CallSlot, Int64, DialogueAction)
    case endIfIdle(CallSlot, Int64)
    case routing(ACDAction)
  }

  init() {}
  init(from decoder: any Decoder) throws {}
  func encode(to encoder: any Encoder) throws {}
}
