import Testing

@testable import ivrsim

@Suite struct CallBenchTests {
  private func run(_ slip: FakeDaemon.Slip, calls: Int = 60, connections: Int = 3) throws -> CallBench {
    let daemon = try FakeDaemon(slip)
    let bench = try CallBench(calls: calls, connections: connections, walk: .demo)
    try bench.run(daemon.address)
    return bench
  }

  @Test func everyCallIsWalkedToItsBalance() throws {
    let bench = try run(.none)
    let result = bench.result
    #expect(result.isClean(calls: 60))
    #expect((result.alive, result.heard, result.ended) == (60, 60, 60))
    // CALL, five keyings, HANGUP.
    #expect((result.requests, result.replies) == (60 * 7, 60 * 7))
    // Six questions with a prompt each, the balance, END.
    #expect(result.events == 60 * 14)
    #expect(result.faults.sentences == [])
    #expect(CallReport(bench: bench).text.contains("every call heard its balance"))
  }

  @Test func aMissingEventIsFound() throws {
    let result = try run(.skipsAnEvent).result
    #expect(!result.isClean(calls: 60))
    #expect(result.lost > 0)
    #expect(result.faults.sentences.first?.contains("where event 40 was expected") == true)
  }

  @Test func aMissingAnswerIsFound() throws {
    let result = try run(.swallowsAnAnswer).result
    #expect(!result.isClean(calls: 60))
    #expect(result.lost > 0)
    #expect(result.faults.sentences.first?.contains("the answer to request r10 was expected") == true)
  }

  @Test func aMissingBalanceIsFound() throws {
    let bench = try run(.keepsABalanceBack)
    #expect(bench.result.lost == 0)
    #expect(bench.result.heard == 59)
    #expect(bench.result.faults.count == 1)
    #expect(CallReport(bench: bench).text.contains("FAILED: walk."))
  }

  @Test func aClosedConnectionIsFound() throws {
    let result = try run(.closes).result
    #expect(!result.isClean(calls: 60))
    #expect(result.faults.sentences.contains { $0.contains("it was closed") })
  }
}

@Suite struct KeyBenchTests {
  private func bench(connections: Int, callsPerConnection: Int, rate: Int? = nil) -> KeyBench {
    let plan = KeyPlan(connections: connections, callsPerConnection: callsPerConnection)
    return KeyBench(plan: plan, depth: 2, rate: rate, warmUp: 0)
  }

  @Test(arguments: [(4, 1), (2, 5)])
  func everyKeyIsAnswered(connections: Int, callsPerConnection: Int) throws {
    let daemon = try FakeDaemon()
    let bench = bench(connections: connections, callsPerConnection: callsPerConnection)
    let run = try bench.measureDaemon(at: daemon.address, seconds: 0.05)
    #expect(run.count.isClean)
    #expect(run.count.answered > 0)
    #expect(run.count.latency.count > 0)
    let sample = String(decoding: run.sample, as: UTF8.self).split(separator: "\n")
    #expect(sample.map { $0.prefix(1) } == (callsPerConnection == 1 ? ["*", "*"] : ["O", "*", "*"]))
  }

  /// At a rate that is far below what the daemon can do, the keys that are due are the keys that are counted.
  @Test func aRateIsKept() throws {
    let daemon = try FakeDaemon()
    let bench = bench(connections: 4, callsPerConnection: 1, rate: 1_000)
    let run = try bench.measureDaemon(at: daemon.address, seconds: 0.2)
    #expect(run.count.isClean)
    // The ends of the time that was measured may cut off a key each.
    let due = run.count.seconds * 1_000
    #expect(abs(Double(run.count.latency.count) - due) <= 2)
  }

  @Test func aMissingEventIsFound() throws {
    let daemon = try FakeDaemon(.skipsAnEvent)
    let run = try bench(connections: 2, callsPerConnection: 1).measureDaemon(at: daemon.address, seconds: 0.05)
    #expect(run.count.gaps == 2)
    #expect(!run.count.isClean)
  }

  @Test func aRateThatMenusWouldNotWaitForIsRefused() throws {
    let daemon = try FakeDaemon()
    let bench = bench(connections: 10, callsPerConnection: 1, rate: 1)
    let failure = try #require(throws: ToolFailure.self) {
      _ = try bench.measureDaemon(at: daemon.address, seconds: 0.05)
    }
    #expect(failure.exitStatus == ToolFailure.usage)
    #expect(failure.description.contains("every 10000 ms"))
  }
}
