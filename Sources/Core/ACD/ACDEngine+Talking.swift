public import CallModel

extension ACDEngine {
  /// The caller hung up while an agent had him.
  @discardableResult
  public mutating func release(
    call: CallID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let slot = contacts.slot(of: call) else { return .unknownCall(call) }
    guard let agent = agentTalking(slot) else { return refusalNotTalking(slot) }
    let queue = contacts[slot].queue
    endTalk(slot, agent, cause: .callerHungUp, into: &actions)
    forget(slot)
    beginWrapUp(agent, call: call, queue: queue, into: &actions)
    settle(into: &actions)
    return nil
  }

  /// The caller hung up, wherever he was: `release`, or `leave` with `abandoned`.
  @discardableResult
  public mutating func hangUp(
    call: CallID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let slot = contacts.slot(of: call), agentTalking(slot) != nil else {
      return leave(call: call, reason: .abandoned, at: instant, into: &actions)
    }
    return release(call: call, at: instant, into: &actions)
  }

  /// The agent ends the conversation, or gives the caller to the menus. A colleague who is consulted only leaves.
  @discardableResult
  public mutating func end(
    call: CallID, by agentID: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[agentID] else { return .unknownAgent(agentID) }
    guard let slot = contacts.slot(of: call) else { return .unknownCall(call) }
    if agents[agent].consults == slot {
      endConsultation(slot, because: .left, into: &actions)
      settle(into: &actions)
      return nil
    }
    if let refusal = refusal(unless: agent, has: slot) { return refusal }
    let queue = contacts[slot].queue
    endTalk(slot, agent, cause: .agentEnded, into: &actions)
    forget(slot)
    beginWrapUp(agent, call: call, queue: queue, into: &actions)
    settle(into: &actions)
    return nil
  }

  @discardableResult
  public mutating func hold(
    call: CallID, by agentID: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    switch conversation(call, agentID) {
    case .failure(let refusal): return refusal
    case .success(let (slot, agent)):
      guard agents[agent].state == .talking else { return refusal(agent, want: [.talking]) }
      if let refusal = refusalWhileConsulting(slot) { return refusal }
      closeTalkStretch(slot)
      actions.append(.held(call: call, agent: agentID))
      change(agent, to: .held, into: &actions)
    }
    settle(into: &actions)
    return nil
  }

  @discardableResult
  public mutating func unhold(
    call: CallID, by agentID: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    switch conversation(call, agentID) {
    case .failure(let refusal): return refusal
    case .success(let (_, agent)):
      guard agents[agent].state == .held else { return refusal(agent, want: [.held]) }
      takeOffHold(agent, into: &actions)
    }
    settle(into: &actions)
    return nil
  }

  /// Blind: the agent is rid of the call at once.
  ///
  /// The caller keeps the urgency of his first arrival; the rings count from the transfer, so that the new
  /// queue looks for its specialists first. To an agent: the call enters its queue again, offered to that
  /// agent alone; if he doesn't take it, it waits there for anyone. His skills are not asked for.
  @discardableResult
  public mutating func transfer(
    call: CallID, by agentID: AgentID, to target: TransferTarget, at instant: Timestamp,
    into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    let (slot, agent): (Int, Int)
    switch conversation(call, agentID) {
    case .failure(let refusal): return refusal
    case .success(let found): (slot, agent) = found
    }
    if let refusal = refusalWhileConsulting(slot) { return refusal }
    let old = contacts[slot].queue
    var queue = old
    var colleague: Int?
    let acquaintance = acquaintance(of: slot, afterTalkWith: agent)
    var relations: (preferred: Int?, excluded: [Int]) = (nil, contacts[slot].excluded)
    switch target {
    case .queue(let id):
      guard let index = openIndex(of: id) else { return .unknownQueue(id) }
      relations = self.relations(of: acquaintance, to: index, passedOnBy: agent)
      if let reason = reasonToRefuse(
        index, ringClock: now, preferred: relations.preferred, excluded: relations.excluded)
      {
        return .queueRefuses(id, reason)
      }
      queue = index
    case .agent(let id):
      guard let index = agentIndex[id] else { return .unknownAgent(id) }
      guard agents[index].state == .ready else { return refusal(index, want: [.ready]) }
      guard !contacts[slot].excluded.contains(index) else { return .agentExcluded(id) }
      colleague = index
    }
    endTalk(slot, agent, cause: .transferred, into: &actions)
    beginWrapUp(agent, call: call, queue: old, into: &actions)
    queues[old].calls -= 1
    queues[queue].calls += 1
    queues[queue].counters.transferredIn += 1
    contacts[slot].ringClock = now
    contacts[slot].acquaintance = acquaintance
    (contacts[slot].preferred, contacts[slot].excluded) = relations
    beginStay(slot, queue: queue, into: &actions)
    if let colleague { offer(slot, to: colleague, because: ["transfer"], into: &actions) }
    setAlarm(ofContact: slot)
    settle(into: &actions)
    return nil
  }

  /// The gateway could not reach the telephone of the agent who has the call: the caller goes back with his
  /// seniority, the agent is not ready.
  @discardableResult
  public mutating func unreachable(
    call: CallID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let slot = contacts.slot(of: call) else { return .unknownCall(call) }
    guard let agent = agentTalking(slot) else { return refusalNotTalking(slot) }
    endTalk(slot, agent, cause: .unreachable, into: &actions)
    if agents[agent].isConfigured, agents[agent].graceEnds == nil {
      agents[agent].reasonAfterwards = nil
      change(agent, to: .notReady(reason: AgentState.Reason.unreachable), into: &actions)
    } else {
      endShift(agent, into: &actions)
    }
    requeue(slot, from: agent, cause: .unreachable, into: &actions)
    settle(into: &actions)
    return nil
  }

  @inline(__always) func agentTalking(_ slot: Int) -> Int? {
    if case .talking(let agent) = contacts[slot].place { return agent }
    return nil
  }

  @inline(__always) private func refusalNotTalking(_ slot: Int) -> ACDRefusal {
    .callState(want: "talking|held", have: contacts[slot].place.word)
  }

  /// The call and the agent who has it, if it's this one.
  @inline(__always) func conversation(_ call: CallID, _ agentID: AgentID) -> Result<(slot: Int, agent: Int), ACDRefusal>
  {
    guard let agent = agentIndex[agentID] else { return .failure(.unknownAgent(agentID)) }
    guard let slot = contacts.slot(of: call) else { return .failure(.unknownCall(call)) }
    if let refusal = refusal(unless: agent, has: slot) { return .failure(refusal) }
    return .success((slot, agent))
  }

  @inline(__always) private func refusal(unless agent: Int, has slot: Int) -> ACDRefusal? {
    guard let holder = agentTalking(slot) else { return refusalNotTalking(slot) }
    return holder == agent ? nil : .notYourCall(contacts[slot].call)
  }

  mutating func takeOffHold(_ agent: Int, into actions: inout [ACDAction]) {
    let slot = agents[agent].slot!
    closeTalkStretch(slot)
    actions.append(.unheld(call: contacts[slot].call, agent: agents[agent].configuration.id))
    change(agent, to: .talking, into: &actions)
  }

  /// Adds the present stretch to the talk or the hold before it.
  mutating func closeTalkStretch(_ slot: Int) {
    guard let agent = agentTalking(slot) else { return }
    let stretch = now - contacts[slot].stretchBegan
    let isOnHold = agents[agent].state == .held || agents[agent].state == .consulting
    if isOnHold { contacts[slot].hold += stretch } else { contacts[slot].talk += stretch }
    contacts[slot].stretchBegan = now
  }

  /// Parts the two; what becomes of either is for the caller of this.
  mutating func endTalk(_ slot: Int, _ agent: Int, cause: TalkEnd, into actions: inout [ACDAction]) {
    if contacts[slot].consultation != nil { dissolveConsultation(slot, because: .callEnded, into: &actions) }
    closeTalkStretch(slot)
    agents[agent].slot = nil
    actions.append(
      .talkEnded(
        call: contacts[slot].call, agent: agents[agent].configuration.id,
        queue: queues[contacts[slot].queue].configuration.id, talk: contacts[slot].talk, hold: contacts[slot].hold,
        cause: cause))
  }

  /// Back to the queue with the seniority of the arrival: rings open at once that were open before.
  mutating func requeue(_ slot: Int, from agent: Int, cause: TalkEnd, into actions: inout [ACDAction]) {
    let queue = contacts[slot].queue
    queues[queue].counters.requeued += 1
    actions.append(
      .requeued(
        call: contacts[slot].call, queue: queues[queue].configuration.id, agent: agents[agent].configuration.id,
        arrival: contacts[slot].arrival, cause: cause))
    beginStay(slot, queue: queue, into: &actions)
    noteIfEmpty(queue)
  }
}
