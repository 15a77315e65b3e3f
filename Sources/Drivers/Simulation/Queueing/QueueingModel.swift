public import ACD

/// A model of queueing theory, as the oracle's rows have it: Poisson arrivals, exponential handling and patience,
/// and the rules by which callers and agents find each other. Apart from the engine's configuration, which it
/// becomes, because theory speaks of classes and pools.
public struct QueueingModel: Hashable, Sendable {
  /// Callers of one kind.
  public struct CallerClass: Hashable, Sendable {
    public var name: String
    public var arrivalsPerHour: Double
    /// Mean; `nil`: nobody hangs up.
    public var patienceSeconds: Double?
    /// Points at once, and points for each second.
    public var base: Double
    public var rate: Double
    /// Pools, by their index, in the order in which an arrival looks for an idle agent. `nil`: among all at once.
    public var prefersPools: [Int]?

    public init(
      name: String, arrivalsPerHour: Double, patienceSeconds: Double? = nil, base: Double = 0, rate: Double = 1,
      prefersPools: [Int]? = nil
    ) {
      self.name = name
      self.arrivalsPerHour = arrivalsPerHour
      self.patienceSeconds = patienceSeconds
      self.base = base
      self.rate = rate
      self.prefersPools = prefersPools
    }
  }

  /// Equal agents.
  public struct Pool: Hashable, Sendable {
    public var name: String
    public var agents: Int
    /// Mean, for whatever class they serve.
    public var handlingSeconds: Double
    /// Classes, by their index.
    public var serves: [Int]

    public init(name: String, agents: Int, handlingSeconds: Double, serves: [Int]) {
      self.name = name
      self.agents = agents
      self.handlingSeconds = handlingSeconds
      self.serves = serves
    }
  }

  /// Callers of the class start on the pool only while more than so many are idle there.
  public struct PoolReservation: Hashable, Sendable {
    public var callerClass: Int
    public var pool: Int
    public var idleAbove: Int

    public init(callerClass: Int, pool: Int, idleAbove: Int) {
      self.callerClass = callerClass
      self.pool = pool
      self.idleAbove = idleAbove
    }
  }

  public var classes: [CallerClass]
  public var pools: [Pool]
  public var agentSelection: Strategy
  /// `nil`: no limit; 0: blocked when all are busy.
  public var maximumWaiting: Int?
  public var reservations: [PoolReservation]
  /// A freed agent takes from the first class of its `serves` that has anyone waiting, not by urgency.
  public var poolsPreferClassesInOrder: Bool
  public var targetSeconds: Double

  public init(
    classes: [CallerClass], pools: [Pool], agentSelection: Strategy = .longestIdle, maximumWaiting: Int? = nil,
    reservations: [PoolReservation] = [], poolsPreferClassesInOrder: Bool = false, targetSeconds: Double = 20
  ) {
    self.classes = classes
    self.pools = pools
    self.agentSelection = agentSelection
    self.maximumWaiting = maximumWaiting
    self.reservations = reservations
    self.poolsPreferClassesInOrder = poolsPreferClassesInOrder
    self.targetSeconds = targetSeconds
  }

  /// Why a model can't be simulated, as a sentence.
  public struct Unsuitable: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
  }
}

// MARK: - How busy it is

extension QueueingModel {
  public var arrivalsPerHour: Double { classes.reduce(0) { $0 + $1.arrivalsPerHour } }

  /// Work offered by those who don't hang up to the agents who may do it, at its worst: the largest over sets of
  /// classes that share agents. From 1 on there is no steady state. 0 where everybody hangs up some time, or
  /// where the room for waiting is limited.
  public var saturation: Double {
    guard maximumWaiting == nil else { return 0 }
    let patient = classes.indices.filter { classes[$0].patienceSeconds == nil }
    var sets = patient.map { Set([$0]) } + [Set(patient)]
    if patient.count <= Self.classesForAllSets {
      sets = (1..<(1 << patient.count)).map { bits in
        Set(patient.indices.filter { bits >> $0 & 1 == 1 }.map { patient[$0] })
      }
    }
    return sets.filter { !$0.isEmpty }.map(utilization).max() ?? 0
  }

  /// Sets of classes grow as a power of two.
  private static let classesForAllSets = 12

  private func utilization(of set: Set<Int>) -> Double {
    let serving = pools.indices.filter { !set.isDisjoint(with: pools[$0].serves) }
    // A pool's agents that it keeps back from all of the set count for nothing.
    let handledPerHour = serving.reduce(0.0) { sum, pool in
      let kept = set.map { agentsKept(from: $0, in: pool) }.min() ?? 0
      return sum + Double(max(0, pools[pool].agents - kept)) * 3_600 / pools[pool].handlingSeconds
    }
    let arrivals = set.sorted().reduce(0.0) { $0 + classes[$1].arrivalsPerHour }
    return handledPerHour > 0 ? arrivals / handledPerHour : .infinity
  }

  private func agentsKept(from callerClass: Int, in pool: Int) -> Int {
    reservations.filter { $0.callerClass == callerClass && $0.pool == pool }.map(\.idleAbove).max() ?? 0
  }

  /// Seconds in which what it began with is forgotten to a factor of e, roughly: that of M/M/c,
  /// 1 / (c mu (1 - sqrt(rho))^2), but no less than the longest handling or patience.
  var relaxationSeconds: Double {
    let longest = max(
      pools.map(\.handlingSeconds).max() ?? 0, classes.compactMap(\.patienceSeconds).max() ?? 0)
    let capacity = pools.reduce(0.0) { $0 + Double($1.agents) / $1.handlingSeconds }
    let room = 1 - saturation.squareRoot()
    return saturation > 0 ? max(longest, 1 / (capacity * room * room)) : longest
  }
}
