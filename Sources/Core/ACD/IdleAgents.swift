import CallModel

/// Ready agents by profile, in each order that some queue's strategy asks for.
///
/// Every ready agent is in all orders at once; most are heaps, whose keys don't change while an agent is idle. All
/// is O(log n) but for the profiles that may serve, which are looked at one by one.
struct IdleAgents: Sendable, Codable {
  /// Those that some strategy asks for, and always `idleTime`.
  let orders: [IdleOrder]
  private var byIdleTime: HeapGroup<IdleKey>
  /// The other heaps, indexed by `IdleOrder.rawValue`; empty where no strategy asks for it.
  private var heaps: [HeapGroup<IdleKey>]
  private var occupancy: OccupancyTournament?
  private var evenLottery: IdleLottery?
  private var weightedLottery: IdleLottery?

  init(orders wanted: Set<IdleOrder>, profileOfAgent: [Int], profiles: Int, ranks: [Int]) {
    orders = IdleOrder.allCases.filter { $0 == .idleTime || wanted.contains($0) }
    let heap = HeapGroup<IdleKey>(heaps: profiles, items: profileOfAgent.count)
    byIdleTime = heap
    let heapOrders: [IdleOrder] = [.idleTime, .calls, .talkTime, .turns, .order]
    let none = HeapGroup<IdleKey>(heaps: 0, items: 0)
    heaps = heapOrders.map { $0 != .idleTime && wanted.contains($0) ? heap : none }
    guard !wanted.isDisjoint(with: [.occupancy, .evenLottery, .weightedLottery]) else { return }
    let leaves = ProfileLeaves(profileOfAgent: profileOfAgent, profiles: profiles, ranks: ranks)
    if wanted.contains(.occupancy) { occupancy = OccupancyTournament(leaves, agents: profileOfAgent.count) }
    if wanted.contains(.evenLottery) { evenLottery = IdleLottery(leaves, profileOfAgent: profileOfAgent) }
    if wanted.contains(.weightedLottery) { weightedLottery = IdleLottery(leaves, profileOfAgent: profileOfAgent) }
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

  /// The first of a profile in an order that is kept in heaps.
  func first(of profile: Int, in order: IdleOrder) -> HeapGroup<IdleKey>.Entry? {
    order == .idleTime ? byIdleTime.first(of: profile) : heaps[order.rawValue].first(of: profile)
  }

  mutating func insert(_ agent: Int, of profile: Int, key: IdleKey, into order: IdleOrder) {
    if order == .idleTime {
      byIdleTime.insert(agent, key: key, into: profile)
    } else {
      heaps[order.rawValue].insert(agent, key: key, into: profile)
    }
  }

  mutating func insert(_ agent: Int, of profile: Int, _ entry: Occupancy, at instant: Timestamp) {
    occupancy?.set(agent, in: profile, entry, at: instant)
  }

  /// Into a lottery.
  mutating func insert(_ agent: Int, of profile: Int, chances: Int, into order: IdleOrder) {
    if order == .evenLottery {
      evenLottery?.set(agent, in: profile, chances: chances)
    } else {
      weightedLottery?.set(agent, in: profile, chances: chances)
    }
  }

  /// Out of one order; out of one alone, where he is idle and may not have a call.
  mutating func remove(_ agent: Int, from profile: Int, in order: IdleOrder, at instant: Timestamp) {
    switch order {
    case .idleTime: byIdleTime.remove(agent)
    case .calls, .talkTime, .turns, .order: heaps[order.rawValue].remove(agent)
    case .occupancy: occupancy?.set(agent, in: profile, nil, at: instant)
    case .evenLottery: evenLottery?.set(agent, in: profile, chances: 0)
    case .weightedLottery: weightedLottery?.set(agent, in: profile, chances: 0)
    }
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
    byIdleTime.audit("idle order 0, profile")
      + heaps.enumerated().flatMap { index, heap in heap.audit("idle order \(index), profile") }
  }

  /// Whether an agent is idle everywhere, or nowhere.
  func agrees(about agent: Int, in profile: Int, isReady: Bool) -> Bool {
    orders.allSatisfy { order in
      switch order {
      case .idleTime: byIdleTime.home(of: agent) == (isReady ? profile : nil)
      case .calls, .talkTime, .turns, .order: heaps[order.rawValue].home(of: agent) == (isReady ? profile : nil)
      case .occupancy: (occupancy!.entry(of: agent) != nil) == isReady
      case .evenLottery: (evenLottery!.chances(of: agent, in: profile) > 0) == isReady
      case .weightedLottery: (weightedLottery!.chances(of: agent, in: profile) > 0) == isReady
      }
    }
  }
}
