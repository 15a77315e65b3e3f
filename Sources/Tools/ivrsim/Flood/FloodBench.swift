import LineProtocol
import LineSwarm
import Terminal

/// Gateways that send calls without waiting for answers, and one caller among them whose keys are timed.
final class FloodBench: SwarmHandler {
  struct Result {
    var seconds = 0.0
    var begun = 0
    var refused = 0
    /// Of the caller's keys, from the time when each was due.
    var latency = Latency()
    var faults = FaultList()
  }

  /// Bytes that may wait to be written on a connection: the kernel is to have as much as it takes, always.
  private static let unsent = 16 * 1_024
  /// Calls that are written at a time.
  private static let block = 50
  private static let keysEvery = 0.05
  /// How long ivrd may take for the caller's last key.
  private static let patience = 30.0

  private let swarm: LineSwarm
  private let caller: Int
  private let floods: Range<Int>
  private let names = CallNames("flood")
  private var calls = 0
  private var result = Result()
  private var isAtMenu = false
  /// When the keys without an answer were due, the oldest first.
  private var due: [MonotonicInstant] = []

  init(path: String, connections: Int) throws {
    swarm = try LineSwarm()
    caller = try swarm.connect(to: path)
    for _ in 0..<connections { _ = try swarm.connect(to: path) }
    floods = caller + 1..<caller + 1 + connections
  }

  func run(seconds: Double) throws -> Result {
    swarm.send(Array("CALL call=\(names.id(0))\n".utf8), on: caller)
    try turn(until: MonotonicInstant.now.after(seconds: Self.patience)) { self.isAtMenu }
    let begin = MonotonicInstant.now
    let end = begin.after(seconds: seconds)
    var keys = 0
    var progress = Progress(label: "flood")
    while MonotonicInstant.now < end, result.faults.isEmpty {
      for connection in floods where swarm.unsentBytes(on: connection) < Self.unsent { flood(connection) }
      let next = begin.after(seconds: Double(keys) * Self.keysEvery)
      if MonotonicInstant.now >= next {
        keys += 1
        due.append(next)
        swarm.send(Array("KEY \(names.id(0)) \(KeyPlan.repeatKey)\n".utf8), on: caller)
      }
      try swarm.turn(until: min(end, begin.after(seconds: Double(keys) * Self.keysEvery)), self)
      progress.show("\(Quantity.count(result.begun, "call")) begun, \(Quantity.count(result.refused)) refused")
    }
    progress.clear()
    result.seconds = MonotonicInstant.now.seconds(since: begin)
    try turn(until: MonotonicInstant.now.after(seconds: Self.patience)) { self.due.isEmpty }
    return result
  }

  private func turn(until limit: MonotonicInstant, _ isDone: () -> Bool) throws {
    while !isDone(), result.faults.isEmpty {
      try swarm.turn(until: limit, self)
      if MonotonicInstant.now >= limit { throw ToolFailure("ivrd has not answered the caller for \(Self.patience) s.") }
    }
  }

  private func flood(_ connection: Int) {
    var text = ""
    for _ in 0..<Self.block {
      calls += 1
      let id = names.id(calls)
      text += "CALL call=\(id)\nHANGUP \(id)\n"
    }
    swarm.send(Array(text.utf8), on: connection)
  }

  func received(_ line: ArraySlice<UInt8>, on connection: Int) {
    if connection == caller { return heard(line) }
    // Of a call that was refused, hanging up is refused as well.
    if line.starts(with: "OK call=".utf8) { result.begun += 1 }
    if line.starts(with: "ERR retry".utf8) { result.refused += 1 }
  }

  private func heard(_ line: ArraySlice<UInt8>) {
    guard let received = ServerLineReader.read(line) else {
      return result.faults.add("no line of lp/1: \(String(decoding: line, as: UTF8.self))")
    }
    switch received.kind {
    case .ok, .row: break
    case .error, .notice:
      if received.word != "HELLO" { result.faults.add("the caller heard \(String(decoding: line, as: UTF8.self))") }
    case .event: event(received)
    }
  }

  private func event(_ event: ReceivedLine) {
    guard event.word == "ASK" else { return }
    if event["node"] == KeyPlan.languageNode {
      swarm.send(Array("KEY \(names.id(0)) \(KeyPlan.languageKey)\n".utf8), on: caller)
    } else if !isAtMenu {
      isAtMenu = true
    } else if !due.isEmpty {
      result.latency.record(.now - due.removeFirst())
    }
  }

  func ended(_ connection: Int, _ end: ConnectionEnd) { result.faults.add("ivrd has ended a connection") }
}
