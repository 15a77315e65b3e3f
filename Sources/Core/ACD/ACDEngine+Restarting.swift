public import CallModel

extension ACDEngine {
  /// The daemon was down for so long, from the latest instant on: whatever was running goes on with the time that was
  /// left to it. Promised instants (when a customer is to be called again, when a certificate expires) stay.
  public mutating func pause(for gone: Interval, into actions: inout [ACDAction]) {
    guard gone > .zero else { return }
    for slot in 0..<contacts.slotCount where contacts.isLive(slot) {
      contacts[slot].shiftTimers(by: gone)
      setAlarm(ofContact: slot)
    }
    for agent in agents.indices where agents[agent].state != .loggedOut {
      agents[agent].shiftTimers(by: gone)
      setAlarm(ofAgent: agent)
      guard let wrapUp = agents[agent].wrapUp else { continue }
      actions.append(
        .wrapUp(
          agent: agents[agent].configuration.id, call: wrapUp.call,
          queue: queues[wrapUp.queue].configuration.id, until: wrapUp.ends))
    }
  }

  /// The daemon died with the agent's console and is back: the console must have time to come back too.
  ///
  /// He keeps his state and its reason until `graceEnds`; then he is logged out as after any lost connection. While
  /// he is away nobody is offered to him: an offer goes back to the queue, and who was ready is not ready until he is
  /// there again (`logIn`); then he has his old place in the line of the idle.
  @discardableResult
  public mutating func consoleDied(
    agent id: AgentID, graceEnds: Timestamp, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[id] else { return .unknownAgent(id) }
    guard agents[agent].state != .loggedOut else {
      return .agentState(want: "connected", have: agents[agent].state.word)
    }
    if agents[agent].state == .offered {
      abandonOffer(agent, into: &actions)
      change(agent, to: .ready, into: &actions)
    }
    if agents[agent].state == .ready {
      change(agent, to: .notReady(reason: AgentState.Reason.reconnecting), into: &actions)
      agents[agent].isReadyOnReturn = true
    }
    agents[agent].graceEnds = graceEnds
    setAlarm(ofAgent: agent)
    settle(into: &actions)
    return nil
  }
}

extension Contact {
  fileprivate mutating func shiftTimers(by gone: Interval) {
    ringClock = ringClock + gone
    nextRing = nextRing.map { $0 + gone }
    preferenceEnds = preferenceEnds.map { $0 + gone }
    patienceEnds = patienceEnds.map { $0 + gone }
    nextAnnouncement = nextAnnouncement.map { $0 + gone }
    nextEstimateCheck = nextEstimateCheck.map { $0 + gone }
  }
}

extension AgentRecord {
  fileprivate mutating func shiftTimers(by gone: Interval) {
    downtime += gone
    offer?.ends += gone
    if let warnsAt = offer?.warnsAt { offer?.warnsAt = warnsAt + gone }
    wrapUp?.ends += gone
    graceEnds = graceEnds.map { $0 + gone }
  }
}
