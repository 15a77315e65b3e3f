public import CallModel

/// The scheduler that hands waiting callers to human agents.
///
/// A pure value: events with a time go in, actions come out. Each method first fires the engine's own
/// deadlines before `at`, each at its own instant; deadlines at exactly `at` fire in `advance(to:)`, so a
/// request wins over a timer of the same instant. An arrival comes after some of them: see `Alarm.Kind`. Times
/// never go back. A refused verb changes nothing but the time. After each event, matching runs until no caller
/// waits whom an idle agent could serve.
public struct ACDEngine: Sendable, Codable {
  /// The time of the latest event.
  public internal(set) var now: Timestamp

  // Indexes of queues and agents are for the engine's life: a reload adds, and never renumbers.
  var queues: [QueueRecord] = []
  @KeyOrdered var queueIndex: [QueueID: Int] = [:]
  /// Queues as operators see them.
  var queueOrder: [Int] = []
  var agents: [AgentRecord] = []
  var agentIndex = IDIndex<AgentTag>()
  var agentOrder: [Int] = []
  /// By a customer's number: agents who must not have him.
  @KeyOrdered var conflicts: [Int64: [Int]] = [:]

  var skills: [SkillID] = []
  var rest: RestPolicy?
  var dialHours = DialHours()
  var tables: MatchTables
  var contacts = ContactTable()
  /// Callers without an offer, a heap for each match class.
  var waiting: HeapGroup<PlaceKey>
  /// Callers for whom somebody rings and one more may, a heap for each match class.
  var ringing: HeapGroup<PlaceKey>
  /// All who wait, a tree for each queue.
  var places: PlaceTree<PlaceKey>
  var idle: IdleAgents
  /// Outbound work on standby, a heap for each queue.
  var standby: HeapGroup<StandbyKey>
  /// When blending is looked at again without an event.
  var blendingCheck: Timestamp?
  /// By group of `tables.groups`: its ready agents.
  var idleInGroup: [Int] = []
  /// Row: queue; column: profile. Whether the queue may have the profile's agents now, as for reservations.
  var unreserved: BitTable
  /// Of the random strategies.
  var stream: SplitMix64
  /// By profile.
  var agentsLoggedIn: [Int] = []
  var agentsOnCall: [Int] = []

  var timers = AlarmClock()
  let firstOffer: Int64
  var nextOffer: Int64
  var offers = OfferLog()
  var nextSerial: Int64 = 1

  // What the present event has left to settle.
  /// By match class: it may have a caller whom an idle agent may serve.
  var stirred: BitTable
  var isStirred = false
  var touchedQueues: [Int] = []
  var emptiedQueues: [Int] = []

  /// `configuration` must have no error among its `findings`. Offers are numbered from `firstOffer`;
  /// `seed` is of the random strategies.
  public init(
    configuration: ACDConfiguration, startingAt instant: Timestamp, firstOffer: Int64 = 1, seed: UInt64 = 0
  ) {
    now = instant
    self.firstOffer = firstOffer
    nextOffer = firstOffer
    tables = MatchTables(skills: [], agents: [], queues: [], queueIndex: [:], at: instant)
    waiting = HeapGroup(heaps: 0, items: 0)
    ringing = waiting
    places = PlaceTree(trees: 0)
    idle = IdleAgents(orders: [], profileOfAgent: [], profiles: 0, ranks: [])
    standby = HeapGroup(heaps: 0, items: 0)
    unreserved = BitTable(rows: 0, columns: 0)
    stirred = unreserved
    stream = SplitMix64(seed: seed)
    takeOn(configuration)
    // Nobody is there yet.
    isStirred = false
    stirred.fill(row: 0, false)
  }

  /// When `advance(to:)` is wanted next.
  public var nextDeadline: Timestamp? { timers.next }

  /// Fires all deadlines at or before `instant`.
  public mutating func advance(to instant: Timestamp, into actions: inout [ACDAction]) {
    fireAlarms(before: instant, through: .last, into: &actions)
  }

  /// Fires the deadlines before `limit`, and those of `limit` itself up to `kind`, if one is given.
  mutating func fireAlarms(
    before limit: Timestamp, through kind: Alarm.Kind? = nil, into actions: inout [ACDAction]
  ) {
    precondition(limit >= now, "Time went back: the driver must stamp events in order.")
    while let (key, at) = timers.popDue(limit, through: kind) {
      now = at
      switch key {
      case .contact(let slot): fireAlarm(ofContact: slot, into: &actions)
      case .agent(let agent): fireAlarm(ofAgent: agent, into: &actions)
      case .certificates: expireCertificates()
      case .blending: blendingCheck = nil
      }
      settle(into: &actions)
    }
    now = limit
  }
}
