/// A calendar day and the time of day, in one fixed offset from UTC.
///
/// The bank's rules speak of days, opening hours and midnight in Asia/Shanghai, which has had no
/// daylight saving time since 1991, so a fixed offset is exact and Core needs no time-zone database.
/// Day arithmetic is Howard Hinnant's `days_from_civil` (proleptic Gregorian calendar).
public struct CivilTime: Hashable, Sendable, Codable {
  public var day: CivilDay
  /// Since local midnight.
  public var timeOfDay: Interval

  public init(day: CivilDay, timeOfDay: Interval) {
    self.day = day
    self.timeOfDay = timeOfDay
  }

  public init(_ instant: Timestamp, offset: Interval = .shanghai) {
    let local = instant.microseconds + offset.microseconds
    let perDay = Interval.day.microseconds
    let number = local >= 0 ? local / perDay : (local - perDay + 1) / perDay
    day = CivilDay(number: number)
    timeOfDay = Interval(microseconds: local - number * perDay)
  }

  public func instant(offset: Interval = .shanghai) -> Timestamp {
    Timestamp(microseconds: day.number * Interval.day.microseconds + timeOfDay.microseconds - offset.microseconds)
  }
}

/// A day of the Gregorian calendar, counted from 1970-01-01.
public struct CivilDay: Hashable, Comparable, Sendable, Codable {
  /// Days since 1970-01-01, which is day 0.
  public var number: Int64

  public init(number: Int64) { self.number = number }

  /// `nil` where there is no such day (30 February, month 13).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...CivilDay.length(ofMonth: month, year: year)).contains(day) else { return nil }
    let y = Int64(month <= 2 ? year - 1 : year)
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  public var components: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
    let year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    return (year, month, Int(dayOfYear - (153 * shifted + 2) / 5 + 1))
  }

  /// 1 is Monday, 7 is Sunday (ISO 8601).
  public var weekday: Int { Int(((number + 3) % 7 + 7) % 7) + 1 }

  public static func length(ofMonth month: Int, year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
  public static func + (a: Self, days: Int64) -> Self { Self(number: a.number + days) }
}

extension Interval {
  public static let day = Interval.hours(24)
  /// Asia/Shanghai's offset from UTC.
  public static let shanghai = Interval.hours(8)
}
