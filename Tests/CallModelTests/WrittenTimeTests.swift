import CallModel
import Testing

@Suite struct WrittenTimeTests {
  @Test(arguments: [
    ("2026-11-24T09:30:00+08:00", 1_795_483_800), ("1970-01-01T00:00:00Z", 0), ("1970-01-01T08:00:00+08:00", 0),
    ("1969-12-31T18:30:00-05:30", 0), ("2024-02-29T23:59:59+00:00", 1_709_251_199),
  ])
  func instantsAreRead(text: String, seconds: Int64) {
    #expect(Timestamp(written: text) == Timestamp(microseconds: seconds * 1_000_000))
  }

  @Test(arguments: [
    "", "2026-11-24", "2026-11-24 09:30:00+08:00", "2026-11-24T24:00:00+08:00", "2026-11-24T09:60:00+08:00",
    "2026-02-30T09:30:00+08:00", "2026-11-24T09:30:00", "2026-11-24T09:30:00z", "2026-11-24T09:30:00+24:00",
    "2026-11-24T09:30:00.5+08:00", "２026-11-24T09:30:00Z",
  ])
  func whatIsNoneIsNone(text: String) {
    #expect(Timestamp(written: text) == nil)
  }

  @Test func writtenAndReadAgain() {
    for seconds in stride(from: Int64(-86_400 * 800), to: 86_400 * 40_000, by: 86_399 * 17) {
      let instant = Timestamp(microseconds: seconds * 1_000_000)
      #expect(Timestamp(written: instant.written) == instant)
      let day = CivilTime(instant).day
      #expect(CivilDay(written: day.written) == day)
    }
  }

  @Test(arguments: ["2026-11-24x", "2026-1-24", "2026-13-01", "26-11-24", "-026-11-24"])
  func noDays(text: String) { #expect(CivilDay(written: text) == nil) }
}
