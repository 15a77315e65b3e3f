import CallModel

/// Ready agents by profile, in each order that some queue's strategy asks for.
///
/// Every ready agent is in all orders at once; most are heaps, whose keys don't change while an agent is idle. All
/// is O(log n) but for the profiles that may serve, which are looked at one by one.
struct IdleAgents: Sendable, Codable {
  /// Indexed by `IdleOrder.rawValue`; `nil` where no strategy asks for it. Always there: `idleTime`.
  private var heaps: [HeapGroup<IdleKey>?]
  private var occupancy: OccupancyTournament?
  private var evenLottery: IdleLottery?
  private var weightedLottery: IdleLottery?

  init(orders: Set<IdleOrder>, profileOfAgent: [Int], profiles: Int, ranks: [Int]) {
    let heapOrders: [IdleOrder] = [.idleTime, .calls, .talkTime, .turns, .order]
    heaps = heapOrders.map {
      $0 == .idleTime || orders.contains($0) ? HeapGroup(heaps: profiles, items: profileOfAgent.count) : nil
    }
    guard !orders.isDisjoint(with: [.occupancy, .evenLottery, .weightedLottery]) else { return }
    let leaves = ProfileLeaves(profileOfAgent: profileOfAgent, profiles: profiles, ranks: ranks)
    if orders.contains(.occupancy) { occupancy = OccupancyTournament(leaves, agents: profileOfAgent.count) }
    if orders.contains(.evenLottery) { evenLottery = IdleLottery(leaves, profileOfAgent: profileOfAgent) }
    if orders.contains(.weightedLottery) { weightedLottery = IdleLottery(leaves, profileOfAgent: profileOfAgent) }
  }

  /// Profiles that have a ready agent.
  var nonEmpty: BitTable { byIdleTime.nonEmpty }
  func nonEmptyWord(_ index: Int) -> UInt64 { byIdleTime.nonEmpty.word(index, ofRow: 0) }
  var count: Int { byIdleTime.count }
  func count(of profile: Int) -> Int { byIdleTime.count(of: profile) }
  /// The profile under which the agent is idle.
  func home(of agent: Int) -> Int? { byIdleTime.home(of: agent) }
  /// In no particular order.
  func agents(of profile: Int) -> some Sequence<Int> { byIdleTime.items(of: profile) }

  var byIdleTime: HeapGroup<IdleKey> {
    _read { yield heaps[IdleOrder.idleTime.rawValue]! }
  }

  mutating func insert(_ agent: Int, _ record: AgentRecord, at instant: Timestamp) {
    for order in IdleOrder.allCases { insert(agent, record, into: order, at: instant) }
  }

  mutating func remove(_ agent: Int, from profile: Int, at instant: Timestamp) {
    for order in IdleOrder.allCases { remove(agent, from: profile, in: order, at: instant) }
  }

  /// Into one order: back from `remove`.
  mutating func insert(_ agent: Int, _ record: AgentRecord, into order: IdleOrder, at instant: Timestamp) {
    switch order {
    case .idleTime, .calls, .talkTime, .turns, .order:
      heaps[order.rawValue]?.insert(agent, key: record.key(in: order), into: record.profile)
    case .occupancy: occupancy?.set(agent, in: record.profile, record.occupancy, at: instant)
    case .evenLottery: evenLottery?.set(agent, in: record.profile, chances: 1)
    case .weightedLottery: weightedLottery?.set(agent, in: record.profile, chances: record.configuration.weight)
    }
  }

  /// Out of one order: he is idle, and may not have this call.
  mutating func remove(_ agent: Int, from profile: Int, in order: IdleOrder, at instant: Timestamp) {
    switch order {
    case .idleTime, .calls, .talkTime, .turns, .order: heaps[order.rawValue]?.remove(agent)
    case .occupancy: occupancy?.set(agent, in: profile, nil, at: instant)
    case .evenLottery: evenLottery?.set(agent, in: profile, chances: 0)
    case .weightedLottery: weightedLottery?.set(agent, in: profile, chances: 0)
    }
  }

  /// The best agent of a heap's order: the best profile by the strategy's score, then the best of its agents.
  func first(among mayServe: ProfileMask, by strategy: Strategy, _ tables: MatchTables) -> Int? {
    var best: (score: Int, entry: HeapGroup<IdleKey>.Entry)?
    for index in 0..<mayServe.able.stride {
      var word = mayServe.word(index)
      while word != 0 {
        let profile = index << 6 + word.trailingZeroBitCount
        word &= word - 1
        guard let entry = heaps[strategy.order.rawValue]!.first(of: profile) else { continue }
        let score = tables.score(of: profile, for: mayServe.queue, by: strategy)
        if let best, (best.score, best.entry.key) < (score, entry.key) { continue }
        best = (score, entry)
      }
    }
    return best?.entry.item
  }

  mutating func leastOccupied(among mayServe: ProfileMask, at instant: Timestamp) -> Int? {
    var best: (agent: Int, entry: Occupancy)?
    for profile in mayServe.profiles {
      guard let agent = occupancy!.first(of: profile, at: instant) else { continue }
      let entry = occupancy!.entry(of: agent)!
      if let best, best.entry.isBefore(entry, at: instant) { continue }
      best = (agent, entry)
    }
    return best?.agent
  }

  func drawn(in order: IdleOrder, among mayServe: ProfileMask, from stream: inout SplitMix64) -> Int? {
    let lottery = order == .weightedLottery ? weightedLottery! : evenLottery!
    let profiles = mayServe.profiles
    let total = profiles.reduce(0) { $0 + lottery.total(of: $1) }
    guard total > 0 else { return nil }
    var ticket = stream.next(below: total)
    for profile in profiles {
      if ticket < lottery.total(of: profile) { return lottery.holder(ofTicket: ticket, in: profile) }
      ticket -= lottery.total(of: profile)
    }
    preconditionFailure("A ticket below the total is somebody's.")
  }

  /// What is wrong with the structures themselves, in words.
  func audit() -> [String] {
    heaps.enumerated().flatMap { index, heap in heap?.audit("idle order \(index), profile") ?? [] }
  }

  /// Whether an agent is idle everywhere, or nowhere.
  func agrees(about agent: Int, in profile: Int, isReady: Bool) -> Bool {
    heaps.allSatisfy { $0 == nil || $0!.home(of: agent) == (isReady ? profile : nil) }
      && (occupancy == nil || (occupancy!.entry(of: agent) != nil) == isReady)
      && (evenLottery == nil || (evenLottery!.chances(of: agent, in: profile) > 0) == isReady)
      && (weightedLottery == nil || (weightedLottery!.chances(of: agent, in: profile) > 0) == isReady)
  }
}
