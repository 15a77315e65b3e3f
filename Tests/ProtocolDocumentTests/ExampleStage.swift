import CallModel
import Foundation
import LineProtocol
import ServiceCentre
import Simulation
import SwitchboardCore

/// The production switchboard with an example's terminals around it: in process, under virtual time.
final class ExampleStage {
  private var switchboard: Switchboard
  private let world: DocumentWorld
  private let host: any HostLink
  private let desk = InMemoryDesk()
  private let file: (name: String, text: String)?
  private var terminals: [Role: Terminal] = [:]
  private var current: Role?
  private var lastConnection: Int64 = 0
  private var unread: [ConnectionID: [String]] = [:]
  private var closed: Set<ConnectionID> = []

  private struct Terminal {
    var connection: ConnectionID
    var decoder = LineDecoder()
  }

  init(world: DocumentWorld, file: (name: String, text: String)? = nil) {
    self.world = world
    self.file = file
    host = world.makeHost()
    let identity = Switchboard.Identity(server: "ivrd/0.1.0", epoch: 1, isVirtual: true)
    switchboard = Switchboard(settings: world.settings, identity: identity, at: DocumentWorld.start)
  }

  /// What the switchboard finds wrong with itself.
  func audit() -> [String] { switchboard.audit() }

  // MARK: - The terminals

  func open(_ role: Role) {
    lastConnection += 1
    let connection = ConnectionID(lastConnection)
    terminals[role] = Terminal(connection: connection)
    current = role
    feed(.opened(connection, role, Peer(userID: 1_000, processID: 4_711)))
  }

  /// False: no terminal is open there.
  func goTo(_ role: Role) -> Bool {
    guard terminals[role] != nil else { return false }
    current = role
    return true
  }

  /// Gives the bytes of a command to the terminal, and then closes its half.
  func pipe(_ command: String, _ role: Role) throws {
    open(role)
    type(try Self.output(of: command))
    endOfFile()
  }

  func type(_ bytes: [UInt8]) {
    guard let role = current, var terminal = terminals[role] else { return }
    let lines = decode { terminal.decoder.feed(bytes, $0) }
    terminals[role] = terminal
    feed(lines, terminal.connection, role)
  }

  private func endOfFile() {
    guard let role = current, var terminal = terminals[role] else { return }
    let lines = decode { terminal.decoder.finish($0) }
    feed(lines, terminal.connection, role)
    if !closed.contains(terminal.connection) { feed(.halfClosed(terminal.connection)) }
  }

  func interrupt() {
    guard let role = current, let terminal = terminals[role], !closed.contains(terminal.connection) else { return }
    closed.insert(terminal.connection)
    feed(.closed(terminal.connection))
  }

  /// What the present terminal shows and nobody has read yet.
  func nextLine() -> String? {
    guard let connection = current.flatMap({ terminals[$0]?.connection }), unread[connection]?.isEmpty == false
    else { return nil }
    return unread[connection]!.removeFirst()
  }

  /// On all terminals, those that were closed included.
  var unreadLines: [String] {
    (1...max(1, lastConnection)).flatMap { unread[ConnectionID($0)] ?? [] }
  }

  func takeUnread() -> [String] {
    defer { unread = [:] }
    return unreadLines
  }

  private func decode(_ body: ((DecodedLine) -> Void) -> Void) -> [DecodedLine] {
    var lines: [DecodedLine] = []
    body { lines.append($0) }
    return lines
  }

  private func feed(_ lines: [DecodedLine], _ connection: ConnectionID, _ role: Role) {
    for line in lines where !closed.contains(connection) {
      if let request = RequestParser.parse(line, role: role) { feed(.line(connection, request)) }
    }
  }

  private static func output(of command: String) throws -> [UInt8] {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", command]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    return Array(bytes)
  }

  // MARK: - The world

  private func feed(_ input: Input) {
    switchboard.feedVirtual(input) { [unowned self] effect, now in answer(effect, at: now) }
  }

  private func answer(_ effect: Effect, at now: Timestamp) -> [Input] {
    switch effect {
    case .send(let connection, let line):
      if !closed.contains(connection) {
        unread[connection, default: []].append(String(decoding: line.encoded().dropLast(), as: UTF8.self))
      }
      return []
    case .record(let fact):
      desk.note(fact)
      return []
    case .completed, .log, .reloadEnded, .stopped: return []
    case .close(let connection):
      closed.insert(connection)
      return [.closed(connection)]
    case .askHost(let request): return host.perform([request]).map { .hostReplied($0) }
    case .ask(let ticket, let question): return [.answered(ticket, answer(question, at: now))]
    }
  }

  private func answer(_ question: Question, at now: Timestamp) -> Answer {
    switch question {
    case .agentPassword(let agent, let password): .password(isRight: world.isRight(password, of: agent))
    case .durability: .durable(position: 1)
    case .loadSettings: world.load(with: file)
    case .records: .recordUnknown
    case .centre(let order): .centre(desk.perform(order))
    case .payee(let entry): .payee(host.register(entry.payee, at: now))
    case .unlock(let subject): .unlocked(isKnown: host.unlock(subject, at: now))
    case .backup(let name): .backedUp(.made(path: "/var/lib/ivrd/backups/\(name)", position: 48_213, bytes: 9_437_184))
    case .tick: .failed(reason: "the crank answers ticks")
    }
  }
}
