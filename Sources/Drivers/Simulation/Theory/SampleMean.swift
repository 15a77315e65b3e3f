/// The mean of independent values and the interval that holds the truth with a given probability.
///
/// Means and squares are kept as Welford's sums ("Note on a method for calculating corrected sums of squares
/// and products", 1962), which lose nothing where values are large and close to each other.
public struct SampleMean: Hashable, Sendable {
  public private(set) var count = 0
  public private(set) var mean = 0.0
  private var squares = 0.0

  public init() {}

  public init(_ values: some Sequence<Double>) { for value in values { add(value) } }

  public mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / Double(count)
    squares += difference * (value - mean)
  }

  /// Half the width of the two-sided interval (Student's t). Infinite for fewer than two values.
  public func halfWidth(confidence: Double) -> Double {
    guard count > 1 else { return .infinity }
    let variance = squares / Double(count - 1)
    let quantile = StudentT.quantile(1 - (1 - confidence) / 2, degreesOfFreedom: count - 1)
    return quantile * (variance / Double(count)).squareRoot()
  }
}
