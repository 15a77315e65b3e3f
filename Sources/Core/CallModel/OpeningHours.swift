/// When a queue or a desk is staffed: weekly hours in local time, holidays, special days, and a switch
/// that closes it at once.
///
/// Shared by the menus (which way a branch goes) and the queues (who may enter). Local time is a fixed
/// offset from UTC, as in `CivilTime`. What decides a day's hours, in this order: the emergency
/// closure, a special day, a holiday, the weekday.
public struct OpeningHours: Hashable, Sendable, Codable {
  /// One stretch of a day: from `from`, up to but not including `to`, both since local midnight.
  /// Hours past midnight are two spans: one to 24:00, one from 00:00 of the next day.
  public struct Span: Hashable, Sendable, Codable {
    public var from: Interval
    public var to: Interval

    /// `nil` unless 00:00 <= from < to <= 24:00.
    public init?(from: Interval, to: Interval) {
      guard from >= .zero, from < to, to <= .day else { return nil }
      self.from = from
      self.to = to
    }

    public static let wholeDay = Span(from: .zero, to: .day)!
  }

  /// A date with hours of its own; it overrides the weekday and a holiday. No spans: closed.
  public struct SpecialDay: Hashable, Sendable, Codable {
    public var day: CivilDay
    public var spans: [Span]

    public init(day: CivilDay, spans: [Span]) {
      self.day = day
      self.spans = spans.sorted { $0.from < $1.from }
    }
  }

  /// How many days `nextOpening` looks ahead: more than a year, so that yearly special days are found.
  public static let searchHorizonDays: Int64 = 400

  /// Seven rows, Monday first; each sorted by its spans' begin.
  public let weekly: [[Span]]
  /// Dates that are closed all day, sorted.
  public let holidays: [CivilDay]
  /// Sorted by date.
  public let specialDays: [SpecialDay]
  /// Local time minus UTC.
  public let offset: Interval
  /// Closed whatever the hours say, until it is taken back.
  public var isClosedForEmergency: Bool

  /// `weekly` has seven rows, Monday first.
  public init(
    weekly: [[Span]], holidays: [CivilDay] = [], specialDays: [SpecialDay] = [], offset: Interval = .shanghai,
    isClosedForEmergency: Bool = false
  ) {
    precondition(weekly.count == 7, "OpeningHours needs seven rows, one for each weekday from Monday.")
    self.weekly = weekly.map { $0.sorted { $0.from < $1.from } }
    self.holidays = holidays.sorted()
    self.specialDays = specialDays.sorted { $0.day < $1.day }
    self.offset = offset
    self.isClosedForEmergency = isClosedForEmergency
  }

  /// The same hours on each of `days` (1 is Monday, 7 is Sunday), closed on the others.
  public init(_ span: Span, on days: ClosedRange<Int> = 1...7, holidays: [CivilDay] = []) {
    self.init(weekly: (1...7).map { days.contains($0) ? [span] : [] }, holidays: holidays)
  }

  /// Around the clock, every day.
  public static let always = OpeningHours(.wholeDay)

  public func isOpen(at instant: Timestamp) -> Bool {
    guard !isClosedForEmergency else { return false }
    let local = CivilTime(instant, offset: offset)
    return spans(on: local.day).contains { $0.from <= local.timeOfDay && local.timeOfDay < $0.to }
  }

  /// The first instant after `instant` at which it turns from closed to open. `nil`: it is closed for an
  /// emergency, it never closes, or it doesn't open within `searchHorizonDays`.
  public func nextOpening(after instant: Timestamp) -> Timestamp? {
    guard !isClosedForEmergency else { return nil }
    let today = CivilTime(instant, offset: offset).day
    for ahead in 0...OpeningHours.searchHorizonDays {
      let day = today + ahead
      for span in spans(on: day) {
        let opening = CivilTime(day: day, timeOfDay: span.from).instant(offset: offset)
        guard opening > instant, !isOpen(at: opening - Interval(microseconds: 1)) else { continue }
        return opening
      }
    }
    return nil
  }

  /// The hours of one date, the emergency closure aside.
  public func spans(on day: CivilDay) -> [Span] {
    if let special = specialDays.firstIndex(notBefore: day, by: \.day), specialDays[special].day == day {
      return specialDays[special].spans
    }
    if let holiday = holidays.firstIndex(notBefore: day, by: \.self), holidays[holiday] == day { return [] }
    return weekly[day.weekday - 1]
  }
}

extension Array {
  /// Binary search in an array sorted by `key`.
  fileprivate func firstIndex(notBefore day: CivilDay, by key: KeyPath<Element, CivilDay>) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle][keyPath: key] < day { low = middle + 1 } else { high = middle }
    }
    return low < count ? low : nil
  }
}
