import Glibc

/// This machine's time of day, for people who look at what happens.
enum ClockText {
  static var now: String { timeOfDay(time(nil)) }

  /// With the milliseconds.
  static func timeOfDay(milliseconds: Int64) -> String {
    let rest = String(milliseconds % 1_000)
    return timeOfDay(time_t(milliseconds / 1_000)) + "." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  private static func timeOfDay(_ instant: time_t) -> String {
    var (instant, parts) = (instant, tm())
    localtime_r(&instant, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
