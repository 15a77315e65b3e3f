import ACD
import CallModel
import IVR
import LineProtocol

/// Between the ACD and everybody whom it moves: callers' dialogues, gateways, agents' desks, records.
extension Switchboard {
  /// Lets something happen to the ACD, and does what it then wants.
  @discardableResult
  mutating func route<R>(
    into effects: inout Outgoing, _ happen: (inout ACDEngine, Timestamp, inout [ACDAction]) -> R
  ) -> R {
    var actions: [ACDAction] = []
    let result = happen(&acd, now, &actions)
    for action in actions { scratch.work.append(.routing(action)) }
    workOff(into: &effects)
    return result
  }

  mutating func perform(_ action: ACDAction, into effects: inout Outgoing) {
    switch action {
    case .offer(let offer, let agent, let call, let queue, let ttr, let waited, let why):
      let attempt = callbacks[call].map { $0.attempts + 1 }
      let event = Event.offer(
        .init(agent: agent, call: call, queue: queue, ttr: ttr, waited: waited, why: why, attempt: attempt))
      tellDesk(agent, offer.text, event, into: &effects)
    case .deadlineSoon(let offer, let agent, let left):
      tellDesk(agent, offer.text, .deadlineSoon(left: left), into: &effects)
    case .withdraw(let offer, let agent, call: _, let reason):
      tellDesk(agent, offer.text, .withdrawn(reason: reason.rawValue), into: &effects)
    case .connect(let call, let agent, let offer, let queue, waited: _):
      connect(call, agent, offer, queue, into: &effects)
    case .consult, .consulting, .joined, .consultEnded, .handedOver: performConsultation(action, into: &effects)
    case .held(let call, agent: _): setHeld(call, true, into: &effects)
    case .unheld(let call, agent: _): setHeld(call, false, into: &effects)
    case .talkEnded(let call, let agent, queue: _, let talk, let hold, let cause):
      talkEnded(call, agent, talk: talk, hold: hold, cause: cause, into: &effects)
    case .requeued(let call, let queue, agent: _, arrival: _, cause: _):
      requeued(call, queue, into: &effects)
    case .dial(let call, let agent, let queue, let attempt, let ring):
      dial(call, agent, queue, attempt: attempt, ring: ring, into: &effects)
    case .dialCancelled(let call): stopDialling(call, into: &effects)
    case .outboundEnded(let call, queue: _, attempts: _, let end): outboundEnded(call, end, into: &effects)
    case .position(let call, let queue, let position, let wait):
      announce(call, queue, position: position, wait: wait, into: &effects)
    case .overflow(let call, let queue, let target, let reason, let arrival):
      overflow(call, from: queue, to: target, reason: reason, arrival: arrival, into: &effects)
    case .agentState(let agent, let state, since: _):
      let event = Event.state(state: state.word, reason: state.reason)
      tellDesk(agent, agent.text, event, into: &effects)
      let fields = [Field("state", state.word)] + (state.reason.map { [Field("reason", $0)] } ?? [])
      monitor(.agent, agent.text, fields, into: &effects)
      if state.kind != .notReady { endSupervision(by: agent, because: state.word, into: &effects) }
      if state == .loggedOut { leaveDesk(agent) }
    case .wrapUp(let agent, let call, queue: _, let until):
      tellDesk(agent, call.text, .wrapUp(until: until), into: &effects)
    case .rest(let agent, let calls, let until):
      tellDesk(agent, agent.text, .rest(calls: calls, until: until), into: &effects)
    case .coded: break
    case .stateInterval(let agent, let state, let from, let to):
      let record = AgentIntervalRecord(agent: agent, state: state.word, reason: state.reason, from: from, to: to)
      effects.append(.record(.agentInterval(record)))
    }
  }

  mutating func tellDesk(_ agent: AgentID, _ subject: String, _ event: Event, into effects: inout Outgoing) {
    guard let number = desks[agent] else { return }
    tell(number, subject, event, into: &effects)
  }

  // MARK: - Into and out of a queue

  mutating func enterQueue(_ queue: QueueID, _ slot: CallSlot, into effects: inout Outgoing) {
    let call = calls[slot].id
    calls[slot].overflowHops = 0
    enterQueue(queue, call, slot, arrival: nil, into: &effects)
  }

  private mutating func enterQueue(
    _ queue: QueueID, _ call: CallID, _ slot: CallSlot, arrival: Timestamp?, into effects: inout Outgoing
  ) {
    let credit = credit(of: slot)
    let (talks, barred) = (pastTalks(of: slot), barred(for: slot))
    let customer = calls[slot].dialogue.customer?.number
    let preferred = preferences.agent(of: customer)
    if !keptPlaces.isEmpty { keptPlaces[call] = nil }
    calls[slot].stage = .waiting(.init(queue: queue, enteredAt: now))
    let refusal = route(into: &effects) { acd, now, actions in
      acd.enter(
        call: call, queue: queue, credit: credit, arrival: arrival, preferred: preferred, excluded: barred,
        talks: talks,
        customer: customer, at: now, into: &actions)
    }
    guard let refusal else { return }
    // A call keeps the menus that it began with; a reload may have taken a queue of theirs away.
    effects.append(
      .log(
        LogEntry(
          .warning, "call \(call): queue \(queue) refused it: \(refusal.symbol)",
          [Field("call", call), Field("queue", queue)])))
    calls[slot].stage = .menu
    converse(slot, into: &effects) { dialogue, now, actions in dialogue.queueClosed(at: now, into: &actions) }
  }

  private func credit(of slot: CallSlot) -> Int64 {
    calls[slot].dialogue.customer?.tier == .vip ? settings.vipCredit : 0
  }

  mutating func leaveQueue(_ slot: CallSlot, reason: QueueLeaveReason, into effects: inout Outgoing) {
    guard case .waiting(let visit) = calls[slot].stage else { return }
    closeVisit(slot, visit, result: reason.rawValue, into: &effects)
    let call = calls[slot].id
    let why: LeaveReason =
      switch reason {
      case .callback: .callback
      case .selfService: .selfService
      }
    route(into: &effects) { acd, now, actions in _ = acd.leave(call: call, reason: why, at: now, into: &actions) }
  }

  /// The call is over: whatever the ACD knows of it ends.
  mutating func leaveACD(_ slot: CallSlot, into effects: inout Outgoing) {
    let call = calls[slot].id
    switch calls[slot].stage {
    case .menu, .transferring: break
    case .waiting(let visit):
      closeVisit(slot, visit, result: "abandoned", into: &effects)
      route(into: &effects) { acd, now, actions in
        _ = acd.leave(call: call, reason: .abandoned, at: now, into: &actions)
      }
    case .bridging, .talking:
      endSupervisions(of: slot, into: &effects)
      route(into: &effects) { acd, now, actions in _ = acd.release(call: call, at: now, into: &actions) }
      // The record is made before the list of work is done, so the visit is closed here.
      finishTalk(slot)
    }
  }

  /// The caller was told how long he will wait: recorded at once, and scored when the wait is over.
  mutating func note(_ promise: WaitPromise, to slot: CallSlot, into effects: inout Outgoing) {
    guard case .waiting(var visit) = calls[slot].stage else { return }
    visit.isPromised = true
    calls[slot].stage = .waiting(visit)
    let record = PromiseRecord(
      call: calls[slot].id, epoch: calls[slot].epoch, queue: visit.queue, at: now, promise: promise)
    effects.append(.record(.promise(record)))
  }

  private func score(_ visit: CallSession.OpenVisit, of slot: CallSlot, _ result: String, into effects: inout Outgoing)
  {
    guard visit.isPromised else { return }
    let record = PromiseScoreRecord(call: calls[slot].id, epoch: calls[slot].epoch, at: now, result: result)
    effects.append(.record(.promisesScored(record)))
  }

  mutating func closeVisit(
    _ slot: CallSlot, _ visit: CallSession.OpenVisit, result: String, into effects: inout Outgoing
  ) {
    score(visit, of: slot, result, into: &effects)
    calls[slot].visits.append(
      QueueVisitRecord(
        queue: visit.queue, enteredAt: visit.enteredAt, leftAt: now, result: result,
        decision: acd.why(calls[slot].id)))
    calls[slot].stage = .menu
  }

  private mutating func announce(
    _ call: CallID, _ queue: QueueID, position: Int, wait: Interval?, into effects: inout Outgoing
  ) {
    guard let slot = calls.slot(of: call), case .waiting(var visit) = calls[slot].stage else { return }
    visit.queue = queue
    visit.position = position
    visit.estimatedWait = wait
    calls[slot].stage = .waiting(visit)
    tell(slot, .queue(queue: queue, position: position, wait: wait), into: &effects)
    converse(slot, into: &effects) { dialogue, now, actions in
      dialogue.queueUpdated(position: position, estimatedWait: wait, at: now, into: &actions)
    }
  }

  private mutating func overflow(
    _ call: CallID, from queue: QueueID, to target: OverflowTarget?, reason: OverflowReason, arrival: Timestamp,
    into effects: inout Outgoing
  ) {
    guard let slot = calls.slot(of: call), case .waiting(let visit) = calls[slot].stage else { return }
    let result = reason == .closed ? "closed" : "overflowed"
    closeVisit(slot, visit, result: result, into: &effects)
    if case .queue(let other) = target, calls[slot].overflowHops < limits.overflowHops {
      calls[slot].overflowHops += 1
      converse(slot, into: &effects) { dialogue, now, actions in
        dialogue.requeued(to: other, at: now, into: &actions)
      }
      return enterQueue(other, call, slot, arrival: arrival, into: &effects)
    }
    let node: NodeID?
    switch target {
    case .node(let id): node = id
    case .callback:
      let tree = calls[slot].dialogue.tree
      node = tree.callbackNode(of: queue).map { tree[$0].id }
      let place = OutboundWork.Place(arrival: arrival, entered: visit.enteredAt, credit: credit(of: slot))
      keptPlaces[call] = KeptPlace(queue: queue, place: place)
    case .queue, nil: node = nil
    }
    converse(slot, into: &effects) { dialogue, now, actions in
      if reason == .closed, node == nil {
        dialogue.queueClosed(at: now, into: &actions)
      } else {
        dialogue.queueOverflowed(to: node, at: now, into: &actions)
      }
    }
  }

  // MARK: - With an agent

  private mutating func connect(
    _ call: CallID, _ agent: AgentID, _ offer: OfferID, _ queue: QueueID, into effects: inout Outgoing
  ) {
    guard let slot = calls.slot(of: call) else { return }
    var entered = now
    if case .waiting(let visit) = calls[slot].stage {
      entered = visit.enteredAt
      score(visit, of: slot, "answered", into: &effects)
    }
    epochsOfTalks[agent] = calls[slot].epoch
    calls[slot].stage = .bridging(
      .init(agent: agent, offer: offer, queue: queue, enteredQueueAt: entered, answeredAt: now, decision: acd.why(call))
    )
    converse(slot, into: &effects) { dialogue, now, actions in
      dialogue.agentAnswered(agent: agent, at: now, into: &actions)
    }
  }

  /// The caller has heard who will speak: the legs are joined.
  mutating func bridge(_ slot: CallSlot, into effects: inout Outgoing) {
    guard case .bridging(var leg) = calls[slot].stage else { return }
    leg.isBridgeSent = true
    calls[slot].stage = .bridging(leg)
    let address = acd.status(of: leg.agent)?.address ?? "-"
    tell(slot, .bridge(agent: leg.agent, address: address, offer: leg.offer), into: &effects)
    if sessions[calls[slot].session].bridge == .instant { beginTalk(slot, into: &effects) }
  }

  mutating func beginTalk(_ slot: CallSlot, into effects: inout Outgoing) {
    guard case .bridging(let leg) = calls[slot].stage else { return }
    calls[slot].stage = .talking(leg)
    tellDesk(leg.agent, calls[slot].id.text, connected(calls[slot]), into: &effects)
  }

  /// What an agent sees of a caller; the name is masked already.
  func connected(_ call: CallSession) -> Event {
    .connected(
      path: call.dialogue.path.map { call.dialogue.tree[$0].id }, verified: call.dialogue.verification(at: now),
      customer: call.dialogue.customer?.maskedName)
  }

  private mutating func setHeld(_ call: CallID, _ isHeld: Bool, into effects: inout Outgoing) {
    guard let slot = calls.slot(of: call), case .talking(var leg) = calls[slot].stage else { return }
    leg.isHeld = isHeld
    calls[slot].stage = .talking(leg)
    tell(slot, isHeld ? .hold : .unhold, into: &effects)
    tellDesk(leg.agent, call.text, isHeld ? .held : .unheld, into: &effects)
  }

  private mutating func talkEnded(
    _ call: CallID, _ agent: AgentID, talk: Interval, hold: Interval, cause: TalkEnd, into effects: inout Outgoing
  ) {
    tellDesk(agent, call.text, .ended, into: &effects)
    guard let slot = calls.slot(of: call), calls[slot].leg?.agent == agent else { return }
    if cause != .handedOver { endSupervisions(of: slot, into: &effects) }
    let wasBridged = if case .talking = calls[slot].stage { true } else { false }
    finishTalk(slot, talk: talk, hold: hold)
    if wasBridged, cause != .handedOver { tell(slot, .unbridge, into: &effects) }
    switch cause {
    case .agentEnded:
      let node = calls[slot].nodeAfterTalk
      calls[slot].nodeAfterTalk = nil
      converse(slot, into: &effects) { dialogue, now, actions in
        if let node, dialogue.resume(at: node, at: now, into: &actions) { return }
        dialogue.agentReleased(at: now, into: &actions)
      }
    case .transferred:
      if let status = acd.status(of: call) { requeued(call, status.queue, into: &effects) }
    case .callerHungUp, .connectionLost, .unreachable, .handedOver: break
    }
  }

  private mutating func finishTalk(_ slot: CallSlot, talk: Interval? = nil, hold: Interval = .zero) {
    guard let leg = calls[slot].leg else { return }
    if case .talking = calls[slot].stage { remember(leg.agent, of: slot) }
    calls[slot].visits.append(
      QueueVisitRecord(
        queue: leg.queue, enteredAt: leg.enteredQueueAt, leftAt: leg.answeredAt,
        result: leg.isHandedOver ? "handed-over" : calls[slot].wasDialled ? "reached" : "answered", agent: leg.agent,
        talk: talk ?? now - leg.answeredAt, hold: hold, decision: leg.decision))
    calls[slot].stage = .menu
  }

  private mutating func requeued(_ call: CallID, _ queue: QueueID, into effects: inout Outgoing) {
    guard let slot = calls.slot(of: call) else { return }
    calls[slot].stage = .waiting(.init(queue: queue, enteredAt: now))
    converse(slot, into: &effects) { dialogue, now, actions in dialogue.requeued(to: queue, at: now, into: &actions) }
  }

  // MARK: - What gateways report of legs

  mutating func bridged(_ id: CallID, _ asker: Asker, into effects: inout Outgoing) {
    guard let slot = ownCall(id, asker, into: &effects), isAskedToBridge(slot, asker, into: &effects) else { return }
    ok(asker, into: &effects)
    if case .transferring = calls[slot].stage {
      converse(slot, into: &effects) { dialogue, now, actions in dialogue.transferAnswered(at: now, into: &actions) }
    } else {
      beginTalk(slot, into: &effects)
    }
  }

  mutating func unreachable(_ id: CallID, reason: String, _ asker: Asker, into effects: inout Outgoing) {
    guard let slot = ownCall(id, asker, into: &effects), isAskedToBridge(slot, asker, into: &effects) else { return }
    ok(asker, into: &effects)
    let agent = calls[slot].leg.map { [Field("agent", $0.agent)] } ?? []
    effects.append(
      .log(LogEntry(.warning, "call \(id): the leg could not be reached: \(reason)", [Field("call", id)] + agent)))
    if case .transferring = calls[slot].stage {
      calls[slot].stage = .menu
      converse(slot, into: &effects) { dialogue, now, actions in dialogue.transferFailed(at: now, into: &actions) }
    } else {
      route(into: &effects) { acd, now, actions in _ = acd.unreachable(call: id, at: now, into: &actions) }
    }
  }

  /// Has a `BRIDGE` been sent that still waits for an answer? Refuses where not.
  private mutating func isAskedToBridge(_ slot: CallSlot, _ asker: Asker, into effects: inout Outgoing) -> Bool {
    switch calls[slot].stage {
    case .transferring: return true
    case .bridging(let leg) where leg.isBridgeSent: return true
    case .bridging, .menu, .waiting, .talking:
      refuse(asker, .conflict(.wrongState, want: "bridge-sent", have: calls[slot].stageName), into: &effects)
      return false
    }
  }
}
