public import CallModel

extension ACDEngine {
  /// Takes new settings on. Nobody who waits is lost, and no conversation is cut.
  ///
  /// A queue that is gone from the settings lets nobody in, serves those it has by its old rules, and vanishes
  /// with the last of them. An agent who is gone is logged out at once if he is free, otherwise when he is.
  /// Callers who wait are ranked by the new rules; offers that are outstanding keep their time; a call already
  /// entered keeps its patience and its time of announcement.
  public mutating func reconfigure(
    _ configuration: ACDConfiguration, at instant: Timestamp, into actions: inout [ACDAction]
  ) {
    fireAlarms(before: instant, into: &actions)
    let kept = Set(configuration.agents.map(\.id))
    for agent in agents.indices where !kept.contains(agents[agent].configuration.id) {
      switch agents[agent].state {
      case .notReady, .ready: endShift(agent, into: &actions)
      case .loggedOut, .offered, .talking, .held, .consulting, .wrapUp: break
      }
    }
    takeOn(configuration)
    emptiedQueues = Array(queues.indices)
    queues.indices.forEach { touch($0) }
    settle(into: &actions)
  }

  /// Records first, then the tables made from them, then everybody back into the tables.
  mutating func takeOn(_ configuration: ACDConfiguration) {
    let errors = configuration.findings.filter(\.isError).map(\.sentence)
    precondition(errors.isEmpty, "A configuration with errors must not get here: \(errors.joined(separator: "; "))")
    takeOnQueues(configuration.queues)
    takeOnAgents(configuration.agents)
    skills = configuration.skills
    rest = configuration.rest
    dialHours = configuration.dialHours
    rebuild()
    resumeWhatWaitsForHours()
  }

  /// The new hours for dialling may be open already. Where they have closed, the dial itself finds that out.
  private mutating func resumeWhatWaitsForHours() {
    for slot in 0..<contacts.slotCount where contacts.isLive(slot) && contacts[slot].place == .paused {
      guard let outbound = contacts[slot].outbound, outbound.waitsForOpening, outbound.bounds != nil else { continue }
      resumeOutbound(slot, notBefore: now)
    }
  }

  /// A certificate has expired: its agents are without the skill from now on. Conversations and offers go on.
  mutating func expireCertificates() {
    rebuild()
    emptiedQueues = Array(queues.indices)
  }

  private mutating func rebuild() {
    tables = MatchTables(
      skills: skills, agents: agents.map(\.configuration), queues: queues.map(\.configuration),
      queueIndex: queueIndex, at: now)
    stirred = BitTable(rows: 1, columns: tables.classCount)
    rebuildAgents()
    rebuildContacts()
    stirAll()
    if let expiry = tables.nextExpiry {
      timers.set(.certificates, at: expiry, rank: Alarm(at: expiry, kind: .certificateExpiry).rank(0))
    } else {
      timers.cancel(.certificates)
    }
  }

  private mutating func takeOnQueues(_ configurations: [QueueConfiguration]) {
    for queue in queues.indices { queues[queue].isConfigured = false }
    queueOrder = []
    for configuration in configurations {
      if let queue = queueIndex[configuration.id] {
        queues[queue].take(configuration)
        queueOrder.append(queue)
      } else {
        queueIndex[configuration.id] = queues.count
        queueOrder.append(queues.count)
        queues.append(QueueRecord(configuration: configuration, at: now))
      }
    }
    queueOrder += queues.indices.filter { !queues[$0].isConfigured }
  }

  private mutating func takeOnAgents(_ configurations: [AgentConfiguration]) {
    for agent in agents.indices { agents[agent].isConfigured = false }
    agentOrder = []
    for configuration in configurations {
      if let agent = agentIndex[configuration.id] {
        agents[agent].configuration = configuration
        agents[agent].isConfigured = true
        agentOrder.append(agent)
      } else {
        agentIndex.insert(configuration.id, agents.count)
        agentOrder.append(agents.count)
        agents.append(AgentRecord(configuration: configuration, at: now))
      }
    }
    agentOrder += agents.indices.filter { !agents[$0].isConfigured }
    let byID = agents.indices.sorted { agents[$0].configuration.id < agents[$1].configuration.id }
    for (rank, agent) in byID.enumerated() { agents[agent].rank = rank }
    conflicts = [:]
    for agent in byID {
      for customer in agents[agent].configuration.conflicts { conflicts[customer.number, default: []].append(agent) }
    }
  }

  private mutating func rebuildAgents() {
    idle = IdleAgents(
      orders: Set(queues.map(\.configuration.strategy.order)), profileOfAgent: tables.profileOfAgent,
      profiles: tables.profileCount, ranks: agents.map(\.rank))
    idleInGroup = Array(repeating: 0, count: tables.groups.count)
    unreserved = BitTable(rows: queues.count, columns: tables.profileCount)
    queues.indices.forEach { reviewReservations(of: $0) }
    agentsLoggedIn = Array(repeating: 0, count: tables.profileCount)
    agentsOnCall = agentsLoggedIn
    for agent in agents.indices {
      let profile = tables.profileOfAgent[agent]
      agents[agent].profile = profile
      if agents[agent].state != .loggedOut { agentsLoggedIn[profile] += 1 }
      if agents[agent].state.kind.isOnCall { agentsOnCall[profile] += 1 }
      if agents[agent].state == .ready { addToIdle(agent) }
      // Set anew, since a place by id may have changed.
      agents[agent].timer = nil
      timers.cancel(.agent(agent))
      setAlarm(ofAgent: agent)
    }
    for queue in queues.indices {
      var count = 0
      tables.profilesOfClass.forEach(inRow: tables.widestClass(of: queue)) { count += agentsLoggedIn[$0] }
      queues[queue].agentsLoggedIn = count
    }
  }

  private mutating func rebuildContacts() {
    waiting = HeapGroup(heaps: tables.classCount, items: contacts.slotCount)
    ringing = waiting
    places = PlaceTree(trees: queues.count)
    standby = HeapGroup(heaps: queues.count, items: contacts.slotCount)
    for slot in 0..<contacts.slotCount where contacts.isLive(slot) {
      let settings = queues[contacts[slot].queue]
      switch contacts[slot].place {
      case .talking, .paused: continue
      case .standby:
        beginStandby(slot)
        continue
      case .dialling: if contacts[slot].outbound?.hasPlace == false { continue }
      case .offered:
        if contacts[slot].outbound?.hasPlace == false { continue }
        contacts[slot].ringsSeveral = contacts[slot].ringsSeveral && settings.ringsSeveral
      case .waiting: break
      }
      contacts[slot].ring = settings.ring(at: now, from: contacts[slot].ringClock)
      if settings.configuration.strategy != .ringProgressively { contacts[slot].nextRing = nil }
      shelve(slot)
      places.insert(slot, key: placeKey(slot), into: contacts[slot].queue)
      setAlarm(ofContact: slot)
    }
  }
}
