import ACD
import CallModel
import IVR
import LineProtocol
import ServiceCentre
import SwitchboardCore

/// Drives a switchboard under virtual time with lines of text, and reads its answers as lines of text.
///
/// The tree is small and made by hand: these tests are about sessions, order and hand-over; the shipped
/// menus are walked by the scripts in `menus/scenarios`.
final class SwitchboardTester {
  var switchboard: Switchboard
  private(set) var facts: [Fact] = []
  private(set) var closed: [ConnectionID] = []
  private(set) var hasStopped = false
  private(set) var reloads = 0
  private(set) var logged: [LogEntry] = []
  /// Questions that are left unanswered until a test answers them.
  private(set) var open: [(ticket: Ticket, question: Question)] = []
  let desk = InMemoryDesk()
  private(set) var hostRequests: [HostRequest] = []
  var answersQuestions = true
  var host: (HostRequest) -> HostReply? = { HostReply(id: $0.id, call: $0.call, outcome: .normal) }
  private var lines: [ConnectionID: [String]] = [:]
  private var completed: [ConnectionID: Int] = [:]

  static let start = CivilTime(day: CivilDay(year: 2026, month: 11, day: 24)!, timeOfDay: .hours(10)).instant()

  init(
    limits: Limits = Limits(), isVirtual: Bool = true, isDurable: Bool = false,
    settings: SwitchboardSettings = TestTree.settings()
  ) {
    let identity = Switchboard.Identity(server: "ivrd/test", epoch: 7, isVirtual: isVirtual, isDurable: isDurable)
    switchboard = Switchboard(settings: settings, identity: identity, limits: limits, at: Self.start)
    switchboard.beginRecording()
  }

  func connect(_ number: Int64, _ role: Role = .gateway, userID: UInt32 = 1_000) -> ConnectionID {
    let connection = ConnectionID(number)
    feed(.opened(connection, role, Peer(userID: userID, processID: 42)))
    return connection
  }

  /// Says lines and gives what was sent to this connection meanwhile.
  @discardableResult
  func say(_ connection: ConnectionID, _ text: String..., role: Role = .gateway) -> [String] {
    lines[connection] = []
    for line in text {
      var decoder = LineDecoder()
      decoder.feed(Array((line + "\n").utf8)) { decoded in
        if let line = RequestParser.parse(decoded, role: role) { self.feed(.line(connection, line)) }
      }
    }
    return lines[connection] ?? []
  }

  /// What was sent to a connection since it last said something or was asked for this.
  func heard(_ connection: ConnectionID) -> [String] { lines.removeValue(forKey: connection) ?? [] }

  func completedCount(_ connection: ConnectionID) -> Int { completed[connection] ?? 0 }

  func pass(_ interval: Interval, inclusive: Bool = true) {
    switchboard.runVirtual(to: switchboard.now + interval, inclusive: inclusive) { effect, _ in self.answer(effect) }
  }

  func feed(_ input: Input) {
    switchboard.feedVirtual(input) { effect, _ in self.answer(effect) }
  }

  /// The process dies, and another goes on from a snapshot so much later; whoever is kept was handed over. Gives the
  /// turns of the life that ends, and begins to record the next one's.
  @discardableResult
  func restart(
    after gone: Interval = .zero, keeping kept: [ConnectionID]? = nil, seal: (any KeySeal)? = nil,
    opening: (any KeySeal)? = nil, from source: [CodingUserInfoKey: any Sendable] = TestTree.source
  ) throws -> [RecordedTurn] {
    let turns = switchboard.recordedTurns
    var info: [CodingUserInfoKey: Any] = source
    info[.keySeal] = opening
    let bytes = try StateEncoder.bytes(of: switchboard, userInfo: seal.map { [.keySeal: $0] } ?? [:])
    switchboard = try StateDecoder.value(Switchboard.self, from: bytes, userInfo: info)
    switchboard.beginRecording(seal: opening)
    let life = Restart(
      server: "ivrd/test", epoch: switchboard.identity.epoch + 1, knowsUnusedKeys: switchboard.knowsUnusedKeys,
      handedOver: kept)
    switchboard.feedVirtual(.restarted(life), after: gone) { effect, _ in self.answer(effect) }
    return turns
  }

  private func answer(_ effect: Effect) -> [Input] {
    switch effect {
    case .send(let connection, let line):
      var bytes: [UInt8] = []
      line.encode(into: &bytes)
      lines[connection, default: []].append(String(decoding: bytes.dropLast(), as: UTF8.self))
    case .completed(let connection, let count): completed[connection, default: 0] += count
    case .close(let connection): closed.append(connection)
    case .askHost(let request):
      hostRequests.append(request)
      if let reply = host(request) { return [.hostReplied(reply)] }
    case .record(let fact):
      facts.append(fact)
      desk.note(fact)
    case .ask(let ticket, let question):
      if answersQuestions { return [.answered(ticket, answer(question))] }
      open.append((ticket, question))
    case .reloadEnded: reloads += 1
    case .log(let entry): logged.append(entry)
    case .stopped: hasStopped = true
    }
    return []
  }

  private func answer(_ question: Question) -> Answer {
    switch question {
    case .agentPassword(_, let secret):
      .password(isRight: secret.withUnsafeBytes { Array($0) == Array("right".utf8) })
    case .durability: .durable(position: 11)
    case .loadSettings: .settingsRefused(problems: ["menus/tree.yaml:3:1: error: no such node"])
    case .records: .recordUnknown
    case .centre(let order): .centre(desk.perform(order))
    case .payee(let entry): .payee(entry.payee.account == "1" ? .refused(code: "own-account") : .registered(7))
    case .unlock(let subject): .unlocked(isKnown: subject == .customer(CustomerNumber(1)))
    case .backup(let path):
      .backedUp(path == "full" ? .refused(reason: "it is full") : .made(path: path, position: 7, bytes: 8))
    case .tick: .failed(reason: "the crank answers ticks")
    }
  }

  var callRecords: [CallRecord] {
    facts.compactMap { fact in
      if case .call(let record) = fact { record } else { nil }
    }
  }
}

/// A tree that has just what these tests need: a menu, a queue, a secret, an end.
enum TestTree {
  /// For decoding a switchboard that has it.
  static let source: [CodingUserInfoKey: any Sendable] = {
    let settings: SwitchboardSettings.Source = { Self.settings(version: $0) }
    let trees: MenuTree.Source = { Self.tree(version: $0) }
    return [SwitchboardSettings.sourceKey: settings, MenuTree.sourceKey: trees]
  }()

  static func settings(version: String = "v1", asking operation: HostOperation = .lookUpCaller) -> SwitchboardSettings {
    SwitchboardSettings(tree: tree(version: version, asking: operation), acd: acd)
  }

  /// main: 1 queue, 2 password, 3 end, 4 an action of the host. No key leads to the callback: only its queue does.
  /// Calls on the version `news` begin with the announcements.
  static func tree(version: String, asking operation: HostOperation = .lookUpCaller) -> MenuTree {
    let position = SourcePosition(file: "test.yaml", line: 1, column: 1)
    func node(_ id: String, _ kind: NodeKind, silent: Bool = false) -> MenuNode {
      MenuNode(id: NodeID(id), position: position, prompt: silent ? nil : PromptID(id), kind: kind)
    }
    func key(_ text: String) -> [Key] { Array(Keys(text)!) }
    let nodes = [
      node(
        "main",
        .menu(
          Menu(choices: [
            MenuChoice(keys: key("1"), target: .node(NodeIndex(1))),
            MenuChoice(keys: key("2"), target: .node(NodeIndex(2))),
            MenuChoice(keys: key("3"), target: .node(NodeIndex(3))),
            MenuChoice(keys: key("4"), target: .node(NodeIndex(4))),
          ]))),
      node(
        "agents",
        .queue(
          QueueEntry(
            queue: QueueID("general"), after: .node(NodeIndex(3)), closed: .node(NodeIndex(3)),
            overflow: .node(NodeIndex(3))))),
      node(
        "password",
        .secret(
          SecretEntry(
            operation: .verifyQueryPassword,
            outcomes: [
              OutcomeEdge(outcome: .ok, next: .node(NodeIndex(0))), OutcomeEdge(outcome: .wrong, next: .again),
              OutcomeEdge(outcome: .locked, next: .node(NodeIndex(3))),
              OutcomeEdge(outcome: .unset, next: .node(NodeIndex(3))),
            ]))),
      node("bye", .end(disposition: "self-service")),
      node(
        "look",
        .action(
          Action(
            operation: operation,
            outcomes: [.normal, .elder, .vip, .blocked].map { OutcomeEdge(outcome: $0, next: .node(NodeIndex(0))) })),
        silent: true),
      MenuNode(
        id: NodeID("secured"), position: position, prompt: nil, kind: .say(next: .node(NodeIndex(0))), level: .query),
      node(
        "callback",
        .callback(
          Callback(
            queue: QueueID("general"), prompt: PromptID("callback"), next: .node(NodeIndex(3)),
            unavailable: .node(NodeIndex(3)))), silent: true),
      node(news, .announcements(next: .node(NodeIndex(0)))),
    ]
    let prompts = ["main", "agents", "password", "bye", "callback", "no-input.1", "no-match.1"].map { id in
      Prompt(
        id: PromptID(id),
        templates: [.init(language: .english, pieces: [.words("This is \(id).")])])
    }
    let announcement = Prompt.Hole(name: Dialogue.announcement, format: .text)
    let told = Prompt(
      id: PromptID(news),
      templates: [.init(language: .english, pieces: [.words("Note: "), .hole(announcement)])])
    return MenuTree(
      version: version, nodes: nodes, start: NodeIndex(version == news ? nodes.count - 1 : 0),
      fallbacks: .init(exhausted: NodeIndex(3), hostDown: NodeIndex(3)), prompts: PromptCatalogue(prompts + [told]),
      languages: [.english])
  }

  static let news = "news"

  static var acd: ACDConfiguration {
    let codes = WrapUpPolicy(mode: .optional, limit: .minutes(5), codes: ["done"])
    return ACDConfiguration(
      queues: [
        QueueConfiguration(id: QueueID("general"), wrapUp: codes), QueueConfiguration(id: QueueID("cards")),
      ],
      agents: [
        AgentConfiguration(id: AgentID("1001"), name: "Li", address: "sip:1001"),
        AgentConfiguration(id: AgentID("1002"), name: "Wang", address: "sip:1002"),
      ])
  }
}
