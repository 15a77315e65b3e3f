public import CallModel

/// One caller's walk through one tree: events in, actions out.
///
/// A pure value without clock, host or queue of its own: whoever holds it stamps the time, performs the actions
/// and brings back what came of them. So the daemon, the simulator and the scenario runner walk the same menus.
/// The events are in `Dialogue+Events.swift`, the walking in `Dialogue+Walking.swift`.
public struct Dialogue: Sendable, Codable {
  public let tree: MenuTree
  public let callingNumber: String?
  public let playback: PlaybackMode

  /// What is spoken to the caller now.
  public internal(set) var language: Language
  @Seldom public internal(set) var customer: CustomerFacts?
  /// The nodes walked, each visit once; no more than `DialogueLimits.path`, the first ones.
  public internal(set) var path: [NodeIndex] = []
  /// No more than `DialogueLimits.operations`, the first ones.
  public internal(set) var operations: [OperationRecord] = []
  /// The highest level reached in this call, lapsed or not.
  public var highestVerification: VerificationLevel { isVerifiedByAgent ? .agent : highestByPassword }
  var highestByPassword = VerificationLevel.none
  private var isVerifiedByAgent = false

  /// The edges taken, for whoever set an empty list here before the call began; `nil` notes nothing.
  public var ways: [MenuWay]?

  /// For the analysis, which hears nothing: sentences stay empty, and their values are the names that the session
  /// must supply.
  var isMute = false

  // MARK: - Where the walk is

  var stage = Stage.notBegun
  var node: NodeIndex
  /// The place in a queue, while the caller has one; he may be in its options menu meanwhile.
  var place: QueuePlace?
  /// The queue node whose `after` edge is taken when the agent has ended.
  var servedFrom: NodeIndex
  /// The nodes that asked for keys, for `back`; no more than `DialogueLimits.history`, the last ones.
  var history: [NodeIndex] = []
  /// The `call` nodes whose sub-trees are being walked; each once.
  var calls: [NodeIndex] = []
  /// Nodes entered since the caller last did something.
  var silentSteps = 0

  /// What callers are told in some days. Whoever holds the dialogue lends it, for as long as something happens.
  public var announcements: [Announcement] = []

  // MARK: - What the caller keys

  var typeAhead = UnusedKeys()
  /// Whoever holds the dialogue lends it, for as long as something happens.
  public var keyLedger = KeyLedger()
  /// The keys before this instant were thrown away: what came with them goes as well.
  var hasFlushed = false
  var hasPressed = false
  var menuKeys = KeyBuffer()
  var digits = DigitCollector()
  var amount = AmountParser()
  var secret: SecretBuffer?
  var noInputs = 0
  var noMatches = 0

  // MARK: - What is played and awaited

  /// Prompts are numbered from 1; those up to `heardThrough` are over.
  var lastOrdinal = 0
  var heardThrough = 0
  /// The last prompt that keys don't stop.
  var lastProtected = 0
  var playbackBase = Timestamp.epoch
  /// What the present timer counts from: the end of the prompt, the last key, the question to the host.
  var timerBase = Timestamp.epoch
  /// The deadline that the holder knows of.
  @Compact var announcedDeadline: Timestamp?

  // MARK: - What the host has said

  var values: SessionValues = [:]
  /// The list of the `choose` node, while the walk is there.
  var items: [SessionValues] = []
  var page = 0
  var hasToldToWait = false
  /// How often the question that waits for its answer has been put again.
  var repeats: UInt8 = 0
  /// Counts visits of nodes that ask the host.
  var visit = 0
  /// The last question came to nothing: if it is asked again, it is the same visit.
  var keepsVisit = false
  /// Whom a password has identified.
  public internal(set) var identified: CustomerNumber?
  var failuresInCall = 0
  /// When the last right transaction password was entered.
  @Compact var transactionEntered: Timestamp?
  var secretEntered = Timestamp.epoch
  var isLanguageKnown: Bool
  var isBlocked = false

  /// `language` is what the gateway knows of this call, if anything.
  public init(tree: MenuTree, language: Language?, callingNumber: String?, playback: PlaybackMode) {
    self.tree = tree
    self.callingNumber = callingNumber
    self.playback = playback
    self.language = language ?? tree.languages[0]
    isLanguageKnown = language != nil
    node = tree.start
    servedFrom = tree.start
  }

  /// What the dialogue is doing, without what goes with it: that stands beside.
  enum Stage: Sendable, Equatable, Codable {
    case notBegun
    case asking
    case awaitingHost
    /// All prompts must have been heard before this.
    case speaking(then: AfterSpeaking)
    case waiting
    case talking
    case transferring
    case ended
  }

  enum AfterSpeaking: String, Sendable, Codable { case endAtNode, endInLoop, bridge, transfer, askHost }
}

extension Dialogue {
  public var phase: DialoguePhase {
    switch stage {
    case .notBegun: .notBegun
    case .asking: .asking
    case .awaitingHost: .awaitingHost
    case .speaking: .speaking
    case .waiting: place.map { .waiting($0.queue) } ?? .speaking
    case .talking: .talking
    case .transferring: .transferring
    case .ended: .ended
    }
  }

  /// What the caller has proved and what still counts.
  public func verification(at now: Timestamp) -> VerificationLevel {
    if let transactionEntered, now < transactionEntered + DialogueLimits.transactionLevel { return .transaction }
    return highestByPassword == .none ? .none : .query
  }

  /// An agent answers for who the caller is. It is recorded, and opens no menu: there passwords count.
  public mutating func agentHasVerified() { isVerifiedByAgent = true }

  /// Where the caller is; `nil` before the call began.
  public var currentNode: NodeID? { stage == .notBegun ? nil : tree.id(node) }

  /// What is being asked now, so that it can be described again.
  public var currentAsk: Ask? {
    guard stage == .asking else { return nil }
    if case .choose(let choose) = tree.kind(node) { return pageAsk(choose) }
    return tree.ask(node)
  }

  /// True while keys belong to a password.
  public var isInsideSecret: Bool {
    guard stage == .asking, case .secret = tree.kind(node) else { return false }
    return true
  }

  /// Nothing will happen any more unless the caller does something (or gives up): he is asked, has keyed nothing
  /// that a timer would complete, and waits in no queue.
  public var isIdle: Bool {
    switch stage {
    case .asking: hasKeyedNothing && typeAhead.isEmpty && place == nil
    case .ended: true
    case .notBegun, .awaitingHost, .speaking, .waiting, .talking, .transferring: false
    }
  }

  var hasKeyedNothing: Bool {
    menuKeys.isEmpty && digits.isEmpty && amount.isEmpty && secret?.isEmpty ?? true
  }

  /// A session value; the calling number stands in for a telephone number that nobody keyed.
  func value(named name: String) -> SessionValue? {
    values[name] ?? (name == "phone" ? callingNumber.map { .digits($0) } : nil)
  }
}
