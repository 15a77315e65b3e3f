import CallModel

/// The urgency rule of one queue: `u = base + credit + rate x (t - arrival)`, in integers.
///
/// `base` and `credit` are points, `rate` is points per second, times are microseconds. A rate is kept in
/// millionths of a point per second, so that one relative to a target loses next to nothing by rounding down;
/// urgencies are in units of 10^-12 point, exactly, without dividing. 128 bits hold the product of any rate and
/// any instant.
struct UrgencyRule: Hashable, Sendable, Codable {
  static let perPoint: Int128 = 1_000_000_000_000
  /// Of a rate.
  static let millionths: Int128 = 1_000_000

  let base: Int128
  /// Millionths of a point per second.
  let rate: Int128

  init(base: Int64, rate: Int64) {
    self.base = Int128(base) * UrgencyRule.perPoint
    self.rate = Int128(rate) * UrgencyRule.millionths
  }

  init(_ queue: QueueConfiguration) {
    self.init(base: queue.base, rate: queue.rate)
    guard let points = queue.pointsAtTarget else { return }
    let target = Int128(queue.serviceLevel.within.microseconds)
    self = UrgencyRule(
      base: base, rate: Int128(points) * UrgencyRule.millionths * 1_000_000 / target)
  }

  private init(base: Int128, rate: Int128) {
    self.base = base
    self.rate = rate
  }

  /// What distinguishes callers of the same queue; it doesn't change while they wait.
  func key(credit: Int64, arrival: Timestamp, call: CallID) -> PlaceKey {
    let score = Int128(credit) * UrgencyRule.perPoint - rate * Int128(arrival.microseconds)
    return PlaceKey(score: score, arrival: arrival, call: IDOrder(call))
  }

  /// In units of 10^-12 point.
  func urgency(of key: PlaceKey, at instant: Timestamp) -> Int128 {
    base + key.score + rate * Int128(instant.microseconds)
  }
}

/// A caller's place within one queue, whose callers all age at one rate: the smaller goes first.
struct PlaceKey: Comparable, Sendable, Codable {
  /// `credit - rate x arrival`, in units of 10^-12 point.
  let score: Int128
  let arrival: Timestamp
  let call: IDOrder

  static func < (a: Self, b: Self) -> Bool {
    if a.score != b.score { return a.score > b.score }
    if a.arrival != b.arrival { return a.arrival < b.arrival }
    return a.call < b.call
  }
}

/// A caller's claim at one instant, comparable across queues: the smaller goes first.
struct Claim: Comparable, Sendable {
  let urgency: Int128
  let arrival: Timestamp
  let call: IDOrder

  static func < (a: Self, b: Self) -> Bool {
    if a.urgency != b.urgency { return a.urgency > b.urgency }
    if a.arrival != b.arrival { return a.arrival < b.arrival }
    return a.call < b.call
  }
}
