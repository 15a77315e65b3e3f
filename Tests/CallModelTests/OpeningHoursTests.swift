import CallModel
import Testing

/// Hours as the bank has them: 9:00 to 18:30 on working days, Shanghai time.
@Suite struct OpeningHoursTests {
  typealias Span = OpeningHours.Span

  static func span(_ from: Int64, _ to: Int64) -> Span {
    Span(from: .minutes(from), to: .minutes(to))!
  }

  static func at(_ year: Int, _ month: Int, _ day: Int, _ hour: Int64, _ minute: Int64 = 0) -> Timestamp {
    CivilTime(day: CivilDay(year: year, month: month, day: day)!, timeOfDay: .hours(hour) + .minutes(minute)).instant()
  }

  let office = OpeningHours(
    weekly: (1...7).map { $0 <= 5 ? [span(9 * 60, 18 * 60 + 30)] : [] },
    holidays: [CivilDay(year: 2026, month: 10, day: 2)!, CivilDay(year: 2026, month: 10, day: 1)!],
    specialDays: [
      OpeningHours.SpecialDay(day: CivilDay(year: 2026, month: 10, day: 10)!, spans: [span(10 * 60, 12 * 60)]),
      OpeningHours.SpecialDay(day: CivilDay(year: 2026, month: 10, day: 2)!, spans: [span(14 * 60, 15 * 60)]),
      OpeningHours.SpecialDay(day: CivilDay(year: 2026, month: 10, day: 12)!, spans: []),
    ])

  @Test func opensAtTheFirstMomentAndClosesAtTheLast() {
    let microsecond = Interval(microseconds: 1)
    #expect(!office.isOpen(at: Self.at(2026, 9, 28, 9) - microsecond))
    #expect(office.isOpen(at: Self.at(2026, 9, 28, 9)))
    #expect(office.isOpen(at: Self.at(2026, 9, 28, 18, 30) - microsecond))
    #expect(!office.isOpen(at: Self.at(2026, 9, 28, 18, 30)))
    #expect(!office.isOpen(at: Self.at(2026, 9, 27, 12)), "a Sunday")
  }

  @Test func aSpecialDayOverridesAHolidayAndTheWeekday() {
    #expect(!office.isOpen(at: Self.at(2026, 10, 1, 12)), "a holiday")
    #expect(!office.isOpen(at: Self.at(2026, 10, 2, 12)), "a holiday, outside its special hours")
    #expect(office.isOpen(at: Self.at(2026, 10, 2, 14, 30)), "a holiday with special hours")
    #expect(office.isOpen(at: Self.at(2026, 10, 10, 11)), "a Saturday worked for the holiday")
    #expect(!office.isOpen(at: Self.at(2026, 10, 12, 11)), "a Monday off")
  }

  @Test func emergencyClosesEverything() {
    var closed = OpeningHours.always
    #expect(closed.isOpen(at: Self.at(2026, 1, 1, 0)))
    closed.isClosedForEmergency = true
    #expect(!closed.isOpen(at: Self.at(2026, 1, 1, 0)))
    #expect(closed.nextOpening(after: Self.at(2026, 1, 1, 0)) == nil)
  }

  @Test func theOffsetDecidesWhatDayItIs() {
    let utc = OpeningHours(weekly: (1...7).map { $0 == 1 ? [.wholeDay] : [] }, offset: .zero)
    let shanghai = OpeningHours(weekly: (1...7).map { $0 == 1 ? [.wholeDay] : [] })
    // Monday 02:00 in Shanghai is Sunday 18:00 in UTC.
    let instant = Self.at(2026, 9, 28, 2)
    #expect(shanghai.isOpen(at: instant))
    #expect(!utc.isOpen(at: instant))
  }

  @Test(arguments: [
    (at(2026, 9, 28, 8), at(2026, 9, 28, 9)),
    (at(2026, 9, 28, 9), at(2026, 9, 29, 9)),
    (at(2026, 9, 30, 18, 30), at(2026, 10, 2, 14)),
    (at(2026, 10, 2, 20), at(2026, 10, 5, 9)),
    (at(2026, 10, 9, 19), at(2026, 10, 10, 10)),
    (at(2026, 10, 11, 0), at(2026, 10, 13, 9)),
  ])
  func nextOpeningIsTheNextTurnFromClosedToOpen(after instant: Timestamp, opening: Timestamp) {
    #expect(office.nextOpening(after: instant) == opening)
  }

  @Test func nightsThatRunOverMidnightOpenOnce() {
    let night = OpeningHours(weekly: (1...7).map { _ in [Self.span(0, 6 * 60), Self.span(22 * 60, 24 * 60)] })
    #expect(night.isOpen(at: Self.at(2026, 5, 5, 0)))
    #expect(night.nextOpening(after: Self.at(2026, 5, 5, 12)) == Self.at(2026, 5, 5, 22))
    #expect(night.nextOpening(after: Self.at(2026, 5, 5, 23)) == Self.at(2026, 5, 6, 22), "midnight opens nothing")
  }

  @Test func neverOpeningAndNeverClosingHaveNoNextOpening() {
    #expect(OpeningHours.always.nextOpening(after: .epoch) == nil)
    #expect(OpeningHours(weekly: Array(repeating: [], count: 7)).nextOpening(after: .epoch) == nil)
  }

  @Test func theSearchEndsAfterItsHorizon() {
    let never: [[Span]] = Array(repeating: [], count: 7)
    let today = CivilTime(Self.at(2026, 1, 1, 12)).day
    func opening(in days: Int64) -> Timestamp? {
      let special = OpeningHours.SpecialDay(day: today + days, spans: [.wholeDay])
      return OpeningHours(weekly: never, specialDays: [special]).nextOpening(after: Self.at(2026, 1, 1, 12))
    }
    #expect(opening(in: OpeningHours.searchHorizonDays) != nil)
    #expect(opening(in: OpeningHours.searchHorizonDays + 1) == nil)
  }

  @Test func aSpanHasToLieWithinItsDay() {
    #expect(Span(from: .hours(9), to: .hours(9)) == nil)
    #expect(Span(from: .hours(10), to: .hours(9)) == nil)
    #expect(Span(from: .hours(22), to: .hours(25)) == nil)
    #expect(Span(from: .zero - .hours(1), to: .hours(9)) == nil)
    #expect(Span(from: .zero, to: .hours(24)) == .wholeDay)
  }
}
