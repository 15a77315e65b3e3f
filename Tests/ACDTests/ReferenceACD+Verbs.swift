import ACD
import CallModel

extension ReferenceACD {
  /// Performs the event at its time; `true` if it was refused.
  mutating func perform(_ event: TraceEvent, at instant: Timestamp) -> Bool {
    if case .advance = event {
      fire(to: instant, through: .rest)
      return false
    }
    if case .enter = event { fire(to: instant, through: .ring) } else { fire(to: instant, through: nil) }
    guard carryOut(event) else { return true }
    settle()
    return false
  }

  private mutating func carryOut(_ event: TraceEvent) -> Bool {
    switch event {
    case .advance: return true
    case .enter(let call, let queue, let credit, let arrival, let preferred, let excluded, let talks):
      let arrival = min(arrival ?? now, now)
      var newcomer = Call(
        id: call, queue: queue, credit: credit, arrival: arrival, ringClock: arrival, entered: now)
      newcomer.barred = excluded.filter { agentIndex($0) != nil }
      newcomer.talks = talks.filter { agentIndex($0.agent) != nil }
      relate(&newcomer, passedOnBy: nil)
      newcomer.preferred = preferred.flatMap { agentIndex($0) }.map { agents[$0].id } ?? newcomer.preferred
      return enter(newcomer)
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
    case .consult(let call, let agent, let target): return consult(call, agent, target)
    case .join(let call, let agent): return join(call, agent)
    case .complete(let call, let agent): return complete(call, agent)
    case .cancel(let call, let agent): return cancelConsultation(call, agent)
    case .end(let call, let agent): return end(call, agent)
    case .wrap(let call, let agent, let code): return wrap(call, agent, code)
    case .connectionLost(let agent): return connectionLost(agent)
    case .connectionRestored(let agent): return connectionRestored(agent)
    case .close(let id, let sendingAway):
      guard isOpen(id) else { return false }
      shut.append(id)
      guard sendingAway else { return true }
      for call in calls.filter({ $0.queue == id && $0.place == .waiting }).sorted(by: { $0.serial < $1.serial }) {
        overflow(callIndex(call.id)!, .closed)
      }
      return true
    case .open(let id):
      guard isOpen(id) else { return false }
      shut.removeAll { $0 == id }
      return true
    case .reconfigure(let settings):
      reconfigure(settings)
      return true
    }
  }

  /// What the agents whom a caller has talked to are to the queue that he enters.
  private func relate(_ call: inout Call, passedOnBy giver: AgentID?) {
    let queue = queue(call.queue)
    let counted = call.talks.filter { $0.isOfThisCall || $0.ended + queue.previousWithin >= now }.map(\.agent)
    call.preferred = queue.previousAgent == .preferred ? counted.last { $0 != giver } : nil
    call.excluded = call.barred + (queue.previousAgent == .excluded ? counted : [])
  }

  /// For a caller as he would be there.
  private func reasonToRefuse(_ newcomer: Call) -> OverflowReason? {
    let id = newcomer.queue
    let queue = queue(id)
    var newcomer = newcomer
    newcomer.ring = openRing(newcomer)
    if queue.preferredWindow > .zero { newcomer.preferenceEnds = now + queue.preferredWindow }
    if shut.contains(id) || !queue.hours.isOpen(at: now) { return .closed }
    if !queue.joinWhenEmpty, loggedIn(id) == 0 { return .noAgents }
    let unoffered = calls.count { $0.queue == id && $0.place == .waiting }
    if let limit = queue.maxWaiting, unoffered >= limit, !canBeServed(newcomer) { return .full }
    return nil
  }

  private mutating func enter(_ call: Call) -> Bool {
    guard isOpen(call.queue), callIndex(call.id) == nil else { return false }
    if let reason = reasonToRefuse(call) {
      let target = reason == .closed ? queue(call.queue).closed : queue(call.queue).overflow
      actions.append(
        .overflow(call: call.id, queue: call.queue, target: target, reason: reason, arrival: call.arrival))
      return true
    }
    calls.append(call)
    beginStay(calls.count - 1)
    return true
  }

  private mutating func leave(_ id: CallID) -> Bool {
    guard let index = callIndex(id), calls[index].place.waits else { return false }
    if case .offered(let agentID) = calls[index].place {
      for id in [agentID] + calls[index].alsoOffered { takeBack(agentIndex(id)!, .callerGone) }
    }
    touched.append(calls[index].queue)
    calls.remove(at: index)
    return true
  }

  mutating func takeBack(_ agent: Int, _ reason: WithdrawReason) {
    _ = closeOffer(agent, reason)
    if isEmployed(agents[agent].id) { change(agent, .ready) } else { goHome(agent) }
  }

  func holder(_ id: CallID) -> Int? {
    guard let index = callIndex(id), case .talking(let agent) = calls[index].place else { return nil }
    return agentIndex(agent)
  }

  func mine(_ id: CallID, _ agent: AgentID) -> Int? {
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
    if let colleague = agentIndex(agentID), callIndex(id) != nil, agents[colleague].consults == id {
      endConsultation(id, .left)
      return true
    }
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
    guard let agent = mine(id, agentID), agents[agent].state == .talking, consultation(id) == nil else {
      return false
    }
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
    guard let agent = mine(id, agentID), consultation(id) == nil else { return false }
    let old = calls[callIndex(id)!].queue
    var colleague: AgentID?
    var new = old
    var preferred: AgentID?
    var excluded = calls[callIndex(id)!].excluded
    switch target {
    case .queue(let queue):
      guard isOpen(queue) else { return false }
      let record = calls[callIndex(id)!]
      var newcomer = Call(
        id: id, queue: queue, credit: 0, arrival: record.arrival, ringClock: now, entered: now)
      newcomer.barred = record.barred
      newcomer.talks = record.talks + [PastTalk(agent: agentID, ended: now, isOfThisCall: true)]
      relate(&newcomer, passedOnBy: agentID)
      guard reasonToRefuse(newcomer) == nil else { return false }
      new = queue
      (preferred, excluded) = (newcomer.preferred, newcomer.excluded)
    case .agent(let other):
      guard let index = agentIndex(other), agents[index].state == .ready else { return false }
      guard !calls[callIndex(id)!].excluded.contains(other) else { return false }
      colleague = other
    }
    part(agent, .transferred)
    wrapUp(agent, id, old)
    let index = callIndex(id)!
    calls[index].queue = new
    calls[index].ringClock = now
    calls[index].talks.append(PastTalk(agent: agentID, ended: now, isOfThisCall: true))
    calls[index].preferred = preferred
    calls[index].excluded = excluded
    beginStay(index)
    if let colleague { offer(index, agentIndex(colleague)!, ["transfer"]) }
    return true
  }

  private mutating func logIn(_ id: AgentID) -> Bool {
    guard let agent = agentIndex(id) else { return false }
    if agents[agent].graceEnds != nil { return connectionRestored(id) }
    guard isEmployed(id), agents[agent].state == .loggedOut else { return false }
    change(agent, .notReady(reason: "login"))
    tellOfRest(agent)
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
      if let rested = agents[agent].restEnds, now < rested { return false }
      agents[agent].missed = 0
      agents[agent].declined = 0
      agents[agent].idleSince = now
      forgetRow(agent)
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
    if agents[agent].offer!.isConsultation {
      acceptConsultation(agent)
      return true
    }
    let index = callIndex(agents[agent].offer!.call)!
    agents[agent].offer = nil
    agents[agent].call = calls[index].id
    agents[agent].isCoded = false
    agents[agent].missed = 0
    agents[agent].declined = 0
    var others: [AgentID] = []
    if case .offered(let first) = calls[index].place {
      others = ([first] + calls[index].alsoOffered).filter { $0 != agentID }
    }
    calls[index].place = .talking(agentID)
    calls[index].alsoOffered = []
    calls[index].ringsSeveral = false
    calls[index].stretchBegan = now
    calls[index].talk = .zero
    calls[index].hold = .zero
    touched.append(calls[index].queue)
    actions.append(
      .connect(
        call: calls[index].id, agent: agentID, offer: id, queue: calls[index].queue,
        waited: now - calls[index].entered))
    agents[agent].answered += 1
    countInRow(agent)
    change(agent, .talking)
    for other in others { takeBack(agentIndex(other)!, .answeredElsewhere) }
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
      let isConsultation = agents[agent].offer!.isConsultation
      let ringsElsewhere = !calls[callIndex(agents[agent].offer!.call)!].alsoOffered.isEmpty
      let call = closeOffer(agent, .connectionLost)
      if isConsultation {
        noteConsultEnd(calls[call].id, .connectionLost)
        backToCaller(calls[call].id)
      } else if !ringsElsewhere {
        beginWaiting(call)
        emptied.append(calls[call].queue)
      }
      goHome(agent)
    case .talking, .held, .consulting, .wrapUp:
      let call = agents[agent].call ?? agents[agent].consults
      let queueID = call.map { calls[callIndex($0)!].queue } ?? agents[agent].wrapUp!.queue
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
    skillsAsOf = now
    lookAtRingsAgain()
    emptied = queues.map(\.id)
    touched = queues.map(\.id)
  }
}
