public import CallModel

/// How an agent's month is appraised [H ch. 6]: seven figures, each with its weight; the inputs stand beside the sum.
public struct Appraisal: Hashable, Sendable {
  /// Rises when a formula changes, so that two months can be compared.
  public static let formulaVersion = 1
  /// With fewer answers the Wilson lower bound of the satisfied counts instead of their share.
  public static let enoughSurveys: Int64 = 30
  /// Handling time in band.
  public static let band = Interval.seconds(120)...Interval.seconds(480)

  public var agent: AgentID
  public var satisfied: Share
  /// The mean of the reviews' scores, in hundredths of a mark.
  public var quality: Int64?
  public var resolution: Share
  public var handlingTime: Interval?
  /// Time there within the shifts, of the time planned.
  public var adherence: Share
  /// Callers he had, of the mean of all agents.
  public var volume: Share
  public var liability: Int64
  public var merits: Int64

  public init(agent: AgentID) {
    self.agent = agent
    satisfied = Share(0, of: 0)
    resolution = Share(0, of: 0)
    adherence = Share(0, of: 0)
    volume = Share(0, of: 0)
    liability = 0
    merits = 0
  }

  // Parts in hundredths of a point.
  public var satisfactionPoints: Int64 { 30 * satisfaction / 100 }
  public var qualityPoints: Int64 { 25 * (quality ?? 0) / 100 }
  public var resolutionPoints: Int64 { 15 * (resolution.basisPoints ?? 0) / 100 }
  public var handlingPoints: Int64 { handlingTime.map(Self.band.contains) == true ? 1_000 : 0 }
  public var adherencePoints: Int64 { 10 * min(10_000, adherence.basisPoints ?? 0) / 100 }
  public var volumePoints: Int64 { 10 * min(10_000, volume.basisPoints ?? 0) / 100 }

  public var total: Int64 {
    satisfactionPoints + qualityPoints + resolutionPoints + handlingPoints + adherencePoints + volumePoints
      - 100 * liability + 100 * merits
  }

  /// In basis points.
  public var satisfaction: Int64 {
    satisfied.whole < Self.enoughSurveys
      ? Self.wilsonLowerBound(satisfied) : satisfied.basisPoints ?? 0
  }

  /// (2x + z² - z sqrt(z² + 4x(n-x)/n)) / 2(n + z²) with z = 1.96 (95 %), in basis points; 0 of nothing. After
  /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
  public static func wilsonLowerBound(_ share: Share) -> Int64 {
    let (x, n) = (share.part, share.whole)
    guard n > 0 else { return 0 }
    // In ten-thousandths; z² is 3.8416.
    let square: Int64 = 38_416
    let root = squareRoot(square * square + square * 4 * x * (n - x) * 10_000 / n)
    return (2 * x * 10_000 + square - root) * 10_000 / (2 * (n * 10_000 + square))
  }

  /// The largest integer whose square is not more.
  static func squareRoot(_ number: Int64) -> Int64 {
    guard number > 0 else { return 0 }
    var root = number
    var next = (root + 1) / 2
    while next < root {
      root = next
      next = (root + number / root) / 2
    }
    return root
  }
}
