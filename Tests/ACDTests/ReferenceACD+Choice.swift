import ACD
import CallModel

/// Who is matched with whom: every caller against every agent, by the rules as they are written.
extension ReferenceACD {
  /// The next offer: callers without one first, then those for whom one more may ring.
  mutating func nextPair() -> (Int, Int, [String])? {
    for isFirst in [true, false] {
      let some = calls.filter { isFirst ? $0.place == .waiting : wantsOneMore($0) }
      for call in ranked(some) {
        guard let (agent, rule) = choose(for: call) else { continue }
        let profile = known[agent].takesFirst
        let first = !isFirst ? "rings-too" : profile.contains(call.queue) ? "takes-first" : "most-urgent"
        return (callIndex(call.id)!, agent, [first] + rule)
      }
    }
    return nil
  }

  private func wantsOneMore(_ call: Call) -> Bool {
    guard case .offered = call.place else { return false }
    return call.ringsSeveral && call.nextRing == nil
  }

  mutating func ringOn(_ call: Int) {
    let queue = queue(calls[call].queue)
    calls[call].ringsSeveral = queue.strategy == .ringAll || queue.strategy == .ringProgressively
    calls[call].nextRing = queue.strategy == .ringProgressively ? now + queue.ringStep : nil
  }

  /// Idle and allowed, whatever else he would take.
  private func isEligible(_ agent: Int, for call: Call, ring: Int) -> Bool {
    let queue = queue(call.queue)
    return agents[agent].state == .ready && serves(agents[agent].id, queue.rings[ring])
      && !call.excluded.contains(agents[agent].id) && !isLeftToOthers(agent, queue) && !isHeldBack(call)
  }

  func isLeftToOthers(_ agent: Int, _ queue: QueueConfiguration) -> Bool {
    queue.reservations.contains { reservation in
      let group = RingConfiguration(requirements: reservation.requirements)
      let idle = agents.count { $0.state == .ready && serves($0.id, group) }
      return serves(agents[agent].id, group) && idle <= reservation.idleAbove
    }
  }

  /// The agent whom he prefers is at work, and the only one he may have for now.
  func isHeldBack(_ call: Call) -> Bool {
    guard call.preferenceEnds != nil, let id = call.preferred, let agent = agentIndex(id) else { return false }
    let isBusy = [.offered, .talking, .held, .consulting, .wrapUp].contains(agents[agent].state.kind)
    return isBusy && serves(id, queue(call.queue).rings[call.ring]) && !call.excluded.contains(id)
  }

  /// Somebody waits for him in a queue from which he takes before this one.
  private func takesElsewhereFirst(_ agent: Int, than queue: QueueID) -> Bool {
    for other in known[agent].takesFirst {
      if other == queue { return false }
      if calls.contains(where: {
        $0.queue == other && $0.place == .waiting && isEligible(agent, for: $0, ring: $0.ring)
      }) {
        return true
      }
    }
    return false
  }

  func canBeServed(_ call: Call) -> Bool {
    agents.indices.contains { isEligible($0, for: call, ring: call.ring) && !takesElsewhereFirst($0, than: call.queue) }
  }

  private mutating func choose(for call: Call) -> (Int, [String])? {
    guard canBeServed(call) else { return nil }
    if call.preferenceEnds != nil, let id = call.preferred, let agent = agentIndex(id),
      isEligible(agent, for: call, ring: call.ring), !takesElsewhereFirst(agent, than: call.queue)
    {
      return (agent, ["preferred-agent"])
    }
    let queue = queue(call.queue)
    for ring in 0...call.ring {
      // Excluded agents and those who take elsewhere stand in line too, for they cost a draw.
      let plain = Call(
        id: call.id, queue: call.queue, credit: 0, arrival: call.arrival, ringClock: call.ringClock,
        entered: call.entered)
      var able = agents.indices.filter { isEligible($0, for: plain, ring: ring) }
      while let agent = best(of: able, queue) {
        if !call.excluded.contains(agents[agent].id), !takesElsewhereFirst(agent, than: call.queue) {
          return (agent, ["ring-\(ring)", queue.strategy.rawValue])
        }
        able.removeAll { $0 == agent }
      }
    }
    return nil
  }

  private mutating func best(of able: [Int], _ queue: QueueConfiguration) -> Int? {
    guard !able.isEmpty else { return nil }
    if queue.strategy == .random || queue.strategy == .weightedRandom {
      return draw(able, isWeighted: queue.strategy == .weightedRandom)
    }
    return able.min { a, b in
      for (x, y) in zip(marks(a, queue), marks(b, queue)) where x != y { return x < y }
      if queue.strategy == .leastOccupied {
        let (x, y) = (Int128(agents[a].busy) * shift(b), Int128(agents[b].busy) * shift(a))
        if x != y { return x < y }
      }
      return agents[a].id < agents[b].id
    }
  }

  private func shift(_ agent: Int) -> Int128 { Int128((now - agents[agent].shiftBegan).microseconds) + 1 }

  /// The smaller first, one after the other.
  private func marks(_ agent: Int, _ queue: QueueConfiguration) -> [Int64] {
    let settings = known[agent]
    let skills = settings.skills.filter { isKnown($0) }
    let idleSince = agents[agent].idleSince.microseconds
    switch queue.strategy {
    case .longestIdle: return [idleSince]
    case .leastOccupied, .random, .weightedRandom: return []
    case .fewestCalls: return [Int64(agents[agent].answered)]
    case .leastTalkTime: return [agents[agent].talked]
    case .roundRobin: return [agents[agent].lastOffer]
    case .topDown, .ringAll, .ringProgressively: return [Int64(settings.order)]
    case .bestSkill:
      let named = Set(queue.rings.flatMap(\.requirements).map(\.skill))
      return [-skills.filter { named.contains($0.skill) }.reduce(0) { $0 + Int64($1.level) }, idleSince]
    case .fewestSkills: return [Int64(skills.count), idleSince]
    }
  }

  private func isKnown(_ skill: SkillLevel) -> Bool { settings.skills.contains(skill.skill) && isValid(skill) }

  /// Tickets go to profiles in the order of their first agents, and within them by id.
  private mutating func draw(_ able: [Int], isWeighted: Bool) -> Int {
    func first(_ agent: Int) -> Int { known.indices.first { isAlike(known[$0], known[agent]) }! }
    let line = able.sorted { a, b in
      first(a) != first(b) ? first(a) < first(b) : agents[a].id < agents[b].id
    }
    func chances(_ agent: Int) -> Int { isWeighted ? known[agent].weight : 1 }
    var ticket = stream.next(below: line.reduce(0) { $0 + chances($1) })
    for agent in line {
      ticket -= chances(agent)
      if ticket < 0 { return agent }
    }
    fatalError("no ticket is beyond the last")
  }

  private func isAlike(_ a: AgentConfiguration, _ b: AgentConfiguration) -> Bool {
    func levels(_ agent: AgentConfiguration) -> [Int] {
      settings.skills.map { skill in agent.skills.first { $0.skill == skill && isValid($0) }?.level ?? 0 }
    }
    return levels(a) == levels(b) && a.takesFirst == b.takesFirst
  }
}
