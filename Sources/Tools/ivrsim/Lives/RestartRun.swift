import CallModel
import LineProtocol
import LineSwarm

/// Callers who press keys without a pause, on connections that are never opened again, while ivrd is restarted under
/// them. Every request must be answered once and in order, every event must come once, no key may be lost or count twice.
final class RestartRun: SwarmHandler {
  /// How long the daemon may be silent.
  private static let patience = 300.0
  /// A named session acknowledges so many events at a time, as a good gateway does.
  private static let eventsPerAcknowledgement = 100

  private struct Connection {
    var books = SessionCheck()
    /// What is said later waits behind half a line.
    var heldBack: [UInt8]?
    var epochs = 0
    var unacknowledged = 0
  }

  private struct Caller {
    /// The number of the key that was pressed last.
    var keys = 0
    var isPressing = false
    var hasEnded = false
  }

  let callers: Int
  let seed: UInt64
  private let swarm: LineSwarm
  private let names = CallNames("restart")
  private let walk = CallWalk.demo
  private var random: SplitMix64
  private var connections: [Connection]
  private var calls: [Caller]
  private var openCalls = 0
  private var endedCalls = 0
  private var isPressing = true
  /// Who keys half of his password before a restart, and how far he is.
  private var secretive: WalkingSecret
  /// When the last answer came, for the longest silence.
  private var lastAnswer = MonotonicInstant.now
  private var away: MonotonicInstant?
  private(set) var keysAnswered = 0
  private(set) var keysDoubled = 0
  private(set) var eventsTaken = 0
  private(set) var halfLines = 0
  private(set) var connectionsLost = 0
  private(set) var longestSilence: Int64 = 0
  private(set) var restartTimes = Latency()
  private(set) var faults = FaultList()

  init(connections: Int, callers: Int, seed: UInt64) throws {
    swarm = try LineSwarm()
    self.callers = callers
    self.seed = seed
    random = SplitMix64(seed: seed)
    self.connections = Array(repeating: Connection(), count: connections)
    calls = Array(repeating: Caller(), count: callers)
    secretive = WalkingSecret(walk: walk)
  }

  /// Connections, the one of the secretive caller among them.
  var connectionCount: Int { connections.count }
  var lost: Int { connections.reduce(0) { $0 + $1.books.lost } }
  var passwordsTaken: Int { secretive.passwordsTaken }
  var epochsHeard: Int { connections.reduce(0) { $0 + $1.epochs } }

  // MARK: - The course of it

  func open(_ path: String) throws {
    for number in connections.indices {
      let opened = try swarm.connect(to: path)
      precondition(opened == number, "A new swarm numbers its connections from 0.")
      if hasName(number) { ask("HELLO lp=1 name=\(names.id(number))", on: number) }
    }
    for call in calls.indices { ask("CALL call=\(names.id(call))", on: connection(of: call)) }
    try turn("bringing the calls to the menu") { self.openCalls == self.calls.count }
  }

  /// One restart under load, some while after the one before. `body` runs on a thread of its own.
  func restart(_ body: @escaping @Sendable () throws -> Void) throws {
    let pause = MonotonicInstant.now.after(seconds: 0.05 + Double(random.next(below: 150)) / 1_000)
    while MonotonicInstant.now < pause { try swarm.turn(until: pause, self) }
    try beginSecret()
    cutLines()
    let began = MonotonicInstant.now
    let restart = Background(body)
    while !restart.isOver { try swarm.turn(until: .now.after(seconds: 0.01), self) }
    try restart.value()
    restartTimes.record(.now - began)
    sendRests()
    try endSecret()
    if !faults.isEmpty { throw ToolFailure(faults.sentences[0]) }
  }

  /// Lets every key be answered, and hangs up.
  func finish() throws {
    isPressing = false
    try turn("answering the last keys") { self.calls.allSatisfy { !$0.isPressing } }
    for call in calls.indices { ask("HANGUP \(names.id(call))", on: connection(of: call)) }
    try turn("hanging up") { self.endedCalls == self.calls.count && self.lost == 0 }
  }

  private func turn(_ activity: String, until isDone: () -> Bool) throws {
    let limit = MonotonicInstant.now.after(seconds: Self.patience)
    while !isDone() {
      try swarm.turn(until: .now.after(seconds: 0.1), self)
      if let fault = faults.sentences.first { throw ToolFailure(fault) }
      if MonotonicInstant.now >= limit {
        throw ToolFailure("ivrd has not done for \(Int(Self.patience)) s what it should: \(activity).")
      }
    }
  }

  // MARK: - Keys in the middle

  /// Half of the connections have none: nothing but the connection keeps their calls.
  private func hasName(_ number: Int) -> Bool { number % 2 == 0 }

  private func connection(of call: Int) -> Int { call % connections.count }

  /// On some connections half of a line goes before the restart and the rest after it.
  private func cutLines() {
    for number in connections.indices where random.next(below: 10) == 0 { connections[number].heldBack = [] }
  }

  private func sendRests() {
    for number in connections.indices {
      guard let rest = connections[number].heldBack else { continue }
      connections[number].heldBack = nil
      swarm.send(rest, on: number)
    }
  }

  private func ask(_ request: String, on number: Int) {
    let line = Array("\(connections[number].books.nextTag())\(request)\n".utf8)
    guard let rest = connections[number].heldBack else { return swarm.send(line, on: number) }
    if rest.isEmpty {
      let cut = random.next(in: 1...(line.count - 1))
      swarm.send(line[..<cut], on: number)
      connections[number].heldBack = Array(line[cut...])
      halfLines += 1
    } else {
      connections[number].heldBack = rest + line
    }
  }

  private func press(_ call: Int, _ keys: String) {
    calls[call].keys += 1
    calls[call].isPressing = true
    ask("KEY \(names.id(call)) \(keys) n=\(calls[call].keys)", on: connection(of: call))
  }

  // MARK: - A password, half of it before the restart

  private func beginSecret() throws {
    secretive.begin(as: names.id(calls.count + secretive.passwordsTaken))
    ask("CALL call=\(secretive.call)", on: 0)
    try turn("asking for the password") { self.secretive.isAsked }
    ask("KEY \(secretive.call) \(secretive.firstHalf)", on: 0)
  }

  private func endSecret() throws {
    ask("KEY \(secretive.call) \(secretive.secondHalf)", on: 0)
    try turn("taking the password") { self.secretive.isTaken }
    ask("HANGUP \(secretive.call)", on: 0)
    try turn("hanging up") { self.secretive.hasEnded }
  }

  // MARK: - What comes

  func received(_ line: ArraySlice<UInt8>, on number: Int) {
    guard let received = ServerLineReader.read(line) else {
      return faults.add("no line of lp/1 came: \(String(decoding: line, as: UTF8.self))")
    }
    let now = MonotonicInstant.now
    longestSilence = max(longestSilence, now - lastAnswer)
    lastAnswer = now
    if let problem = connections[number].books.take(received) { faults.add("connection \(number): \(problem)") }
    switch received.kind {
    case .ok: if received["dup"] != nil { keysDoubled += 1 }
    case .error, .row: break
    case .notice: take(notice: received, on: number)
    case .event: take(received, on: number)
    }
  }

  private func take(notice: ReceivedLine, on number: Int) {
    switch notice.word {
    case "EPOCH"?: connections[number].epochs += 1
    case "HELLO"?: break
    case let word?: faults.add("connection \(number): ! \(word) came")
    case nil: break
    }
  }

  private func take(_ event: ReceivedLine, on number: Int) {
    eventsTaken += 1
    acknowledge(on: number)
    if event.subject == secretive.call {
      if let step = secretive.take(event) { ask("KEY \(secretive.call) \(step)", on: 0) }
      if let problem = secretive.problem { faults.add(problem) }
      return
    }
    guard let call = event.subject.flatMap({ CallNames.index(of: Array($0.utf8)[...]) }), calls.indices.contains(call)
    else { return faults.add("an event came for a call that is none of ours") }
    switch event.word {
    case "ASK"?: asked(call, event["node"] ?? "")
    case "END"?:
      if !isPressing { endedCalls += 1 } else { faults.add("call \(call) ended: cause=\(event["cause"] ?? "?")") }
    case _?, nil: break
    }
  }

  private func acknowledge(on number: Int) {
    connections[number].unacknowledged += 1
    guard hasName(number), connections[number].unacknowledged >= Self.eventsPerAcknowledgement else { return }
    connections[number].unacknowledged = 0
    ask("ACK \(connections[number].books.lastEvent)", on: number)
  }

  private func asked(_ call: Int, _ node: String) {
    switch node {
    case KeyPlan.languageNode: press(call, KeyPlan.languageKey)
    case KeyPlan.menuNode:
      if calls[call].keys == 1 { openCalls += 1 }
      keysAnswered += calls[call].isPressing ? 1 : 0
      calls[call].isPressing = false
      if isPressing { press(call, KeyPlan.repeatKey) }
    case let other: faults.add("call \(call) was asked at \(other)")
    }
  }

  func ended(_ number: Int, _ end: ConnectionEnd) {
    connectionsLost += 1
    faults.add("connection \(number) ended")
  }
}
