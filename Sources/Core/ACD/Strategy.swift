/// How a queue chooses among idle agents of the same ring. Ties go to the smaller agent id.
///
/// Calls, talk and occupancy are counted over the agent's present shift: since he logged in.
public enum Strategy: String, Hashable, Sendable, Codable, CaseIterable {
  /// Who has been ready for longest. A break, a call or a missed offer starts the time anew.
  case longestIdle = "longest-idle"
  /// The smallest part of the shift spent on offers, calls and wrap-up, as a fraction at this instant.
  case leastOccupied = "least-occupied"
  /// The fewest calls answered.
  case fewestCalls = "fewest-calls"
  /// The least time with callers on the line, holds included.
  case leastTalkTime = "least-talk-time"
  /// Whose last offer, from any queue, was longest ago; first those who never had one.
  case roundRobin = "round-robin"
  /// The smallest `AgentConfiguration.order`.
  case topDown = "top-down"
  /// The highest levels, summed over the skills that the queue's rings name; the longest idle of equals.
  case bestSkill = "best-skill"
  /// The fewest skills, so that the flexible stay free; the longest idle of equals.
  case fewestSkills = "fewest-skills"
  /// Each with the same chance, from a seeded stream.
  case random
  /// Each with a chance in proportion to `AgentConfiguration.weight`.
  case weightedRandom = "weighted-random"
  /// All at once, in the order of `topDown`; the first who accepts has the call. Those who become idle while it
  /// rings, and have nobody else to serve, join.
  case ringAll = "ring-all"
  /// One after the other, in the order of `topDown`, every `QueueConfiguration.ringStep`; who rings goes on.
  case ringProgressively = "ring-progressively"

  /// Several agents may ring for one caller.
  var ringsSeveral: Bool { self == .ringAll || self == .ringProgressively }

  /// The order in which idle agents are kept for it.
  var order: IdleOrder {
    switch self {
    case .longestIdle, .bestSkill, .fewestSkills: .idleTime
    case .leastOccupied: .occupancy
    case .fewestCalls: .calls
    case .leastTalkTime: .talkTime
    case .roundRobin: .turns
    case .topDown, .ringAll, .ringProgressively: .order
    case .random: .evenLottery
    case .weightedRandom: .weightedLottery
    }
  }
}

/// The orders in which idle agents may be kept. Several strategies share one.
enum IdleOrder: Int, Sendable, Codable, CaseIterable {
  case idleTime, calls, talkTime, turns, order
  case occupancy
  case evenLottery, weightedLottery
}

/// The order in which a strategy takes idle agents: the smaller first.
struct IdleKey: Comparable, Sendable, Codable {
  let primary: Int64
  let rank: Int

  static func < (a: Self, b: Self) -> Bool {
    a.primary != b.primary ? a.primary < b.primary : a.rank < b.rank
  }
}
