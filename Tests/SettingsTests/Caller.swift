import CallModel
import IVR
import Settings

/// A caller in the shipped menus, before a scripted host: presses keys and reads what is said, as lines.
struct Caller {
  /// What the host answers to each operation, in the order of asking; then `unavailable`.
  typealias Script = [HostOperation: [HostReply]]

  private var dialogue: Dialogue
  /// When all calls begin.
  static let morning = CivilTime(day: CivilDay(year: 2026, month: 11, day: 24)!, timeOfDay: .hours(10)).instant()
  private var now = Caller.morning
  private var deadline: Timestamp?
  private var script: Script
  /// Answers instead of the script, where there is one.
  private let bank: (any HostLink)?
  private var answer: HostReply?
  /// What was asked of the host, in order.
  private(set) var queries: [HostQuery] = []
  /// Everything that happened since it was last read.
  private var lines: [String] = []

  init(
    _ tree: MenuTree, language: Language? = nil, from number: String? = "13800138000", host script: Script = [:],
    bank: (any HostLink)? = nil
  ) {
    dialogue = Dialogue(tree: tree, language: language, callingNumber: number, playback: .instant)
    self.script = script
    self.bank = bank
    happen { $0.begin(at: $1, into: &$2) }
  }

  /// What was said, asked and done since the last look.
  mutating func heard() -> [String] {
    defer { lines = [] }
    return lines
  }

  mutating func press(_ keys: String) -> [String] {
    let keys = Keys(keys)!
    happen { $0.press(keys, at: $1, into: &$2) }
    return heard()
  }

  /// Nothing is pressed until the next deadline.
  mutating func wait() -> [String] {
    guard let deadline else { return [] }
    now = deadline
    happen { $0.deadlineReached(at: $1, into: &$2) }
    return heard()
  }

  mutating func queueTells(position: Int, wait: Interval?) -> [String] {
    happen { $0.queueUpdated(position: position, estimatedWait: wait, at: $1, into: &$2) }
    return heard()
  }

  mutating func queueIsClosed() -> [String] {
    happen { $0.queueClosed(at: $1, into: &$2) }
    return heard()
  }

  mutating func agentAnswers(_ agent: String) -> [String] {
    happen { $0.agentAnswered(agent: AgentID(agent), at: $1, into: &$2) }
    return heard()
  }

  mutating func agentEnds() -> [String] {
    happen { $0.agentReleased(at: $1, into: &$2) }
    return heard()
  }

  private mutating func happen(_ event: (inout Dialogue, Timestamp, inout [DialogueAction]) -> Void) {
    var actions: [DialogueAction] = []
    event(&dialogue, now, &actions)
    for action in actions { note(action) }
    // The host answers at once, when everything of the event has been done.
    if let reply = answer {
      answer = nil
      happen { $0.hostReplied(reply, at: $1, into: &$2) }
    }
  }

  private mutating func reply(to query: HostQuery) -> HostReply {
    if let bank {
      let request = HostRequest(
        id: Int64(queries.count), call: CallID("c1"), operation: query.operation, arguments: query.arguments,
        secret: query.secret, customer: query.customer, callingNumber: dialogue.callingNumber,
        failuresInCall: query.failuresInCall, idempotencyKey: "1/1/\(query.visit)", at: now)
      return bank.perform([request])[0]
    }
    guard script[query.operation]?.isEmpty == false else { return .answer(.unavailable) }
    return script[query.operation]!.removeFirst()
  }

  private mutating func note(_ action: DialogueAction) {
    switch action {
    case .say(let utterance):
      let said = utterance.saying
      lines.append("\(said.language) \(said.prompt)\(said.interruptible ? "" : " whole"): \(said.text)")
    case .ask(let ask):
      lines.append("ask \(ask.node)\(ask.keys.isEmpty ? "" : " " + ask.keys.joined(separator: ","))")
    case .deadline(let instant): deadline = instant
    case .askHost(let query):
      queries.append(query)
      answer = reply(to: query)
    case .enterQueue(let queue): lines.append("enter \(queue)")
    case .callbackRegistered(let id, phone: _, let queue): lines.append("owed \(id) \(queue)")
    case .leaveQueue(let reason): lines.append("leave \(reason.rawValue)")
    case .bridge: lines.append("bridge")
    case .transfer(let address): lines.append("transfer \(address)")
    case .surveyAnswer(let node, let answer): lines.append("answer \(node) \(answer)")
    case .end(let cause, let disposition): lines.append("end \(cause.rawValue) \(disposition)")
    case .noInput(let node, let count): lines.append("no-input \(node) \(count)")
    case .noMatch(let node, let count): lines.append("no-match \(node) \(count)")
    case .stop: lines.append("stop")
    case .waitTold: break
    }
  }
}

/// Answers of a host, for scripts.
extension HostReply {
  static func answer(
    _ outcome: HostOutcome, _ values: SessionValues = [:], items: [SessionValues] = [],
    customer: CustomerFacts? = nil
  ) -> HostReply {
    HostReply(id: 0, call: CallID("c1"), outcome: outcome, values: values, items: items, customer: customer)
  }
}
