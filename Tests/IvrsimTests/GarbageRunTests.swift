import LineClient
import LineProtocol
import LineSwarm
import Terminal
import Testing

@testable import ivrsim

@Suite struct GarbageRunTests {
  private func paths(_ daemon: FakeDaemon) -> [Role: String] {
    Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, daemon.address) })
  }

  /// The fake daemon knows nothing of garbage, so all that it says to it is wrong.
  @Test func aDaemonThatMindsNoProtocolIsFoundOut() throws {
    let daemon = try FakeDaemon()
    let swarm = try GarbageSwarm(connections: 3, seed: 1, paths: paths(daemon), patience: 0.05)
    // It ends by the number of its faults, long before.
    try swarm.run(until: .now.after(seconds: 60))
    #expect(swarm.faults.count >= GarbageSwarm.faultsEnough)
    #expect(swarm.faults.sentences.count == FaultList.kept)
    #expect(swarm.faults.sentences.allSatisfy { $0.hasPrefix("garbage.") })
    #expect(swarm.count.connections > 3)
  }

  @Test func theGoodCallerIsJudgedByItself() throws {
    let daemon = try FakeDaemon()
    let run = GarbageRun(
      connections: 3, seconds: 0.05, seed: 1, paths: paths(daemon), secondsAlone: 0.05, patience: 0.05)
    let outcome = try run.run()
    for result in [outcome.alone, outcome.beside] {
      #expect(result.calls > 0)
      #expect(result.lost == 0)
      #expect(result.faults.isEmpty)
      // Three keys of each call are answered by a question without the bank.
      #expect(result.latency.count == UInt64(3 * result.calls))
    }
    #expect(!outcome.faults.isEmpty)
    let report = GarbageReport(run: run, outcome: outcome)
    #expect(!report.isClean)
    #expect(report.text.contains("FAILED: garbage."))
  }

  @Test func theGoodCallerMissesAnEvent() throws {
    let daemon = try FakeDaemon(.skipsAnEvent)
    var progress = Progress(label: "")
    let caller = try GoodCaller(path: daemon.address, walk: .demo)
    #expect(caller.epoch == "1")
    var result = GoodCallerResult()
    try caller.walkCalls(until: .now.after(seconds: 60), into: &result, progress: &progress)
    #expect(result.faults.count == 1)
    #expect(result.lost > 0)
  }

  @Test func noDaemonIsSaidAtOnce() throws {
    let paths = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, "/tmp/ivr-nobody/gw.sock") })
    let run = GarbageRun(connections: 3, seconds: 1, seed: 1, paths: paths)
    #expect(throws: LineClientError.noSocket(path: "/tmp/ivr-nobody/gw.sock")) { _ = try run.run() }
  }
}
