/// What a caller has been told of his wait, so that it can be held against what comes of it.
public struct WaitPromise: Sendable, Hashable, Codable {
  /// What was estimated.
  public var estimate: Interval
  /// What was said, rounded up; `nil`: more than ten minutes, which promises nothing.
  public var promised: Interval?
  /// It was said with an apology: the promise before it will not be kept.
  public var isLonger: Bool

  public init(estimate: Interval, promised: Interval?, isLonger: Bool) {
    self.estimate = estimate
    self.promised = promised
    self.isLonger = isLonger
  }
}
