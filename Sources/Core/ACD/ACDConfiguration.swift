public import CallModel

/// Everything the scheduler is told before it starts, or at a reload: skills, queues, agents.
///
/// Plain values, apart from the engine's own tables, so that the settings build them from YAML and tests
/// by hand. `findings` says what is wrong with them; the engine refuses to be built from errors.
public struct ACDConfiguration: Hashable, Sendable, Codable {
  public var skills: [SkillID]
  /// In the order in which operators see them.
  public var queues: [QueueConfiguration]
  /// In the order in which operators see them.
  public var agents: [AgentConfiguration]
  /// `nil`: nobody has to rest.
  public var rest: RestPolicy?
  public var dialHours: DialHours

  public init(
    skills: [SkillID] = [], queues: [QueueConfiguration] = [], agents: [AgentConfiguration] = [],
    rest: RestPolicy? = nil, dialHours: DialHours = DialHours()
  ) {
    self.skills = skills
    self.queues = queues
    self.agents = agents
    self.rest = rest
    self.dialHours = dialHours
  }
}

/// When an agent must rest, whether he wants to or not: after so many calls in a row.
public struct RestPolicy: Hashable, Sendable, Codable {
  /// Two calls are in a row where less than `length` lies between the work of the one and the talk of the other.
  public var calls: Int
  public var length: Interval

  public init(after calls: Int, for length: Interval) {
    self.calls = calls
    self.length = length
  }
}

/// One human agent: who he is, where his telephone is, what he can do.
public struct AgentConfiguration: Hashable, Sendable, Codable {
  public var id: AgentID
  public var name: String
  /// Where the gateway finds him: opaque here.
  public var address: String
  public var skills: [SkillLevel]
  /// His place in the strategy `top-down`: the smallest first; the id decides between equals.
  public var order: Int
  /// His share in the strategy `weighted-random`: one with 3 is drawn three times as often as one with 1.
  public var weight: Int
  /// When he is free he takes from the first of these queues that has anybody waiting for him, and only then
  /// from the others, by urgency. Empty: by urgency alone.
  public var takesFirst: [QueueID]
  /// Customers with whom he has a conflict of interest (himself, his kin): he never gets them.
  public var conflicts: [CustomerNumber]

  public init(
    id: AgentID, name: String = "", address: String = "", skills: [SkillLevel] = [], order: Int = 0, weight: Int = 1,
    takesFirst: [QueueID] = [], conflicts: [CustomerNumber] = []
  ) {
    self.id = id
    self.name = name
    self.address = address
    self.skills = skills
    self.order = order
    self.weight = weight
    self.takesFirst = takesFirst
    self.conflicts = conflicts
  }
}

/// A skill and how well an agent has it, from 1 up.
public struct SkillLevel: Hashable, Sendable, Codable {
  public var skill: SkillID
  public var level: Int
  /// When the certificate behind it expires: from then on the agent is without this skill. `nil`: never.
  public var expires: Timestamp?

  public init(_ skill: SkillID, _ level: Int = 1, expires: Timestamp? = nil) {
    self.skill = skill
    self.level = level
    self.expires = expires
  }
}

/// What a ring asks of an agent: this skill, at this level or above.
public struct SkillRequirement: Hashable, Sendable, Codable {
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
  /// Reservations of one queue.
  public static let reservations = 8
  /// The longest `QueueConfiguration.preferredWindow`.
  public static let preferredWindow = Interval.minutes(10)
  /// The longest `QueueConfiguration.previousWithin`.
  public static let previousWithin = Interval.hours(7 * 24)
  /// The largest `AgentConfiguration.weight`.
  public static let weight = 1_000
  /// Agents whom one caller may exclude, and talks of his that count; of more, the latest.
  public static let exclusions = 32
  /// Customers with whom one agent may have a conflict of interest.
  public static let conflicts = 64
  /// How far `AnnouncePolicy.positionsUpTo` may reach: each departure tells at most so many callers.
  public static let announcedPositions = 50
  /// So long before an offer ends its agent is told; offers that last no longer than twice that end without.
  public static let offerWarning = Interval.seconds(5)
  /// How often it is looked at whether a caller's wait has become too long to let him wait.
  public static let estimateCheck = Interval.seconds(30)
  /// How often standby work that inbound holds back is looked at, when nothing else happens.
  public static let blendingCheck = Interval.minutes(1)
  /// How often work of a queue that is closed without an end is looked at.
  public static let closedCheck = Interval.minutes(15)
  /// Calls in a row after which an agent must rest, and how long he then does.
  public static let callsBeforeRest = 1...1_000
  public static let rest = Interval.minutes(1)...Interval.hours(1)
  /// Attempts of one piece of outbound work.
  public static let attempts = 10
  /// How much earlier than its entry a call's arrival may be set: older ones count as this.
  public static let seniority = Interval.hours(30 * 24)
}
