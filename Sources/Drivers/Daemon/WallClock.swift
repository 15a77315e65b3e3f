import CallModel
import Glibc

/// The real time that the core is stepped with: the wall clock at the start, then the monotonic clock, so that
/// setting the machine's clock moves no caller's timer.
struct WallClock: Sendable {
  private let offset: Int64

  init() {
    offset = Self.read(CLOCK_REALTIME) - Self.read(CLOCK_MONOTONIC)
  }

  var now: Timestamp { Timestamp(microseconds: Self.read(CLOCK_MONOTONIC) + offset) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }
}
