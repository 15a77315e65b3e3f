import CallModel

extension ACDEngine {
  /// Ends an event: queues left empty send their callers away, callers and agents are matched until nothing
  /// more fits, and those who moved up are told.
  mutating func settle(into actions: inout [ACDAction]) {
    sendAwayFromEmptyQueues(into: &actions)
    match(into: &actions)
    giveOutboundWork(into: &actions)
    announceMoves(into: &actions)
  }

  /// The most urgent caller whom an idle agent may serve gets the best such agent, until there is none. Callers
  /// without an offer go before those for whom somebody rings already.
  mutating func match(into actions: inout [ACDAction]) {
    guard isStirred else { return }
    while idle.count > 0 {
      guard let slot = mostUrgent(isRinging: false) ?? mostUrgent(isRinging: true) else { break }
      if contacts[slot].outbound != nil, pauseIfClosed(slot) { continue }
      let choice = chooseAgent(for: slot)
      offer(slot, to: choice.agent, because: choice.words, into: &actions)
      ringOn(slot)
    }
    stirred.fill(row: 0, false)
    isStirred = false
  }

  /// Before the event nobody waited whom an idle agent could serve; so callers to be matched are in classes that
  /// the event has stirred.
  mutating func stir(matchClass: Int) {
    stirred[0, matchClass] = true
    isStirred = true
  }

  mutating func stirAll() {
    stirred.fill(row: 0, true)
    isStirred = true
  }

  func mayServe(_ matchClass: Int) -> ProfileMask {
    ProfileMask(
      able: tables.profilesOfClass, matchClass: matchClass, idle: idle.nonEmpty, unreserved: unreserved,
      queue: tables.queueOfClass[matchClass])
  }

  /// The most urgent servable caller of the stirred classes.
  ///
  /// Here and in what it calls, loops are written out, and it is `mutating` although it changes nothing: a closure
  /// over the engine costs a copy of it, and so does a call on an engine that is only read.
  private mutating func mostUrgent(isRinging: Bool) -> Int? {
    guard (isRinging ? ringing.count : waiting.count) > 0 else { return nil }
    var best: (claim: Claim, slot: Int)?
    for index in 0..<stirred.stride {
      var word = stirred.word(index, ofRow: 0)
      word &= isRinging ? ringing.nonEmptyWord(index) : waiting.nonEmptyWord(index)
      while word != 0 {
        let matchClass = index << 6 + word.trailingZeroBitCount
        word &= word - 1
        guard hasIdle(for: matchClass), let first = firstServable(of: matchClass, isRinging: isRinging) else {
          continue
        }
        let urgency = queues[tables.queueOfClass[matchClass]].rule.urgency(of: first.key, at: now)
        if let best, urgency < best.claim.urgency { continue }
        let claim = Claim(urgency: urgency, arrival: first.key.arrival, call: first.key.call)
        if let best, best.claim < claim { continue }
        best = (claim, first.item)
      }
    }
    return best?.slot
  }

  /// Some idle agent is able and not left to others.
  @inline(__always) private func hasIdle(for matchClass: Int) -> Bool {
    let queue = tables.queueOfClass[matchClass]
    for index in 0..<unreserved.stride where idleWord(index, for: matchClass, of: queue) != 0 { return true }
    return false
  }

  /// Of 64 profiles those that may serve the class and have an idle agent who isn't left to others.
  @inline(__always) private func idleWord(_ index: Int, for matchClass: Int, of queue: Int) -> UInt64 {
    idle.nonEmptyWord(index) & tables.profilesOfClass.word(index, ofRow: matchClass)
      & unreserved.word(index, ofRow: queue)
  }

  private mutating func firstServable(of matchClass: Int, isRinging: Bool) -> HeapGroup<PlaceKey>.Entry? {
    guard let first = isRinging ? ringing.first(of: matchClass) : waiting.first(of: matchClass) else { return nil }
    if !tables.hasOrders, contacts[first.item].excluded.isEmpty { return first }
    return (isRinging ? ringing : waiting).first(of: matchClass) { isServable($0, from: matchClass) }
  }

  /// Whether some idle agent may have this caller; `nil`: neither him nor anyone behind him in his class, for he
  /// excludes nobody.
  private func isServable(_ slot: Int, from matchClass: Int) -> Bool? {
    let excluded = contacts[slot].excluded
    if hasAgent(for: matchClass, excluding: excluded) { return true }
    return excluded.isEmpty ? nil : false
  }

  /// An idle agent may serve this class, is none of `excluding`, and takes from no other queue first.
  func hasAgent(for matchClass: Int, excluding excluded: [Int]) -> Bool {
    if excluded.isEmpty, !tables.hasOrders { return hasIdle(for: matchClass) }
    let queue = tables.queueOfClass[matchClass]
    return mayServe(matchClass).profiles.contains { profile in
      idle.agents(of: profile).contains { mayTake($0, from: queue, excluding: excluded) }
    }
  }

  private func mayTake(_ agent: Int, from queue: Int, excluding excluded: [Int]) -> Bool {
    if !excluded.isEmpty, excluded.contains(agent) { return false }
    guard tables.hasOrders else { return true }
    return queueTakenFirst(by: agent, before: queue) == nil
  }

  /// The queue in which a caller waits for this agent and from which he takes before this one.
  func queueTakenFirst(by agent: Int, before queue: Int) -> Int? {
    let profile = agents[agent].profile
    for other in tables.takesFirst[profile] {
      if other == queue { return nil }
      guard unreserved[other, profile] else { continue }
      for matchClass in tables.firstClass[other]...tables.widestClass(of: other)
      where waiting.nonEmpty[0, matchClass] && tables.profilesOfClass[matchClass, profile] {
        let first = waiting.first(of: matchClass) { !contacts[$0].excluded.contains(agent) }
        if first != nil { return other }
      }
    }
    return nil
  }

  struct Choice {
    let agent: Int
    let words: [String]
  }

  /// For a caller who is servable: the agent whom he prefers, else the best of the lowest ring that has one.
  mutating func chooseAgent(for slot: Int) -> Choice {
    let queue = contacts[slot].queue
    let first = tables.firstClass[queue]
    if let agent = contacts[slot].preferredWhileOpen, agents[agent].state == .ready,
      mayServe(first + contacts[slot].ring).contains(agents[agent].profile),
      mayTake(agent, from: queue, excluding: contacts[slot].excluded)
    {
      return Choice(agent: agent, words: words(slot, agent, rule: .preferredAgent))
    }
    for ring in 0...contacts[slot].ring {
      guard let agent = bestAgent(ofClass: first + ring, for: slot) else { continue }
      return Choice(agent: agent, words: words(slot, agent, rule: .ring(ring)))
    }
    preconditionFailure("A servable caller has an agent.")
  }

  private enum Rule {
    case preferredAgent
    case ring(Int)
  }

  @inline(__always) private func words(_ slot: Int, _ agent: Int, rule: Rule) -> [String] {
    let queue = contacts[slot].queue
    let takesFirst = tables.hasOrders && tables.takesFirst[agents[agent].profile].contains(queue)
    let first: OfferWords.First =
      contacts[slot].place != .waiting ? .ringsToo : takesFirst ? .takesFirst : .mostUrgent
    return switch rule {
    case .preferredAgent: queues[queue].words.preferredAgent(first)
    case .ring(let ring): queues[queue].words.ring(ring, first)
    }
  }

  /// By the queue's strategy. Those whom the strategy would take and the caller may not have are laid aside
  /// for the moment.
  private mutating func bestAgent(ofClass matchClass: Int, for slot: Int) -> Int? {
    guard hasIdle(for: matchClass) else { return nil }
    let queue = tables.queueOfClass[matchClass]
    let strategy = queues[queue].configuration.strategy
    guard let agent = firstIdle(of: matchClass, strategy) else { return nil }
    if !tables.hasOrders, contacts[slot].excluded.isEmpty { return agent }
    return bestAllowed(agent, ofClass: matchClass, for: slot, strategy)
  }

  /// `agent` or, if the caller may not have him, the best whom he may have.
  @inline(never)
  private mutating func bestAllowed(
    _ agent: Int, ofClass matchClass: Int, for slot: Int, _ strategy: Strategy
  ) -> Int? {
    let queue = tables.queueOfClass[matchClass]
    if mayTake(agent, from: queue, excluding: contacts[slot].excluded) { return agent }
    var laidAside = [agent]
    idle.remove(agent, from: agents[agent].profile, in: strategy.order, at: now)
    defer {
      for agent in laidAside { insertIntoIdle(agent, strategy.order) }
    }
    while let agent = firstIdle(of: matchClass, strategy) {
      if mayTake(agent, from: queue, excluding: contacts[slot].excluded) { return agent }
      idle.remove(agent, from: agents[agent].profile, in: strategy.order, at: now)
      laidAside.append(agent)
    }
    return nil
  }

  private mutating func firstIdle(of matchClass: Int, _ strategy: Strategy) -> Int? {
    switch strategy.order {
    case .idleTime, .calls, .talkTime, .turns, .order: firstInHeaps(of: matchClass, strategy)
    case .occupancy: idle.leastOccupied(among: mayServe(matchClass), at: now)
    case .evenLottery, .weightedLottery:
      idle.drawn(in: strategy.order, among: mayServe(matchClass), from: &stream)
    }
  }

  /// The best profile by the strategy's score, then the best of its agents by a heap's order.
  @inline(__always) private func firstInHeaps(of matchClass: Int, _ strategy: Strategy) -> Int? {
    let (queue, order) = (tables.queueOfClass[matchClass], strategy.order)
    var best: (score: Int, entry: HeapGroup<IdleKey>.Entry)?
    for index in 0..<unreserved.stride {
      var word = idleWord(index, for: matchClass, of: queue)
      while word != 0 {
        let profile = index << 6 + word.trailingZeroBitCount
        word &= word - 1
        guard let entry = idle.first(of: profile, in: order) else { continue }
        let score = tables.score(of: profile, for: queue, by: strategy)
        if let best, best.score < score || (best.score == score && best.entry.key < entry.key) { continue }
        best = (score, entry)
      }
    }
    return best?.entry.item
  }

  /// Callers of queues that let nobody wait where no agent is.
  mutating func sendAwayFromEmptyQueues(into actions: inout [ACDAction]) {
    guard !emptiedQueues.isEmpty else { return }
    emptiedQueues.sort()
    for queue in emptiedQueues where isToBeLeft(queue) { sendAway(from: queue, because: .noAgents, into: &actions) }
    emptiedQueues.removeAll(keepingCapacity: true)
  }

  func isToBeLeft(_ queue: Int) -> Bool {
    queues[queue].agentsLoggedIn == 0 && queues[queue].configuration.leaveWhenEmpty
  }
}
