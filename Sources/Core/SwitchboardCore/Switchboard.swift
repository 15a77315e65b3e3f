import ACD
public import CallModel
import DequeModule
public import IVR
import LineProtocol

/// The whole centre as one pure value: `step(input, at:)` changes it and says what to do.
///
/// It routes and has no policy of its own: what callers hear is decided by `Dialogue`, who is served next by
/// `ACDEngine`. The live daemon, the scenario runner and replay are drivers of this same value.
public struct Switchboard: Sendable, Codable {
  /// What is constant in one life of the server.
  public struct Identity: Sendable, Codable {
    /// `ivrd/<version>`.
    public var server: String
    /// Counts the server's lives, from 1.
    public var epoch: Int64
    /// Numbers below this have been given to calls of earlier lives.
    public var firstCallNumber: Int64
    /// True where `TICK` moves time.
    public var isVirtual: Bool
    /// A journal is kept: calls of named sessions outlive the process, even one that is stopped.
    public var isDurable: Bool

    public init(
      server: String, epoch: Int64, firstCallNumber: Int64 = 1, isVirtual: Bool, isDurable: Bool = false
    ) {
      self.server = server
      self.epoch = epoch
      self.firstCallNumber = firstCallNumber
      self.isVirtual = isVirtual
      self.isDurable = isDurable
    }
  }

  /// Of the state as snapshots have it. It rises when a field comes whose zero means something else than what calls
  /// had before it (see `StateDecoder`); then older snapshots are refused.
  public static let stateVersion = 5

  public internal(set) var identity: Identity
  public let limits: Limits
  /// When this life of the server began.
  public internal(set) var startedAt: Timestamp
  /// The instant of the latest step.
  public internal(set) var now: Timestamp
  var settings: SwitchboardSettings
  var acd: ACDEngine
  var sessions = SessionTable()
  var calls = CallTable()
  var deadlines = DeadlineQueue<Timer>()
  /// Customers to be called, by the name of the work. Never walked.
  @KeyOrdered var callbacks: [CallID: CallbackJob] = [:]
  /// Consoles by the agent logged in there.
  @KeyOrdered var desks: [AgentID: SessionNumber] = [:]
  /// The life of the server in which the call began that an agent spoke with last: what he notes afterwards is
  /// joined to its record by it.
  @KeyOrdered var epochsOfTalks: [AgentID: Int64] = [:]
  var recentTalks = RecentTalks()
  /// The conversations in which supervisors take part, by their ids.
  var accusations = Accusations()
  var qualifications = Qualifications()
  var preferences = Preferences()
  /// What callers are told now or in days to come; few, in the order of the papers.
  var announcements: [Announcement] = []
  /// Places of callers whose queues want to call them back, until that is registered: see `KeptPlace`.
  @KeyOrdered var keptPlaces: [CallID: KeptPlace] = [:]
  @KeyOrdered var supervisions: [AgentID: Supervision] = [:]
  @KeyOrdered var questions: [Ticket: PendingRequest] = [:]
  var lastTicket: Int64 = 0
  var lastHostRequest: Int64 = 0
  /// The first number that no call has been given.
  public internal(set) var nextCallNumber: Int64
  public internal(set) var callsStarted: Int64 = 0
  /// Keys taken from callers, those of ended calls too.
  var keysTaken: Int64 = 0
  /// How often each error was answered, by its symbol. Never walked.
  @KeyOrdered var refusalCounts: [String: Int64] = [:]
  var drain = Drain.open
  /// The disk is full: no new calls and no new money, until it has room again.
  public internal(set) var isStorageShort = false
  /// More comes than is answered in good time.
  public internal(set) var isOverloaded = false
  var monitors = Monitors()
  var scratch = Scratch()
  /// The edges of the menus that calls have taken, in order, for whoever set an empty list here; `nil` notes
  /// nothing, and costs nothing.
  public var waysTaken: [MenuWay]? {
    get { scratch.waysTaken }
    _modify { yield &scratch.waysTaken }
  }

  /// From now on notes the ways of calls on this version of the menus, and of no other.
  public mutating func noteWays(of version: String) {
    scratch.waysTaken = []
    scratch.waysVersion = version
  }

  enum Timer: DeadlineKey, Codable {
    case dialogue(CallSlot)
    /// A named session whose connection is lost.
    case linger(SessionNumber)
    case drain

    var number: Int {
      switch self {
      case .drain: 0
      case .dialogue(let slot): 1 + 2 * slot.index
      case .linger(let session): 2 + 2 * session.slot
      }
    }
  }

  enum Drain: Equatable, Sendable, Codable {
    case open
    case draining(by: Timestamp?)
    case stopped
  }

  public init(settings: SwitchboardSettings, identity: Identity, limits: Limits = Limits(), at now: Timestamp) {
    self.identity = identity
    self.limits = limits
    self.settings = settings
    self.startedAt = now
    self.now = now
    self.nextCallNumber = identity.firstCallNumber
    self.acd = ACDEngine(configuration: settings.acd, startingAt: now)
  }

  /// The next instant at which something happens by itself; a driver then calls `advance`.
  public var nextDeadline: Timestamp? {
    guard let mine = deadlines.next else { return acd.nextDeadline }
    guard let theirs = acd.nextDeadline else { return mine }
    return min(mine, theirs)
  }

  /// Of the menus, queues and agents that new calls get.
  public var settingsVersion: String { settings.tree.version }

  /// Live calls.
  public var liveCalls: Int { calls.count }

  /// Takes one input at an instant. What was due before it happens first, each at its own instant; what is
  /// due at that very instant waits: a key wins over a timer of the same instant.
  public mutating func step(_ input: Input, at instant: Timestamp, into effects: inout Outgoing) {
    let instant = max(instant, now)
    if case .restarted(let life) = input { standStill(life, until: instant, into: &effects) }
    advance(to: Timestamp(microseconds: instant.microseconds - 1), into: &effects)
    now = instant
    handle(input, into: &effects)
  }

  /// Lets time pass: fires every deadline up to and at this instant, in order.
  public mutating func advance(to limit: Timestamp, into effects: inout Outgoing) {
    while let due = nextDeadline, due <= limit {
      now = max(now, due)
      if let mine = deadlines.next, mine <= (acd.nextDeadline ?? .distantFuture) {
        guard let timer = deadlines.popDue(mine, inclusive: true) else { break }
        fire(timer.key, into: &effects)
      } else {
        route(into: &effects) { acd, now, actions in acd.advance(to: now, into: &actions) }
      }
    }
    now = max(now, limit)
  }

  private mutating func handle(_ input: Input, into effects: inout Outgoing) {
    switch input {
    case .opened(let connection, let role, let peer):
      open(connection, role: role, peer: peer, into: &effects)
    case .line(let connection, let line):
      guard let number = sessions.number(of: connection) else { return }
      receive(line, from: number, into: &effects)
    case .halfClosed(let connection):
      guard let number = sessions.number(of: connection) else { return }
      halfClose(number, into: &effects)
    case .closed(let connection):
      guard let number = sessions.number(of: connection) else { return }
      lose(number, into: &effects)
    case .slowReader(let connection):
      guard let number = sessions.number(of: connection) else { return }
      dismiss(number, reason: .slow, into: &effects)
    case .hostReplied(let reply):
      hostReplied(reply, into: &effects)
    case .answered(let ticket, let answer):
      answered(ticket, answer, into: &effects)
    case .callbackOwed(let job):
      take(job, into: &effects)
    case .complaintStands(let notice):
      note(notice)
    case .qualificationsStand(let all):
      take(all, into: &effects)
    case .wishesStand(let all):
      preferences.replace(by: all)
    case .announcementsStand(let all):
      announcements = all
    case .reloadRequested:
      ask(.loadSettings, for: nil, into: &effects)
    case .stopRequested:
      stop(into: &effects)
    case .storage(let isShort):
      isStorageShort = isShort
    case .load(let isHigh):
      isOverloaded = isHigh
      let entry =
        isHigh
        ? LogEntry(.warning, "more comes than is done in good time: new calls are refused")
        : LogEntry(.info, "the load is as usual: new calls are begun")
      effects.append(.log(entry))
    case .restarted(let life):
      goOn(life, into: &effects)
    case .leftBehind(let connection):
      guard let number = sessions.number(of: connection) else { return }
      dismiss(number, reason: .stopping, into: &effects)
    case .congested(let connection):
      guard let number = sessions.number(of: connection) else { return }
      sessions[number].isCongested = true
    case .relieved(let connection):
      guard let number = sessions.number(of: connection) else { return }
      relieve(number, into: &effects)
    }
  }

  private mutating func fire(_ timer: Timer, into effects: inout Outgoing) {
    switch timer {
    case .dialogue(let slot):
      converse(slot, into: &effects) { dialogue, now, actions in dialogue.deadlineReached(at: now, into: &actions) }
    case .linger(let number):
      dialsLost(of: number, into: &effects)
      endCalls(of: number, cause: .gatewayLost, into: &effects)
      if let agent = sessions[number].agent { desks[agent] = nil }
      monitors.remove(number)
      sessions.remove(number)
    case .drain:
      endAllCalls(cause: .drained, into: &effects)
    }
  }
}
