import CallModel

/// One agent as the engine knows him.
struct AgentRecord: Sendable, Codable {
  struct Offer: Sendable, Codable {
    let number: Int64
    let id: OfferID
    let slot: Int
    var ends: Timestamp
    /// When he is told that it ends soon; `nil`: he has been, or it is too short for that.
    var warnsAt: Timestamp?
    /// He has accepted, and waits until the customer answers.
    var isDialling = false
    /// He is asked about a call that a colleague has, and goes on having.
    var isConsultation = false
  }

  struct WrapUp: Sendable, Codable {
    let call: CallID
    let queue: Int
    var ends: Timestamp
    let mode: WrapUpPolicy.Mode
    var isCoded: Bool
  }

  /// What he had done before his present shift.
  struct Baseline: Sendable, Codable {
    var answered = 0
    var talkTime: Int64 = 0
    var busyTime: Int64 = 0
  }

  var configuration: AgentConfiguration
  /// The settings name him. If not, he is logged out as soon as he is free.
  var isConfigured = true
  /// His place among all agents by id: decides ties.
  var rank = 0
  var profile = 0
  var state = AgentState.loggedOut
  var since: Timestamp
  /// How much of the time in this state the daemon was down: no limit counts it.
  var downtime = Interval.zero
  /// Idle seniority: when he last became ready other than by a caller's leaving.
  var idleSince: Timestamp
  var offer: Offer?
  /// The slot of the call on his line.
  var slot: Int?
  /// The slot of the call about which a colleague asks him, since he has accepted.
  var consults: Int?
  /// A code was given to the call on his line.
  var isCoded = false
  var wrapUp: WrapUp?
  /// `notReady` said during a call: its reason.
  var reasonAfterwards: String?
  /// He was ready when his console died, and will be when it is back.
  var isReadyOnReturn = false
  /// When the grace of a lost connection ends; `nil`: connected.
  var graceEnds: Timestamp?
  var missed = 0
  var declined = 0
  /// Talks without a rest between them: see `RestPolicy`.
  var callsInRow = 0
  /// When his last call was done with, its wrap-up included.
  var workEnded: Timestamp?
  /// He must not be ready before it; `nil`: he needs no rest.
  var restEnds: Timestamp?
  var answered = 0
  var atLogin = Baseline()
  /// The number of the last offer made to him; 0: none yet.
  var lastOffer: Int64 = 0
  /// Slots of those who prefer him and whose window is open.
  var preferredBy: [Int] = []
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
  @inline(__always) func nextAlarm(holdLimit: Interval?) -> Alarm? {
    var alarm: Alarm?
    if let offer {
      alarm = offer.warnsAt.map { Alarm(at: $0, kind: .deadlineSoon) } ?? Alarm(at: offer.ends, kind: .offerTimeout)
    }
    if let wrapUp { alarm = Alarm(at: wrapUp.ends, kind: .wrapUpEnd) }
    // Consulting, the caller is on hold as well.
    if state == .held || state == .consulting, let holdLimit {
      alarm = Alarm(at: since + holdLimit + downtime, kind: .holdEnd)
    }
    if let restEnds, state == .notReady(reason: AgentState.Reason.rest) { alarm = Alarm(at: restEnds, kind: .restEnd) }
    guard let graceEnds else { return alarm }
    let grace = Alarm(at: graceEnds, kind: .graceEnd)
    return alarm.map { min($0, grace) } ?? grace
  }
}

extension AgentRecord {
  /// His place in an order that is kept in heaps; it doesn't change while he is idle.
  @inline(__always) func key(in order: IdleOrder) -> IdleKey {
    let primary: Int64 =
      switch order {
      case .idleTime: idleSince.microseconds
      case .calls: Int64(answered - atLogin.answered)
      case .talkTime: talkTime - atLogin.talkTime
      case .turns: lastOffer
      case .order: Int64(configuration.order)
      case .occupancy, .evenLottery, .weightedLottery: preconditionFailure("This order is not kept in a heap.")
      }
    return IdleKey(primary: primary, rank: rank)
  }

  var occupancy: Occupancy { Occupancy(busy: busyTime - atLogin.busyTime, shiftBegan: shiftBegan!, rank: rank) }

  /// Microseconds with callers on his line.
  var talkTime: Int64 { time { $0.isOnCall } }
  /// Microseconds at work.
  var busyTime: Int64 { time { $0.isBusy } }

  private func time(_ counts: (AgentState.Kind) -> Bool) -> Int64 {
    AgentState.Kind.allCases.reduce(0) { $0 + (counts($1) ? spent[$1.rawValue] : 0) }
  }
}
