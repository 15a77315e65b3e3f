import LineClient
import LineProtocol
import LineSwarm
import Terminal

/// The whole trial: the good caller alone, then beside the garbage, then a look at whether the daemon is the same.
struct GarbageRun {
  struct Outcome {
    var alone = GoodCallerResult()
    var beside = GoodCallerResult()
    var garbage = GarbageCount()
    var usageBefore: ProcessUsage?
    var usageAfter: ProcessUsage?
    /// Of garbage, good caller and daemon.
    var faults = FaultList()
  }

  /// What the garbage thread brings back.
  private struct GarbageOutcome: Sendable {
    var count: GarbageCount
    var faults: FaultList
  }

  var connections: Int
  var seconds: Double
  var seed: UInt64
  var paths: [Role: String]
  /// How long the good caller is alone at first.
  var secondsAlone = 2.0
  /// How long an answer to garbage may take.
  var patience = GarbageSwarm.usualPatience

  /// Throws only where no daemon is there at the beginning.
  func run() throws -> Outcome {
    var outcome = Outcome()
    let good = try GoodCaller(path: path(.gateway), walk: .demo)
    let process = good.process
    outcome.usageBefore = ProcessUsage.read(process)
    var quiet = Progress(label: "alone")
    try good.walkCalls(until: .now.after(seconds: secondsAlone), into: &outcome.alone, progress: &quiet)

    let end = MonotonicInstant.now.after(seconds: seconds)
    let garbage = Background { try sendGarbage(until: end) }
    var progress = Progress(label: "beside garbage")
    do throws(LineClientError) {
      try good.walkCalls(until: end, into: &outcome.beside, progress: &progress)
    } catch {
      outcome.faults.add("the good caller: \(error)")
    }
    let result = try garbage.value()
    outcome.garbage = result.count
    outcome.faults.add(result.faults)
    outcome.faults.add(outcome.alone.faults)
    outcome.faults.add(outcome.beside.faults)
    outcome.usageAfter = ProcessUsage.read(process)
    lookAtDaemon(before: (good.epoch, process), &outcome)
    return outcome
  }

  private func path(_ role: Role) -> String { paths[role] ?? "" }

  private func sendGarbage(until end: MonotonicInstant) throws -> GarbageOutcome {
    let swarm = try GarbageSwarm(connections: connections, seed: seed, paths: paths, patience: patience)
    var faults = FaultList()
    do {
      try swarm.run(until: end)
    } catch {
      faults.add("the garbage: \(error)")
    }
    faults.add(swarm.faults)
    return GarbageOutcome(count: swarm.count, faults: faults)
  }

  /// It must be the same process as before, and answer its operators.
  private func lookAtDaemon(before: (epoch: String?, process: Int32?), _ outcome: inout Outcome) {
    do throws(LineClientError) {
      let client = try LineClient(path: path(.operations))
      let epoch = try client.nextLine()?.received?["epoch"]
      if epoch != before.epoch || PeerProcess.id(behind: client.descriptor) != before.process {
        outcome.faults.add("the daemon is another than at the beginning: it was started anew")
      }
      let status = try client.request("STATUS")
      if !status.isOK { outcome.faults.add("STATUS was answered with: \(status.end.text)") }
    } catch {
      outcome.faults.add("the daemon does not answer its operators any more: \(error)")
    }
  }
}
