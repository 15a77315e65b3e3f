import CallModel
import LineProtocol
import LineSwarm
import Terminal

/// `bench queue`: fills a queue, empties it, and then keeps all agents busy; counts what it costs the daemon.
final class QueueBench: SwarmHandler {
  struct Plan {
    var agents: Int
    var firstAgent: Int
    var waiting: Int
    var connections: Int
    var seconds: Double
  }

  /// Callers whom the one agent takes while the others wait.
  private static let taken = 500
  static let leastWaiting = 1_000
  /// How long the daemon may be silent while something is waited for.
  private static let patience = 30.0
  /// Calls that were refused are tried again after so many seconds, sooner than the daemon asks: the rate is to be the
  /// daemon's.
  private static let retryAfter = 0.1

  let plan: Plan
  let swarm: LineSwarm
  var result = QueueResult()
  let names = CallNames("queue")
  /// Of each connection: the callers' first, then one of each agent.
  var checks: [SessionCheck]
  var calls: Int { isQueued.count }
  /// By call: its QUEUE has come.
  var isQueued: [Bool] = []
  /// Calls whose QUEUE has come.
  var queued = 0
  var ended = 0
  var loggedIn = 0
  /// Calls that are to be tried again.
  private var toRetry = 0
  /// Each END begins another call.
  var isRenewing = false
  /// One agent works alone.
  var isAlone = false
  /// The agent who is at work stays in wrap-up: after this call.
  var isPausing = false
  var pausedAt: String?
  /// While one agent works alone: when he said what makes him free, until he is offered a call.
  var freedAt: MonotonicInstant?
  private var process: Int32?
  private var linesTaken = 0

  init(_ plan: Plan, gateway: String, desk: String) throws {
    self.plan = plan
    swarm = try LineSwarm()
    checks = Array(repeating: SessionCheck(), count: plan.connections + plan.agents)
    for _ in 0..<plan.connections { _ = try swarm.connect(to: gateway) }
    for _ in 0..<plan.agents { _ = try swarm.connect(to: desk) }
    process = swarm.peerProcess(of: 0)
  }

  func run(password: Secret) throws {
    let word = password.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    for agent in 0..<plan.agents {
      request("LOGIN \(plan.firstAgent + agent) password=\(word)", plan.connections + agent)
    }
    try turn("agents logged in", { self.loggedIn }, until: plan.agents)
    try fill()
    try rest()
    try takeNext()
    try drain()
    try serve()
    for check in checks { result.count(check) }
  }

  // MARK: - One after the other

  /// What the first callers make the daemon touch for all of them (code, buffers) is no caller's own, so memory is
  /// compared with what it was when a tenth of them waited.
  private func fill() throws {
    let first = plan.waiting / 10
    try fill(to: first)
    let before = ProcessUsage.read(process)
    try fill(to: plan.waiting)
    guard let before, let after = ProcessUsage.read(process) else { return }
    result.bytesEach = Double(after.residentBytes - before.residentBytes) / Double(plan.waiting - first)
  }

  private func fill(to count: Int) throws {
    while calls < count {
      call()
      guard calls - queued >= CallOpener.callsAtOnce else { continue }
      try turn("callers waiting", { self.queued }, until: calls - CallOpener.callsAtOnce / 2)
    }
    try turn("callers waiting", { self.queued }, until: count)
  }

  private func rest() throws {
    let before = ProcessUsage.read(process)
    let end = MonotonicInstant.now.after(seconds: plan.seconds)
    while MonotonicInstant.now < end { try swarm.turn(until: end, self) }
    guard let before, let after = ProcessUsage.read(process) else { return }
    result.restingCPU = (after.cpuSeconds - before.cpuSeconds) / plan.seconds
  }

  private func takeNext() throws {
    let count = min(Self.taken, plan.waiting / 2)
    isAlone = true
    ready(0)
    try turn("callers taken by one agent", { self.ended }, until: count)
    isPausing = true
    try turn("agents in wrap-up", { self.pausedAt == nil ? 0 : 1 }, until: 1)
    isPausing = false
    isAlone = false
  }

  private func drain() throws {
    let first = min(2 * plan.agents, plan.waiting - ended)
    let before = ended
    let begin = MonotonicInstant.now
    for agent in 1..<plan.agents { ready(agent) }
    if let call = pausedAt { wrap(call, 0) }
    try turn("callers drained", { self.ended - before }, until: first)
    result.drained = (first, MonotonicInstant.now.seconds(since: begin))
    try turn("callers drained", { self.ended }, until: plan.waiting)
  }

  private func serve() throws {
    let before = ProcessUsage.read(process)
    let (begin, endedBefore) = (MonotonicInstant.now, ended)
    let end = begin.after(seconds: plan.seconds)
    isRenewing = true
    for _ in 0..<plan.agents { call() }
    while MonotonicInstant.now < end, result.faults.isEmpty {
      let pause = MonotonicInstant.now.after(seconds: Self.retryAfter)
      while MonotonicInstant.now < min(end, pause) { try swarm.turn(until: min(end, pause), self) }
      for _ in 0..<toRetry { call() }
      toRetry = 0
    }
    isRenewing = false
    result.calls = ended - endedBefore
    result.callSeconds = MonotonicInstant.now.seconds(since: begin)
    if let before, let after = ProcessUsage.read(process) {
      result.callCPU = (after.cpuSeconds - before.cpuSeconds) / Double(max(1, result.calls))
    }
    try turn("last calls", { self.ended + self.result.refused }, until: calls)
    // What the last of them still asked for.
    try turn("replies", { self.checks.reduce(0) { $0 + $1.replies } }, until: checks.reduce(0) { $0 + $1.requests })
  }

  // MARK: - What is sent

  func call() {
    request("CALL call=\(names.id(calls))", calls % plan.connections)
    isQueued.append(false)
  }

  private func ready(_ agent: Int) {
    if isAlone { freedAt = MonotonicInstant.now }
    request("READY", plan.connections + agent)
  }

  /// His after-call work is over.
  func wrap(_ call: String, _ agent: Int) {
    if isAlone { freedAt = MonotonicInstant.now }
    request("WRAP \(call) code=enquiry", plan.connections + agent)
  }

  func request(_ text: String, _ connection: Int) {
    swarm.send((checks[connection].nextTag() + text + "\n").utf8, on: connection)
  }

  /// Until so many are counted, or the daemon falls silent, or something is wrong.
  private func turn(_ label: String, _ count: () -> Int, until goal: Int) throws {
    var progress = Progress(label: label)
    defer { progress.clear() }
    var (before, limit) = (linesTaken, MonotonicInstant.now.after(seconds: Self.patience))
    while count() < goal, result.faults.isEmpty {
      try swarm.turn(until: limit, self)
      progress.show(Progress.bar(done: count(), of: goal))
      if linesTaken != before {
        (before, limit) = (linesTaken, MonotonicInstant.now.after(seconds: Self.patience))
      } else if MonotonicInstant.now >= limit {
        result.faults.add("nothing came for \(Int(Self.patience)) s: \(count()) of \(goal) \(label)")
      }
    }
  }

  // MARK: - What comes

  func received(_ line: ArraySlice<UInt8>, on connection: Int) {
    linesTaken += 1
    guard let received = ServerLineReader.read(line) else {
      return result.faults.addStray(line, on: connection)
    }
    if let problem = checks[connection].take(received) {
      if isRefusal(received) { return noteRefusal() }
      result.faults.add("connection \(connection): \(problem)")
    }
    switch received.kind {
    case .event:
      if connection < plan.connections {
        takeCallEvent(received, on: connection)
      } else {
        takeAgentEvent(received, agent: connection - plan.connections)
      }
    case .notice:
      if received.word == "BYE" { result.faults.add("connection \(connection): the daemon said BYE") }
    case .ok, .error, .row: break
    }
  }

  private func isRefusal(_ line: ReceivedLine) -> Bool { line.words.starts(with: ["retry", "overload"]) }

  private func noteRefusal() {
    result.refused += 1
    if isRenewing { toRetry += 1 }
  }

  func ended(_ connection: Int, _ end: ConnectionEnd) {
    result.faults.add(end, of: connection)
  }
}
