import ACD
import CallModel
import LineProtocol
import SwitchboardCore
import Wallboard

/// Everything that `/metrics` tells, gathered on the core's loop and made text on the wallboard's own.
struct WallboardFigures: Sendable {
  var core: Figures
  var steps: DurationHistogram
  /// `nil` where no journal is kept.
  var commits: DurationHistogram?
  var isDiskRefusing: Bool
  var connections: Int
  var connectionsRefused: Int
  var factsWaiting: Int
  var factsDropped: Int
  var epoch: Int64
  var process = ProcessFigures()

  var text: PrometheusText {
    var text = PrometheusText()
    addCalls(to: &text)
    addQueues(to: &text)
    addAgents(to: &text)
    addServer(to: &text)
    return text
  }

  private func addCalls(to text: inout PrometheusText) {
    text.add(.gauge, "ivrd_calls", "Calls alive now.", core.liveCalls)
    text.add(.counter, "ivrd_calls_started_total", "Calls since the start.", Int(core.callsStarted))
    text.add(.counter, "ivrd_keys_total", "Keys taken from callers.", Int(core.keys))
    text.add(
      .counter, "ivrd_refusals_total", "Lines answered with ERR, by symbol.",
      core.refusals.map {
        .init(Int($0.count), ("class", $0.symbol.errorClass.rawValue), ("symbol", $0.symbol.rawValue))
      })
  }

  private func addQueues(to text: inout PrometheusText) {
    func add(_ kind: PrometheusText.Kind, _ name: String, _ help: String, _ value: (QueueStatus) -> Double) {
      text.add(kind, name, help, core.queues.map { .init(value($0), ("queue", $0.queue.text)) })
    }
    add(.gauge, "ivrd_queue_waiting", "Callers in the queue, those being offered included.") { Double($0.waiting) }
    add(.gauge, "ivrd_queue_longest_wait_seconds", "Wait of the caller who came first.") { $0.longestWait.seconds }
    add(.gauge, "ivrd_queue_agents_ready", "Ready agents who could serve the queue.") { Double($0.agentsReady) }
    add(.counter, "ivrd_queue_offered_total", "Stays in the queue that began.") { Double($0.counters.offered) }
    add(.counter, "ivrd_queue_answered_total", "Stays that an agent answered.") { Double($0.counters.answered) }
    add(.counter, "ivrd_queue_answered_in_target_total", "Of these, within the queue's target.") {
      Double($0.counters.answeredInTarget)
    }
    add(.counter, "ivrd_queue_wait_of_answered_seconds_total", "Sum of the waits of the answered.") {
      $0.counters.waitOfAnswered.seconds
    }
    add(.counter, "ivrd_queue_abandoned_total", "Stays that the caller gave up.") { Double($0.counters.abandoned) }
    add(.counter, "ivrd_queue_overflowed_total", "Stays that ended elsewhere.") { Double($0.counters.overflowed) }
    add(.counter, "ivrd_queue_called_back_total", "Stays that became a callback.") { Double($0.counters.calledBack) }
    add(.counter, "ivrd_queue_rejected_total", "Stays that had nowhere to go.") { Double($0.counters.rejected) }
    // The default convention of the service level: answered within the target / (answered + abandoned).
    let levels = core.queues.compactMap { queue -> PrometheusText.Sample? in
      let served = queue.counters.answered + queue.counters.abandoned
      guard served > 0 else { return nil }
      return .init(Double(queue.counters.answeredInTarget) / Double(served), ("queue", queue.queue.text))
    }
    text.add(.gauge, "ivrd_queue_service_level_ratio", "Answered within the target / (answered + abandoned).", levels)
  }

  private func addAgents(to text: inout PrometheusText) {
    text.add(
      .gauge, "ivrd_agents", "Agents by what they are doing.",
      core.agents.map { .init($0.count, ("state", $0.state.word)) })
  }

  private func addServer(to text: inout PrometheusText) {
    text.addHistogram(
      "ivrd_step_seconds", "Time of the core for one batch of inputs.",
      bounds: DurationHistogram.bounds.map { Interval(microseconds: $0).seconds }, counts: steps.counts,
      sum: steps.total.seconds)
    text.add(.gauge, "ivrd_step_longest_seconds", "The longest of them.", [.init(steps.longest.seconds)])
    if let commits {
      text.addHistogram(
        "ivrd_commit_seconds", "Time of the journal for one group of inputs, until it is durable.",
        bounds: DurationHistogram.bounds.map { Interval(microseconds: $0).seconds }, counts: commits.counts,
        sum: commits.total.seconds)
      text.add(.gauge, "ivrd_commit_longest_seconds", "The longest of them.", [.init(commits.longest.seconds)])
    }
    text.add(.gauge, "ivrd_storage_short", "1 while the disk has no room for new calls.", core.isStorageShort ? 1 : 0)
    text.add(
      .gauge, "ivrd_overloaded", "1 while more comes than is done in good time: new calls are refused.",
      core.isOverloaded ? 1 : 0)
    text.add(.gauge, "ivrd_disk_refusing", "1 while the disk does not take the journal.", isDiskRefusing ? 1 : 0)
    text.add(.gauge, "ivrd_connections", "Connections open now.", connections)
    text.add(
      .counter, "ivrd_connections_refused_total", "Connections that were one too many.", connectionsRefused)
    text.add(.gauge, "ivrd_sessions", "Sessions, those whose connection is lost included.", core.sessions)
    text.add(.gauge, "ivrd_timers", "Timers set.", core.timers)
    text.add(.gauge, "ivrd_facts_waiting", "Records that are not on disk yet.", factsWaiting)
    text.add(.counter, "ivrd_facts_dropped_total", "Records lost because too many waited.", factsDropped)
    text.add(.gauge, "ivrd_open", "1 while new calls are taken.", core.isOpen ? 1 : 0)
    text.add(.gauge, "ivrd_epoch", "Counts the server's lives.", Int(epoch))
    text.add(.gauge, "process_resident_memory_bytes", "Memory in use.", process.residentBytes)
    text.add(.counter, "process_cpu_seconds_total", "Processor time used.", [.init(process.processorSeconds)])
    text.add(.gauge, "process_open_fds", "Descriptors open.", process.openDescriptors)
  }
}

extension Interval {
  fileprivate var seconds: Double { Double(microseconds) / 1_000_000 }
}
