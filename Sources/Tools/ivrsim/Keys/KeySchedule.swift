import LineSwarm

/// When keys are due at a fixed rate, whatever the server does: the nth at its own instant, none ever moved.
struct KeySchedule {
  var begin: MonotonicInstant
  /// Keys a second.
  var rate: Int

  /// Counted from 0. The seconds apart, so that a long run does not overflow.
  func instant(of key: Int) -> MonotonicInstant {
    begin.after(nanoseconds: Int64(key / rate) * 1_000_000_000 + Int64(key % rate) * 1_000_000_000 / Int64(rate))
  }
}
