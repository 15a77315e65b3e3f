import ACD
import CallModel

/// The scheduler as `ACDEngine` must behave, written for clearness alone: plain lists, each question answered by
/// looking at every caller and every agent, each timer found by looking at all of them. O(n x m) an event.
/// It shares with the engine the types of its surface, and no rule.
struct ReferenceACD {
  struct Call {
    var id: CallID
    var serial = 0
    var queue: QueueID
    var credit: Int64
    var arrival: Timestamp
    var ringClock: Timestamp
    var entered: Timestamp
    var place = Place.waiting
    /// Who is to have it first, until when; and who must not.
    var preferred: AgentID?
    var preferenceEnds: Timestamp?
    var excluded: [AgentID] = []
    /// Excluded whatever the queue says, and the talks that the queue judges by.
    var barred: [AgentID] = []
    var talks: [PastTalk] = []
    /// The others who ring for it, in the order of their offers; whether more may, and when.
    var alsoOffered: [AgentID] = []
    var ringsSeveral = false
    var nextRing: Timestamp?
    /// Rings open by events only, so that one whose time has come at this very instant is still shut.
    var ring = 0
    var patienceEnds: Timestamp?
    var nextAnnouncement: Timestamp?
    var announced = Int.max
    var stretchBegan = Timestamp.epoch
    var talk = Interval.zero
    var hold = Interval.zero
    var consultation: Consultation?
  }

  enum Place: Equatable {
    case waiting
    case offered(AgentID)
    case talking(AgentID)
    var waits: Bool { if case .talking = self { false } else { true } }
  }

  struct Agent {
    var id: AgentID
    var state = AgentState.loggedOut
    var since: Timestamp
    var idleSince = Timestamp.epoch
    var offer: (number: Int64, call: CallID, ends: Timestamp, isConsultation: Bool)?
    var warnsAt: Timestamp?
    var call: CallID?
    /// About which a colleague asks him, since he has accepted.
    var consults: CallID?
    var isCoded = false
    var wrapUp: (call: CallID, queue: QueueID, ends: Timestamp, mode: WrapUpPolicy.Mode, isCoded: Bool)?
    var afterwards: String?
    var graceEnds: Timestamp?
    /// Calls in a row, when the last was done with, and until when he must rest after too many.
    var row = 0
    var workEnded: Timestamp?
    var restEnds: Timestamp?
    var missed = 0
    var declined = 0
    var lastOffer: Int64 = 0
    /// Of the present shift: its begin, calls, and microseconds in closed stretches.
    var shiftBegan = Timestamp.epoch
    var answered = 0
    var talked: Int64 = 0
    var busy: Int64 = 0
  }

  var now: Timestamp
  var settings: ACDConfiguration
  /// Queues and agents ever named, in the order of their first naming, with their latest settings.
  var queues: [QueueConfiguration]
  var known: [AgentConfiguration]
  var calls: [Call] = []
  var agents: [Agent]
  var nextOffer: Int64 = 1
  /// Certificates that expired after this still count.
  var skillsAsOf: Timestamp
  var stream = SplitMix64(seed: 0)
  var serial = 0
  var actions: [ACDAction] = []
  /// Closed by an operator.
  var shut: [QueueID] = []
  /// Queues that somebody has left in this event.
  var touched: [QueueID] = []
  /// Queues whose callers are to be sent away if no agent is there.
  var emptied: [QueueID] = []

  init(_ settings: ACDConfiguration, at instant: Timestamp) {
    now = instant
    skillsAsOf = instant
    self.settings = settings
    queues = settings.queues
    known = settings.agents
    agents = settings.agents.map { Agent(id: $0.id, since: instant) }
  }

  // MARK: Looking things up

  func queue(_ id: QueueID) -> QueueConfiguration { queues.first { $0.id == id }! }
  func isOpen(_ id: QueueID) -> Bool { settings.queues.contains { $0.id == id } }
  func isEmployed(_ id: AgentID) -> Bool { settings.agents.contains { $0.id == id } }
  func callIndex(_ id: CallID) -> Int? { calls.firstIndex { $0.id == id } }
  func agentIndex(_ id: AgentID) -> Int? { agents.firstIndex { $0.id == id } }

  func serves(_ id: AgentID, _ ring: RingConfiguration) -> Bool {
    let agent = known.first { $0.id == id }!
    return ring.requirements.allSatisfy { wanted in
      settings.skills.contains(wanted.skill)
        && agent.skills.contains { $0.skill == wanted.skill && $0.level >= wanted.level && isValid($0) }
    }
  }

  func isValid(_ skill: SkillLevel) -> Bool { skill.expires.map { $0 > skillsAsOf } ?? true }

  func loggedIn(_ id: QueueID) -> Int {
    agents.count { $0.state != .loggedOut && serves($0.id, queue(id).rings.last!) }
  }

  func openRing(_ call: Call) -> Int {
    queue(call.queue).rings.lastIndex { call.ringClock + $0.after <= now } ?? 0
  }

  /// In units of 10^-12 point, by the book; rates are in whole millionths of a point per second.
  func urgency(_ call: Call) -> Int128 {
    let queue = queue(call.queue)
    let points = Int128(queue.base) + Int128(call.credit)
    let rate =
      queue.pointsAtTarget.map { Int128($0) * 1_000_000_000_000 / Int128(queue.serviceLevel.within.microseconds) }
      ?? Int128(queue.rate) * 1_000_000
    return points * 1_000_000_000_000 + rate * Int128((now - call.arrival).microseconds)
  }

  /// The most urgent first; then the earlier arrival; then the smaller id.
  func ranked(_ calls: [Call]) -> [Call] {
    let claims = calls.map { (urgency: urgency($0), call: $0) }
    return claims.sorted { a, b in
      if a.urgency != b.urgency { return a.urgency > b.urgency }
      return a.call.arrival != b.call.arrival ? a.call.arrival < b.call.arrival : a.call.id < b.call.id
    }.map(\.call)
  }

  func line(_ id: QueueID) -> [Call] { ranked(calls.filter { $0.queue == id && $0.place.waits }) }

  // MARK: Matching and telling

  mutating func settle() {
    for id in queues.map(\.id) where emptied.contains(id) && queue(id).leaveWhenEmpty && loggedIn(id) == 0 {
      for call in calls.filter({ $0.queue == id && $0.place == .waiting }).sorted(by: { $0.serial < $1.serial }) {
        overflow(callIndex(call.id)!, .noAgents)
      }
    }
    emptied = []
    while let (call, agent, words) = nextPair() {
      offer(call, agent, words)
      ringOn(call)
    }
    for id in queues.map(\.id) where touched.contains(id) {
      for (index, call) in line(id).enumerated() where index < queue(id).announce.positionsUpTo {
        if index + 1 < call.announced { announce(callIndex(call.id)!, index + 1) }
      }
    }
    touched = []
  }

  mutating func announce(_ index: Int, _ position: Int) {
    calls[index].announced = position
    calls[index].nextAnnouncement = queue(calls[index].queue).announce.every.map { now + $0 }
    actions.append(
      .position(call: calls[index].id, queue: calls[index].queue, position: position, estimatedWait: nil))
  }

  mutating func overflow(_ index: Int, _ reason: OverflowReason) {
    let call = calls.remove(at: index)
    touched.append(call.queue)
    let target = reason == .closed ? queue(call.queue).closed : queue(call.queue).overflow
    actions.append(
      .overflow(call: call.id, queue: call.queue, target: target, reason: reason, arrival: call.arrival))
  }

  mutating func offer(_ call: Int, _ agent: Int, _ why: [String]) {
    let ttr = queue(calls[call].queue).offerTimeout
    if calls[call].place == .waiting {
      calls[call].place = .offered(agents[agent].id)
    } else {
      calls[call].alsoOffered.append(agents[agent].id)
    }
    let number = beginOffer(calls[call].id, agent, ttr)
    actions.append(
      .offer(
        offer: OfferID("o\(number)"), agent: agents[agent].id, call: calls[call].id, queue: calls[call].queue,
        ttr: ttr, waited: now - calls[call].entered, why: why))
    change(agent, .offered)
  }

  mutating func beginOffer(_ call: CallID, _ agent: Int, _ ttr: Interval, isConsultation: Bool = false) -> Int64 {
    let number = nextOffer
    nextOffer += 1
    agents[agent].lastOffer = number
    agents[agent].offer = (number, call, now + ttr, isConsultation)
    agents[agent].warnsAt = ttr > .seconds(10) ? now + ttr - .seconds(5) : nil
    return number
  }

  mutating func change(_ agent: Int, _ state: AgentState) {
    if agents[agent].state != .loggedOut, agents[agent].since < now {
      actions.append(
        .stateInterval(agent: agents[agent].id, state: agents[agent].state, from: agents[agent].since, to: now))
    }
    let spent = (now - agents[agent].since).microseconds
    switch agents[agent].state {
    case .talking, .held, .consulting:
      agents[agent].talked += spent
      agents[agent].busy += spent
    case .offered, .wrapUp: agents[agent].busy += spent
    case .loggedOut:
      agents[agent].shiftBegan = now
      agents[agent].answered = 0
      agents[agent].talked = 0
      agents[agent].busy = 0
    case .notReady, .ready: break
    }
    let working: [AgentState] = [.talking, .held, .consulting, .wrapUp]
    let hasWorked = working.contains(agents[agent].state) && !working.contains(state)
    if hasWorked { noteEndOfWork(agent) }
    agents[agent].state = state
    agents[agent].since = now
    if state == .loggedOut {
      emptied += queues.filter { serves(agents[agent].id, $0.rings.last!) && loggedIn($0.id) == 0 }.map(\.id)
    }
    actions.append(.agentState(agent: agents[agent].id, state: state, since: now))
    if hasWorked, state != .loggedOut { tellOfRest(agent) }
  }

  // MARK: Stays

  mutating func beginStay(_ index: Int) {
    serial += 1
    calls[index].serial = serial
    calls[index].entered = now
    let queue = queue(calls[index].queue)
    calls[index].patienceEnds = queue.maxWait.map { now + $0 }
    calls[index].nextAnnouncement = queue.announce.every.map { now + $0 }
    let prefers = calls[index].preferred != nil && queue.preferredWindow > .zero
    calls[index].preferenceEnds = prefers ? now + queue.preferredWindow : nil
    beginWaiting(index)
    let id = calls[index].id
    announce(index, line(queue.id).firstIndex { $0.id == id }! + 1)
  }

  mutating func beginWaiting(_ index: Int) {
    calls[index].place = .waiting
    calls[index].ring = openRing(calls[index])
    calls[index].alsoOffered = []
    calls[index].ringsSeveral = false
    calls[index].nextRing = nil
    if let ends = calls[index].preferenceEnds { calls[index].preferenceEnds = max(ends, now) }
    if let ends = calls[index].patienceEnds { calls[index].patienceEnds = max(ends, now) }
    if let next = calls[index].nextAnnouncement { calls[index].nextAnnouncement = max(next, now) }
  }
}
