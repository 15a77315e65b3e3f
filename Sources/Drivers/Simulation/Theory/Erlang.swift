import Foundation

/// What queueing theory says of one queue and equal agents: Poisson arrivals, exponential handling, exponential
/// patience or none (Erlang B, C and A).
///
/// Waiting by the integrals for M/M/n+G of Zeltyn and Mandelbaum ("Call centers with impatient customers:
/// many-server asymptotics of the M/M/n+G queue", 2005, section 4), of which Erlang A and C are cases.
public struct Erlang: Hashable, Sendable {
  public var arrivalsPerSecond: Double
  public var handlingSeconds: Double
  /// Mean; `nil`: nobody hangs up.
  public var patienceSeconds: Double?
  public var agents: Int

  public init(arrivalsPerSecond: Double, handlingSeconds: Double, patienceSeconds: Double?, agents: Int) {
    precondition(arrivalsPerSecond > 0 && handlingSeconds > 0 && agents > 0, "A queue has calls and agents.")
    self.arrivalsPerSecond = arrivalsPerSecond
    self.handlingSeconds = handlingSeconds
    self.patienceSeconds = patienceSeconds
    self.agents = agents
  }

  /// Offered load in erlangs.
  public var load: Double { arrivalsPerSecond * handlingSeconds }

  /// With patience, or fewer calls than the agents can handle.
  public var isStable: Bool { patienceSeconds != nil || load < Double(agents) }

  /// The share that finds all agents busy where nobody may wait (Erlang B), by its recursion.
  public static func blocking(load: Double, agents: Int) -> Double {
    var inverse = 1.0
    for n in 0..<agents { inverse = 1 + Double(n + 1) / load * inverse }
    return 1 / inverse
  }

  /// What a stable queue does in the long run.
  public struct Answer: Hashable, Sendable {
    /// The share that doesn't get an agent at once.
    public var waits: Double
    public var abandons: Double
    /// Of all arrivals, those who hang up included.
    public var meanWaitSeconds: Double
    /// Answered within the target, of all arrivals.
    public var serviceLevel: Double
    public var occupancy: Double
  }

  /// `nil` where the queue grows without end.
  public func answer(targetSeconds: Double) -> Answer? {
    guard isStable else { return nil }
    let leaving = patienceSeconds.map { 1 / $0 } ?? 0
    let capacity = Double(agents) / handlingSeconds
    // The density of the offered wait is proportional to exp(growth(x)).
    func growth(_ x: Double) -> Double {
      let patience = leaving > 0 ? -expm1(-leaving * x) / leaving : x
      return arrivalsPerSecond * patience - capacity * x
    }
    let peak = leaving > 0 && arrivalsPerSecond > capacity ? log(arrivalsPerSecond / capacity) / leaving : 0
    let top = growth(peak)
    var end = max(peak, 1 / capacity)
    while growth(end) > top - 45 { end *= 1.3 }
    let atOnce = exp(-top) * (agents == 1 ? 1 : 1 / Self.blocking(load: load, agents: agents - 1))
    let waiting = arrivalsPerSecond * Self.integral(0, end) { exp(growth($0) - top) }
    let sum = atOnce + waiting
    let inTime =
      arrivalsPerSecond * Self.integral(0, min(end, targetSeconds)) { exp(growth($0) - top - leaving * $0) }
    let answered =
      (atOnce + arrivalsPerSecond * Self.integral(0, end) { exp(growth($0) - top - leaving * $0) }) / sum
    let abandons = leaving > 0 ? max(0, 1 - answered) : 0
    // The mean of the smaller of patience and offered wait; with patience it is also abandons / leaving.
    let wait =
      leaving > 0
      ? abandons / leaving : arrivalsPerSecond * Self.integral(0, end) { $0 * exp(growth($0) - top) } / sum
    return Answer(
      waits: waiting / sum, abandons: abandons, meanWaitSeconds: wait, serviceLevel: (atOnce + inTime) / sum,
      occupancy: load * (1 - abandons) / Double(agents))
  }

  /// The fewest agents that answer so large a share within the target. `nil`: more than `limit`.
  public static func agents(
    arrivalsPerSecond: Double, handlingSeconds: Double, patienceSeconds: Double?, targetSeconds: Double,
    serviceLevel: Double, limit: Int
  ) -> Int? {
    guard arrivalsPerSecond > 0 else { return 0 }
    var erlang = Erlang(
      arrivalsPerSecond: arrivalsPerSecond, handlingSeconds: handlingSeconds, patienceSeconds: patienceSeconds,
      agents: 1)
    func suffices(_ agents: Int) -> Bool {
      erlang.agents = agents
      return (erlang.answer(targetSeconds: targetSeconds)?.serviceLevel ?? 0) >= serviceLevel
    }
    var high = 1
    while !suffices(high) {
      guard high < limit else { return nil }
      high = min(limit, high * 2)
    }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if suffices(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Simpson's rule on parts of equal width.
  private static func integral(_ from: Double, _ to: Double, _ value: (Double) -> Double) -> Double {
    guard to > from else { return 0 }
    let parts = 4_000
    let width = (to - from) / Double(parts)
    var sum = value(from) + value(to)
    for part in 1..<parts { sum += value(from + Double(part) * width) * (part % 2 == 1 ? 4 : 2) }
    return sum * width / 3
  }
}
