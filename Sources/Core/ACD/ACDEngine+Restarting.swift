public import CallModel

extension ACDEngine {
  /// The daemon died with the agent's console and is back: the console must have time to come back too.
  ///
  /// He keeps his state and its reason until `graceEnds`; then he is logged out as after any lost connection. While
  /// he is away nobody is offered to him: an offer goes back to the queue, and who was ready is not ready until he is
  /// there again (`logIn`); then he has his old place in the line of the idle.
  @discardableResult
  public mutating func consoleDied(
    agent id: AgentID, graceEnds: Timestamp, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, inclusive: false, into: &actions)
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
