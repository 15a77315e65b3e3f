import LineSwarm
import Testing

@Suite struct MonotonicInstantTests {
  @Test func arithmeticIsInNanoseconds() {
    let start = MonotonicInstant(nanoseconds: 1_000)
    #expect(start.after(seconds: 1.5).nanoseconds == 1_500_001_000)
    #expect(start.after(nanoseconds: 7) - start == 7)
    #expect(start.after(seconds: 0.25).seconds(since: start) == 0.25)
    #expect(start < start.after(nanoseconds: 1))
  }

  @Test func itNeverGoesBack() {
    var last = MonotonicInstant.now
    for _ in 0..<10_000 {
      let now = MonotonicInstant.now
      #expect(now >= last)
      last = now
    }
  }
}
