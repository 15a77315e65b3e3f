import CallModel
import LineProtocol
import LineSwarm
import Terminal

/// `bench calls`: all calls come in, wait at the first menu until the last is there, and go on together.
final class CallBench: SwarmHandler {
  /// How long the daemon may be silent while calls wait for it.
  private static let patience = 30.0
  /// How often the daemon's memory is looked at.
  private static let memoryInterval: Int64 = 20_000_000

  let calls: Int
  let connections: Int
  private let walk: CallWalk
  private let names = CallNames("walk")
  private let swarm: LineSwarm
  private var process: Int32?

  private var walkers: [WalkingCall]
  /// Of each connection.
  private var checks: [SessionCheck]
  private var waitingAtFirstMenu = 0
  /// The first menu's barrier is down.
  private var isReleased = false
  private var nextLook = MonotonicInstant(nanoseconds: 0)
  private var linesTaken = 0
  private(set) var result = CallResult()

  init(calls: Int, connections: Int, walk: CallWalk) throws {
    self.calls = calls
    self.connections = connections
    self.walk = walk
    swarm = try LineSwarm()
    walkers = Array(repeating: WalkingCall(), count: calls)
    checks = Array(repeating: SessionCheck(), count: connections)
  }

  func run(_ path: String) throws {
    for connection in 0..<connections {
      let number = try swarm.connect(to: path)
      precondition(number == connection, "A new swarm numbers its connections from 0.")
    }
    process = swarm.peerProcess(of: 0)
    result.usageBefore = ProcessUsage.read(process)
    result.usagePeak = result.usageBefore

    let begin = MonotonicInstant.now
    for call in 0..<calls { request("CALL call=\(names.id(call))", connection(of: call)) }
    try turn("calls at the first menu", { self.waitingAtFirstMenu }, until: calls)
    let open = MonotonicInstant.now
    result.openingSeconds = open.seconds(since: begin)
    result.alive = result.faults.isEmpty ? waitingAtFirstMenu - result.ended : 0
    result.usageAlive = ProcessUsage.read(process)

    isReleased = true
    if result.faults.isEmpty {
      for call in 0..<calls { press(step: 0, call) }
      try turn("calls over", { self.result.ended }, until: calls)
    }
    result.walkingSeconds = MonotonicInstant.now.seconds(since: open)
    result.usageAfter = ProcessUsage.read(process)
    for check in checks { result.count(check) }
    for call in 0..<calls where walkers[call].hasHeard { result.heard += 1 }
  }

  private func connection(of call: Int) -> Int { call % connections }

  private func request(_ text: String, _ connection: Int) {
    swarm.send((checks[connection].nextTag() + text + "\n").utf8, on: connection)
  }

  private func press(step: Int, _ call: Int) {
    let connection = connection(of: call)
    var line = Array("\(checks[connection].nextTag())KEY \(names.id(call)) ".utf8)
    line += walk.steps[step].keys.map(\.ascii)
    line.append(UInt8(ascii: "\n"))
    swarm.send(line, on: connection)
  }

  /// Until so many are counted, or the daemon falls silent, or something is wrong that will not mend.
  private func turn(_ label: String, _ count: () -> Int, until goal: Int) throws {
    var progress = Progress(label: "\(goal) \(label)")
    defer { progress.clear() }
    var before = linesTaken
    var limit = MonotonicInstant.now.after(seconds: Self.patience)
    while count() < goal, swarm.openCount == connections, !(result.faults.count > 0 && !isReleased) {
      try swarm.turn(until: min(limit, nextLook), self)
      lookAtMemory()
      progress.show("\(Quantity.count(count()))")
      if linesTaken != before {
        before = linesTaken
        limit = MonotonicInstant.now.after(seconds: Self.patience)
      } else if MonotonicInstant.now >= limit {
        return giveUp()
      }
    }
  }

  private func giveUp() {
    let waiting = walkers.indices.filter { !walkers[$0].hasEnded }
    for call in waiting {
      fault(call, "nothing came for \(Int(Self.patience)) s; it waits for \(walkers[call].expectation(walk))")
    }
  }

  private func lookAtMemory() {
    let now = MonotonicInstant.now
    guard now >= nextLook else { return }
    nextLook = now.after(nanoseconds: Self.memoryInterval)
    guard let usage = ProcessUsage.read(process), let peak = result.usagePeak else { return }
    if usage.residentBytes > peak.residentBytes { result.usagePeak = usage }
  }

  // MARK: What comes

  func received(_ line: ArraySlice<UInt8>, on connection: Int) {
    linesTaken += 1
    guard let received = ServerLineReader.read(line) else {
      return result.faults.addStray(line, on: connection)
    }
    if let problem = checks[connection].take(received) { result.faults.add("connection \(connection): \(problem)") }
    switch received.kind {
    case .event: take(received, on: connection)
    case .notice:
      if received.word == "BYE" {
        result.faults.add("connection \(connection): \(String(decoding: line, as: UTF8.self))")
      }
    case .ok, .error, .row: break
    }
  }

  private func take(_ event: ReceivedLine, on connection: Int) {
    result.events += 1
    guard let subject = event.subject, let call = CallNames.index(of: Array(subject.utf8)[...]), call < calls,
      self.connection(of: call) == connection
    else { return result.faults.add("connection \(connection): an event of a call that is not its own") }
    if event.word == "END" { result.ended += 1 }
    switch walkers[call].take(event, walk: walk) {
    case .none, .done: break
    case .press(step: 0) where !isReleased: waitingAtFirstMenu += 1
    case .press(let step): press(step: step, call)
    case .hangUp: request("HANGUP \(names.id(call))", connection)
    case .fault(let problem):
      fault(call, problem)
      if !walkers[call].hasEnded { request("HANGUP \(names.id(call))", connection) }
    }
  }

  private func fault(_ call: Int, _ problem: String) { result.faults.add("\(names.id(call)): \(problem)") }

  func ended(_ connection: Int, _ end: ConnectionEnd) {
    result.faults.add(end, of: connection)
  }
}
