import LineProtocol
import LineSwarm

/// Brings every call of `bench keys` to the menu, takes one answer as a sample, and hangs all of them up again.
/// Apart from `KeyLoad`, which must do little for a line: here every line is read whole.
final class CallOpener: SwarmHandler {
  /// How long the daemon may be silent while calls are on their way.
  private static let patience = 10.0
  /// Calls that may be on their way to the menu: a flood would be refused.
  static let callsAtOnce = 1_000

  private let swarm: LineSwarm
  private let plan: KeyPlan
  private var ready = 0
  private var ended = 0
  private var failure: ToolFailure?
  /// The lines that answer one key, as they came.
  private var sample: [UInt8] = []
  /// The number of the last event on each connection.
  private(set) var lastEvents: [Int64]
  /// How long a menu waits for its first key, in milliseconds, as ASK says it.
  private(set) var firstKeyTime: Int?

  init(swarm: LineSwarm, plan: KeyPlan) {
    self.swarm = swarm
    self.plan = plan
    lastEvents = Array(repeating: 0, count: plan.connections)
  }

  /// All calls come in, and hear the menu.
  func open(_ path: String) throws {
    for connection in 0..<plan.connections {
      let number = try swarm.connect(to: path)
      precondition(number == connection, "A new swarm numbers its connections from 0.")
    }
    for call in 0..<plan.calls {
      swarm.send(plan.opening(of: call), on: plan.connection(of: call))
      guard call - ready >= Self.callsAtOnce else { continue }
      try turn("bringing the calls to the menu") { call - self.ready < Self.callsAtOnce / 2 }
    }
    try turn("bringing the calls to the menu") { self.ready == self.plan.calls }
  }

  /// Presses the key once, and gives the lines that answer it.
  func takeSample() throws -> [UInt8] {
    sample = []
    ready -= 1
    swarm.send(plan.key(KeyPlan.repeatKey, of: 0), on: 0)
    try turn("pressing the first key") { self.ready == self.plan.calls }
    return sample
  }

  func hangUp() throws {
    for call in 0..<plan.calls { swarm.send(plan.hangingUp(call), on: plan.connection(of: call)) }
    try turn("hanging up") { self.ended == self.plan.calls }
  }

  private func turn(_ activity: String, until isDone: () -> Bool) throws {
    var before = (ready, ended)
    var limit = MonotonicInstant.now.after(seconds: Self.patience)
    while !isDone() {
      try swarm.turn(until: limit, self)
      if let failure { throw failure }
      if before != (ready, ended) {
        before = (ready, ended)
        limit = MonotonicInstant.now.after(seconds: Self.patience)
      }
      if MonotonicInstant.now >= limit {
        throw ToolFailure("ivrd has not answered for \(Int(Self.patience)) s while \(activity).")
      }
    }
  }

  func received(_ line: ArraySlice<UInt8>, on connection: Int) {
    sample += line
    sample.append(UInt8(ascii: "\n"))
    guard let received = ServerLineReader.read(line) else {
      return fail("ivrd sent what is no line of lp/1: \(String(decoding: line, as: UTF8.self))")
    }
    switch received.kind {
    case .ok, .row: break
    case .error: fail("ivrd refused a request: \(String(decoding: line, as: UTF8.self))")
    case .notice: if received.word == "BYE" { fail("ivrd said good-bye: \(String(decoding: line, as: UTF8.self))") }
    case .event: take(received, on: connection)
    }
  }

  private func take(_ event: ReceivedLine, on connection: Int) {
    lastEvents[connection] = event.number ?? 0
    switch event.word {
    case "ASK"?: ask(event)
    case "END"?:
      ended += 1
      if ready < plan.calls { fail("A call ended before it heard the menu: cause=\(event["cause"] ?? "?").") }
    case _?, nil: break
    }
  }

  private func ask(_ event: ReceivedLine) {
    guard let subject = event.subject, let call = CallNames.index(of: Array(subject.utf8)[...]) else {
      return fail("ivrd asks a call that is none of ours.")
    }
    switch event["node"] {
    case KeyPlan.languageNode?:
      swarm.send(plan.key(KeyPlan.languageKey, of: call), on: plan.connection(of: call))
    case KeyPlan.menuNode?:
      ready += 1
      firstKeyTime = event["first"].flatMap { Int($0) }
    case let node?: fail("A call came to the node \(node), where \(KeyPlan.menuNode) was expected.")
    case nil: fail("An ASK names no node.")
    }
  }

  private func fail(_ sentence: String) { if failure == nil { failure = ToolFailure(sentence) } }

  func ended(_ connection: Int, _ end: ConnectionEnd) {
    fail(end == .brokenLine ? "ivrd sent a broken line." : "ivrd closed a connection.")
  }
}
