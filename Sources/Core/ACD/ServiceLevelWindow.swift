import CallModel

/// Whether a queue is within its target just now: its latest callers, answered in time or not.
///
/// Apart from the day's counters, because a bad morning must not keep an idle afternoon's agents from working.
struct ServiceLevelWindow: Sendable, Codable {
  /// The latest callers that count.
  static let size = 32
  /// Older ones don't count.
  static let span = Interval.minutes(30)

  private var outcomes: [Outcome] = []
  private var oldest = 0

  private struct Outcome: Sendable, Codable {
    let at: Timestamp
    let isInTarget: Bool
  }

  /// A caller was answered, or gave up.
  mutating func note(isInTarget: Bool, at instant: Timestamp) {
    let outcome = Outcome(at: instant, isInTarget: isInTarget)
    if outcomes.count < ServiceLevelWindow.size {
      outcomes.append(outcome)
    } else {
      outcomes[oldest] = outcome
      oldest = (oldest + 1) % ServiceLevelWindow.size
    }
  }

  /// Without callers there is nothing to fall short of.
  func isMet(_ target: ServiceLevelTarget, at instant: Timestamp) -> Bool {
    let counted = outcomes.filter { instant - $0.at < ServiceLevelWindow.span }
    return counted.count(where: \.isInTarget) * 100 >= target.percent * counted.count
  }
}
