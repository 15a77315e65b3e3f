import CallModel

/// One call while the scheduler has it: waiting, being offered, or on an agent's line.
struct Contact: Sendable, Codable {
  enum Place: Sendable, Equatable, Codable {
    case waiting
    /// By the agent's index: of several who ring, the one who was the first.
    case offered(Int)
    case talking(Int)
    /// The customer's telephone rings, while this agent waits.
    case dialling(Int)
    /// Outbound work between attempts, or while its queue is closed.
    case paused
    /// Outbound work that waits for an agent whom no caller needs.
    case standby

    var word: String {
      switch self {
      case .waiting: "waiting"
      case .offered: "offered"
      case .talking: "talking"
      case .dialling: "dialling"
      case .paused: "paused"
      case .standby: "standby"
      }
    }
  }

  /// What makes a contact outbound work.
  struct Outbound: Sendable, Codable {
    /// The present one included.
    var attempts: Int
    var hasPlace: Bool
    /// When it may be dialled (again).
    var due: Timestamp
    var bounds: OutboundWork.Bounds?
    /// It is paused for nothing but hours: its queue's, or its own.
    var waitsForOpening = false
  }

  /// An agent is asked about the call by the one who has it.
  struct Consultation: Sendable, Codable, Equatable {
    enum Stage: String, Sendable, Codable {
      /// It is offered to the colleague.
      case asked
      /// The two speak; the caller is on hold.
      case speaking
      /// All three speak.
      case joined
    }

    /// By the agent's index.
    let colleague: Int
    /// To which the call belongs if he takes it.
    let queue: Int
    /// Of the offer that he was made.
    let offer: Int64
    var stage = Stage.asked
  }

  let call: CallID
  /// Counts stays: names this one in ties between timers.
  var serial: Int64
  var queue: Int
  var credit: Int64
  /// What urgency counts from.
  var arrival: Timestamp
  /// What rings open after.
  var ringClock: Timestamp
  /// When this stay began.
  var entered: Timestamp
  var place = Place.waiting
  /// The others who ring, in the order of their offers.
  var alsoOffered: [Int] = []
  /// More agents may ring while one does.
  var ringsSeveral = false
  /// When the next may; `nil` while several ring: at once.
  @Compact var nextRing: Timestamp?
  /// Agents who must not have this call in this queue.
  var excluded: [Int] = []
  /// `nil`: he knows nobody.
  @Seldom var acquaintance: Acquaintance?
  @Compact var preferred: Int?
  /// When `preferred` counts no longer; `nil`: it doesn't count.
  @Compact var preferenceEnds: Timestamp?
  /// The widest ring open.
  var ring = 0
  /// Since when it waits without an offer.
  var waitingSince: Timestamp
  /// When the queue's patience ends.
  @Compact var patienceEnds: Timestamp?
  /// The position last told.
  var announced = Int.max
  @Compact var nextAnnouncement: Timestamp?
  /// When it is looked at whether his wait has become too long.
  @Compact var nextEstimateCheck: Timestamp?
  /// The timer set for it.
  var timer: Alarm?
  /// Neighbours in the queue's list in order of entering, or -1.
  var previous = -1
  var following = -1
  /// When the present stretch of talk or hold began, and what went before.
  var stretchBegan: Timestamp
  var talk = Interval.zero
  var hold = Interval.zero
  @Seldom var decision: OfferDecision?
  /// `nil`: a caller.
  @Seldom var outbound: Outbound?
  /// While he is on an agent's line.
  @Seldom var consultation: Consultation?

  /// The scheduler has it; if not, its slot is free.
  var isLive = true

  /// The agent to whom he goes first, as long as that counts.
  @inline(__always) var preferredWhileOpen: Int? { preferenceEnds == nil ? nil : preferred }

  /// What he waits for next, besides an agent; `ringAfter`: when the next ring opens, if there is one. While an offer
  /// is outstanding nothing runs but what may bring more agents to ring: a caller whose patience ends then still gets
  /// the agent, or overflows when the offer has failed.
  @inline(__always) func nextAlarm(ringAfter: Interval?) -> Alarm? {
    if place == .paused, let outbound { return Alarm(at: outbound.due, kind: .callbackDue) }
    let isWaiting = place == .waiting
    guard isWaiting || ringsSeveral else { return nil }
    var alarm: Alarm?
    func consider(_ at: Timestamp?, _ kind: Alarm.Kind) {
      guard let at else { return }
      let other = Alarm(at: at, kind: kind)
      if let first = alarm, first < other { return }
      alarm = other
    }
    if let ringAfter { consider(ringClock + ringAfter, .ringOpening) }
    consider(preferenceEnds, .preferenceEnd)
    consider(nextRing, .nextRing)
    guard isWaiting else { return alarm }
    consider(patienceEnds, .maxWait)
    consider(nextAnnouncement, .announcement)
    consider(nextEstimateCheck, .estimateCheck)
    return alarm
  }

  /// Lets go of what takes memory: its slot is free from now on.
  mutating func retire() {
    isLive = false
    alsoOffered = []
    excluded = []
    acquaintance = nil
    decision = nil
  }
}

/// The calls by slot, and slots by call. Slots are used again, so that tables indexed by them stay small.
struct ContactTable: Sendable, Codable {
  private var slots: [Contact] = []
  private var free: [Int] = []
  private var slotOfCall = IDIndex<CallTag>()

  var count: Int { slotOfCall.count }
  /// One past the highest slot in use.
  var slotCount: Int { slots.count }

  func slot(of call: CallID) -> Int? { slotOfCall[call] }
  func isLive(_ slot: Int) -> Bool { slots[slot].isLive }

  subscript(slot: Int) -> Contact {
    @inline(__always) get { slots[slot] }
    @inline(__always) _modify {
      yield &slots[slot]
    }
  }

  mutating func add(_ contact: Contact) -> Int {
    let slot = free.popLast() ?? slots.count
    if slot == slots.count { slots.append(contact) } else { slots[slot] = contact }
    slotOfCall.insert(contact.call, slot)
    return slot
  }

  mutating func remove(_ slot: Int) {
    slotOfCall.remove(number: slot)
    slots[slot].retire()
    free.append(slot)
  }
}
