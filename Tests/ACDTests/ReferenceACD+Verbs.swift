import ACD
import CallModel

/// One event of a trace.
enum TraceEvent {
  case advance
  case enter(CallID, QueueID, credit: Int64, arrival: Timestamp?)
  case leave(CallID, LeaveReason)
  case release(CallID)
  case hangUp(CallID)
  case unreachable(CallID)
  case logIn(AgentID)
  case logOut(AgentID)
  case ready(AgentID)
  case notReady(AgentID, String)
  case accept(OfferID, AgentID)
  case decline(OfferID, AgentID)
  case hold(CallID, AgentID)
  case unhold(CallID, AgentID)
  case transfer(CallID, AgentID, TransferTarget)
  case end(CallID, AgentID)
  case wrap(CallID, AgentID, String)
  case connectionLost(AgentID)
  case connectionRestored(AgentID)
  case reconfigure(ACDConfiguration)
}

extension ReferenceACD {
  /// Performs the event at its time; `true` if it was refused.
  mutating func perform(_ event: TraceEvent, at instant: Timestamp) -> Bool {
    if case .advance = event {
      fire(to: instant, inclusive: true)
      return false
    }
    fire(to: instant, inclusive: false)
    guard carryOut(event) else { return true }
    settle()
    return false
  }

  private mutating func carryOut(_ event: TraceEvent) -> Bool {
    switch event {
    case .advance: return true
    case .enter(let call, let queue, let credit, let arrival): return enter(call, queue, credit, arrival)
    case .leave(let call, _): return leave(call)
    case .release(let call): return release(call)
    case .hangUp(let call): return release(call) || leave(call)
    case .unreachable(let call): return unreachable(call)
    case .logIn(let agent): return logIn(agent)
    case .logOut(let agent): return logOut(agent)
    case .ready(let agent): return ready(agent)
    case .notReady(let agent, let reason): return notReady(agent, reason)
    case .accept(let offer, let agent): return accept(offer, agent)
    case .decline(let offer, let agent): return decline(offer, agent)
    case .hold(let call, let agent): return hold(call, agent)
    case .unhold(let call, let agent): return unhold(call, agent)
    case .transfer(let call, let agent, let target): return transfer(call, agent, target)
    case .end(let call, let agent): return end(call, agent)
    case .wrap(let call, let agent, let code): return wrap(call, agent, code)
    case .connectionLost(let agent): return connectionLost(agent)
    case .connectionRestored(let agent): return connectionRestored(agent)
    case .reconfigure(let settings):
      reconfigure(settings)
      return true
    }
  }

  private func reasonToRefuse(_ id: QueueID, ring: Int) -> OverflowReason? {
    let queue = queue(id)
    if !queue.hours.isOpen(at: now) { return .closed }
    if !queue.joinWhenEmpty, loggedIn(id) == 0 { return .noAgents }
    let unoffered = calls.count { $0.queue == id && $0.place == .waiting }
    if let limit = queue.maxWaiting, unoffered >= limit, bestAgent(for: queue, ring: ring) == nil { return .full }
    return nil
  }

  private mutating func enter(_ id: CallID, _ queueID: QueueID, _ credit: Int64, _ arrival: Timestamp?) -> Bool {
    guard isOpen(queueID), callIndex(id) == nil else { return false }
    let arrival = min(arrival ?? now, now)
    let call = Call(
      id: id, queue: queueID, credit: credit, arrival: arrival, ringClock: arrival, entered: now)
    if let reason = reasonToRefuse(queueID, ring: openRing(call)) {
      let target = reason == .closed ? queue(queueID).closed : queue(queueID).overflow
      actions.append(.overflow(call: id, queue: queueID, target: target, reason: reason, arrival: arrival))
      return true
    }
    calls.append(call)
    beginStay(calls.count - 1)
    return true
  }

  private mutating func leave(_ id: CallID) -> Bool {
    guard let index = callIndex(id), calls[index].place.waits else { return false }
    if case .offered(let agentID) = calls[index].place {
      let agent = agentIndex(agentID)!
      _ = closeOffer(agent, .callerGone)
      if isEmployed(agentID) { change(agent, .ready) } else { goHome(agent) }
    }
    touched.append(calls[index].queue)
    calls.remove(at: index)
    return true
  }

  private func holder(_ id: CallID) -> Int? {
    guard let index = callIndex(id), case .talking(let agent) = calls[index].place else { return nil }
    return agentIndex(agent)
  }

  private func mine(_ id: CallID, _ agent: AgentID) -> Int? {
    guard let index = holder(id), agents[index].id == agent else { return nil }
    return index
  }

  private mutating func finishTalk(_ id: CallID, _ agent: Int, _ cause: TalkEnd) -> Bool {
    part(agent, cause)
    let queue = calls.remove(at: callIndex(id)!).queue
    wrapUp(agent, id, queue)
    return true
  }

  private mutating func release(_ id: CallID) -> Bool {
    guard let agent = holder(id) else { return false }
    return finishTalk(id, agent, .callerHungUp)
  }

  private mutating func end(_ id: CallID, _ agentID: AgentID) -> Bool {
    guard let agent = mine(id, agentID) else { return false }
    return finishTalk(id, agent, .agentEnded)
  }

  private mutating func unreachable(_ id: CallID) -> Bool {
    guard let agent = holder(id) else { return false }
    part(agent, .unreachable)
    if isEmployed(agents[agent].id), agents[agent].graceEnds == nil {
      agents[agent].afterwards = nil
      change(agent, .notReady(reason: "unreachable"))
    } else {
      goHome(agent)
    }
    requeue(id, agent, .unreachable)
    return true
  }

  private mutating func hold(_ id: CallID, _ agentID: AgentID) -> Bool {
    guard let agent = mine(id, agentID), agents[agent].state == .talking else { return false }
    closeStretch(id, held: false)
    actions.append(.held(call: id, agent: agentID))
    change(agent, .held)
    return true
  }

  private mutating func unhold(_ id: CallID, _ agentID: AgentID) -> Bool {
    guard let agent = mine(id, agentID), agents[agent].state == .held else { return false }
    takeOffHold(agent)
    return true
  }

  private mutating func transfer(_ id: CallID, _ agentID: AgentID, _ target: TransferTarget) -> Bool {
    guard let agent = mine(id, agentID) else { return false }
    let old = calls[callIndex(id)!].queue
    var colleague: AgentID?
    var new = old
    switch target {
    case .queue(let queue):
      guard isOpen(queue), reasonToRefuse(queue, ring: 0) == nil else { return false }
      new = queue
    case .agent(let other):
      guard let index = agentIndex(other), agents[index].state == .ready else { return false }
      colleague = other
    }
    part(agent, .transferred)
    wrapUp(agent, id, old)
    let index = callIndex(id)!
    calls[index].queue = new
    calls[index].ringClock = now
    beginStay(index)
    if let colleague { offer(index, agentIndex(colleague)!, ["transfer"]) }
    return true
  }

  private mutating func logIn(_ id: AgentID) -> Bool {
    guard let agent = agentIndex(id) else { return false }
    if agents[agent].graceEnds != nil { return connectionRestored(id) }
    guard isEmployed(id), agents[agent].state == .loggedOut else { return false }
    change(agent, .notReady(reason: "login"))
    return true
  }

  /// A mandatory wrap-up without its code.
  private func owesCode(_ agent: Int) -> Bool {
    agents[agent].wrapUp.map { $0.mode == .mandatory && !$0.isCoded } ?? false
  }

  private mutating func logOut(_ id: AgentID) -> Bool {
    guard let agent = agentIndex(id), !owesCode(agent),
      [.notReady, .ready, .wrapUp].contains(agents[agent].state.kind)
    else { return false }
    goHome(agent)
    return true
  }

  private mutating func ready(_ id: AgentID) -> Bool {
    guard let agent = agentIndex(id), !owesCode(agent) else { return false }
    switch agents[agent].state.kind {
    case .notReady:
      agents[agent].missed = 0
      agents[agent].declined = 0
      agents[agent].idleSince = now
      change(agent, .ready)
    case .wrapUp:
      agents[agent].afterwards = nil
      finish(agent)
    case .talking, .held, .consulting:
      guard agents[agent].afterwards != nil else { return false }
      agents[agent].afterwards = nil
    case .loggedOut, .ready, .offered: return false
    }
    return true
  }

  private mutating func notReady(_ id: AgentID, _ reason: String) -> Bool {
    guard let agent = agentIndex(id), !owesCode(agent) else { return false }
    switch agents[agent].state.kind {
    case .notReady, .ready: change(agent, .notReady(reason: reason))
    case .wrapUp:
      agents[agent].afterwards = reason
      finish(agent)
    case .talking, .held, .consulting: agents[agent].afterwards = reason
    case .loggedOut, .offered: return false
    }
    return true
  }

  private func offered(_ id: OfferID, _ agentID: AgentID) -> Int? {
    agents.firstIndex { $0.id == agentID && $0.offer.map { OfferID("o\($0.number)") } == id }
  }

  private mutating func accept(_ id: OfferID, _ agentID: AgentID) -> Bool {
    guard let agent = offered(id, agentID) else { return false }
    let index = callIndex(agents[agent].offer!.call)!
    agents[agent].offer = nil
    agents[agent].call = calls[index].id
    agents[agent].isCoded = false
    agents[agent].missed = 0
    agents[agent].declined = 0
    calls[index].place = .talking(agentID)
    calls[index].stretchBegan = now
    calls[index].talk = .zero
    calls[index].hold = .zero
    touched.append(calls[index].queue)
    actions.append(
      .connect(
        call: calls[index].id, agent: agentID, offer: id, queue: calls[index].queue,
        waited: now - calls[index].entered))
    change(agent, .talking)
    return true
  }

  private mutating func decline(_ id: OfferID, _ agentID: AgentID) -> Bool {
    guard let agent = offered(id, agentID) else { return false }
    endOffer(agent, .declined, "declined")
    return true
  }

  private mutating func wrap(_ id: CallID, _ agentID: AgentID, _ code: String) -> Bool {
    guard let agent = agentIndex(agentID) else { return false }
    let isMine = agents[agent].call == id
    guard let queueID = isMine ? calls[callIndex(id)!].queue : agents[agent].wrapUp?.queue,
      isMine || agents[agent].wrapUp?.call == id
    else { return false }
    let codes = queue(queueID).wrapUp.codes
    guard codes.isEmpty || codes.contains(code) else { return false }
    actions.append(.coded(agent: agentID, call: id, queue: queueID, code: code))
    if isMine {
      agents[agent].isCoded = true
    } else {
      agents[agent].wrapUp?.isCoded = true
      if agents[agent].wrapUp!.mode != .timed { finish(agent) }
    }
    return true
  }

  private mutating func connectionLost(_ id: AgentID) -> Bool {
    guard let agent = agentIndex(id), agents[agent].graceEnds == nil else { return false }
    switch agents[agent].state.kind {
    case .loggedOut: return false
    case .notReady, .ready: goHome(agent)
    case .offered:
      let call = closeOffer(agent, .connectionLost)
      beginWaiting(call)
      emptied.append(calls[call].queue)
      goHome(agent)
    case .talking, .held, .consulting, .wrapUp:
      let queueID = agents[agent].call.map { calls[callIndex($0)!].queue } ?? agents[agent].wrapUp!.queue
      agents[agent].graceEnds = now + queue(queueID).grace
    }
    return true
  }

  private mutating func connectionRestored(_ id: AgentID) -> Bool {
    guard let agent = agentIndex(id), agents[agent].graceEnds != nil else { return false }
    agents[agent].graceEnds = nil
    return true
  }

  private mutating func reconfigure(_ new: ACDConfiguration) {
    for agent in agents.indices where !new.agents.contains(where: { $0.id == agents[agent].id }) {
      if [.notReady, .ready].contains(agents[agent].state.kind) { goHome(agent) }
    }
    settings = new
    for queue in new.queues {
      if let index = queues.firstIndex(where: { $0.id == queue.id }) {
        queues[index] = queue
      } else {
        queues.append(queue)
      }
    }
    for agent in new.agents {
      if let index = known.firstIndex(where: { $0.id == agent.id }) {
        known[index] = agent
      } else {
        known.append(agent)
      }
      if agentIndex(agent.id) == nil { agents.append(Agent(id: agent.id, since: now)) }
    }
    for index in calls.indices where calls[index].place == .waiting { calls[index].ring = openRing(calls[index]) }
    emptied = queues.map(\.id)
    touched = queues.map(\.id)
  }
}
