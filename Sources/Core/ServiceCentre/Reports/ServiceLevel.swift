public import CallModel

/// What "in time" means for a report: both limits are inclusive.
public struct ServiceTerms: Hashable, Sendable {
  /// T: answered within it is answered in time.
  public var target: Interval
  /// An abandoned wait up to this is short: the caller hardly waited.
  public var short: Interval

  public init(target: Interval = .seconds(20), short: Interval = .seconds(5)) {
    self.target = target
    self.short = short
  }
}

/// What came of the calls that entered one queue in one stretch of time. Counted by the time of entering; the wait
/// is from entering to the answer, ringing at desks included.
public struct QueueCounts: Hashable, Sendable {
  public var queue: QueueID
  public var offered: Int64 = 0
  public var answered: Int64 = 0
  public var abandoned: Int64 = 0
  /// Callers who took a callback instead of waiting.
  public var callbacks: Int64 = 0
  /// Turned away or sent on: closed, overflowed, back to self-service.
  public var rejected: Int64 = 0
  /// Still waiting when the count was made.
  public var open: Int64 = 0
  public var answeredInTime: Int64 = 0
  public var abandonedInTime: Int64 = 0
  public var abandonedShort: Int64 = 0
  /// Of the answered, summed.
  public var wait = Interval.zero
  public var talk = Interval.zero
  public var hold = Interval.zero

  public init(queue: QueueID) { self.queue = queue }

  /// N_off = N_ans + N_ab + N_cb + N_rej + N_open, always.
  public var isWhole: Bool { offered == answered + abandoned + callbacks + rejected + open }

  public static func += (sum: inout Self, other: Self) {
    sum.offered += other.offered
    sum.answered += other.answered
    sum.abandoned += other.abandoned
    sum.callbacks += other.callbacks
    sum.rejected += other.rejected
    sum.open += other.open
    sum.answeredInTime += other.answeredInTime
    sum.abandonedInTime += other.abandonedInTime
    sum.abandonedShort += other.abandonedShort
    sum.wait += other.wait
    sum.talk += other.talk
    sum.hold += other.hold
  }
}

/// What a stay in a queue counts as when it is over: exactly one of these, whatever word its record has, so that
/// the counts always add up.
public enum QueueVisitEnd: String, Sendable {
  case answered, abandoned, callback
  /// No stay of its own: an agent gave the caller to a colleague whom he had asked. Only the talk counts.
  case handedOver = "handed-over"
  /// Nobody has waited: the centre has called. No part of what was offered.
  case reached
  /// Turned away or sent on: whatever is none of the others.
  case rejected

  public init(result: String) { self = QueueVisitEnd(rawValue: result) ?? .rejected }
}

/// The five conventions for a service level: of the same calls they give different figures, so a report that gives
/// one of them names it.
public enum ServiceConvention: String, CaseIterable, Sendable {
  /// ans<=T / (ans + ab): the house's default.
  case offered
  /// (ans<=T + ab<=T) / (ans + ab)
  case credit
  /// ans<=T / ans
  case answered
  /// ans<=T / (ans + ab>T)
  case withoutEarlyAbandons = "without-early-abandons"
  /// (ans<=T + ab<=short) / (ans + ab)
  case creditForShort = "credit-for-short"

  public func level(of counts: QueueCounts) -> Share {
    let reached = counts.answered + counts.abandoned
    return switch self {
    case .offered: Share(counts.answeredInTime, of: reached)
    case .credit: Share(counts.answeredInTime + counts.abandonedInTime, of: reached)
    case .answered: Share(counts.answeredInTime, of: counts.answered)
    case .withoutEarlyAbandons: Share(counts.answeredInTime, of: reached - counts.abandonedInTime)
    case .creditForShort: Share(counts.answeredInTime + counts.abandonedShort, of: reached)
    }
  }
}

/// A part of a whole, kept as the two counts so that no figure is rounded before it is shown.
public struct Share: Hashable, Sendable {
  public var part: Int64
  public var whole: Int64

  public init(_ part: Int64, of whole: Int64) {
    self.part = part
    self.whole = whole
  }

  /// In hundredths of a per cent, rounded half up: 8113 is 81.13 %. `nil` of nothing.
  public var basisPoints: Int64? {
    guard whole > 0 else { return nil }
    return (part * 20_000 + whole) / (whole * 2)
  }

  /// `81.13`; `-` of nothing.
  public var percent: String {
    guard let points = basisPoints else { return "-" }
    let rest = points % 100
    return "\(points / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension QueueCounts {
  /// Mean wait of the answered.
  public var averageSpeedOfAnswer: Interval? { Self.mean(wait, of: answered) }

  /// N_ab / N_off
  public var abandonment: Share { Share(abandoned, of: offered) }

  /// The same without the short ones, in the count and in the whole.
  public var abandonmentWithoutShort: Share { Share(abandoned - abandonedShort, of: offered - abandonedShort) }

  /// 接通率: N_ans / (N_off - N_cb)
  public var connectionRate: Share { Share(answered, of: offered - callbacks) }

  /// Mean of talk and hold. Wrap-up is counted by agent, not by queue; see `AgentTimes`.
  public var averageConversation: Interval? { Self.mean(talk + hold, of: answered) }

  private static func mean(_ sum: Interval, of count: Int64) -> Interval? {
    count > 0 ? Interval(microseconds: sum.microseconds / count) : nil
  }
}
