import ACD
import CallModel

extension QueueingModel {
  /// The engine's configuration, and what the simulation has to know to speak with it.
  struct Floor {
    var configuration: ACDConfiguration
    /// By class.
    var queues: [QueueID]
    /// By class: a head start of its callers within a queue that they share.
    var credits: [Int64]
    /// By the agent's index.
    var poolOfAgent: [Int]
  }

  func floor() throws(Unsuitable) -> Floor {
    try check()
    let scale = try pointScale()
    let sharesQueue = try sharesOneQueue()
    var queues: [QueueConfiguration] = []
    for (index, one) in classes.enumerated() where !sharesQueue || index == 0 {
      queues.append(
        QueueConfiguration(
          id: QueueID("class-\(one.name)"), rings: rings(of: index), strategy: agentSelection,
          reservations: reservations(of: index), base: sharesQueue ? 0 : points(one.base, scale),
          rate: points(one.rate, scale), serviceLevel: ServiceLevelTarget(percent: 80, within: target),
          wrapUp: WrapUpPolicy(mode: .none), maxWaiting: maximumWaiting,
          announce: AnnouncePolicy(positionsUpTo: 0, every: nil)))
    }
    let configuration = ACDConfiguration(skills: skills, queues: queues, agents: agents(sharing: sharesQueue))
    if let finding = configuration.findings.first(where: \.isError) { throw Unsuitable(description: finding.sentence) }
    return Floor(
      configuration: configuration, queues: classes.indices.map { queues[sharesQueue ? 0 : $0].id },
      credits: classes.map { sharesQueue ? points($0.base, scale) : 0 },
      poolOfAgent: pools.indices.flatMap { Array(repeating: $0, count: pools[$0].agents) })
  }

  private var target: Interval { Interval(microseconds: Int64((targetSeconds * 1e6).rounded())) }

  private func check() throws(Unsuitable) {
    guard saturation < 1 else {
      throw Unsuitable(description: "it has no steady state: more work arrives than its agents can do")
    }
    for (index, one) in classes.enumerated() where !pools.contains(where: { $0.serves.contains(index) }) {
      throw Unsuitable(description: "no pool serves class \(one.name)")
    }
    for (index, one) in classes.enumerated() {
      for pool in one.prefersPools ?? [] where !pools[pool].serves.contains(index) {
        throw Unsuitable(description: "class \(one.name) prefers pool \(pools[pool].name), which does not serve it")
      }
    }
    guard pools.allSatisfy({ Set($0.serves).count == $0.serves.count }),
      classes.allSatisfy({ one in Set(one.prefersPools ?? []).count == one.prefersPools?.count ?? 0 })
    else { throw Unsuitable(description: "a class or pool is named twice in a list") }
  }

  // MARK: - Points

  /// The engine counts in whole points; urgencies keep their order when all are multiplied by the same number.
  private func pointScale() throws(Unsuitable) -> Double {
    let values = classes.flatMap { [$0.base, $0.rate] }
    var scale = 1.0
    while scale <= 1e6 {
      if values.allSatisfy({ abs(($0 * scale).rounded() - $0 * scale) < 1e-9 * max(1, abs($0 * scale)) }) {
        let fits = classes.allSatisfy {
          abs($0.base * scale) <= Double(ACDLimits.points) && (0...Double(ACDLimits.rate)).contains($0.rate * scale)
        }
        guard fits else { break }
        return scale
      }
      scale *= 10
    }
    throw Unsuitable(description: "its bases and rates are no whole numbers of points within the engine's limits")
  }

  private func points(_ value: Double, _ scale: Double) -> Int64 { Int64((value * scale).rounded()) }

  /// The engine limits the waiting of a queue. A room that several classes share is one queue, which they can
  /// be where they differ in their head start alone.
  private func sharesOneQueue() throws(Unsuitable) -> Bool {
    guard classes.count > 1, let maximumWaiting, maximumWaiting > 0 else { return false }
    let isAlike = classes.indices.allSatisfy { index in
      classes[index].rate == classes[0].rate && classes[index].prefersPools == classes[0].prefersPools
        && pools.allSatisfy { $0.serves.contains(index) == $0.serves.contains(0) }
    }
    guard isAlike, reservations.isEmpty, !poolsPreferClassesInOrder else {
      throw Unsuitable(
        description: "maximumWaiting is one room for several classes that differ in more than their base")
    }
    return true
  }

  // MARK: - Who serves whom

  private func classSkill(_ index: Int) -> SkillID { SkillID("serves-\(classes[index].name)") }
  private func poolSkill(_ index: Int) -> SkillID { SkillID("of-\(pools[index].name)") }
  private var skills: [SkillID] { classes.indices.map(classSkill) + pools.indices.map(poolSkill) }

  /// Serving pools in tiers, those looked at first before the others; a tier is a ring that is open from the begin.
  private func tiers(of callerClass: Int) -> [[Int]] {
    let serving = pools.indices.filter { pools[$0].serves.contains(callerClass) }
    guard let preferred = classes[callerClass].prefersPools else { return [serving] }
    let others = serving.filter { !preferred.contains($0) }
    return preferred.map { [$0] } + (others.isEmpty ? [] : [others])
  }

  private func rings(of callerClass: Int) -> [RingConfiguration] {
    let count = tiers(of: callerClass).count
    return (0..<count).map {
      RingConfiguration(requirements: [SkillRequirement(classSkill(callerClass), count - $0)])
    }
  }

  private func reservations(of callerClass: Int) -> [Reservation] {
    reservations.filter { $0.callerClass == callerClass }
      .map { Reservation(requirements: [SkillRequirement(poolSkill($0.pool))], idleAbove: $0.idleAbove) }
  }

  private func agents(sharing sharesQueue: Bool) -> [AgentConfiguration] {
    var agents: [AgentConfiguration] = []
    for (index, pool) in pools.enumerated() {
      let served = pool.serves.map { callerClass in
        let tiers = tiers(of: callerClass)
        return SkillLevel(classSkill(callerClass), tiers.count - tiers.firstIndex { $0.contains(index) }!)
      }
      for _ in 0..<pool.agents {
        let number = String(agents.count + 100_000)
        agents.append(
          AgentConfiguration(
            id: AgentID("a\(number)"), skills: served + [SkillLevel(poolSkill(index))], order: agents.count,
            takesFirst: poolsPreferClassesInOrder ? pool.serves.map { QueueID("class-\(classes[$0].name)") } : []))
      }
    }
    return agents
  }
}
