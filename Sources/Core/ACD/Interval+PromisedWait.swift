public import CallModel

extension Interval {
  /// An estimated wait as callers are told it: rounded up to 30 s, 1, 2, 3, 5 or 10 minutes; `nil`: longer.
  public var promisedWait: Interval? {
    let promises: [Interval] = [.seconds(30), .minutes(1), .minutes(2), .minutes(3), .minutes(5), .minutes(10)]
    return promises.first { self <= $0 }
  }
}
