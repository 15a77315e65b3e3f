import ACD
public import CallModel
public import IVR
import LineProtocol
import ServiceCentre
public import SwitchboardCore

/// Plays `.call` scripts against the production switchboard, in process and under virtual time.
public struct ScenarioRunner {
  /// What stands in for the world around the switchboard.
  public struct World {
    public var settings: SwitchboardSettings
    /// Made anew for each scenario, so that none sees another's money.
    public var makeHost: () -> any HostLink
    public var isRightPassword: (AgentID, Secret) -> Bool
    /// What `RELOAD` gets.
    public var reload: () -> Answer
    public var start: Timestamp

    public init(
      settings: SwitchboardSettings, makeHost: @escaping () -> any HostLink,
      isRightPassword: @escaping (AgentID, Secret) -> Bool, reload: @escaping () -> Answer, start: Timestamp
    ) {
      self.settings = settings
      self.makeHost = makeHost
      self.isRightPassword = isRightPassword
      self.reload = reload
      self.start = start
    }
  }

  /// A working day's morning in the bank's time: agents are there, all hours are open.
  public static let defaultStart = AnalysisWorld.workingMorning

  private let world: World

  public init(world: World) { self.world = world }

  /// Plays a scenario and keeps what a journal would keep of it: the switchboard as it was at first, and its turns.
  public func record(_ scenario: Scenario) -> (start: Switchboard, turns: [RecordedTurn], result: ScenarioResult) {
    var stage = ScenarioStage(world: world)
    let start = stage.switchboard
    stage.switchboard.beginRecording()
    let result = run(scenario, on: &stage)
    return (start, stage.switchboard.recordedTurns, result)
  }

  public func run(_ scenario: Scenario) -> ScenarioResult {
    var stage = ScenarioStage(world: world)
    return run(scenario, on: &stage)
  }

  private func run(_ scenario: Scenario, on stage: inout ScenarioStage) -> ScenarioResult {
    for step in scenario.steps {
      if let failure = stage.play(step) {
        return ScenarioResult(
          name: scenario.name, steps: scenario.steps.count, failure: failure, transcript: stage.transcript,
          facts: stage.facts, ways: stage.ways)
      }
    }
    return ScenarioResult(
      name: scenario.name, steps: scenario.steps.count, failure: stage.unaskedAnswer, transcript: stage.transcript,
      facts: stage.facts,
      ways: stage.ways)
  }
}

/// How a scenario went.
public struct ScenarioResult: Sendable {
  public var name: String
  public var steps: Int
  public var failure: ScenarioFailure?
  /// Everything that was said, a line each, with the peer's name before it.
  public var transcript: [String]
  /// What the records would hold.
  public var facts: [Fact]
  /// The edges of the menus that its calls took, in order.
  public var ways: [MenuWay]
}

/// The first thing that went otherwise than the script says.
public struct ScenarioFailure: Error, Sendable, CustomStringConvertible {
  public var position: SourcePosition
  public var line: String
  public var expected: String
  public var got: [String]

  public var description: String {
    let what = got.isEmpty ? ["nothing"] : got
    return "\(position): error: \(line)\n  expected: \(expected)\n"
      + what.map { "  got:      \($0)" }.joined(separator: "\n")
  }
}

/// One scenario's switchboard and peers while it plays.
private struct ScenarioStage {
  private let world: ScenarioRunner.World
  private let host: any HostLink
  private let start: Timestamp
  var switchboard: Switchboard
  private var peers: [String: ConnectionID] = [:]
  private let outlet: Outlet
  var transcript: [String] { outlet.transcript }
  var facts: [Fact] { outlet.facts }
  var ways: [MenuWay] { switchboard.waysTaken ?? [] }

  /// Where effects go; a class because the answering closure writes to it.
  private final class Outlet {
    var transcript: [String] = []
    var facts: [Fact] = []
    let desk: InMemoryDesk
    var sent: [ConnectionID: [ServerLine]] = [:]
    var names: [ConnectionID: String] = [:]
    /// What the host is to answer, each to the next question of its operation.
    var hostAnswers: [(answer: HostAnswer, step: Scenario.Step)] = []
    /// Questions that get no answer, however often they are put.
    var unanswered: Set<Int64> = []
    let late = LateInputs()

    init(desk: InMemoryDesk) { self.desk = desk }
  }

  init(world: ScenarioRunner.World) {
    self.world = world
    host = world.makeHost()
    outlet = Outlet(desk: (host as? SimulatedHost)?.desk ?? InMemoryDesk())
    outlet.desk.work(in: world.settings.acd.dialHours.working)
    start = world.start
    let identity = Switchboard.Identity(server: "ivrd/scenario", epoch: 1, isVirtual: true)
    switchboard = Switchboard(settings: world.settings, identity: identity, at: world.start)
    switchboard.waysTaken = []
  }

  mutating func play(_ step: Scenario.Step) -> ScenarioFailure? {
    switch step.time {
    case .after(let interval): run(to: switchboard.now + interval)
    case .at(let interval): run(to: start + interval)
    case nil: break
    }
    if let answer = step.hostAnswer {
      outlet.hostAnswers.append((answer, step))
      return nil
    }
    let connection = connection(of: step)
    let heardBefore = outlet.sent[connection]?.count ?? 0
    outlet.transcript.append("\(step.peer) > \(shown(step.line))")
    var lines: [ClientLine] = []
    var decoder = LineDecoder()
    decoder.feed(Array((step.line + "\n").utf8)) { decoded in
      if let line = RequestParser.parse(decoded, role: step.role) { lines.append(line) }
    }
    for line in lines { feed(.line(connection, line)) }
    let sent = outlet.sent.removeValue(forKey: connection) ?? []
    return check(step, replies: Array(sent.dropFirst(heardBefore)), events: sent)
  }

  /// A script that lets the host answer what nobody asks shows something else than it means to.
  var unaskedAnswer: ScenarioFailure? {
    outlet.hostAnswers.first.map { unasked in
      ScenarioFailure(
        position: unasked.step.position, line: "host> \(unasked.step.line)",
        expected: "a question \(unasked.answer.operation.rawValue) of the host", got: [])
    }
  }

  /// A transcript is kept and printed: a password stays out of it.
  private func shown(_ line: String) -> String {
    guard line.split(separator: " ").first?.uppercased() == "LOGIN" else { return line }
    return line.split(separator: " ").map { $0.hasPrefix("password=") ? "password=..." : $0 }.joined(separator: " ")
  }

  private mutating func run(to instant: Timestamp) {
    switchboard.runVirtual(to: instant, inclusive: false, late: outlet.late) { [world, host, outlet] effect, time in
      Self.answer(effect, at: time, world, host, outlet)
    }
  }

  private mutating func feed(_ input: Input) {
    switchboard.feedVirtual(input, late: outlet.late) { [world, host, outlet] effect, time in
      Self.answer(effect, at: time, world, host, outlet)
    }
  }

  private mutating func connection(of step: Scenario.Step) -> ConnectionID {
    if let known = peers[step.peer] { return known }
    let connection = ConnectionID(Int64(peers.count + 1))
    peers[step.peer] = connection
    outlet.names[connection] = step.peer
    feed(.opened(connection, step.role, Peer(userID: 0, processID: 0)))
    return connection
  }

  private static func answer(
    _ effect: Effect, at now: Timestamp, _ world: ScenarioRunner.World, _ host: any HostLink, _ outlet: Outlet
  ) -> [Input] {
    switch effect {
    case .send(let connection, let line):
      outlet.transcript.append("\(outlet.names[connection] ?? "?") < \(text(line))")
      outlet.sent[connection, default: []].append(line)
      return []
    case .completed, .log, .reloadEnded, .stopped: return []
    case .close(let connection): return [.closed(connection)]
    case .askHost(let request): return ask(host, request, at: now, outlet)
    case .record(let fact):
      outlet.desk.note(fact)
      outlet.facts.append(fact)
      return []
    case .ask(let ticket, .unlock(let subject)):
      return [.answered(ticket, .unlocked(isKnown: host.unlock(subject, at: now)))]
    case .ask(let ticket, .payee(let entry)): return [.answered(ticket, .payee(host.register(entry.payee, at: now)))]
    case .ask(let ticket, let question): return [.answered(ticket, answer(question, world, outlet))]
    }
  }

  private static func ask(
    _ host: any HostLink, _ request: HostRequest, at now: Timestamp, _ outlet: Outlet
  ) -> [Input] {
    guard !outlet.unanswered.contains(request.id) else { return [] }
    guard let place = outlet.hostAnswers.firstIndex(where: { $0.answer.operation == request.operation }) else {
      return host.perform([request]).map { .hostReplied($0) }
    }
    let answer = outlet.hostAnswers.remove(at: place).answer
    switch answer.fate {
    case .answered(let outcome): return [.hostReplied(answer.reply(outcome, to: request))]
    case .silent:
      outlet.unanswered.insert(request.id)
      return []
    case .lost:
      _ = host.perform([request])
      return []
    case .late(let delay):
      for reply in host.perform([request]) { outlet.late.plan(.hostReplied(reply), at: now + delay) }
      return []
    }
  }

  private static func answer(_ question: Question, _ world: ScenarioRunner.World, _ outlet: Outlet) -> Answer {
    switch question {
    case .agentPassword(let agent, let secret): .password(isRight: world.isRightPassword(agent, secret))
    case .durability: .durable(position: 0)
    case .loadSettings: reload(world, outlet)
    case .records: .recordUnknown
    case .centre(let order): .centre(outlet.desk.perform(order))
    case .unlock, .payee: preconditionFailure("the bank's branches answer it")
    case .backup: .backedUp(.refused(reason: "nothing is kept here that could be copied"))
    case .tick: preconditionFailure("the crank answers ticks")
    }
  }

  private static func reload(_ world: ScenarioRunner.World, _ outlet: Outlet) -> Answer {
    let answer = world.reload()
    if case .settings(let settings) = answer { outlet.desk.work(in: settings.acd.dialHours.working) }
    return answer
  }

  /// `replies` came upon this very line; `events` since the peer last spoke, whoever caused them.
  private func check(_ step: Scenario.Step, replies: [ServerLine], events: [ServerLine]) -> ScenarioFailure? {
    let replies = replies.filter(\.isReply).map(Self.text)
    let events = events.filter { !$0.isReply }.map(Self.text)
    for expected in step.replies {
      let candidates = expected.text.hasPrefix("*") || expected.text.hasPrefix("!") ? events : replies
      guard candidates.contains(where: { Self.line($0, has: expected.text) }) else {
        return ScenarioFailure(
          position: expected.position, line: shown(step.line), expected: expected.text, got: candidates)
      }
    }
    let expectsReply = step.replies.contains { !$0.text.hasPrefix("*") && !$0.text.hasPrefix("!") }
    if let error = replies.first(where: { $0.hasPrefix("ERR") }), !expectsReply {
      return ScenarioFailure(position: step.position, line: shown(step.line), expected: "OK", got: [error])
    }
    return nil
  }

  private static func text(_ line: ServerLine) -> String {
    String(decoding: line.encoded().dropLast(), as: UTF8.self)
  }

  /// Every word of `expected` stands in the line, plain words in the same order. An event's number and subject
  /// may be left out.
  private static func line(_ line: String, has expected: String) -> Bool {
    let words = line.split(separator: " ").map(String.init)
    var plain = words.filter { !$0.contains("=") }[...]
    for want in expected.split(separator: " ").map(String.init) {
      if want.contains("=") {
        guard words.contains(want) else { return false }
      } else {
        guard let place = plain.firstIndex(of: want) else { return false }
        plain = plain[(place + 1)...]
      }
    }
    return true
  }
}

extension ServerLine {
  /// Part of an answer, rather than something that happened.
  fileprivate var isReply: Bool {
    switch self {
    case .ok, .error, .row: true
    case .event, .notice: false
    }
  }
}
