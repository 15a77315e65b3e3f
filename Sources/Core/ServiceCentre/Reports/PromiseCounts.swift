public import CallModel

/// What came of the waits that one queue's callers were told in one stretch of time.
///
/// A promise is scored when the wait ends. How good an estimate was can be seen only of those who were answered:
/// whoever left earlier would have waited longer, nobody knows how long.
public struct PromiseCounts: Hashable, Sendable {
  public var queue: QueueID
  public var told: Int64 = 0
  /// Of `told`, with an apology: the promise before could not be kept.
  public var longer: Int64 = 0
  /// Of `told`, to callers who still wait.
  public var open: Int64 = 0
  public var answered: Int64 = 0
  public var abandoned: Int64 = 0
  /// Of `answered`, those that promised something: ten minutes or less.
  public var answeredPromised: Int64 = 0
  /// Of `answeredPromised`, answered within what was promised; a wait of exactly that is within.
  public var kept: Int64 = 0
  /// Of `answered`, summed: the wait from the telling on less what was estimated.
  public var deviation = Interval.zero
  /// The same without signs.
  public var error = Interval.zero

  public init(queue: QueueID) { self.queue = queue }

  /// Told to callers who went elsewhere by a key, by an overflow or at closing time.
  public var left: Int64 { told - open - answered - abandoned }

  public var coverage: Share { Share(kept, of: answeredPromised) }

  /// Above zero: callers wait longer than is estimated. `nil` of nothing.
  public var bias: Interval? { mean(deviation) }

  /// By how much estimates are off, either way. `nil` of nothing.
  public var meanError: Interval? { mean(error) }

  private func mean(_ sum: Interval) -> Interval? {
    answered > 0 ? Interval(microseconds: sum.microseconds / answered) : nil
  }

  public static func += (sum: inout Self, other: Self) {
    sum.told += other.told
    sum.longer += other.longer
    sum.open += other.open
    sum.answered += other.answered
    sum.abandoned += other.abandoned
    sum.answeredPromised += other.answeredPromised
    sum.kept += other.kept
    sum.deviation += other.deviation
    sum.error += other.error
  }

  /// `score`: what the wait came to; `nil` while it goes on.
  public mutating func count(_ told: PromiseRecord, _ score: PromiseScoreRecord?) {
    self.told += 1
    longer += told.promise.isLonger ? 1 : 0
    guard let score else {
      open += 1
      return
    }
    switch QueueVisitEnd(result: score.result) {
    case .answered: break
    case .abandoned:
      abandoned += 1
      return
    case .callback, .rejected, .handedOver, .reached: return
    }
    answered += 1
    let waited = score.at - told.at
    let off = waited - told.promise.estimate
    deviation += off
    error += max(off, .zero - off)
    guard let promised = told.promise.promised else { return }
    answeredPromised += 1
    kept += waited <= promised ? 1 : 0
  }
}
