import CallModel

/// How long something took, counted by bound: the core's steps, the journal's commits.
///
/// Apart from those who note, who only tell it; a copy is read by the wallboard.
struct DurationHistogram: Sendable {
  /// Microseconds, each bound inclusive.
  static let bounds: [Int64] = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000]

  /// One more than bounds: the last counts what was longer than all.
  private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  private(set) var total = Interval.zero
  private(set) var longest = Interval.zero

  mutating func note(_ time: Interval) {
    counts[Self.bounds.firstIndex { time.microseconds <= $0 } ?? Self.bounds.count] += 1
    total += time
    longest = max(longest, time)
  }
}
