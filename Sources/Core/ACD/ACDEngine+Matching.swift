import CallModel

extension ACDEngine {
  /// Ends an event: queues left empty send their callers away, callers and agents are matched until nothing
  /// more fits, and those who moved up are told.
  mutating func settle(into actions: inout [ACDAction]) {
    sendAwayFromEmptyQueues(into: &actions)
    while let match = nextMatch() {
      let words = queues[contacts[match.slot].queue].words[match.ring]
      offer(match.slot, to: match.agent, because: words, into: &actions)
    }
    announceMoves(into: &actions)
  }

  struct Match {
    let slot: Int
    let agent: Int
    let ring: Int
  }

  /// The most urgent caller whom an idle agent can serve, and the best such agent.
  ///
  /// Before the event nobody waited whom an idle agent could serve, so one side of each match is among
  /// those whom the event has changed: `unmatchedContacts` and `unmatchedAgents`.
  private mutating func nextMatch() -> Match? {
    while !unmatchedContacts.isEmpty || !unmatchedAgents.isEmpty {
      guard let slot = mostUrgentUnmatched() else { break }
      if let (agent, ring) = idleAgent(for: contacts[slot].queue, rings: contacts[slot].ring) {
        return Match(slot: slot, agent: agent, ring: ring)
      }
      unmatchedContacts.removeAll { $0 == slot }
    }
    unmatchedContacts.removeAll(keepingCapacity: true)
    unmatchedAgents.removeAll(keepingCapacity: true)
    return nil
  }

  /// The most urgent among the changed callers and those whom the changed agents could serve.
  private func mostUrgentUnmatched() -> Int? {
    var best: (claim: Claim, slot: Int)?
    func consider(_ slot: Int) {
      let claim = self.claim(of: slot)
      if best.map({ claim < $0.claim }) ?? true { best = (claim, slot) }
    }
    for slot in unmatchedContacts where waiting.contains(slot) { consider(slot) }
    for agent in unmatchedAgents where agents[agent].state == .ready {
      if let slot = mostUrgent(forProfile: agents[agent].profile) { consider(slot) }
    }
    return best?.slot
  }

  private func claim(of slot: Int) -> Claim {
    let key = placeKey(slot)
    return Claim(
      urgency: queues[contacts[slot].queue].rule.urgency(of: key, at: now), arrival: key.arrival, call: key.call)
  }

  /// The most urgent waiting caller whom agents of a profile can serve: the first of one of the classes.
  private func mostUrgent(forProfile profile: Int) -> Int? {
    var best: (claim: Claim, slot: Int)?
    tables.classesOfProfile.forEach(inRow: profile, and: waiting.nonEmpty) { matchClass in
      let first = waiting.first(of: matchClass)!
      let urgency = queues[tables.queueOfClass[matchClass]].rule.urgency(of: first.key, at: now)
      if let best, urgency < best.claim.urgency { return }
      let claim = Claim(urgency: urgency, arrival: first.key.arrival, call: first.key.call)
      if best.map({ claim < $0.claim }) ?? true { best = (claim, first.item) }
    }
    return best?.slot
  }

  /// The best idle agent for a queue's caller with rings up to `rings` open: lowest ring, then the strategy.
  func idleAgent(for queue: Int, rings: Int) -> (agent: Int, ring: Int)? {
    guard let group = idle[queues[queue].configuration.strategy.ordinal], group.count > 0 else { return nil }
    for ring in 0...rings {
      var best: HeapGroup<IdleKey>.Entry?
      tables.profilesOfClass.forEach(inRow: tables.firstClass[queue] + ring, and: group.nonEmpty) { profile in
        let first = group.first(of: profile)!
        if best.map({ first.key < $0.key }) ?? true { best = first }
      }
      if let best { return (best.item, ring) }
    }
    return nil
  }

  /// Callers of queues that let nobody wait where no agent is.
  mutating func sendAwayFromEmptyQueues(into actions: inout [ACDAction]) {
    guard !emptiedQueues.isEmpty else { return }
    emptiedQueues.sort()
    for queue in emptiedQueues where isToBeLeft(queue) {
      var slot = queues[queue].firstIn
      while slot >= 0 {
        let following = contacts[slot].following
        if contacts[slot].place == .waiting { overflow(slot, because: .noAgents, into: &actions) }
        slot = following
      }
    }
    emptiedQueues.removeAll(keepingCapacity: true)
  }

  func isToBeLeft(_ queue: Int) -> Bool {
    queues[queue].agentsLoggedIn == 0 && queues[queue].configuration.leaveWhenEmpty
  }
}

extension Strategy {
  /// Its place among all strategies.
  var ordinal: Int {
    switch self {
    case .longestIdle: 0
    case .topDown: 1
    }
  }
}
