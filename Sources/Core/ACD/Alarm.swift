import CallModel

/// Who a timer belongs to. Each call and each agent has one at most: the earliest of what it waits for.
enum AlarmKey: Hashable, Sendable, Codable {
  /// By slot.
  case contact(Int)
  /// By index.
  case agent(Int)
  /// Of all agents: the next that expires.
  case certificates
  /// Whether outbound work may be given again.
  case blending

  /// Small and dense: names it in the heap.
  var number: Int {
    switch self {
    case .certificates: 0
    case .blending: 1
    case .contact(let slot): 2 + 2 * slot
    case .agent(let agent): 3 + 2 * agent
    }
  }

  init(number: Int) {
    if number < 2 {
      self = number == 0 ? .certificates : .blending
    } else {
      self = number & 1 == 0 ? .contact(number / 2 - 1) : .agent(number / 2 - 1)
    }
  }
}

/// A timer: when, and what it is for.
struct Alarm: Hashable, Comparable, Sendable, Codable {
  /// In the order in which alarms of the same instant go off. Requests come before all of them, but who enters a
  /// queue comes after `ringOpening`: he finds the agents who become free at that instant.
  enum Kind: Int, Hashable, Sendable, Codable {
    case certificateExpiry
    /// A lost connection did not come back: the end of a service.
    case graceEnd
    case holdEnd
    case wrapUpEnd
    case offerTimeout
    /// One more agent rings for the caller.
    case nextRing
    case ringOpening
    case preferenceEnd
    case maxWait
    case announcement
    case callbackDue
    case blendingCheck
    /// Whether the wait has become too long.
    case estimateCheck
    /// An offer ends soon.
    case deadlineSoon
    /// An agent has rested long enough.
    case restEnd

    static let last = restEnd

    /// Above the ranks of this kind, and of none after it.
    var rankAfter: Int { (rawValue + 1) << Alarm.numberBits }
  }

  private static let numberBits = 48

  let at: Timestamp
  let kind: Kind

  static func < (a: Self, b: Self) -> Bool {
    a.at != b.at ? a.at < b.at : a.kind.rawValue < b.kind.rawValue
  }

  /// For the deadline queue: the kind decides, then the number: a call's serial, an agent's place by id.
  func rank(_ number: Int64) -> Int { kind.rawValue << Alarm.numberBits | Int(number) }
}
