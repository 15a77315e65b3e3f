import CallModel
import Testing

@Suite struct CivilTimeTests {
  /// Known days: the epoch, the ends of months, leap years and their exceptions, and far away.
  @Test(arguments: [
    (1970, 1, 1, 0, 4), (1969, 12, 31, -1, 3), (2000, 2, 29, 11_016, 2), (2000, 3, 1, 11_017, 3),
    (1900, 3, 1, -25_508, 4), (2024, 2, 29, 19_782, 4), (2026, 9, 28, 20_724, 1), (1600, 1, 1, -135_140, 6),
  ])
  func knownDays(year: Int, month: Int, day: Int, number: Int, weekday: Int) throws {
    let found = try #require(CivilDay(year: year, month: month, day: day))
    #expect(found.number == Int64(number))
    #expect(found.weekday == weekday)
    #expect(found.components == (year, month, day))
  }

  @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
    var (year, month, day) = (1900, 1, 1)
    let first = try #require(CivilDay(year: year, month: month, day: day))
    for ahead in 0..<Int64(146_097) {
      let found = try #require(CivilDay(year: year, month: month, day: day))
      guard found == first + ahead, found.components == (year, month, day) else {
        Issue.record("\(year)-\(month)-\(day) is not \(ahead) days after 1900-01-01")
        return
      }
      day += 1
      if day > CivilDay.length(ofMonth: month, year: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2300, 1, 1), "the calendar repeats after 400 years")
  }

  @Test(arguments: [(2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (2026, 4, 0), (1900, 2, 29)])
  func daysThatAreNot(year: Int, month: Int, day: Int) {
    #expect(CivilDay(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [0, 1, -1, 57_599_999_999, 57_600_000_000, -28_800_000_001, 1_790_000_000_123_456])
  func instantsGoThereAndBack(microseconds: Int64) {
    let instant = Timestamp(microseconds: microseconds)
    for offset in [Interval.shanghai, .zero, .zero - .hours(5)] {
      let local = CivilTime(instant, offset: offset)
      #expect(local.instant(offset: offset) == instant)
      #expect(local.timeOfDay >= .zero && local.timeOfDay < .day)
    }
  }

  @Test func theDayChangesAtLocalMidnight() {
    // 16:00 UTC is midnight in Shanghai.
    let midnight = Timestamp.epoch + .hours(16)
    #expect(CivilTime(midnight).day == CivilDay(number: 1))
    #expect(CivilTime(midnight).timeOfDay == .zero)
    #expect(CivilTime(midnight - Interval(microseconds: 1)).day == CivilDay(number: 0))
  }
}
