/// Agents whom a queue's callers leave to others: such a caller may start on one of the group only while more
/// than `idleAbove` of the group are idle.
///
/// The group is all who meet every requirement (none: all agents), whether or not they serve this queue.
public struct Reservation: Hashable, Sendable, Codable {
  public var requirements: [SkillRequirement]
  /// Idle agents that stay for others. From 0: no reservation.
  public var idleAbove: Int

  public init(requirements: [SkillRequirement] = [], idleAbove: Int) {
    self.requirements = requirements
    self.idleAbove = idleAbove
  }
}

/// What the agents who had a caller before are to a queue that the caller enters: see `PastTalk`.
public enum PreviousAgent: String, Hashable, Sendable, Codable, CaseIterable {
  /// Some among others.
  case any
  /// The last of them is taken first, and waited for: see `QueueConfiguration.preferredWindow`. One who passes the
  /// caller on doesn't get him back.
  case preferred
  /// None of them is ever taken: a complaint may be about him.
  case excluded
}
