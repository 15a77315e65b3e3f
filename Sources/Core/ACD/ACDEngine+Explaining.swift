public import CallModel

// Why a call is where it is: worked out when somebody asks, so that decisions cost nothing more when they are made.
extension ACDEngine {
  /// Every agent's part in a call that is here, the likely first: who has it, then who may have it by rank, then the
  /// others by id. O(agents log agents).
  public func candidates(for call: CallID) -> [ACDCandidate]? {
    guard let slot = contacts.slot(of: call) else { return nil }
    let byID = agents.indices.filter { agents[$0].isConfigured || agents[$0].state != .loggedOut }
      .sorted { agents[$0].rank < agents[$1].rank }
    let holders = holders(of: slot)
    var rules: [(agent: Int, rule: ACDCandidate.Rule)] = []
    var allowed: [Int] = []
    for agent in byID where !holders.contains(agent) {
      if let rule = refusal(of: agent, for: slot) { rules.append((agent, rule)) } else { allowed.append(agent) }
    }
    func candidate(_ agent: Int, _ verdict: ACDCandidate.Verdict) -> ACDCandidate {
      ACDCandidate(agent: agents[agent].configuration.id, verdict: verdict)
    }
    let ranked = self.ranked(allowed, for: slot)
    return holders.map { candidate($0, .has) }
      + ranked.enumerated().map { candidate($1.agent, .ranked($0 + 1, ring: $1.ring)) }
      + rules.map { candidate($0.agent, .refused($0.rule)) }
  }

  /// By a loop: a closure that holds the engine would copy it, and this is on the way of every offer.
  func ids(of slots: [Int]) -> [AgentID] {
    var ids: [AgentID] = []
    for slot in slots { ids.append(agents[slot].configuration.id) }
    return ids
  }

  /// Idle agents who could serve the queue and stay for others: of each group no more than are kept back.
  func leftToOthers(by queue: Int) -> [Int] {
    var kept: [Int] = []
    for share in tables.groups.ofQueue[queue] where idleInGroup[share.group] <= share.idleAbove {
      for profile in 0..<tables.profileCount
      where tables.groups.profiles[share.group, profile]
        && tables.profilesOfClass[tables.widestClass(of: queue), profile]
      {
        kept += idle.agents(of: profile).filter { !kept.contains($0) }
      }
    }
    // Nearly always nobody; and the closure would hold (and copy) the engine.
    guard kept.count > 1 else { return kept }
    let agents = agents
    return kept.sorted { agents[$0].rank < agents[$1].rank }
  }

  private func holders(of slot: Int) -> [Int] {
    switch contacts[slot].place {
    case .waiting, .paused, .standby: []
    case .offered(let first): [first] + contacts[slot].alsoOffered
    case .talking(let agent), .dialling(let agent): [agent]
    }
  }

  /// The first rule that keeps the agent from the call.
  private func refusal(of agent: Int, for slot: Int) -> ACDCandidate.Rule? {
    let (contact, record) = (contacts[slot], agents[agent])
    if contact.excluded.contains(agent) { return .excluded }
    guard let ring = ring(of: agent, in: contact.queue) else {
      return missingSkill(of: agent, in: contact.queue).map { .lacksSkill($0) } ?? .loggedOut
    }
    switch record.state {
    case .loggedOut: return .loggedOut
    case .notReady(let reason):
      guard let until = record.restEnds, now < until else { return .notReady(reason: reason) }
      return .resting(calls: record.callsInRow, until: until)
    case .offered, .talking, .held, .consulting, .wrapUp:
      let call = (record.offer?.slot ?? record.slot).map { contacts[$0].call } ?? record.wrapUp?.call
      return .busy(state: record.state.kind, call: call)
    case .ready: break
    }
    switch contact.place {
    case .talking, .dialling: return .served
    case .offered: if !wantsOneMore(slot) { return .served }
    case .waiting, .paused, .standby: break
    }
    if ring > contact.ring {
      let after = queues[contact.queue].configuration.rings[ring].after
      return .ringOpens(ring: ring, at: contact.ringClock + after)
    }
    if isHeldBack(slot), let preferred = contact.preferred {
      return .waitsForPreferred(agents[preferred].configuration.id)
    }
    let share = tables.groups.ofQueue[contact.queue].first {
      tables.groups.profiles[$0.group, record.profile] && idleInGroup[$0.group] <= $0.idleAbove
    }
    if let share { return .reserved(idle: idleInGroup[share.group], idleAbove: share.idleAbove) }
    return queueTakenFirst(by: agent, before: contact.queue).map { .takesFirst(queues[$0].configuration.id) }
  }

  /// The lowest ring that lets the agent in.
  private func ring(of agent: Int, in queue: Int) -> Int? {
    let first = tables.firstClass[queue]
    return (first...tables.widestClass(of: queue)).first { tables.profilesOfClass[$0, agents[agent].profile] }
      .map { $0 - first }
  }

  private func missingSkill(of agent: Int, in queue: Int) -> SkillRequirement? {
    queues[queue].configuration.rings.last?.requirements.first { wanted in
      !agents[agent].configuration.skills.contains { has in
        has.skill == wanted.skill && has.level >= wanted.level && has.expires.map { $0 > now } ?? true
      }
    }
  }

  /// As they would be taken, one after the other. A draw has no order: then by id.
  private func ranked(_ allowed: [Int], for slot: Int) -> [(agent: Int, ring: Int)] {
    let queue = contacts[slot].queue
    let strategy = queues[queue].configuration.strategy
    let line = allowed.map { (agent: $0, ring: ring(of: $0, in: queue) ?? 0) }
    return line.sorted { a, b in
      let preferred = contacts[slot].preferredWhileOpen
      if (a.agent == preferred) != (b.agent == preferred) { return a.agent == preferred }
      return a.ring != b.ring ? a.ring < b.ring : isBefore(a.agent, b.agent, for: queue, by: strategy)
    }
  }

  private func isBefore(_ a: Int, _ b: Int, for queue: Int, by strategy: Strategy) -> Bool {
    switch strategy.order {
    case .idleTime, .calls, .talkTime, .turns, .order:
      let scores = [a, b].map { tables.score(of: agents[$0].profile, for: queue, by: strategy) }
      if scores[0] != scores[1] { return scores[0] < scores[1] }
      return agents[a].key(in: strategy.order) < agents[b].key(in: strategy.order)
    case .occupancy: return agents[a].occupancy.isBefore(agents[b].occupancy, at: now)
    case .evenLottery, .weightedLottery: return agents[a].rank < agents[b].rank
    }
  }
}
