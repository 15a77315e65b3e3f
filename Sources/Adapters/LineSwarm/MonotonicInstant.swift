import Glibc

/// An instant of the clock that nobody sets, in nanoseconds since the machine's start.
///
/// Apart from `Timestamp`, which is civil time in microseconds: an answer over a Unix socket takes a few of those.
public struct MonotonicInstant: Hashable, Comparable, Sendable {
  public var nanoseconds: Int64

  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  public static let distantFuture = MonotonicInstant(nanoseconds: .max)

  public static var now: MonotonicInstant {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicInstant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }
  /// Nanoseconds from `b` to `a`.
  public static func - (a: Self, b: Self) -> Int64 { a.nanoseconds - b.nanoseconds }

  public func after(nanoseconds: Int64) -> Self { Self(nanoseconds: self.nanoseconds + nanoseconds) }
  public func after(seconds: Double) -> Self { after(nanoseconds: Int64(seconds * 1e9)) }
  /// Seconds from that earlier instant to this one.
  public func seconds(since earlier: Self) -> Double { Double(self - earlier) / 1e9 }
}
