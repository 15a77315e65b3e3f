import CallModel

/// One agent as the engine knows him.
struct AgentRecord: Sendable, Codable {
  struct Offer: Sendable, Codable {
    let number: Int64
    let slot: Int
    let ends: Timestamp
  }

  struct WrapUp: Sendable, Codable {
    let call: CallID
    let queue: Int
    let ends: Timestamp
    let mode: WrapUpPolicy.Mode
    var isCoded: Bool
  }

  var configuration: AgentConfiguration
  /// The settings name him. If not, he is logged out as soon as he is free.
  var isConfigured = true
  /// His place among all agents by id: decides ties.
  var rank = 0
  var profile = 0
  var state = AgentState.loggedOut
  var since: Timestamp
  /// Idle seniority: when he last became ready other than by a caller's leaving.
  var idleSince: Timestamp
  var offer: Offer?
  /// The slot of the call on his line.
  var slot: Int?
  /// A code was given to the call on his line.
  var isCoded = false
  var wrapUp: WrapUp?
  /// `notReady` said during a call: its reason.
  var reasonAfterwards: String?
  /// When the grace of a lost connection ends; `nil`: connected.
  var graceEnds: Timestamp?
  /// He was ready when his console died, and will be when it is back.
  var isReadyOnReturn = false
  var missed = 0
  var declined = 0
  var answered = 0
  /// The timer set for him.
  var timer: Alarm?
  /// Microseconds spent in each state until `since`, by `AgentState.Kind.rawValue`.
  var spent = Array(repeating: Int64(0), count: AgentState.Kind.allCases.count)
  /// Microseconds logged in, in shifts that are over, and the begin of the present one.
  var staffed: Int64 = 0
  var shiftBegan: Timestamp?

  init(configuration: AgentConfiguration, at instant: Timestamp) {
    self.configuration = configuration
    since = instant
    idleSince = instant
  }

  /// The earliest thing he waits for, and what for.
  func nextAlarm(holdLimit: Interval?) -> Alarm? {
    var alarm: Alarm?
    if let offer { alarm = Alarm(at: offer.ends, kind: .offerTimeout) }
    if let wrapUp { alarm = Alarm(at: wrapUp.ends, kind: .wrapUpEnd) }
    if state == .held, let holdLimit { alarm = Alarm(at: since + holdLimit, kind: .holdEnd) }
    guard let graceEnds else { return alarm }
    let grace = Alarm(at: graceEnds, kind: .graceEnd)
    return alarm.map { min($0, grace) } ?? grace
  }
}

/// The order in which a strategy takes idle agents: the smaller first.
struct IdleKey: Comparable, Sendable, Codable {
  let primary: Int64
  let rank: Int

  static func < (a: Self, b: Self) -> Bool {
    a.primary != b.primary ? a.primary < b.primary : a.rank < b.rank
  }
}

extension Strategy {
  func key(of agent: AgentRecord) -> IdleKey {
    switch self {
    case .longestIdle: IdleKey(primary: agent.idleSince.microseconds, rank: agent.rank)
    case .topDown: IdleKey(primary: Int64(agent.configuration.order), rank: agent.rank)
    }
  }
}
