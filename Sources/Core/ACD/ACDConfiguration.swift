public import CallModel

/// Everything the scheduler is told before it starts, or at a reload: skills, queues, agents.
///
/// Plain values, apart from the engine's own tables, so that the settings build them from YAML and tests
/// by hand. `findings` says what is wrong with them; the engine refuses to be built from errors.
public struct ACDConfiguration: Hashable, Sendable {
  public var skills: [SkillID]
  /// In the order in which operators see them.
  public var queues: [QueueConfiguration]
  /// In the order in which operators see them.
  public var agents: [AgentConfiguration]

  public init(skills: [SkillID] = [], queues: [QueueConfiguration] = [], agents: [AgentConfiguration] = []) {
    self.skills = skills
    self.queues = queues
    self.agents = agents
  }
}

/// One human agent: who he is, where his telephone is, what he can do.
public struct AgentConfiguration: Hashable, Sendable {
  public var id: AgentID
  public var name: String
  /// Where the gateway finds him: opaque here.
  public var address: String
  public var skills: [SkillLevel]
  /// His place in the strategy `top-down`: the smallest first; the id decides between equals.
  public var order: Int

  public init(id: AgentID, name: String = "", address: String = "", skills: [SkillLevel] = [], order: Int = 0) {
    self.id = id
    self.name = name
    self.address = address
    self.skills = skills
    self.order = order
  }
}

/// A skill and how well an agent has it, from 1 up.
public struct SkillLevel: Hashable, Sendable {
  public var skill: SkillID
  public var level: Int

  public init(_ skill: SkillID, _ level: Int = 1) {
    self.skill = skill
    self.level = level
  }
}

/// What a ring asks of an agent: this skill, at this level or above.
public struct SkillRequirement: Hashable, Sendable {
  public var skill: SkillID
  public var level: Int

  public init(_ skill: SkillID, _ level: Int = 1) {
    self.skill = skill
    self.level = level
  }
}

/// The limits within which urgency is exact and a session's tables stay small.
public enum ACDLimits {
  /// Points, for `base` and for a caller's credit, either sign.
  public static let points: Int64 = 1_000_000_000_000
  /// Points per second.
  public static let rate: Int64 = 1_000_000
  /// Rings of one queue.
  public static let rings = 8
  /// Skill levels, of agents and requirements.
  public static let skillLevel = 255
  /// How far `AnnouncePolicy.positionsUpTo` may reach: each departure tells at most so many callers.
  public static let announcedPositions = 50
  /// How much earlier than its entry a call's arrival may be set: older ones count as this.
  public static let seniority = Interval.hours(30 * 24)
}
