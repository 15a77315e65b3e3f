import LineProtocol
import LineSwarm

/// Drives the garbage connections: writes what they say, hands them what comes, opens them again.
final class GarbageSwarm: SwarmHandler {
  /// How long an answer may take, in seconds, unless said otherwise.
  static let usualPatience = 20.0
  /// After so many faults there is nothing new to learn.
  static let faultsEnough = 100

  private let swarm: LineSwarm
  private let patience: Double
  private let paths: [Role: String]
  private var connections: [GarbageConnection]
  /// By the swarm's numbers: whose connection it is.
  private var owners: [Int?] = []
  /// The swarm's number of each connection; `nil` while it is not open.
  private var numbers: [Int?]
  /// Those that have something to do before the next turn.
  private var ready: [Int]
  private var isReady: [Bool]
  /// When each was last heard of.
  private var lastHeard: [MonotonicInstant]
  private var nextLook = MonotonicInstant.now
  private var isStopping = false
  private(set) var faults = FaultList()

  /// Spread over the three sockets in turn.
  init(connections: Int, seed: UInt64, paths: [Role: String], patience: Double = usualPatience) throws {
    swarm = try LineSwarm()
    self.patience = patience
    self.paths = paths
    self.connections = (0..<connections).map { index in
      let role = Role.allCases[index % Role.allCases.count]
      return GarbageConnection(
        role: role, name: "garbage.\(role.socketName).\(index)", seed: seed &* 1_000_003 &+ UInt64(index))
    }
    numbers = Array(repeating: nil, count: connections)
    ready = Array(0..<connections)
    isReady = Array(repeating: true, count: connections)
    lastHeard = Array(repeating: .now, count: connections)
  }

  var count: GarbageCount {
    var sum = GarbageCount()
    for connection in connections { sum.add(connection.count) }
    return sum
  }

  /// Sends garbage until then, and waits for what is still to be answered.
  func run(until end: MonotonicInstant) throws {
    while MonotonicInstant.now < end, faults.count < Self.faultsEnough { try turn(until: end) }
    isStopping = true
    while faults.count < Self.faultsEnough, connections.indices.contains(where: isWaiting) {
      try turn(until: .distantFuture)
    }
  }

  private func turn(until end: MonotonicInstant) throws {
    let now = ready
    ready.removeAll(keepingCapacity: true)
    for index in now {
      isReady[index] = false
      try goOn(index)
    }
    try swarm.turn(until: ready.isEmpty ? min(end, nextLook) : .now, self)
    lookForSilence()
  }

  private func isWaiting(_ index: Int) -> Bool {
    numbers[index] != nil && (connections[index].awaitsAnswer || connections[index].awaitsEnd)
  }

  private func goOn(_ index: Int) throws {
    // What has been torn is mended also at the end.
    if isStopping, !isWaiting(index) { return }
    guard let number = numbers[index] else { return try open(index) }
    guard connections[index].canGoOn else { return }
    let turn = connections[index].goOn()
    if turn.vanishes { return drop(index) }
    lastHeard[index] = .now
    swarm.send(turn.bytes, on: number)
    if turn.finishes { swarm.finishSending(on: number) }
    makeReadyIfItCanGoOn(index)
  }

  private func makeReadyIfItCanGoOn(_ index: Int) {
    if numbers[index] == nil || connections[index].canGoOn { makeReady(index) }
  }

  private func makeReady(_ index: Int) {
    guard !isReady[index] else { return }
    isReady[index] = true
    ready.append(index)
  }

  private func open(_ index: Int) throws {
    guard let path = paths[connections[index].role] else { preconditionFailure("Each role has a socket.") }
    connections[index].reconnect()
    let number = try swarm.connect(to: path)
    while owners.count <= number { owners.append(nil) }
    owners[number] = index
    numbers[index] = number
    lastHeard[index] = .now
  }

  /// Closes it; another will be opened in its place.
  private func drop(_ index: Int) {
    if let number = numbers[index] {
      swarm.close(number)
      owners[number] = nil
    }
    numbers[index] = nil
    makeReady(index)
  }

  private func lookForSilence() {
    let now = MonotonicInstant.now
    guard now >= nextLook else { return }
    nextLook = now.after(seconds: min(1, patience))
    for index in connections.indices where numbers[index] != nil {
      let connection = connections[index]
      guard !connection.canGoOn, now.seconds(since: lastHeard[index]) > patience else { continue }
      faults.add(
        "\(connection.name): nothing came for \(Quantity.decimal(patience, places: 1)) s, where \(connection.expectation) was expected"
      )
      drop(index)
    }
  }

  // MARK: What comes

  func received(_ line: ArraySlice<UInt8>, on number: Int) {
    guard let index = owners[number] else { return }
    lastHeard[index] = .now
    do throws(GarbageConnection.Fault) {
      try connections[index].take(line)
      makeReadyIfItCanGoOn(index)
    } catch {
      faults.add(error.sentence)
      drop(index)
    }
  }

  func ended(_ number: Int, _ end: ConnectionEnd) {
    guard let index = owners[number] else { return }
    do throws(GarbageConnection.Fault) {
      if end == .brokenLine {
        throw GarbageConnection.Fault(sentence: "\(connections[index].name): a broken line came")
      }
      try connections[index].takeEnd()
    } catch {
      faults.add(error.sentence)
    }
    drop(index)
  }
}
