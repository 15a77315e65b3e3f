import CallModel
import Testing

/// When agents dial customers [H7.1.2].
@Suite struct DialHoursTests {
  private static let monday = CivilDay(year: 2026, month: 9, day: 28)!

  /// `09:00` of that Monday; `33:00` is 9:00 of the day after.
  private func instant(_ text: String) -> Timestamp {
    let parts = text.split(separator: ":").compactMap { Int64($0) }
    return CivilTime(day: Self.monday, timeOfDay: .zero).instant() + .hours(parts[0]) + .minutes(parts[1])
  }

  private func span(_ from: Int64, _ to: Int64) -> OpeningHours.Span {
    OpeningHours.Span(from: .hours(from), to: .hours(to))!
  }

  /// The instant itself where one may dial, else the next.
  private func next(_ text: String, _ hours: OpeningHours) -> Timestamp? {
    hours.isOpen(at: instant(text)) ? instant(text) : hours.nextOpening(after: instant(text))
  }

  @Test(
    "Unless set otherwise: quiet 12-14 and 21-8, and nothing outside 9:00-18:30 [H7.1.2]",
    arguments: [
      ("08:59", "09:00"), ("09:00", "09:00"), ("11:59", "11:59"), ("12:00", "14:00"), ("13:59", "14:00"),
      ("14:00", "14:00"), ("18:29", "18:29"), ("18:30", "33:00"), ("21:00", "33:00"),
    ])
  func usual(from: String, to: String) throws {
    let hours = try #require(DialHours().hours(for: .unasked))
    #expect(next(from, hours) == instant(to))
  }

  @Test("Whoever has asked for it is called in quiet hours too, but in working hours only [C6]")
  func asked() throws {
    let hours = try #require(DialHours().hours(for: .asked))
    #expect(next("12:00", hours) == instant("12:00"))
    #expect(next("18:30", hours) == instant("33:00"))
    #expect(DialHours().hours(for: .promised) == nil)
  }

  @Test("Quiet hours cut into working hours at both ends, in the middle, over several, and on special days")
  func cut() {
    let special = OpeningHours.SpecialDay(day: Self.monday + 1, spans: [span(7, 10)])
    let working = OpeningHours(
      weekly: Array(repeating: [span(7, 11), span(11, 16), span(20, 23)], count: 7), holidays: [Self.monday + 2],
      specialDays: [special])
    let unasked = DialHours(working: working, quiet: [span(21, 24), span(10, 12), span(0, 8)]).unasked
    #expect(unasked.spans(on: Self.monday) == [span(8, 10), span(12, 16), span(20, 21)])
    #expect(unasked.spans(on: Self.monday + 1) == [span(8, 10)])
    #expect(unasked.spans(on: Self.monday + 2) == [])
    #expect(DialHours(working: working, quiet: []).unasked == working)
    let never = DialHours(working: working, quiet: [.wholeDay]).unasked.weekly
    #expect(never == Array(repeating: [], count: 7))
  }
}
