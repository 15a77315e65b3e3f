import CallModel
import NIOConcurrencyHelpers

/// Carries requests to the host on a thread of its own and brings the answers back, in batches: while one
/// batch is being made durable the next gathers, so a busy bank commits once for many callers.
final class HostWorker: Sendable {
  /// Requests taken into one batch: bounds how long the first of them waits for the last.
  static let batchSize = 256
  /// Requests that may wait; more are answered `unavailable` at once, and the caller goes to an agent.
  static let capacity = 100_000

  private struct State: Sendable {
    var waiting: [HostRequest] = []
    var isRunning = false
    /// So many were taken off `waiting` so far.
    var taken = 0
    /// To be done when so many were, and are answered.
    var marks: [Mark] = []
  }

  private struct Mark: Sendable {
    var after: Int
    var body: @Sendable () -> Void
  }

  private let state = NIOLockedValueBox(State())
  private let thread: WorkThreads
  private let host: UncheckedHost
  private let deliver: Deliver

  /// Takes answers, and how long they are still to wait: `zero`, but for a bank that was told to be late.
  typealias Deliver = @Sendable ([HostReply], Interval) -> Void

  /// `deliver` is called on the worker's thread.
  init(host: any HostLink, faults: HostFaults?, deliver: @escaping Deliver) {
    self.host = UncheckedHost(link: host, faulty: faults.map { FaultyHost(host, faults: $0) })
    self.deliver = deliver
    thread = WorkThreads()
  }

  func ask(_ requests: [HostRequest]) {
    let (refused, mustStart) = state.withLockedValue { state -> (ArraySlice<HostRequest>, Bool) in
      let room = max(0, Self.capacity - state.waiting.count)
      state.waiting.append(contentsOf: requests.prefix(room))
      let mustStart = !state.isRunning && !state.waiting.isEmpty
      if mustStart { state.isRunning = true }
      return (requests.dropFirst(room), mustStart)
    }
    if !refused.isEmpty { deliver(refused.map { $0.reply(.unavailable) }, .zero) }
    if mustStart { thread.submit { self.run() } }
  }

  /// Has something done at the moment when all that was asked before has been carried out, and nothing that is asked
  /// later.
  func mark(_ body: @escaping @Sendable () -> Void) {
    let mustStart = state.withLockedValue { state -> Bool in
      state.marks.append(Mark(after: state.taken + state.waiting.count, body: body))
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if mustStart { thread.submit { self.run() } }
  }

  private func run() {
    while true {
      let (batch, mark) = state.withLockedValue { state -> ([HostRequest], Mark?) in
        if let mark = state.marks.first, mark.after == state.taken { return ([], state.marks.removeFirst()) }
        let most = state.marks.first.map { min(Self.batchSize, $0.after - state.taken) } ?? Self.batchSize
        let batch = Array(state.waiting.prefix(most))
        state.waiting.removeFirst(batch.count)
        state.taken += batch.count
        if batch.isEmpty { state.isRunning = false }
        return (batch, nil)
      }
      if let mark {
        mark.body()
      } else if batch.isEmpty {
        return
      } else {
        perform(batch)
      }
    }
  }

  private func perform(_ batch: [HostRequest]) {
    guard let faulty = host.faulty else { return deliver(host.link.perform(batch), .zero) }
    for answer in faulty.perform(batch) { deliver([answer.reply], answer.delay) }
  }

  /// Waits for what has been asked.
  func shutDown() { thread.shutDown() }

  /// The host is used on the worker's one thread only.
  private struct UncheckedHost: @unchecked Sendable {
    let link: any HostLink
    let faulty: FaultyHost?
  }
}
