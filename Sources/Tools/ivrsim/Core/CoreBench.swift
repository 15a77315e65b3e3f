import ACD
import CallModel
import LineProtocol
import LineSwarm
import Settings
import Simulation
import SwitchboardCore

/// The production switchboard in this process, with the codec on both sides of it and neither sockets nor disk: bytes
/// of requests go in, bytes of answers and events come out. What it measures is what ivrd's core can do at the most.
struct CoreBench {
  struct Result {
    var name: String
    var count = 0
    var nanoseconds: Int64 = 0
    var bytesOut = 0

    var perSecond: Double { Double(count) * 1e9 / Double(max(1, nanoseconds)) }
    var nanosecondsEach: Double { Double(nanoseconds) / Double(max(1, count)) }
  }

  /// Keys of one call that are decoded and taken together, as one read of a socket brings them.
  static let batch = 64
  private static let peer = Peer(userID: 0, processID: 0)
  /// Agents are made for the run, with every skill at its highest level: who is chosen is not what is measured.
  private static let skillLevel = 5

  private var switchboard: Switchboard
  /// Looks up who calls, once a call; that is part of what a call costs.
  private let host: SimulatedHost
  private var now: Timestamp
  private var decoders: [ConnectionID: LineDecoder] = [:]
  private var effects = Outgoing()
  private(set) var bytesOut = 0

  /// `agents` is how many there are, whatever the menus' own.
  init(_ menus: LoadedSettings, agents: Int) {
    var acd = menus.acd
    // They take call after call within a moment: who must rest is not what is measured either.
    acd.rest = nil
    acd.agents = (0..<agents).map { number in
      AgentConfiguration(
        id: Self.agent(number), name: "Agent \(number)", address: "sip:\(number)@bench.example",
        skills: acd.skills.map { SkillLevel($0, Self.skillLevel) })
    }
    // Ten in the morning in China: the queues are open.
    now = Timestamp.epoch + .hours(24 * 20_724 + 2)
    host = SimulatedHost(at: now)
    switchboard = Switchboard(
      settings: SwitchboardSettings(tree: menus.tree, acd: acd, vipCredit: menus.vipCredit),
      identity: .init(server: "ivrd/bench", epoch: 1, isVirtual: false), at: now)
  }

  static func agent(_ number: Int) -> AgentID { AgentID("a\(number)") }

  mutating func open(_ connection: ConnectionID, _ role: Role) {
    decoders[connection] = LineDecoder()
    take(.opened(connection, role, Self.peer))
    flush { _, _ in }
  }

  /// What a connection's read does: bytes are cut into lines, parsed and taken, and what they cause is encoded.
  mutating func feed(
    _ bytes: [UInt8], _ connection: ConnectionID, _ role: Role,
    _ note: (ConnectionID, ArraySlice<UInt8>) -> Void = { _, _ in }
  ) {
    var lines: [ClientLine] = []
    decoders[connection]!.feed(bytes) { line in
      if let parsed = RequestParser.parse(line, role: role) { lines.append(parsed) }
    }
    for line in lines { take(.line(connection, line)) }
    flush(note)
  }

  private mutating func take(_ input: Input) {
    now = now + Interval(microseconds: 1)
    switchboard.step(input, at: now, into: &effects)
  }

  /// Answers what the core asks of its driver.
  private mutating func flush(_ note: (ConnectionID, ArraySlice<UInt8>) -> Void) {
    var answers: [Input] = []
    effects.forEach { item, lines in
      switch item {
      case .lines(let connection, end: _, completed: _): note(connection, lines)
      case .other(.ask(let ticket, .agentPassword)): answers.append(.answered(ticket, .password(isRight: true)))
      case .other(.askHost(let request)): answers += host.perform([request]).map { .hostReplied($0) }
      case .close, .other: break
      }
    }
    bytesOut += effects.bytes.count
    effects.removeAll(keepingAtMost: .max)
    for answer in answers { take(answer) }
    if !answers.isEmpty { flush(note) }
  }
}
