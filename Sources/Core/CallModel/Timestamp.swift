/// An instant: microseconds since 1970-01-01T00:00:00Z.
///
/// Core has no clock. Each instant comes in from a driver as `at:`, so the same inputs always
/// give the same effects, live, in simulation and in replay.
public struct Timestamp: Hashable, Comparable, Sendable, Codable {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  public static let epoch = Timestamp(microseconds: 0)
  public static let distantFuture = Timestamp(microseconds: .max)

  public static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }
  public static func + (a: Self, b: Interval) -> Self { Self(microseconds: a.microseconds + b.microseconds) }
  public static func += (a: inout Self, b: Interval) { a = a + b }
  public static func - (a: Self, b: Interval) -> Self { Self(microseconds: a.microseconds - b.microseconds) }
  public static func - (a: Self, b: Self) -> Interval { Interval(microseconds: a.microseconds - b.microseconds) }
}

/// A length of time in microseconds. Apart from `Swift.Duration`, whose 128-bit attoseconds would
/// cost on every comparison in a heap and say nothing more.
public struct Interval: Hashable, Comparable, Sendable, Codable {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  public static let zero = Interval(microseconds: 0)
  public static func milliseconds(_ n: Int64) -> Interval { Interval(microseconds: n * 1_000) }
  public static func seconds(_ n: Int64) -> Interval { Interval(microseconds: n * 1_000_000) }
  public static func minutes(_ n: Int64) -> Interval { .seconds(n * 60) }
  public static func hours(_ n: Int64) -> Interval { .seconds(n * 3_600) }

  /// Whole milliseconds, rounded down.
  public var milliseconds: Int64 { microseconds / 1_000 }
  /// Whole seconds, rounded down.
  public var seconds: Int64 { microseconds / 1_000_000 }

  public static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }
  public static func + (a: Self, b: Self) -> Self { Self(microseconds: a.microseconds + b.microseconds) }
  public static func - (a: Self, b: Self) -> Self { Self(microseconds: a.microseconds - b.microseconds) }
  public static func * (a: Self, n: Int64) -> Self { Self(microseconds: a.microseconds * n) }
  public static func += (a: inout Self, b: Self) { a.microseconds += b.microseconds }
}
