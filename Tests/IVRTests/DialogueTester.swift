import CallModel
import IVR
import Testing

/// Feeds one dialogue under virtual time and compares what it wants, line by line.
///
/// Deadlines are no lines: the tester keeps the one in force, fires it when the time comes, and checks with each
/// event that the dialogue is in a state that something can still move.
struct DialogueTester {
  private(set) var dialogue: Dialogue
  private(set) var now: Timestamp
  private(set) var deadline: Timestamp?
  private(set) var queries: [HostQuery] = []
  private(set) var sentences: [Saying] = []
  private(set) var promises: [WaitPromise] = []
  private var lastOrdinal = 0

  /// 2026-11-24 12:00 in Shanghai.
  static let noon = CivilTime(day: CivilDay(year: 2026, month: 11, day: 24)!, timeOfDay: .hours(12)).instant()

  init(
    _ tree: MenuTree, language: Language? = nil, from callingNumber: String? = nil, playback: PlaybackMode = .instant,
    at now: Timestamp = DialogueTester.noon
  ) {
    dialogue = Dialogue(tree: tree, language: language, callingNumber: callingNumber, playback: playback)
    self.now = now
  }

  // MARK: - Events

  mutating func begin(_ expected: String..., at location: SourceLocation = #_sourceLocation) {
    expect(expected, location) { $0.begin(at: $1, into: &$2) }
  }

  mutating func press(_ keys: String, _ expected: String..., at location: SourceLocation = #_sourceLocation) {
    expect(expected, location) { $0.press(Keys(keys)!, at: $1, into: &$2) }
  }

  /// Lets time pass, with every deadline on the way.
  mutating func wait(_ interval: Interval, _ expected: String..., at location: SourceLocation = #_sourceLocation) {
    let end = now + interval
    var lines: [String] = []
    while let due = deadline, due <= end {
      now = due
      lines += happen(location) { $0.deadlineReached(at: $1, into: &$2) }
    }
    now = end
    #expect(lines == expected, sourceLocation: location)
  }

  /// All that was said so far is heard, or what was said up to an ordinal.
  mutating func heard(
    through ordinal: Int? = nil, _ expected: String..., at location: SourceLocation = #_sourceLocation
  ) {
    let last = ordinal ?? lastOrdinal
    expect(expected, location) { $0.promptHeard(through: last, at: $1, into: &$2) }
  }

  mutating func host(
    _ outcome: HostOutcome, values: SessionValues = [:], items: [SessionValues] = [],
    customer: CustomerFacts? = nil, _ expected: String..., at location: SourceLocation = #_sourceLocation
  ) {
    let reply = HostReply(
      id: 1, call: CallID("c1"), outcome: outcome, values: values, items: items, customer: customer)
    expect(expected, location) { $0.hostReplied(reply, at: $1, into: &$2) }
  }

  mutating func position(
    _ position: Int, ewt: Interval?, _ expected: String..., at location: SourceLocation = #_sourceLocation
  ) {
    expect(expected, location) { $0.queueUpdated(position: position, estimatedWait: ewt, at: $1, into: &$2) }
  }

  mutating func agentAnswers(_ expected: String..., at location: SourceLocation = #_sourceLocation) {
    expect(expected, location) { $0.agentAnswered(agent: AgentID("1001"), at: $1, into: &$2) }
  }

  /// Any other event.
  mutating func on(
    _ expected: String..., at location: SourceLocation = #_sourceLocation,
    _ happen: (inout Dialogue, Timestamp, inout [DialogueAction]) -> Void
  ) {
    expect(expected, location, happen)
  }

  // MARK: - Checks

  private mutating func expect(
    _ expected: [String], _ location: SourceLocation,
    _ event: (inout Dialogue, Timestamp, inout [DialogueAction]) -> Void
  ) {
    let lines = happen(location, event)
    #expect(lines == expected, sourceLocation: location)
  }

  private mutating func happen(
    _ location: SourceLocation, _ event: (inout Dialogue, Timestamp, inout [DialogueAction]) -> Void
  ) -> [String] {
    var actions: [DialogueAction] = []
    let hadEnded = dialogue.phase == .ended
    if let deadline, deadline <= now { self.deadline = nil }
    event(&dialogue, now, &actions)
    if hadEnded { #expect(actions.isEmpty, "a call that has ended wants nothing", sourceLocation: location) }
    var deadlines = 0
    for action in actions {
      switch action {
      case .deadline(let instant):
        deadlines += 1
        deadline = instant
      case .askHost(let query): queries.append(query)
      case .say(let utterance):
        #expect(utterance.ordinal == lastOrdinal + 1, "prompts are numbered without gaps", sourceLocation: location)
        lastOrdinal = utterance.ordinal
        sentences.append(utterance.saying)
      case .waitTold(let promise): promises.append(promise)
      case .stop, .ask, .noInput, .noMatch, .enterQueue, .callbackRegistered, .leaveQueue, .bridge, .transfer,
        .surveyAnswer, .end:
        break
      }
    }
    #expect(deadlines <= 1, "one deadline an event", sourceLocation: location)
    if dialogue.phase == .ended, let last = actions.last {
      guard case .end = last else {
        Issue.record("something comes after the end: \(last)", sourceLocation: location)
        return []
      }
    }
    checkLiveness(location)
    return actions.compactMap { DialogueTester.line($0, dialogue.tree) }
  }

  /// Nothing may be stuck: whatever the dialogue waits for can still come.
  private func checkLiveness(_ location: SourceLocation) {
    switch dialogue.phase {
    case .asking, .awaitingHost, .speaking:
      #expect(deadline != nil, "\(dialogue.phase) without a deadline", sourceLocation: location)
    case .notBegun, .waiting, .talking, .transferring: break
    case .ended: #expect(deadline == nil, "a deadline after the end", sourceLocation: location)
    }
    #expect((dialogue.currentAsk != nil) == (dialogue.phase == .asking), sourceLocation: location)
  }

  static func line(_ action: DialogueAction, _ tree: MenuTree) -> String? {
    switch action {
    case .say(let utterance): "SAY \(written(utterance.saying, tree))"
    case .stop: "STOP"
    case .ask(let ask): "ASK \(line(ask))"
    case .noInput(let node, let count): "NOINPUT \(node) \(count)"
    case .noMatch(let node, let count): "NOMATCH \(node) \(count)"
    case .deadline: nil
    case .askHost(let query): "HOST \(query.operation.rawValue)"
    case .enterQueue(let queue): "ENTER \(queue)"
    case .waitTold: nil
    case .callbackRegistered(let id, phone: _, let queue): "OWED \(id) \(queue)"
    case .leaveQueue(let reason): "LEAVE \(reason.rawValue)"
    case .bridge: "BRIDGE"
    case .transfer(let address): "TRANSFER \(address)"
    case .surveyAnswer(let node, let answer): "SURVEY \(node) \(answer)"
    case .end(let cause, let disposition): "END \(cause.rawValue) \(disposition)"
    }
  }

  /// The sentence with its values as they are written, which reads better here than in words; one with a list as it
  /// is said.
  static func written(_ said: Saying, _ tree: MenuTree) -> String {
    // Its words may be those of a variant, which its recordings name.
    let variant = said.pieces.lazy.compactMap { piece -> Prompt? in
      guard case .recording(let name) = piece, name.hasPrefix(said.prompt.text) else { return nil }
      return tree.prompts[PromptID(String(name.prefix { $0 != "+" }))]
    }.first
    guard let template = (variant ?? tree.prompts[said.prompt])?.template(in: said.language) else { return said.text }
    var values = said.values[...]
    var text = ""
    for piece in template.pieces {
      switch piece {
      case .words(let words): text += words
      case .hole(let hole) where hole.format == .list: return said.text
      case .hole: text += values.removeFirst().text
      }
    }
    return text
  }

  static func line(_ ask: Ask) -> String {
    var words = ["\(ask.node)", ask.kind.rawValue]
    if !ask.keys.isEmpty { words.append(ask.keys.joined(separator: ",")) }
    if let minimum = ask.minimum, let maximum = ask.maximum { words.append("\(minimum)-\(maximum)") }
    if let end = ask.endKey { words.append(String(end.character)) }
    return words.joined(separator: " ")
  }

  /// The nodes walked, by name.
  var path: [String] { dialogue.path.map { dialogue.tree[$0].id.text } }
}
