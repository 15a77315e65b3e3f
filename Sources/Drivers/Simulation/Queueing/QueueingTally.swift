/// What became of the callers of one class who arrived within the time that counts.
public struct ClassTally: Hashable, Sendable {
  public var arrivals = 0
  /// Not let in.
  public var blocked = 0
  /// Not served or gone at the very instant of arrival.
  public var waited = 0
  public var answered = 0
  public var abandoned = 0
  /// Within the target, inclusive.
  public var answeredInTarget = 0
  public var abandonedInTarget = 0
  /// Seconds, over all, and over the answered.
  public var waiting = 0.0
  public var waitingOfAnswered = 0.0

  static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum.arrivals += b.arrivals
    sum.blocked += b.blocked
    sum.waited += b.waited
    sum.answered += b.answered
    sum.abandoned += b.abandoned
    sum.answeredInTarget += b.answeredInTarget
    sum.abandonedInTarget += b.abandonedInTarget
    sum.waiting += b.waiting
    sum.waitingOfAnswered += b.waitingOfAnswered
    return sum
  }
}

/// One replication's result.
public struct QueueingTally: Hashable, Sendable {
  public var classes: [ClassTally]
  /// Seconds within the time that counts, by agent.
  public var busySeconds: [Double]
  /// The time that counts, in seconds.
  public var seconds: Double
  public var poolOfAgent: [Int]
  /// What the engine's own audit found, in words.
  public var auditFindings: [String] = []

  public var all: ClassTally { classes.reduce(ClassTally(), +) }

  public func occupancy(ofPool pool: Int) -> Double { occupancy { $0 == pool } }

  public var occupancy: Double { occupancy { _ in true } }

  private func occupancy(_ isCounted: (Int) -> Bool) -> Double {
    let agents = poolOfAgent.indices.filter { isCounted(poolOfAgent[$0]) }
    return agents.reduce(0) { $0 + busySeconds[$1] } / (seconds * Double(agents.count))
  }
}

/// A figure of a queueing model, for all callers, a class or a pool.
public enum QueueingMeasure: String, Hashable, Sendable, CaseIterable {
  case waits
  case blocked
  case abandons
  case meanWaitSeconds
  case meanWaitAnsweredSeconds
  case occupancy
  case serviceLevelOffered
  case serviceLevelAnswered
  case serviceLevelCredit
  case serviceLevelWithoutEarlyAbandons

  /// `nil` where nobody came to measure it by; occupancy is no figure of callers.
  public func value(of tally: ClassTally) -> Double? {
    func share(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
    let stayed = tally.answered + tally.abandoned
    switch self {
    case .waits: return share(tally.waited, tally.arrivals)
    case .blocked: return share(tally.blocked, tally.arrivals)
    case .abandons: return share(tally.abandoned, tally.arrivals)
    case .meanWaitSeconds: return tally.arrivals > 0 ? tally.waiting / Double(tally.arrivals) : nil
    case .meanWaitAnsweredSeconds: return tally.answered > 0 ? tally.waitingOfAnswered / Double(tally.answered) : nil
    case .occupancy: return nil
    case .serviceLevelOffered: return share(tally.answeredInTarget, stayed)
    case .serviceLevelAnswered: return share(tally.answeredInTarget, tally.answered)
    case .serviceLevelCredit: return share(tally.answeredInTarget + tally.abandonedInTarget, stayed)
    case .serviceLevelWithoutEarlyAbandons: return share(tally.answeredInTarget, stayed - tally.abandonedInTarget)
    }
  }
}

/// Jain's index of fairness: 1 where all have the same, 1/n where one has everything (Jain, Chiu and Hawe, "A
/// quantitative measure of fairness", 1984).
public enum JainIndex {
  /// What scheduling that treats equals equally must reach.
  public static let fair = 0.99

  public static func of(_ shares: some Collection<Double>) -> Double {
    let sum = shares.reduce(0, +)
    let squares = shares.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? sum * sum / (Double(shares.count) * squares) : 1
  }
}
