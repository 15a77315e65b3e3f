/// How many agents each half hour needs, so that so large a share of the calls is answered in time.
public struct StaffPlan: Sendable {
  /// Calls of one kind in each half hour.
  public struct Demand: Sendable {
    public var name: String
    /// Calls in each half hour, from midnight on.
    public var calls: [Double]
    public var handlingSeconds: Double
    /// Mean; `nil`: nobody hangs up.
    public var patienceSeconds: Double?

    public init(name: String, calls: [Double], handlingSeconds: Double, patienceSeconds: Double?) {
      self.name = name
      self.calls = calls
      self.handlingSeconds = handlingSeconds
      self.patienceSeconds = patienceSeconds
    }
  }

  /// Agents with the same skills.
  public struct Team: Sendable {
    public var name: String
    /// Demands, by index.
    public var serves: [Int]

    public init(name: String, serves: [Int]) {
      self.name = name
      self.serves = serves
    }
  }

  public struct Target: Sendable {
    /// Of all calls, answered within `seconds`.
    public var serviceLevel: Double
    public var seconds: Double

    public init(serviceLevel: Double, seconds: Double) {
      self.serviceLevel = serviceLevel
      self.seconds = seconds
    }
  }

  /// More agents than any half hour may need.
  public static let mostAgents = 10_000

  public var demands: [Demand]
  public var target: Target

  public init(demands: [Demand], target: Target) {
    self.demands = demands
    self.target = target
  }

  /// By Erlang A (or C), a demand served by agents of its own.
  public func agents(for demand: Int, in slot: Int) -> Int? {
    let demand = demands[demand]
    return Erlang.agents(
      arrivalsPerSecond: demand.calls[slot] / 1_800, handlingSeconds: demand.handlingSeconds,
      patienceSeconds: demand.patienceSeconds, targetSeconds: target.seconds, serviceLevel: target.serviceLevel,
      limit: Self.mostAgents)
  }

  // MARK: - With skills

  /// What a half hour needs, by simulation.
  public struct Staffing: Sendable {
    /// By team.
    public var agents: [Int]
    /// By demand, with half the width of its 95 % interval; `nil` without calls.
    public var serviceLevels: [(mean: Double, halfWidth: Double)?]

    public var total: Int { agents.reduce(0, +) }
  }

  static let confidence = 0.95
  private static let replications = 8
  /// Rounds of taking one agent away where he isn't missed.
  private static let trims = 60

  /// A stationary half hour, simulated with the production scheduler: from what Erlang gives each demand alone, dealt
  /// out among the teams that serve it, agents are added where the target is missed, then taken away one at a time
  /// where they are not missed. A local search: no team can do with one fewer, yet another mix might be cheaper.
  public func staffing(teams: [Team], in slot: Int, seed: UInt64, callsEach: Int = 3_000) -> Staffing? {
    let active = demands.indices.filter { demands[$0].calls[slot] > 0 }
    guard !active.isEmpty else {
      return Staffing(agents: teams.map { _ in 0 }, serviceLevels: demands.map { _ in nil })
    }
    var agents = teams.map { _ in 0 }
    for demand in active {
      guard let alone = self.agents(for: demand, in: slot) else { return nil }
      let serving = teams.indices.filter { teams[$0].serves.contains(demand) }
      guard !serving.isEmpty else { return nil }
      for number in 0..<alone { agents[serving[number % serving.count]] += 1 }
    }
    func levels(_ agents: [Int]) -> [(mean: Double, halfWidth: Double)?] {
      simulate(teams, agents, slot, active, seed, callsEach)
    }
    func isReached(_ levels: [(mean: Double, halfWidth: Double)?]) -> Bool {
      active.allSatisfy { (levels[$0]?.mean ?? 0) >= target.serviceLevel }
    }
    var found = levels(agents)
    while !isReached(found) {
      let worst = active.min { (found[$0]?.mean ?? 0) < (found[$1]?.mean ?? 0) }!
      let team = teams.indices.filter { teams[$0].serves.contains(worst) }.min { agents[$0] < agents[$1] }!
      agents[team] += 1
      guard agents.reduce(0, +) <= Self.mostAgents else { return nil }
      found = levels(agents)
    }
    trim(&agents, &found, levels, isReached)
    return Staffing(agents: agents, serviceLevels: found)
  }

  private typealias Levels = [(mean: Double, halfWidth: Double)?]

  private func trim(
    _ agents: inout [Int], _ found: inout Levels, _ levels: ([Int]) -> Levels, _ isReached: (Levels) -> Bool
  ) {
    var candidates = Array(agents.indices)
    var trims = 0
    while !candidates.isEmpty, trims < Self.trims {
      for team in candidates {
        trims += 1
        guard agents[team] > 0 else {
          candidates.removeAll { $0 == team }
          continue
        }
        var fewer = agents
        fewer[team] -= 1
        let trial = levels(fewer)
        if isReached(trial) {
          agents = fewer
          found = trial
        } else {
          candidates.removeAll { $0 == team }
        }
      }
    }
  }

  /// `nil` for a demand without calls; 0 for all where the agents can't do the work at all.
  private func simulate(
    _ teams: [Team], _ agents: [Int], _ slot: Int, _ active: [Int], _ seed: UInt64, _ callsEach: Int
  ) -> Levels {
    let place = demands.indices.map { active.firstIndex(of: $0) }
    let pools = teams.indices.compactMap { team -> QueueingModel.Pool? in
      let serves = teams[team].serves.compactMap { place[$0] }
      guard agents[team] > 0, !serves.isEmpty else { return nil }
      let load = serves.reduce(0.0) { $0 + demands[active[$1]].calls[slot] * demands[active[$1]].handlingSeconds }
      let calls = serves.reduce(0.0) { $0 + demands[active[$1]].calls[slot] }
      return QueueingModel.Pool(
        name: teams[team].name, agents: agents[team], handlingSeconds: load / calls, serves: serves)
    }
    let classes = active.map {
      QueueingModel.CallerClass(
        name: demands[$0].name, arrivalsPerHour: demands[$0].calls[slot] * 2,
        patienceSeconds: demands[$0].patienceSeconds)
    }
    let model = QueueingModel(classes: classes, pools: pools, targetSeconds: target.seconds)
    let nothing = place.map { $0.map { _ in (mean: 0.0, halfWidth: 0.0) } }
    guard let simulation = try? QueueingSimulation(model: model, seed: seed, callsEach: callsEach) else {
      return nothing
    }
    var samples = classes.map { _ in SampleMean() }
    for replication in 0..<Self.replications {
      let tally = simulation.replicate(replication)
      for index in classes.indices {
        let of = tally.classes[index]
        samples[index].add(Double(of.answeredInTarget) / Double(max(1, of.arrivals)))
      }
    }
    return place.map { $0.map { (samples[$0].mean, samples[$0].halfWidth(confidence: Self.confidence)) } }
  }
}
