public import CallModel

extension ACDEngine {
  /// The agent's console is gone. On a call or in wrap-up he has the queue's grace time to come back; in any
  /// other state he is logged out at once, and an offer goes back.
  @discardableResult
  public mutating func connectionLost(
    agent id: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[id] else { return .unknownAgent(id) }
    guard agents[agent].graceEnds == nil else { return .agentDisconnected(id) }
    switch agents[agent].state {
    case .loggedOut: return .agentState(want: "connected", have: agents[agent].state.word)
    case .notReady, .ready: endShift(agent, into: &actions)
    case .offered:
      abandonOffer(agent, into: &actions)
      endShift(agent, into: &actions)
    case .talking, .held, .consulting, .wrapUp:
      let slot = agents[agent].slot ?? agents[agent].consults
      let queue = slot.map { contacts[$0].queue } ?? agents[agent].wrapUp!.queue
      agents[agent].graceEnds = now + queues[queue].configuration.grace
      setAlarm(ofAgent: agent)
    }
    settle(into: &actions)
    return nil
  }

  /// Back within the grace time: all is as it was.
  @discardableResult
  public mutating func connectionRestored(
    agent id: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[id] else { return .unknownAgent(id) }
    guard agents[agent].graceEnds != nil else {
      let have = agents[agent].state == .loggedOut ? AgentState.loggedOut.word : "connected"
      return .agentState(want: "disconnected", have: have)
    }
    restore(agent, into: &actions)
    return nil
  }

  mutating func restore(_ agent: Int, into actions: inout [ACDAction]) {
    agents[agent].graceEnds = nil
    setAlarm(ofAgent: agent)
    if agents[agent].isReadyOnReturn {
      agents[agent].isReadyOnReturn = false
      change(agent, to: .ready, into: &actions)
    }
    settle(into: &actions)
  }

  /// The grace time is over: the agent is logged out, his caller goes back with his seniority.
  mutating func giveUpConnection(_ agent: Int, into actions: inout [ACDAction]) {
    if let slot = agents[agent].consults { return endConsultation(slot, because: .connectionLost, into: &actions) }
    guard let slot = agents[agent].slot else { return endShift(agent, into: &actions) }
    endTalk(slot, agent, cause: .connectionLost, into: &actions)
    endShift(agent, into: &actions)
    requeue(slot, from: agent, cause: .connectionLost, into: &actions)
  }
}
