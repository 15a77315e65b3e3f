public import CallModel

/// Calling customers back. The agent is reserved first: the work is offered, and when he accepts, the customer is
/// dialled while the agent stays `offered`, for no longer than `CallbackPolicy.ring`. So nobody who answers his
/// telephone finds no agent there.
///
/// Work that has a *place* stands in line with the callers, where the caller who left it stood. Other work is
/// on *standby*: see `BlendingPolicy`. Between two attempts, and while its queue is closed, work is *paused*.
extension ACDEngine {
  /// A waiting caller hangs up to be called back: `id` takes over his place, with its arrival and credit.
  @discardableResult
  public mutating func keepPlace(
    of call: CallID, for id: CallID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard contacts.slot(of: id) == nil else { return .duplicateCall(id) }
    guard let left = contacts.slot(of: call), contacts[left].outbound == nil else { return .unknownCall(call) }
    switch contacts[left].place {
    case .waiting: break
    case .offered: withdrawAll(left, because: .callerGone, into: &actions)
    case .talking(let agent): return .callState(want: "waiting|offered", have: agents[agent].state.word)
    case .dialling, .paused, .standby: preconditionFailure("Only outbound work is dialled, paused or on standby.")
    }
    let before = contacts[left]
    queues[before.queue].counters.calledBack += 1
    endStay(left)
    forget(left)
    let work = Contact.Outbound(attempts: 0, hasPlace: true, due: now)
    addOutbound(
      Contact(
        call: id, serial: nextSerial, queue: before.queue, credit: before.credit, arrival: before.arrival,
        ringClock: before.ringClock, entered: before.entered, excluded: before.excluded,
        waitingSince: now, stretchBegan: now, outbound: work))
    settle(into: &actions)
    return nil
  }

  /// Outbound work comes, from a promise made elsewhere or from a project: it is in line or on standby from its due
  /// time on.
  @discardableResult
  public mutating func give(
    _ work: OutboundWork, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let queue = openIndex(of: work.queue) else { return .unknownQueue(work.queue) }
    guard contacts.slot(of: work.id) == nil else { return .duplicateCall(work.id) }
    let outbound = Contact.Outbound(
      attempts: max(0, work.attempts), hasPlace: work.place != nil, due: work.due, bounds: work.bounds)
    let arrival = seniority(work.place?.arrival)
    let acquaintance = acquaintance(talks: work.talks, excluded: work.excluded, customer: work.customer)
    addOutbound(
      Contact(
        call: work.id, serial: nextSerial, queue: queue, credit: creditWithinLimits(work.place?.credit ?? 0),
        arrival: arrival, ringClock: arrival, entered: min(now, work.place?.entered ?? now),
        excluded: relations(of: acquaintance, to: queue).excluded, acquaintance: acquaintance,
        waitingSince: now, stretchBegan: now, outbound: outbound))
    settle(into: &actions)
    return nil
  }

  /// The customer is on the line: the agent who waited for him has him.
  @discardableResult
  public mutating func customerAnswered(
    call: CallID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    switch dialling(call) {
    case .failure(let refusal): return refusal
    case .success(let agent): connect(agent, into: &actions)
    }
    settle(into: &actions)
    return nil
  }

  /// The customer was not reached: the agent is ready again with the idle time that he had.
  @discardableResult
  public mutating func customerMissed(
    call: CallID, result: DialResult, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    precondition(result != .answered, "An answer is told by customerAnswered.")
    switch dialling(call) {
    case .failure(let refusal): return refusal
    case .success(let agent): endDial(agent, result: result, into: &actions)
    }
    settle(into: &actions)
    return nil
  }

  /// Takes work back that nobody is talking on.
  @discardableResult
  public mutating func cancelOutbound(
    _ id: CallID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let slot = contacts.slot(of: id), contacts[slot].outbound != nil else { return .unknownCall(id) }
    switch contacts[slot].place {
    case .waiting, .paused, .standby: break
    case .offered: withdrawAll(slot, because: .callerGone, into: &actions)
    case .dialling(let agent):
      actions.append(.dialCancelled(call: id))
      withdraw(agent, because: .callerGone, into: &actions)
    case .talking: preconditionFailure("Work ends when its conversation begins.")
    }
    finishOutbound(slot, .cancelled, into: &actions)
    settle(into: &actions)
    return nil
  }

  private func dialling(_ call: CallID) -> Result<Int, ACDRefusal> {
    guard let slot = contacts.slot(of: call) else { return .failure(.unknownCall(call)) }
    guard case .dialling(let agent) = contacts[slot].place else {
      return .failure(.callState(want: "dialling", have: contacts[slot].place.word))
    }
    return .success(agent)
  }

  private mutating func addOutbound(_ contact: Contact) {
    nextSerial += 1
    let slot = contacts.add(contact)
    queues[contact.queue].calls += 1
    queues[contact.queue].counters.outbound += 1
    resumeOutbound(slot, notBefore: contact.outbound!.due)
  }

  /// Into the line or onto standby, or paused until it may be dialled.
  mutating func resumeOutbound(_ slot: Int, notBefore due: Timestamp) {
    let queue = contacts[slot].queue
    contacts[slot].outbound!.waitsForOpening = due <= now && !mayDial(slot)
    if let until = dialFrom(slot, notBefore: due) {
      contacts[slot].place = .paused
      contacts[slot].outbound!.due = until
      return setAlarm(ofContact: slot)
    }
    guard contacts[slot].outbound!.hasPlace else { return beginStandby(slot) }
    places.insert(slot, key: placeKey(slot), into: queue)
    queues[queue].placeholders += 1
    queues[queue].flow.change(unoffered: 0, waiting: 1, at: now)
    beginWaiting(slot)
  }

  /// Nobody is dialled outside the hours: work in line that is about to be offered then waits for the opening.
  mutating func pauseIfClosed(_ slot: Int) -> Bool {
    guard contacts[slot].outbound != nil, !mayDial(slot) else { return false }
    leaveLine(slot)
    resumeOutbound(slot, notBefore: now)
    return true
  }

  /// Whether the queue is open, and the work's own hours allow it.
  func mayDial(_ slot: Int) -> Bool {
    isOpen(contacts[slot].queue) && ownHours(slot)?.isOpen(at: now) ?? true
  }

  private func ownHours(_ slot: Int) -> OpeningHours? {
    contacts[slot].outbound?.bounds.flatMap { dialHours.hours(for: $0.terms) }
  }

  /// The first instant from `due` on at which it may be worth looking again, if that isn't now.
  private func dialFrom(_ slot: Int, notBefore due: Timestamp) -> Timestamp? {
    if due > now { return due }
    if mayDial(slot) { return nil }
    if queues[contacts[slot].queue].isShut { return now + ACDLimits.closedCheck }
    let hours = isOpen(contacts[slot].queue) ? ownHours(slot) : queues[contacts[slot].queue].configuration.hours
    return hours?.nextOpening(after: now) ?? now + ACDLimits.closedCheck
  }

  mutating func beginStandby(_ slot: Int) {
    contacts[slot].place = .standby
    contacts[slot].ring = queues[contacts[slot].queue].configuration.rings.count - 1
    standby.insert(
      slot, key: StandbyKey(due: contacts[slot].outbound!.due, call: IDOrder(contacts[slot].call)),
      into: contacts[slot].queue)
    setAlarm(ofContact: slot)
  }

  /// Its hours may have ended while the agent was asked.
  mutating func dialIfAllowed(_ agent: Int, into actions: inout [ACDAction]) {
    let slot = agents[agent].offer!.slot
    guard !mayDial(slot) else { return dial(agent, into: &actions) }
    withdraw(agent, because: .notReached, into: &actions)
    leaveLine(slot)
    resumeOutbound(slot, notBefore: now)
  }

  /// The agent has accepted, and waits while the customer's telephone rings.
  mutating func dial(_ agent: Int, into actions: inout [ACDAction]) {
    let slot = agents[agent].offer!.slot
    let queue = contacts[slot].queue
    let ring = queues[queue].configuration.callback.ring
    contacts[slot].outbound!.attempts += 1
    contacts[slot].place = .dialling(agent)
    agents[agent].offer!.ends = now + ring
    agents[agent].offer!.warnsAt = nil
    agents[agent].offer!.isDialling = true
    agents[agent].missed = 0
    agents[agent].declined = 0
    setAlarm(ofAgent: agent)
    actions.append(
      .dial(
        call: contacts[slot].call, agent: agents[agent].configuration.id, queue: queues[queue].configuration.id,
        attempt: contacts[slot].outbound!.attempts, ring: ring))
  }

  /// The lease of a dialled call is over: the gateway has not said how it went.
  mutating func giveUpDialling(_ agent: Int, into actions: inout [ACDAction]) {
    actions.append(.dialCancelled(call: contacts[agents[agent].offer!.slot].call))
    endDial(agent, result: .noAnswer, into: &actions)
  }

  private mutating func endDial(_ agent: Int, result: DialResult, into actions: inout [ACDAction]) {
    let slot = agents[agent].offer!.slot
    withdraw(agent, because: .notReached, into: &actions)
    afterAttempt(slot, result, into: &actions)
  }

  /// Plans the next attempt, or closes the work after the last.
  mutating func afterAttempt(_ slot: Int, _ result: DialResult, into actions: inout [ACDAction]) {
    let policy = queues[contacts[slot].queue].configuration.callback
    let limit = min(policy.attempts, contacts[slot].outbound!.bounds?.attempts ?? .max)
    if !result.isAttempt { contacts[slot].outbound!.attempts -= 1 }
    guard result != .refused, contacts[slot].outbound!.attempts < limit else {
      return finishOutbound(slot, .otherChannel, into: &actions)
    }
    leaveLine(slot)
    resumeOutbound(slot, notBefore: now + policy.pause)
  }

  /// Out of the line, if it stands there: without this the work has no place at all.
  private mutating func leaveLine(_ slot: Int) {
    let queue = contacts[slot].queue
    if standby.contains(slot) { standby.remove(slot) }
    guard places.contains(slot) else { return }
    if waiting.contains(slot) { endWaiting(slot) }
    places.remove(slot, from: queue)
    queues[queue].placeholders -= 1
    queues[queue].flow.change(unoffered: 0, waiting: -1, at: now)
    touch(queue)
  }

  mutating func finishOutbound(_ slot: Int, _ end: OutboundEnd, into actions: inout [ACDAction]) {
    let (queue, call) = (contacts[slot].queue, contacts[slot].call)
    leaveLine(slot)
    clearAlarm(ofContact: slot)
    queues[queue].counters.outboundClosed += 1
    actions.append(
      .outboundEnded(
        call: call, queue: queues[queue].configuration.id, attempts: contacts[slot].outbound!.attempts, end: end))
    forget(slot)
  }

  /// The conversation begins: from here on this is a call like any other.
  mutating func beginOutboundTalk(_ slot: Int) {
    leaveLine(slot)
    clearAlarm(ofContact: slot)
    contacts[slot].outbound = nil
    queues[contacts[slot].queue].counters.outboundReached += 1
  }
}
