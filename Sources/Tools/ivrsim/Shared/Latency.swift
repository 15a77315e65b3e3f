import Histogram
import Terminal

/// How long answers took, in nanoseconds, to three digits (HdrHistogram).
struct Latency {
  /// What took longer counts as this: two minutes.
  static let longest: UInt64 = 120_000_000_000

  private var histogram = Histogram<UInt64>(highestTrackableValue: longest, numberOfSignificantValueDigits: .three)

  mutating func record(_ nanoseconds: Int64) {
    histogram.record(min(UInt64(max(nanoseconds, 1)), Self.longest))
  }

  mutating func add(_ other: Latency) { histogram.add(other.histogram) }

  var count: UInt64 { histogram.totalCount }

  /// The shares that are reported, each with its name; the last is the maximum.
  static let quantiles: [(name: String, percentile: Double)] = [
    ("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9), ("max", 100),
  ]

  /// In nanoseconds, in the order of `quantiles`; `nil` where nothing was recorded.
  var values: [UInt64]? {
    guard count > 0 else { return nil }
    return Self.quantiles.map { $0.percentile == 100 ? histogram.max : histogram.valueAtPercentile($0.percentile) }
  }

  var json: JSONValue {
    guard let values else { return .null }
    return .object(
      [.init("count", .number(count))]
        + zip(Self.quantiles, values).map { .init("\($0.name)_ns", .number($1)) })
  }
}
