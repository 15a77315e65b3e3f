public import CallModel

/// One queue: who may serve it, in which order its callers go, and what becomes of those who can't stay.
///
/// Urgency of a caller at time t is `base + credit + rate x (t - arrival)`: points, and points per second.
public struct QueueConfiguration: Hashable, Sendable, Codable {
  public var id: QueueID
  /// Ring 0 first; each wider than the one before. One at least.
  public var rings: [RingConfiguration]
  public var strategy: Strategy
  /// `ring-progressively`: so long after one agent begins to ring, the next joins.
  public var ringStep: Interval
  /// Agents that this queue's callers leave to others. A caller must pass all of them.
  public var reservations: [Reservation]
  /// How long a caller waits for the agent whom he prefers, while that one is busy; he goes to that one first
  /// for as long. Zero: preferences count for nothing here.
  public var preferredWindow: Interval
  /// What the agents who had this caller before are to this queue.
  public var previousAgent: PreviousAgent
  /// Talks of earlier calls count for `previousAgent` for so long. Zero: those of the same call alone.
  public var previousWithin: Interval
  /// Points that each caller of this queue has at once.
  public var base: Int64
  /// Points per second of waiting. 0 lets callers starve behind more urgent queues.
  public var rate: Int64
  /// Points that a caller has gained when he has waited for as long as the service level allows: a rate that
  /// follows the target. If given, it takes the place of `rate`.
  public var pointsAtTarget: Int64?
  public var serviceLevel: ServiceLevelTarget
  /// How long an agent may take to accept an offer (`ttr`).
  public var offerTimeout: Interval
  public var wrapUp: WrapUpPolicy
  /// After so many offers in a row without an answer the agent is set not ready. From 1.
  public var noAnswerLimit: Int
  /// After so many declined offers in a row the agent is set not ready. From 1.
  public var declineLimit: Int
  /// Callers who may wait without an offer outstanding. One whom an agent can take at once is always let in,
  /// so 0 means: blocked when all are busy. `nil`: no limit.
  public var maxWaiting: Int?
  /// Patience of the queue: a caller who waited so long without being offered overflows. `nil`: no limit.
  public var maxWait: Interval?
  /// Who would wait longer, as far as one can tell, is not let in. `nil`: no limit.
  public var maxEstimateEntering: Interval?
  /// Who has to wait longer still, as far as one can tell, overflows: looked at each `ACDLimits.estimateCheck`.
  /// `nil`: no limit.
  public var maxEstimateWaiting: Interval?
  /// Where callers go who find the queue full or empty, or waited too long. `nil`: they are rejected.
  public var overflow: OverflowTarget?
  /// Callers may enter while no agent who could serve them is logged in.
  public var joinWhenEmpty: Bool
  /// Waiting callers overflow when the last agent who could serve them logs out.
  public var leaveWhenEmpty: Bool
  /// Outside them nobody enters; who is already waiting is still served.
  public var hours: OpeningHours
  /// Where callers go who come outside the hours. `nil`: they are rejected.
  public var closed: OverflowTarget?
  public var announce: AnnouncePolicy
  public var callback: CallbackPolicy
  public var blending: BlendingPolicy
  /// How long a talking agent's connection may be lost before his caller goes back to the queue.
  public var grace: Interval
  /// How long a caller may be on hold before he is taken off it: the lease of the state `held`.
  public var holdLimit: Interval

  public init(
    id: QueueID, rings: [RingConfiguration] = [RingConfiguration()], strategy: Strategy = .longestIdle,
    ringStep: Interval = .seconds(5), reservations: [Reservation] = [], preferredWindow: Interval = .zero,
    previousAgent: PreviousAgent = .any, previousWithin: Interval = .zero, base: Int64 = 0, rate: Int64 = 1,
    pointsAtTarget: Int64? = nil,
    serviceLevel: ServiceLevelTarget = ServiceLevelTarget(),
    offerTimeout: Interval = .seconds(20), wrapUp: WrapUpPolicy = WrapUpPolicy(), noAnswerLimit: Int = 1,
    declineLimit: Int = 1, maxWaiting: Int? = nil, maxWait: Interval? = nil,
    maxEstimateEntering: Interval? = nil, maxEstimateWaiting: Interval? = nil, overflow: OverflowTarget? = nil,
    joinWhenEmpty: Bool = true, leaveWhenEmpty: Bool = false, hours: OpeningHours = .always,
    closed: OverflowTarget? = nil, announce: AnnouncePolicy = AnnouncePolicy(),
    callback: CallbackPolicy = CallbackPolicy(),
    blending: BlendingPolicy = BlendingPolicy(), grace: Interval = .seconds(15), holdLimit: Interval = .minutes(10)
  ) {
    self.id = id
    self.rings = rings
    self.strategy = strategy
    self.ringStep = ringStep
    self.reservations = reservations
    self.preferredWindow = preferredWindow
    self.previousAgent = previousAgent
    self.previousWithin = previousWithin
    self.base = base
    self.rate = rate
    self.pointsAtTarget = pointsAtTarget
    self.serviceLevel = serviceLevel
    self.offerTimeout = offerTimeout
    self.wrapUp = wrapUp
    self.noAnswerLimit = noAnswerLimit
    self.declineLimit = declineLimit
    self.maxWaiting = maxWaiting
    self.maxWait = maxWait
    self.maxEstimateEntering = maxEstimateEntering
    self.maxEstimateWaiting = maxEstimateWaiting
    self.overflow = overflow
    self.joinWhenEmpty = joinWhenEmpty
    self.leaveWhenEmpty = leaveWhenEmpty
    self.hours = hours
    self.closed = closed
    self.announce = announce
    self.callback = callback
    self.blending = blending
    self.grace = grace
    self.holdLimit = holdLimit
  }
}

/// A circle of agents: all who meet every requirement, from `after` the caller's arrival on. Rings that open at
/// the same time say who is taken first: the lowest ring that has an idle agent.
public struct RingConfiguration: Hashable, Sendable, Codable {
  public var after: Interval
  /// All must be met. None: anyone.
  public var requirements: [SkillRequirement]

  public init(after: Interval = .zero, requirements: [SkillRequirement] = []) {
    self.after = after
    self.requirements = requirements
  }
}

/// The promise a queue is measured by: so many percent answered within so long.
public struct ServiceLevelTarget: Hashable, Sendable, Codable {
  public var percent: Int
  /// Inclusive: an answer at exactly this wait is in time.
  public var within: Interval

  public init(percent: Int = 80, within: Interval = .seconds(20)) {
    self.percent = percent
    self.within = within
  }
}

/// What follows a call at the agent's desk.
public struct WrapUpPolicy: Hashable, Sendable, Codable {
  public enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
    /// The agent is ready at once.
    case none
    /// Until a code, `ready`, or the limit.
    case optional
    /// Until a code. `ready` without a code is refused; at the limit the agent is set not ready.
    case mandatory
    /// Until the limit or `ready`; a code doesn't end it.
    case timed
  }

  public var mode: Mode
  /// The lease: the state ends then by itself.
  public var limit: Interval
  /// Codes that the queue knows. None: any word is taken.
  public var codes: [String]

  public init(mode: Mode = .optional, limit: Interval = .minutes(5), codes: [String] = []) {
    self.mode = mode
    self.limit = limit
    self.codes = codes
  }
}

/// What a waiting caller is told of his position. All are told on entering.
public struct AnnouncePolicy: Hashable, Sendable, Codable {
  /// Who moves up to this position or below it is told. 0: nobody.
  public var positionsUpTo: Int
  /// Each waiting caller is told again after so long without being told. `nil`: never.
  public var every: Interval?

  public init(positionsUpTo: Int = 10, every: Interval? = .seconds(60)) {
    self.positionsUpTo = positionsUpTo
    self.every = every
  }
}

/// Where a caller goes who can't stay in a queue. Opaque to the scheduler: it names the target in an action,
/// and whoever routes calls takes the caller there.
public enum OverflowTarget: Hashable, Sendable, Codable {
  case queue(QueueID)
  case node(NodeID)
  case callback
}
