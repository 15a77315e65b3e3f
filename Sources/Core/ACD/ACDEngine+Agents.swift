public import CallModel

extension ACDEngine {
  /// To `notReady(login)`. Within the grace of a lost connection: the same as `connectionRestored`.
  @discardableResult
  public mutating func logIn(
    agent id: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[id] else { return .unknownAgent(id) }
    if agents[agent].graceEnds != nil {
      restore(agent, into: &actions)
      return nil
    }
    guard agents[agent].isConfigured else { return .agentRemoved(id) }
    guard agents[agent].state == .loggedOut else { return refusal(agent, want: [.loggedOut]) }
    change(agent, to: .notReady(reason: AgentState.Reason.login), into: &actions)
    tellOfRest(agent, into: &actions)
    settle(into: &actions)
    return nil
  }

  /// From `notReady`, `ready`, or a wrap-up that may be ended.
  @discardableResult
  public mutating func logOut(
    agent id: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[id] else { return .unknownAgent(id) }
    switch agents[agent].state {
    case .notReady, .ready: break
    case .wrapUp: if let refusal = refusalToEndWrapUp(agent) { return refusal }
    case .loggedOut, .offered, .talking, .held, .consulting:
      return refusal(agent, want: [.notReady, .ready, .wrapUp])
    }
    endShift(agent, into: &actions)
    settle(into: &actions)
    return nil
  }

  /// From `notReady`, or to end a wrap-up early. During a call it takes back a `notReady` said before.
  @discardableResult
  public mutating func ready(
    agent id: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[id] else { return .unknownAgent(id) }
    switch agents[agent].state {
    case .notReady:
      guard agents[agent].graceEnds == nil else { return .agentDisconnected(id) }
      if let until = agents[agent].restEnds, now < until { return .agentRests(until: until) }
      agents[agent].missed = 0
      agents[agent].declined = 0
      becomeIdle(agent, into: &actions)
    case .wrapUp:
      if let refusal = refusalToEndWrapUp(agent) { return refusal }
      agents[agent].reasonAfterwards = nil
      finishWork(agent, into: &actions)
    case .talking, .held, .consulting:
      guard agents[agent].reasonAfterwards != nil else { return refusal(agent, want: [.notReady, .wrapUp]) }
      agents[agent].reasonAfterwards = nil
    case .loggedOut, .ready, .offered: return refusal(agent, want: [.notReady, .wrapUp])
    }
    settle(into: &actions)
    return nil
  }

  /// At once, ending a wrap-up that may be ended; during a call it takes effect after call and wrap-up.
  @discardableResult
  public mutating func notReady(
    agent id: AgentID, reason: String, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let agent = agentIndex[id] else { return .unknownAgent(id) }
    switch agents[agent].state {
    case .notReady, .ready:
      agents[agent].isReadyOnReturn = false
      change(agent, to: .notReady(reason: reason), into: &actions)
    case .wrapUp:
      if let refusal = refusalToEndWrapUp(agent) { return refusal }
      agents[agent].reasonAfterwards = reason
      finishWork(agent, into: &actions)
    case .talking, .held, .consulting: agents[agent].reasonAfterwards = reason
    case .loggedOut, .offered: return refusal(agent, want: [.notReady, .ready, .talking, .held, .consulting, .wrapUp])
    }
    settle(into: &actions)
    return nil
  }

  func refusal(_ agent: Int, want: [AgentState.Kind]) -> ACDRefusal {
    .agentState(want: want.map(\.word).joined(separator: "|"), have: agents[agent].state.word)
  }

  /// Ready from this instant on, at the end of the line of the idle.
  mutating func becomeIdle(_ agent: Int, into actions: inout [ACDAction]) {
    agents[agent].idleSince = now
    forgetRow(agent)
    change(agent, to: .ready, into: &actions)
  }

  mutating func endShift(_ agent: Int, into actions: inout [ACDAction]) {
    agents[agent].wrapUp = nil
    agents[agent].graceEnds = nil
    agents[agent].isReadyOnReturn = false
    agents[agent].reasonAfterwards = nil
    agents[agent].missed = 0
    agents[agent].declined = 0
    change(agent, to: .loggedOut, into: &actions)
  }

  /// The one place where an agent's state changes: books, records, timers, and who may be matched.
  mutating func change(_ agent: Int, to state: AgentState, into actions: inout [ACDAction]) {
    let (old, new) = (agents[agent].state.kind, state.kind)
    precondition(old.canBecome(new), "The table of states has no such transition.")
    closeStretch(agent, into: &actions)
    agents[agent].state = state
    agents[agent].since = now
    agents[agent].downtime = .zero
    let profile = agents[agent].profile
    if old == .ready { removeFromIdle(agent) }
    if old == .loggedOut { countLogin(agent, by: 1) }
    agentsOnCall[profile] += (new.isOnCall ? 1 : 0) - (old.isOnCall ? 1 : 0)
    if new == .ready { addToIdle(agent) }
    if new == .loggedOut { countLogin(agent, by: -1) }
    if new.isBusy != old.isBusy { for slot in agents[agent].preferredBy { shelve(slot) } }
    let hasWorked = (old.isOnCall || old == .wrapUp) && !new.isOnCall && new != .wrapUp
    if hasWorked { noteEndOfWork(agent) }
    setAlarm(ofAgent: agent)
    actions.append(.agentState(agent: agents[agent].configuration.id, state: state, since: now))
    if hasWorked, new != .loggedOut { tellOfRest(agent, into: &actions) }
  }

  private mutating func closeStretch(_ agent: Int, into actions: inout [ACDAction]) {
    let (kind, since) = (agents[agent].state.kind, agents[agent].since)
    guard kind != .loggedOut, since < now else { return }
    agents[agent].spent[kind.rawValue] += (now - since).microseconds
    actions.append(
      .stateInterval(agent: agents[agent].configuration.id, state: agents[agent].state, from: since, to: now))
  }

  private mutating func countLogin(_ agent: Int, by step: Int) {
    if step > 0 {
      agents[agent].shiftBegan = now
      agents[agent].atLogin = AgentRecord.Baseline(
        answered: agents[agent].answered, talkTime: agents[agent].talkTime, busyTime: agents[agent].busyTime)
    } else {
      agents[agent].staffed += (now - agents[agent].shiftBegan!).microseconds
      agents[agent].shiftBegan = nil
    }
    let profile = agents[agent].profile
    agentsLoggedIn[profile] += step
    for queue in queues.indices where tables.profilesOfClass[tables.widestClass(of: queue), profile] {
      queues[queue].agentsLoggedIn += step
      if queues[queue].agentsLoggedIn == 0 { emptiedQueues.append(queue) }
    }
  }
}
