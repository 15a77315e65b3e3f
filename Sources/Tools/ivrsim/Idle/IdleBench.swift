import LineProtocol
import LineSwarm
import Terminal

/// Connections that have said one line each, so that all that a connection needs is there, and then nothing more.
final class IdleBench: SwarmHandler {
  /// How long ivrd may be silent while PINGs wait for it.
  private static let patience = 30.0
  /// Connections that are opened before their answers are waited for.
  private static let together = 100

  let connections: Int
  private(set) var faults = FaultList()
  private(set) var openingSeconds = 0.0
  /// What ivrd grew by for one connection; `nil` where its process can't be seen.
  private(set) var bytesEach: Double?
  /// Of a core, while all are idle.
  private(set) var restingCPU: Double?
  private let swarm: LineSwarm
  private var answered = 0

  init(connections: Int) throws {
    self.connections = connections
    swarm = try LineSwarm()
  }

  func run(_ path: String, seconds: Double) throws {
    let begin = MonotonicInstant.now
    let first = connections / 10
    try open(upTo: first, path)
    let process = swarm.peerProcess(of: 0)
    let before = ProcessUsage.read(process)
    try open(upTo: connections, path)
    openingSeconds = MonotonicInstant.now.seconds(since: begin)
    guard faults.isEmpty, let before, let after = ProcessUsage.read(process) else { return }
    bytesEach = Double(after.residentBytes - before.residentBytes) / Double(connections - first)
    let limit = MonotonicInstant.now.after(seconds: seconds)
    while MonotonicInstant.now < limit, faults.isEmpty { try swarm.turn(until: limit, self) }
    guard let rested = ProcessUsage.read(process) else { return }
    restingCPU = (rested.cpuSeconds - after.cpuSeconds) / seconds
  }

  private func open(upTo goal: Int, _ path: String) throws {
    var progress = Progress(label: "connections")
    defer { progress.clear() }
    while answered < goal, faults.isEmpty {
      for _ in 0..<min(Self.together, goal - answered) { swarm.send("PING\n".utf8, on: try swarm.connect(to: path)) }
      let open = swarm.openCount
      let limit = MonotonicInstant.now.after(seconds: Self.patience)
      while answered < open, faults.isEmpty {
        try swarm.turn(until: limit, self)
        if MonotonicInstant.now >= limit { faults.add("a PING was not answered for \(Int(Self.patience)) s") }
      }
      progress.show("\(Quantity.count(answered)) of \(Quantity.count(connections))")
    }
  }

  func received(_ line: ArraySlice<UInt8>, on connection: Int) {
    guard let received = ServerLineReader.read(line) else {
      return faults.addStray(line, on: connection)
    }
    switch received.kind {
    case .ok: answered += 1
    case .notice where received.word == "HELLO": break
    case .notice, .error, .event, .row: faults.add("connection \(connection): \(String(decoding: line, as: UTF8.self))")
    }
  }

  func ended(_ connection: Int, _ end: ConnectionEnd) {
    faults.add(end, of: connection)
  }
}
