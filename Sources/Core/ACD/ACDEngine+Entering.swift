public import CallModel

extension ACDEngine {
  /// A caller comes. `credit` is a head start in points; `arrival`, if given, is what urgency and rings count
  /// from: for a caller who comes from another queue. Of `talks`, those he had before, the latest last, the queue
  /// makes what its `previousAgent` says. He goes to `preferred` first, within the queue's window, and to none of
  /// `excluded`, nor to those who have a conflict of interest with `customer`; agents unknown here are passed over. Not let in: an `overflow` action, and no refusal.
  @discardableResult
  public mutating func enter(
    call: CallID, queue id: QueueID, credit: Int64 = 0, arrival: Timestamp? = nil,
    preferred: AgentID? = nil, excluded: [AgentID] = [], talks: [PastTalk] = [],
    customer: CustomerNumber? = nil, at instant: Timestamp,
    into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, through: .ringOpening, into: &actions)
    guard let queue = openIndex(of: id) else { return .unknownQueue(id) }
    guard contacts.slot(of: call) == nil else { return .duplicateCall(call) }
    let arrival = seniority(arrival)
    let acquaintance = acquaintance(talks: talks, excluded: excluded, customer: customer)
    let (known, excluded) = relations(of: acquaintance, to: queue)
    let preferred = preferred.flatMap { agentIndex[$0] } ?? known
    let credit = creditWithinLimits(credit)
    let place = queues[queue].rule.key(credit: credit, arrival: arrival, call: call)
    if let reason = reasonToRefuse(queue, ringClock: arrival, place: place, preferred: preferred, excluded: excluded) {
      queues[queue].counters.offered += 1
      let target = queues[queue].target(for: reason)
      count(target, queue)
      actions.append(.overflow(call: call, queue: id, target: target, reason: reason, arrival: arrival))
      return nil
    }
    let contact = Contact(
      call: call, serial: 0, queue: queue, credit: credit,
      arrival: arrival, ringClock: arrival, entered: instant, excluded: excluded, acquaintance: acquaintance,
      preferred: preferred, waitingSince: instant, stretchBegan: instant)
    let slot = contacts.add(contact)
    queues[queue].calls += 1
    beginStay(slot, queue: queue, into: &actions)
    settle(into: &actions)
    return nil
  }

  /// An arrival that is said, within its limits; now, where none is.
  func seniority(_ arrival: Timestamp?) -> Timestamp { max(min(arrival ?? now, now), now - ACDLimits.seniority) }

  func creditWithinLimits(_ credit: Int64) -> Int64 { max(-ACDLimits.points, min(ACDLimits.points, credit)) }

  /// A waiting caller, also one being offered, goes of his own accord.
  @discardableResult
  public mutating func leave(
    call: CallID, reason: LeaveReason, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let slot = contacts.slot(of: call), contacts[slot].outbound == nil else { return .unknownCall(call) }
    switch contacts[slot].place {
    case .waiting: break
    case .offered: withdrawAll(slot, because: .callerGone, into: &actions)
    case .talking(let agent): return .callState(want: "waiting|offered", have: agents[agent].state.word)
    case .dialling, .paused, .standby: preconditionFailure("Only outbound work is dialled, paused or on standby.")
    }
    let queue = contacts[slot].queue
    let isInTarget = now - contacts[slot].entered <= queues[queue].configuration.serviceLevel.within
    switch reason {
    case .abandoned:
      queues[queue].counters.abandoned += 1
      queues[queue].counters.abandonedInTarget += isInTarget ? 1 : 0
      queues[queue].recent.note(isInTarget: false, at: now)
    case .callback: queues[queue].counters.calledBack += 1
    case .selfService:
      queues[queue].counters.overflowed += 1
      queues[queue].counters.leftForSelfService += 1
    }
    queues[queue].flow.noteDeparture()
    endStay(slot)
    forget(slot)
    settle(into: &actions)
    return nil
  }

  /// A queue that callers may enter.
  func openIndex(of id: QueueID) -> Int? {
    guard let queue = queueIndex[id], queues[queue].isConfigured else { return nil }
    return queue
  }

  func isOpen(_ queue: Int) -> Bool { !queues[queue].isShut && queues[queue].configuration.hours.isOpen(at: now) }

  /// In this order: closed, no agents, full, too long a wait. `nil`: come in. Who has no `place` is not asked how long
  /// he would wait: an agent sends him.
  func reasonToRefuse(
    _ queue: Int, ringClock: Timestamp, place: PlaceKey? = nil, preferred: Int? = nil, excluded: [Int] = []
  ) -> OverflowReason? {
    let settings = queues[queue].configuration
    if !isOpen(queue) { return .closed }
    if !settings.joinWhenEmpty, queues[queue].agentsLoggedIn == 0 { return .noAgents }
    let unoffered = queues[queue].flow.unoffered - queues[queue].unofferedPlaceholders
    let isFull = settings.maxWaiting.map { unoffered >= $0 } ?? false
    guard isFull || place.map({ isTooLong(settings.maxEstimateEntering, at: $0, queue) }) ?? false else { return nil }
    let matchClass = tables.firstClass[queue] + queues[queue].ring(at: now, from: ringClock)
    let waitsForOne =
      settings.preferredWindow > .zero
      && preferred.map { isToBeWaitedFor($0, matchClass, excluding: excluded) } ?? false
    guard waitsForOne || !hasAgent(for: matchClass, excluding: excluded) else { return nil }
    return isFull ? .full : .longWait
  }

  /// Whoever came to this place would wait longer than `limit`. What nobody can tell is not too long.
  private func isTooLong(_ limit: Interval?, at place: PlaceKey, _ queue: Int) -> Bool {
    guard let limit, let wait = estimatedWait(queue, position: places.rank(for: place, in: queue)) else { return false }
    return wait > limit
  }

  mutating func checkEstimate(_ slot: Int, into actions: inout [ACDAction]) {
    let queue = contacts[slot].queue
    let limit = queues[queue].configuration.maxEstimateWaiting
    contacts[slot].nextEstimateCheck = limit.map { _ in now + ACDLimits.estimateCheck }
    if let limit, let wait = estimatedWait(queue, position: places.rank(of: slot)), wait > limit {
      return overflow(slot, because: .longWait, into: &actions)
    }
    setAlarm(ofContact: slot)
  }

  /// Overflowed or rejected: whether there is somewhere to go.
  mutating func count(_ target: OverflowTarget?, _ queue: Int) {
    if target == nil { queues[queue].counters.rejected += 1 } else { queues[queue].counters.overflowed += 1 }
  }

  /// Takes a call into a queue at this instant: new, back from an agent, or transferred.
  mutating func beginStay(_ slot: Int, queue: Int, into actions: inout [ACDAction]) {
    contacts[slot].queue = queue
    contacts[slot].serial = nextSerial
    nextSerial += 1
    contacts[slot].entered = now
    let settings = queues[queue].configuration
    contacts[slot].patienceEnds = settings.maxWait.map { now + $0 }
    contacts[slot].nextAnnouncement = settings.announce.every.map { now + $0 }
    contacts[slot].nextEstimateCheck = settings.maxEstimateWaiting.map { _ in now + ACDLimits.estimateCheck }
    queues[queue].counters.offered += 1
    appendToList(slot)
    places.insert(slot, key: placeKey(slot), into: queue)
    queues[queue].flow.change(unoffered: 0, waiting: 1, at: now)
    openPreference(slot)
    beginWaiting(slot)
    announce(slot, position: places.rank(of: slot), into: &actions)
  }

  /// Into the heap of its class: at the begin of a stay, or after an offer that came to nothing.
  mutating func beginWaiting(_ slot: Int) {
    let queue = contacts[slot].queue
    contacts[slot].place = .waiting
    contacts[slot].waitingSince = now
    contacts[slot].patienceEnds = contacts[slot].patienceEnds.map { max($0, now) }
    contacts[slot].nextAnnouncement = contacts[slot].nextAnnouncement.map { max($0, now) }
    contacts[slot].nextEstimateCheck = contacts[slot].nextEstimateCheck.map { max($0, now) }
    contacts[slot].preferenceEnds = contacts[slot].preferenceEnds.map { max($0, now) }
    contacts[slot].ringsSeveral = false
    contacts[slot].nextRing = nil
    contacts[slot].ring = queues[queue].ring(at: now, from: contacts[slot].ringClock)
    shelve(slot)
    queues[queue].flow.change(unoffered: 1, waiting: 0, at: now)
    if contacts[slot].outbound != nil { queues[queue].unofferedPlaceholders += 1 }
    setAlarm(ofContact: slot)
  }

  /// Out of the heap of its class, if it was not held back for an agent.
  mutating func endWaiting(_ slot: Int) {
    if waiting.contains(slot) { waiting.remove(slot) }
    queues[contacts[slot].queue].flow.change(unoffered: -1, waiting: 0, at: now)
    if contacts[slot].outbound != nil { queues[contacts[slot].queue].unofferedPlaceholders -= 1 }
  }

  /// Out of the queue altogether: answered or gone. Whoever calls this has counted why.
  mutating func endStay(_ slot: Int) {
    let queue = contacts[slot].queue
    if contacts[slot].place == .waiting { endWaiting(slot) }
    if ringing.contains(slot) { ringing.remove(slot) }
    closePreference(slot)
    contacts[slot].ringsSeveral = false
    contacts[slot].nextRing = nil
    places.remove(slot, from: queue)
    queues[queue].flow.change(unoffered: 0, waiting: -1, at: now)
    removeFromList(slot)
    touch(queue)
    clearAlarm(ofContact: slot)
  }

  /// The call is no longer the scheduler's.
  mutating func forget(_ slot: Int) {
    queues[contacts[slot].queue].calls -= 1
    contacts.remove(slot)
  }

  /// Sends a waiting caller elsewhere.
  mutating func overflow(_ slot: Int, because reason: OverflowReason, into actions: inout [ACDAction]) {
    let (queue, call, arrival) = (contacts[slot].queue, contacts[slot].call, contacts[slot].arrival)
    let target = queues[queue].target(for: reason)
    count(target, queue)
    queues[queue].flow.noteDeparture()
    endStay(slot)
    forget(slot)
    actions.append(
      .overflow(
        call: call, queue: queues[queue].configuration.id, target: target, reason: reason, arrival: arrival))
  }

  @inline(__always) func placeKey(_ slot: Int) -> PlaceKey {
    let contact = contacts[slot]
    return queues[contact.queue].rule.key(credit: contact.credit, arrival: contact.arrival, call: contact.call)
  }

  private mutating func appendToList(_ slot: Int) {
    let queue = contacts[slot].queue
    let last = queues[queue].lastIn
    contacts[slot].previous = last
    contacts[slot].following = -1
    if last >= 0 { contacts[last].following = slot } else { queues[queue].firstIn = slot }
    queues[queue].lastIn = slot
  }

  private mutating func removeFromList(_ slot: Int) {
    let (queue, previous, following) = (contacts[slot].queue, contacts[slot].previous, contacts[slot].following)
    if previous >= 0 { contacts[previous].following = following } else { queues[queue].firstIn = following }
    if following >= 0 { contacts[following].previous = previous } else { queues[queue].lastIn = previous }
  }
}
