public import CallModel

extension ACDEngine {
  /// The agent takes the call that is offered to him.
  @discardableResult
  public mutating func accept(
    offer id: OfferID, by agentID: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    switch outstanding(id, of: agentID) {
    case .failure(let refusal): return refusal
    case .success(let agent):
      if agents[agent].offer!.isConsultation {
        beginConsulting(agent, into: &actions)
      } else if contacts[agents[agent].offer!.slot].outbound == nil {
        connect(agent, into: &actions)
      } else {
        dialIfAllowed(agent, into: &actions)
      }
    }
    settle(into: &actions)
    return nil
  }

  /// The agent doesn't take it. `reason` is why he is not ready then, if the queue's limit is reached.
  @discardableResult
  public mutating func decline(
    offer id: OfferID, by agentID: AgentID, reason: String? = nil, at instant: Timestamp,
    into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    switch outstanding(id, of: agentID) {
    case .failure(let refusal): return refusal
    case .success(let agent):
      endOffer(agent, because: .declined, reason: reason ?? AgentState.Reason.declined, into: &actions)
    }
    settle(into: &actions)
    return nil
  }

  private func outstanding(_ id: OfferID, of agentID: AgentID) -> Result<Int, ACDRefusal> {
    guard let agent = agentIndex[agentID] else { return .failure(.unknownAgent(agentID)) }
    if let offer = agents[agent].offer, offer.id == id {
      return offer.isDialling ? .failure(.agentState(want: "offered", have: "dialling")) : .success(agent)
    }
    guard id.text.utf8.first == UInt8(ascii: "o"), let number = Int64(id.text.dropFirst()),
      id == ACDEngine.offerID(number), number >= firstOffer, number < nextOffer
    else { return .failure(.unknownOffer(id)) }
    return .failure(holder(ofOffer: number) == nil ? .offerEnded(id) : .notYourOffer(id))
  }

  /// The agent of an offer that is outstanding.
  func holder(ofOffer number: Int64) -> Int? {
    offers.agent(of: number).flatMap { agents[$0].offer?.number == number ? $0 : nil }
  }

  mutating func log(_ number: Int64, of agent: Int) {
    offers.append(number, agent)
    // Twice as many as can be outstanding: so each is looked at twice at most.
    guard offers.count > 2 * agents.count else { return }
    var kept = 0
    for place in 0..<offers.count {
      let entry = offers[place]
      guard agents[entry.agent].lastOffer == entry.number, agents[entry.agent].state.kind == .offered else { continue }
      offers[kept] = entry
      kept += 1
    }
    offers.cut(to: kept)
  }

  /// `o` and the number, written digit by digit into as much room as it takes: every decision makes one, and up to 15
  /// bytes a text needs no memory of its own.
  static func offerID(_ number: Int64) -> OfferID {
    var (rest, length) = (number, 1)
    repeat { (rest, length) = (rest / 10, length + 1) } while rest > 0
    return OfferID(
      String(unsafeUninitializedCapacity: length) { bytes in
        bytes[0] = UInt8(ascii: "o")
        var rest = number
        for place in stride(from: length - 1, to: 0, by: -1) {
          bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
        return length
      })
  }

  /// Offers a call to a ready agent: one that waits, or one for which others ring already.
  mutating func offer(_ slot: Int, to agent: Int, because words: [String], into actions: inout [ACDAction]) {
    let queue = contacts[slot].queue
    switch contacts[slot].place {
    case .waiting:
      if contacts[slot].waitingSince < now { queues[queue].flow.noteService(at: now) }
      endWaiting(slot)
      contacts[slot].place = .offered(agent)
    case .standby:
      standby.remove(slot)
      contacts[slot].place = .offered(agent)
    case .offered: contacts[slot].alsoOffered.append(agent)
    case .talking, .dialling, .paused: preconditionFailure("Only who waits or rings is offered.")
    }
    let ttr = queues[queue].configuration.offerTimeout
    let number = beginOffer(of: slot, to: agent, ttr: ttr)
    let id = agents[agent].offer!.id
    // Asked only where there can be any: for each of these questions the compiler copies the engine.
    let excluded = contacts[slot].excluded.isEmpty ? [] : ids(of: contacts[slot].excluded)
    let reserved = tables.groups.ofQueue[queue].isEmpty ? [] : ids(of: leftToOthers(by: queue))
    contacts[slot].decision = OfferDecision(
      offer: id, agent: agents[agent].configuration.id, at: now, why: words, excluded: excluded, reserved: reserved)
    actions.append(
      .offer(
        offer: id, agent: agents[agent].configuration.id, call: contacts[slot].call,
        queue: queues[queue].configuration.id, ttr: ttr, waited: now - contacts[slot].entered, why: words))
    change(agent, to: .offered, into: &actions)
    log(number, of: agent)
  }

  /// Numbers the offer, and gives the agent so long to accept it. Whoever calls this logs it when he is `offered`.
  @inline(__always) mutating func beginOffer(of slot: Int, to agent: Int, ttr: Interval) -> Int64 {
    let number = nextOffer
    nextOffer += 1
    agents[agent].lastOffer = number
    let warnsAt = ttr > ACDLimits.offerWarning * 2 ? now + ttr - ACDLimits.offerWarning : nil
    agents[agent].offer = AgentRecord.Offer(
      number: number, id: ACDEngine.offerID(number), slot: slot, ends: now + ttr, warnsAt: warnsAt)
    return number
  }

  mutating func warn(_ agent: Int, into actions: inout [ACDAction]) {
    let offer = agents[agent].offer!
    agents[agent].offer!.warnsAt = nil
    setAlarm(ofAgent: agent)
    actions.append(
      .deadlineSoon(
        offer: offer.id, agent: agents[agent].configuration.id, left: offer.ends - now))
  }

  /// After a match: whether more may ring for this caller, and when.
  mutating func ringOn(_ slot: Int) {
    let queue = contacts[slot].queue
    let strategy = queues[queue].configuration.strategy
    // Of several who accept outbound work, one could have the customer.
    if strategy.ringsSeveral, contacts[slot].outbound == nil {
      contacts[slot].ringsSeveral = true
      contacts[slot].nextRing = strategy == .ringProgressively ? now + queues[queue].configuration.ringStep : nil
      shelve(slot)
    } else {
      contacts[slot].ringsSeveral = false
      contacts[slot].nextRing = nil
    }
    setAlarm(ofContact: slot)
  }

  /// The offer is over, and with it the agent's part of it; where the caller goes is for the caller of this.
  private mutating func closeOffer(
    _ agent: Int, because reason: WithdrawReason, into actions: inout [ACDAction]
  ) -> Int {
    let offer = agents[agent].offer!
    agents[agent].offer = nil
    if let place = contacts[offer.slot].alsoOffered.firstIndex(of: agent) {
      contacts[offer.slot].alsoOffered.remove(at: place)
    } else if !contacts[offer.slot].alsoOffered.isEmpty, contacts[offer.slot].place == .offered(agent) {
      contacts[offer.slot].place = .offered(contacts[offer.slot].alsoOffered.removeFirst())
    }
    actions.append(
      .withdraw(
        offer: offer.id, agent: agents[agent].configuration.id, call: contacts[offer.slot].call, reason: reason))
    return offer.slot
  }

  /// All offers of a call, in the order in which they were made.
  mutating func withdrawAll(_ slot: Int, because reason: WithdrawReason, into actions: inout [ACDAction]) {
    guard case .offered(let first) = contacts[slot].place else { return }
    for agent in [first] + contacts[slot].alsoOffered { withdraw(agent, because: reason, into: &actions) }
  }

  /// The caller is gone: the agent is ready again, with the idle time that he had.
  mutating func withdraw(_ agent: Int, because reason: WithdrawReason, into actions: inout [ACDAction]) {
    _ = closeOffer(agent, because: reason, into: &actions)
    if agents[agent].isConfigured {
      change(agent, to: .ready, into: &actions)
    } else {
      endShift(agent, into: &actions)
    }
  }

  /// Not answered or declined: the caller keeps his place; the agent is set not ready when he has reached the
  /// queue's limit, and otherwise goes to the end of the line of the idle.
  mutating func endOffer(
    _ agent: Int, because cause: WithdrawReason, reason: String, into actions: inout [ACDAction]
  ) {
    let ringsAlone = isAloneWithOffer(agent)
    let isConsultation = agents[agent].offer!.isConsultation
    let slot = closeOffer(agent, because: cause, into: &actions)
    if isConsultation { backFromConsultation(slot, because: ConsultEnd(cause), into: &actions) }
    let settings = queues[contacts[slot].queue].configuration
    if ringsAlone { resumeWaiting(slot) }
    let isOver: Bool
    if cause == .declined {
      agents[agent].declined += 1
      isOver = agents[agent].declined >= settings.declineLimit
    } else {
      agents[agent].missed += 1
      isOver = agents[agent].missed >= settings.noAnswerLimit
    }
    if !agents[agent].isConfigured {
      endShift(agent, into: &actions)
    } else if isOver {
      change(agent, to: .notReady(reason: reason), into: &actions)
    } else {
      agents[agent].idleSince = now
      change(agent, to: .ready, into: &actions)
    }
  }

  /// The agent's connection is lost while he is offered a call: he can't take it.
  mutating func abandonOffer(_ agent: Int, into actions: inout [ACDAction]) {
    let ringsAlone = isAloneWithOffer(agent)
    let (isDialling, isConsultation) = (agents[agent].offer!.isDialling, agents[agent].offer!.isConsultation)
    let slot = closeOffer(agent, because: .connectionLost, into: &actions)
    if isConsultation { return backFromConsultation(slot, because: .connectionLost, into: &actions) }
    guard isDialling else {
      if ringsAlone { resumeWaiting(slot) }
      return
    }
    // The customer's telephone has rung: that was an attempt.
    actions.append(.dialCancelled(call: contacts[slot].call))
    afterAttempt(slot, .noAnswer, into: &actions)
  }

  /// Nobody else rings for the waiting call that this agent is offered.
  private func isAloneWithOffer(_ agent: Int) -> Bool {
    !agents[agent].offer!.isConsultation && contacts[agents[agent].offer!.slot].alsoOffered.isEmpty
  }

  private mutating func resumeWaiting(_ slot: Int) {
    if contacts[slot].outbound?.hasPlace == false { return beginStandby(slot) }
    beginWaiting(slot)
    noteIfEmpty(contacts[slot].queue)
  }

  /// A caller came back to a queue that may have been left by its agents meanwhile.
  mutating func noteIfEmpty(_ queue: Int) {
    if isToBeLeft(queue) { emptiedQueues.append(queue) }
  }

  private mutating func countAnswer(_ queue: Int, waited: Interval) {
    let isInTarget = waited <= queues[queue].configuration.serviceLevel.within
    queues[queue].counters.answered += 1
    queues[queue].counters.waitOfAnswered += waited
    queues[queue].counters.answeredInTarget += isInTarget ? 1 : 0
    queues[queue].recent.note(isInTarget: isInTarget, at: now)
  }

  mutating func connect(_ agent: Int, into actions: inout [ACDAction]) {
    let offer = agents[agent].offer!
    let (slot, queue) = (offer.slot, contacts[offer.slot].queue)
    agents[agent].offer = nil
    let others = othersRinging(slot, besides: agent)
    let waited = now - contacts[slot].entered
    if contacts[slot].outbound == nil {
      countAnswer(queue, waited: waited)
      endStay(slot)
    } else {
      beginOutboundTalk(slot)
    }
    contacts[slot].alsoOffered = []
    contacts[slot].place = .talking(agent)
    contacts[slot].stretchBegan = now
    contacts[slot].talk = .zero
    contacts[slot].hold = .zero
    agents[agent].slot = slot
    agents[agent].isCoded = false
    agents[agent].missed = 0
    agents[agent].declined = 0
    agents[agent].answered += 1
    countInRow(agent)
    actions.append(
      .connect(
        call: contacts[slot].call, agent: agents[agent].configuration.id, offer: offer.id,
        queue: queues[queue].configuration.id, waited: waited))
    change(agent, to: .talking, into: &actions)
    for other in others { withdraw(other, because: .answeredElsewhere, into: &actions) }
  }

  private func othersRinging(_ slot: Int, besides agent: Int) -> [Int] {
    guard !contacts[slot].alsoOffered.isEmpty, case .offered(let first) = contacts[slot].place else { return [] }
    return ([first] + contacts[slot].alsoOffered).filter { $0 != agent }
  }
}
