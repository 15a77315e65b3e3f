import CallModel

/// How long a queue's callers will wait, from what was seen there: how often an agent became free for a
/// waiting caller, and how often callers gave up.
///
/// With one agent freed every 1/mu and each of the waiting giving up at the rate theta, a caller at position k
/// waits the sum over j = 1...k of 1 / (mu + (j - 1) theta), given that he stays himself (the pure-death
/// argument of Whitt, "Predicting queueing delays", 1999). mu is measured on a clock that runs only
/// while somebody waits without an offer, so a quiet hour doesn't count as a slow one.
struct WaitEstimator: Sendable, Codable {
  /// Fewer observations than this: unknown.
  static let minimumSamples = 4
  /// The latest observations that count.
  static let window = 32
  /// Slower than this is told as this; the arithmetic has room for it.
  static let slowest = Interval.hours(24)
  /// Observed departures after which both sides of theta are halved, so that the past fades.
  static let fadingAfter: Int64 = 64
  private static let one: Int64 = 1 << 20

  /// Waiting callers without an offer, and all who wait.
  private(set) var unoffered = 0
  private(set) var waiting = 0
  private var since: Timestamp
  /// Microseconds in which somebody waited without an offer.
  private var busyClock: Int64 = 0
  /// Readings of `busyClock` when a waiting caller got an offer; a ring once it is full.
  private var services: [Int64] = []
  private var oldest = 0
  /// Microseconds, summed over callers.
  private var patience: Int64 = 0
  private var departures: Int64 = 0

  init(startingAt instant: Timestamp) { since = instant }

  mutating func change(unoffered offerless: Int, waiting all: Int, at instant: Timestamp) {
    let elapsed = (instant - since).microseconds
    if unoffered > 0 { busyClock += elapsed }
    patience += elapsed * Int64(waiting)
    since = instant
    unoffered += offerless
    waiting += all
  }

  /// A caller who had waited without an offer got one. Say so before the change that it makes.
  mutating func noteService(at instant: Timestamp) {
    change(unoffered: 0, waiting: 0, at: instant)
    if services.count < WaitEstimator.window {
      services.append(busyClock)
    } else {
      services[oldest] = busyClock
      oldest = (oldest + 1) % WaitEstimator.window
    }
  }

  /// A caller went without being served.
  mutating func noteDeparture() {
    departures += 1
    if departures >= WaitEstimator.fadingAfter {
      departures /= 2
      patience /= 2
    }
  }

  /// For the caller at `position` (from 1) among all who wait. `nil`: too little was seen.
  func estimate(position: Int, at instant: Timestamp) -> Interval? {
    guard let sum = terms(at: instant) else { return nil }
    let ahead = max(1, position - (waiting - unoffered))
    return Interval(microseconds: sum.total(of: ahead))
  }

  /// The sum, ready to be taken; `nil`: too little was seen.
  func terms(at instant: Timestamp) -> Terms? {
    guard services.count >= WaitEstimator.minimumSamples else { return nil }
    let elapsed = max(0, (instant - since).microseconds)
    let clock = busyClock + (unoffered > 0 ? elapsed : 0)
    let first = services[oldest]
    let last = services[(oldest + services.count - 1) % services.count]
    let seen = Int64(services.count)
    // A queue that nobody serves any more looks slower with each moment, never faster.
    let slowest = WaitEstimator.slowest.microseconds
    let interval = min(slowest, max((last - first) / (seen - 1), (clock - first) / seen))
    let people = patience + elapsed * Int64(waiting)
    let leaving = people > 0 ? Int128(departures) * Int128(interval) * Int128(WaitEstimator.one) / Int128(people) : 0
    return Terms(interval: interval, leaving: Int64(min(leaving, Int128(WaitEstimator.one) << 10)))
  }

  /// The sum of the type's own comment, taken term by term or in slices.
  struct Terms: Sendable {
    /// Microseconds from one freed agent to the next: 1/mu.
    let interval: Int64
    /// theta/mu in units of 2^-20.
    let leaving: Int64

    /// Above so many terms, slices are represented by their middles.
    static let slices = 16

    func total(of count: Int) -> Int64 {
      if leaving == 0 { return interval * Int64(count) }
      var total: Int64 = 0
      var begin = 0
      for slice in 1...min(count, Terms.slices) {
        let end = count * slice / min(count, Terms.slices)
        total += term(twiceIndex: Int64(begin + end - 1)) * Int64(end - begin)
        begin = end
      }
      return total
    }

    /// The term at index i = twiceIndex / 2, from 0.
    private func term(twiceIndex: Int64) -> Int64 {
      interval * WaitEstimator.one / (WaitEstimator.one + leaving * twiceIndex / 2)
    }
  }
}
