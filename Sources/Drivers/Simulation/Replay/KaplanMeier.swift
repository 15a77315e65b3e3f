import CallModel
import Foundation

/// How long callers would wait for an agent, from a day on which most of them got one: who was answered has shown only
/// that his patience was longer than his wait (censored).
///
/// The product-limit estimate (Kaplan and Meier, "Nonparametric estimation from incomplete observations", 1958). Past
/// the last who hung up, patience goes on exponentially, at the day's rate of hanging up for each second waited.
public struct KaplanMeier: Sendable {
  public struct Observation: Hashable, Sendable {
    public var seconds: Double
    /// He hung up then; else his patience was longer.
    public var isEnd: Bool

    public init(seconds: Double, isEnd: Bool) {
      self.seconds = seconds
      self.isEnd = isEnd
    }
  }

  /// Times of hanging up, and the share that is still there just after.
  private var steps: [(seconds: Double, survival: Double)] = []
  /// For each second waited; 0: nobody hung up.
  public let hazard: Double

  public init(_ observations: [Observation]) {
    // At the same time, who hung up was still at risk with those who were answered then.
    let sorted = observations.sorted { ($0.seconds, $0.isEnd ? 0 : 1) < ($1.seconds, $1.isEnd ? 0 : 1) }
    var survival = 1.0
    for (index, observation) in sorted.enumerated() where observation.isEnd {
      survival *= 1 - 1 / Double(sorted.count - index)
      if steps.last?.seconds == observation.seconds {
        steps[steps.count - 1].survival = survival
      } else {
        steps.append((observation.seconds, survival))
      }
    }
    let waited = observations.reduce(0) { $0 + $1.seconds }
    hazard = waited > 0 ? Double(observations.count { $0.isEnd }) / waited : 0
  }

  /// The share whose patience is longer.
  public func survival(_ seconds: Double) -> Double { steps.last { $0.seconds <= seconds }?.survival ?? 1 }

  /// The patience of somebody who has waited `waited` seconds; `nil`: for ever.
  func draw(beyond waited: Double, _ random: inout SplitMix64) -> Double? {
    let level = survival(waited) * random.nextUnit()
    if let step = steps.first(where: { $0.seconds > waited && $0.survival <= level }) { return step.seconds }
    guard hazard > 0 else { return nil }
    // Beyond the last step: that much of what is left there.
    let last = max(waited, steps.last?.seconds ?? 0)
    let left = survival(last)
    return left > 0 ? last + log(left / level) / hazard : last
  }
}
