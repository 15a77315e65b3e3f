import Glibc
import LineSwarm
import Terminal
import Testing

@testable import ivrsim

@Suite struct ProcessUsageTests {
  /// The name of a process may hold what it likes.
  @Test func fieldsAreCountedFromBehindTheName() throws {
    let stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 100 0 0 0 250 125 0 0 20 0 3 0 900 1000 200"
    let status = "Name:\ta) b (c\nVmHWM:\t  9000 kB\nVmRSS:\t    1234 kB\nThreads:\t3\n"
    let usage = try #require(ProcessUsage(stat: stat, status: status, ticksPerSecond: 100))
    #expect(usage.cpuSeconds == 3.75)
    #expect(usage.residentBytes == 1_234 * 1_024)
  }

  @Test func whatTheKernelDoesNotTellIsNil() {
    #expect(ProcessUsage(stat: "", status: "VmRSS: 1 kB", ticksPerSecond: 100) == nil)
    #expect(ProcessUsage(stat: "1 (x) S 1 1 1", status: "VmRSS: 1 kB", ticksPerSecond: 100) == nil)
    // A kernel thread has no memory of its own.
    let stat = "42 (x) S 1 42 42 0 -1 4194304 100 0 0 0 250 125 0 0 20"
    #expect(ProcessUsage(stat: stat, status: "Name:\tx\n", ticksPerSecond: 100) == nil)
    #expect(ProcessUsage.read(nil) == nil)
    #expect(ProcessUsage.read(Int32.max) == nil)
  }

  @Test func thisProcessUsesSomething() throws {
    let usage = try #require(ProcessUsage.read(getpid()))
    #expect(usage.residentBytes > 1 << 20)
    #expect(usage.cpuSeconds >= 0)
  }

  @Test func theMachineHasCoresAndAKernel() {
    #expect(Machine.current.cores >= 1)
    #expect(Machine.current.kernel.hasPrefix("Linux "))
    #expect(Machine.current.description.contains(Machine.current.architecture))
  }
}

@Suite struct LatencyTests {
  @Test func quantilesAreExactToThreeDigits() throws {
    var latency = Latency()
    for milliseconds in 1...1_000 { latency.record(Int64(milliseconds) * 1_000_000) }
    let values = try #require(latency.values)
    let expected: [Double] = [500, 900, 990, 999, 1_000]
    for (value, expected) in zip(values, expected) {
      #expect(abs(Double(value) / 1e6 - expected) <= expected / 1_000)
    }
    #expect(latency.count == 1_000)
  }

  @Test func extremesAreKept() throws {
    var latency = Latency()
    latency.record(-5)
    latency.record(.max)
    #expect(latency.count == 2)
    let longest = try #require(latency.values?.last)
    #expect(abs(Double(longest) - Double(Latency.longest)) <= Double(Latency.longest) / 1_000)
  }

  @Test func nothingRecordedIsNull() {
    #expect(Latency().values == nil)
    #expect(Latency().json == .null)
  }
}

@Suite struct KeyScheduleTests {
  @Test func keysAreEvenlyDueAndNoneDrifts() {
    let begin = MonotonicInstant(nanoseconds: 17)
    let schedule = KeySchedule(begin: begin, rate: 3)
    #expect((0..<4).map { schedule.instant(of: $0) - begin } == [0, 333_333_333, 666_666_666, 1_000_000_000])
    // After a day at full speed still to the nanosecond.
    let fast = KeySchedule(begin: begin, rate: 1_000_000)
    #expect(fast.instant(of: 86_400 * 1_000_000) - begin == 86_400 * 1_000_000_000)
  }
}
