import CallModel
import LineProtocol
import Testing

/// The tables of PROTOCOL.md with a mark above them say what the program says, row for row.
@Suite struct ProtocolTablesTests {
  private let document: ProtocolDocument

  init() throws { document = try ProtocolDocument.shared.get() }

  @Test func classes() throws {
    #expect(try document.table("classes").column(0) == ErrorClass.allCases.map { "`\($0.rawValue)`" })
  }

  @Test func symbols() throws {
    let rows = ErrorSymbol.allCases.map { ["`\($0.errorClass.rawValue)`", "`\($0.rawValue)`", $0.meaning] }
    #expect(try document.table("symbols").rows == rows)
  }

  @Test func reasonsOfGoodByes() throws {
    #expect(try document.table("byes").rows == ByeReason.allCases.map { ["`\($0.rawValue)`", $0.meaning] })
  }

  @Test func notices() throws {
    let notices: [Notice] = [
      .hello(server: "", epoch: 1, capabilities: []), .bye(reason: .slow, resume: ResumePoint(session: "", event: 1)),
      .drain(by: .zero), .epoch(1), .lost(class: "", count: 1),
    ]
    let rows = notices.map { notice in
      "`" + ([notice.kind] + notice.fields.map { $0.key + "=" }).joined(separator: " ") + "`"
    }
    #expect(try document.table("notices").column(0) == rows)
  }

  // MARK: - Verbs

  @Test(arguments: [
    ("gw", RoleSet.gateway), ("desk", .desk), ("ops", .operations), ("everywhere", .everywhere),
  ]) func verbs(name: String, roles: RoleSet) throws {
    let entries = VerbTable.entries.filter { $0.roles == roles }
    let table = try document.table("verbs \(name)")
    #expect(table.rows.map { Array($0.prefix(2)) } == entries.map { ["`\($0.usage)`", $0.help] })
    for row in table.rows where row.count < 3 || row[2].isEmpty { Issue.record("\(row[0]) has no answer") }
  }

  @Test func everyVerbIsInOneTable() {
    let roles: [RoleSet] = [.gateway, .desk, .operations, .everywhere]
    for entry in VerbTable.entries where !roles.contains(entry.roles) {
      Issue.record("\(entry.name) is spoken on \(entry.roles.socketNames): the document needs a table for these")
    }
  }

  /// Each verb is tried by its own example: none is missing.
  @Test func everyVerbIsAvailable() throws {
    for role in Role.allCases {
      var stage = try loggedIn(role)
      for entry in VerbTable.entries where entry.roles.contains(role) {
        stage.type(Array("@\(entry.verb.rawValue) \(entry.example)\n".utf8))
        let lines = stage.takeUnread()
        let answer = try #require(
          lines.last { $0.hasPrefix("OK @\(entry.verb.rawValue)") || $0.hasPrefix("ERR @\(entry.verb.rawValue) ") },
          "\(entry.name) is not answered: \(lines)")
        #expect(!answer.contains(" deny not-available"))
        #expect(!answer.contains(" not-logged-in"))
        if entry.verb == .logout || lines.contains(where: { $0.hasPrefix("! BYE") }) { stage = try loggedIn(role) }
      }
    }
  }

  private func loggedIn(_ role: Role) throws -> ExampleStage {
    let stage = ExampleStage(world: try DocumentWorld.shipped.get())
    stage.open(role)
    if role == .desk { stage.type(Array("LOGIN 1001 password=demo\n".utf8)) }
    _ = stage.takeUnread()
    return stage
  }

  // MARK: - Events

  /// `KIND key= key=`, without values and brackets.
  private func shape(_ cell: String) -> [String] {
    let words = cell.split(whereSeparator: { " []`".contains($0) })
    let keys = words.dropFirst().prefix { !$0.hasPrefix(":") }.compactMap { word -> String? in
      guard let equals = word.firstIndex(of: "="), !word.hasPrefix("<") else { return nil }
      return String(word[...equals])
    }
    return [String(words.first ?? "")] + keys
  }

  private func shape(_ event: Event) -> [String] { [event.kind] + event.fields.map { $0.key + "=" } }

  @Test func eventsOfCalls() throws {
    let events: [Event] = [
      .say(.init(prompt: PromptID("p"), language: .english, interrupt: Event.Interrupt.none, pieces: ["p"], text: "")),
      .stop,
      .ask(
        .init(
          node: NodeID("n"), kind: .digits, keys: ["1"], minimum: 1, maximum: 2, end: Key("#"), first: .zero,
          inter: .zero)),
      .noInput(node: NodeID("n"), count: 1), .noMatch(node: NodeID("n"), count: 1),
      .queue(queue: QueueID("q"), position: 1, wait: nil),
      .bridge(agent: AgentID("a"), address: "", offer: OfferID("o")), .hold, .unhold, .unbridge,
      .consult(agent: AgentID("a"), address: "", offer: OfferID("o")), .join, .unconsult,
      .complete(agent: AgentID("a")), .supervise(agent: AgentID("a"), address: "", mode: .listen),
      .unsupervise(agent: AgentID("a")), .dial(phone: "", queue: QueueID("q"), attempt: 1, ring: .zero), .undial,
      .end(cause: "", disposition: ""),
    ]
    #expect(events.map(\.kind) == Event.gatewayKinds)
    #expect(try document.table("events gw").column(0).map(shape) == events.map(shape))
  }

  @Test func eventsOfDesks() throws {
    let offer = Event.Offer(
      agent: AgentID("a"), call: CallID("c"), queue: QueueID("q"), ttr: .zero, waited: .zero, why: [], attempt: 1,
      consultedBy: AgentID("b"))
    let events: [Event] = [
      .offer(offer), .dialling(attempt: 1, ring: .zero), .deadlineSoon(left: .zero), .withdrawn(reason: ""),
      .connected(path: [], verified: .none, customer: nil), .held, .unheld,
      .consulting(agent: AgentID("b"), state: "", reason: ""),
      .supervising(agent: AgentID("b"), mode: .listen, reason: ""), .ended, .wrapUp(until: nil),
      .state(state: "", reason: ""), .rest(calls: 1, until: .epoch),
    ]
    #expect(try document.table("events desk").column(0).map(shape) == events.map(shape))
  }

  @Test func kindsOfInput() throws {
    let ask = try #require(try document.table("events gw").column(0).first { $0.hasPrefix("`ASK ") })
    #expect(ask.contains(" kind=\(Event.InputKind.allCases.map(\.rawValue).joined(separator: "|")) "))
  }

  /// An unknown class is answered with those that are known.
  @Test func classesOfMonitors() throws {
    let classes = try document.table("monitors").column(0).filter { !$0.isEmpty }
    let stage = ExampleStage(world: try DocumentWorld.shipped.get())
    stage.open(.operations)
    stage.type(Array("WATCH no-such-class\n".utf8))
    let known = classes.map { $0.split(separator: "`").joined() }.joined(separator: ", ")
    #expect(stage.unreadLines.last?.hasSuffix(" \(known)") == true, "\(stage.unreadLines)")
  }
}
