public import CallModel

/// Until when a complaint must be decided and its complainant told [H6]: calendar days, of which the day of receipt
/// is day 0; the last day counts to its end.
public struct ComplaintDeadline: Hashable, Sendable {
  /// Days without an extension, with one, with two.
  public static let days: [Int64] = [15, 30, 60]
  public static let mostExtensions = days.count - 1
  /// A review has its own count, from the day on which it is asked for.
  public static let reviewDays: Int64 = 30
  /// Days after the notice within which a review can be asked for; the day of the notice is day 0.
  public static let reviewWindowDays: Int64 = 30

  /// The last day on which all is in time.
  public var lastDay: CivilDay

  public init(receivedAt: Timestamp, extensions: Int) {
    lastDay = CivilTime(receivedAt).day + Self.days[extensions]
  }

  public init(reviewAskedAt: Timestamp) { lastDay = CivilTime(reviewAskedAt).day + Self.reviewDays }

  /// The first instant that is too late: midnight after the last day.
  public var end: Timestamp { CivilTime(day: lastDay + 1, timeOfDay: .zero).instant() }

  public func hasPassed(at instant: Timestamp) -> Bool { instant >= end }

  /// Calendar days that are left after today; 0 on the last day, negative when it has passed.
  public func daysLeft(at instant: Timestamp) -> Int64 { lastDay.number - CivilTime(instant).day.number }
}
