import CallModel
import ServiceCentre
import Testing

@Suite struct CallbackRulesTests {
  /// Tuesday.
  static let day = CivilDay(year: 2026, month: 11, day: 24)!

  static func at(_ hours: Int64, _ minutes: Int64 = 0, days: Int64 = 0) -> Timestamp {
    CivilTime(day: day + days, timeOfDay: .hours(hours) + .minutes(minutes)).instant()
  }

  @Test(arguments: [
    (at(10), at(12)),
    (at(16, 30), at(18, 30)),
    (at(16, 31), at(9, 1, days: 1)),
    (at(17, 30), at(10, days: 1)),
    (at(18, 30), at(11, days: 1)),
    (at(23), at(11, days: 1)),
    (at(3), at(11)),
    (at(9), at(11)),
  ])
  func dueAfterTwoHoursOfWork(registered: Timestamp, due: Timestamp) {
    #expect(CallbackRules().due(after: registered, in: DialHours.usualWorking) == due)
  }

  @Test func aWeekendIsPassedOverWhereNobodyWorks() {
    let hours = OpeningHours(OpeningHours.Span(from: .hours(9), to: .hours(18))!, on: 1...5)
    let friday = Self.at(17, days: 3)
    #expect(CallbackRules().due(after: friday, in: hours) == Self.at(10, days: 6))
  }

  @Test func aPromiseMayTakeSeveralDays() {
    let rules = CallbackRules(promise: .hours(20))
    // Nine and a half hours a day: 8.5 today, 9.5 tomorrow, 2 the day after.
    #expect(rules.due(after: Self.at(10), in: DialHours.usualWorking) == Self.at(11, days: 2))
  }

  @Test func noHoursKeepNoPromise() {
    let never = OpeningHours(weekly: Array(repeating: [], count: 7))
    #expect(CallbackRules().due(after: Self.at(10), in: never) == nil)
  }

  @Test func anEmergencyClosureMovesNoPromise() {
    var hours = DialHours.usualWorking
    hours.isClosedForEmergency = true
    #expect(CallbackRules().due(after: Self.at(10), in: hours) == Self.at(12))
  }

  @Test(arguments: [
    ("13900000001", true), ("+8613900000001", true), ("110", true), ("12", false), ("", false), ("+", false),
    ("1234567890123456789", false), ("139x", false), ("139 000", false),
  ])
  func dialable(phone: String, isDialable: Bool) { #expect(CallbackRules.isDialable(phone) == isDialable) }
}
