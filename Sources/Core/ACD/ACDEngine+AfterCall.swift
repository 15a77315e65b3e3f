public import CallModel

extension ACDEngine {
  /// Gives a code to the call on the agent's line, or to the one that he is wrapping up. A code ends a wrap-up
  /// that waits for it (`optional`, `mandatory`); given during the call, it saves that wrap-up.
  @discardableResult
  public mutating func wrap(
    call: CallID, by agentID: AgentID, code: String, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[agentID] else { return .unknownAgent(agentID) }
    let queue: Int
    if let slot = agents[agent].slot, contacts[slot].call == call {
      queue = contacts[slot].queue
    } else if let work = agents[agent].wrapUp, work.call == call {
      queue = work.queue
    } else {
      return .notYourCall(call)
    }
    let codes = queues[queue].configuration.wrapUp.codes
    guard codes.isEmpty || codes.contains(code) else { return .unknownCode(code, known: codes) }
    actions.append(.coded(agent: agentID, call: call, queue: queues[queue].configuration.id, code: code))
    if let work = agents[agent].wrapUp {
      agents[agent].wrapUp?.isCoded = true
      if work.mode != .timed { finishWork(agent, into: &actions) }
    } else {
      agents[agent].isCoded = true
    }
    settle(into: &actions)
    return nil
  }

  /// After a conversation: the queue's wrap-up, or free at once.
  mutating func beginWrapUp(_ agent: Int, call: CallID, queue: Int, into actions: inout [ACDAction]) {
    let mode = queues[queue].configuration.wrapUp.mode
    let isCoded = agents[agent].isCoded
    switch mode {
    case .none: return finishWork(agent, into: &actions)
    case .optional, .mandatory: if isCoded { return finishWork(agent, into: &actions) }
    case .timed: break
    }
    let ends = now + queues[queue].configuration.wrapUp.limit
    agents[agent].wrapUp = AgentRecord.WrapUp(call: call, queue: queue, ends: ends, mode: mode, isCoded: isCoded)
    change(agent, to: .wrapUp, into: &actions)
    actions.append(
      .wrapUp(
        agent: agents[agent].configuration.id, call: call, queue: queues[queue].configuration.id, until: ends))
  }

  /// The work of a call is done: free, or away as was said or decided meanwhile.
  mutating func finishWork(_ agent: Int, into actions: inout [ACDAction]) {
    agents[agent].wrapUp = nil
    guard agents[agent].isConfigured, agents[agent].graceEnds == nil else {
      return endShift(agent, into: &actions)
    }
    let reasonToRest = owesRest(agent) ? AgentState.Reason.rest : nil
    guard let reason = agents[agent].reasonAfterwards ?? reasonToRest else {
      return becomeIdle(agent, into: &actions)
    }
    agents[agent].reasonAfterwards = nil
    change(agent, to: .notReady(reason: reason), into: &actions)
  }

  /// A mandatory wrap-up is ended by a code only.
  func refusalToEndWrapUp(_ agent: Int) -> ACDRefusal? {
    guard let work = agents[agent].wrapUp, work.mode == .mandatory, !work.isCoded else { return nil }
    return .agentState(want: "coded", have: agents[agent].state.word)
  }

  /// The lease is over. Without its mandatory code the agent gets no further call: he is set not ready.
  mutating func endWrapUpAtLimit(_ agent: Int, into actions: inout [ACDAction]) {
    if refusalToEndWrapUp(agent) != nil { agents[agent].reasonAfterwards = AgentState.Reason.uncoded }
    finishWork(agent, into: &actions)
  }
}
