import ACD
import CallModel
import Testing

/// A small centre for tests that read as a dialogue: one line in, short lines out, the audit after each.
///
/// Times are seconds from noon of a Monday in Shanghai. What came out is read by `heard`, one line an action:
/// `offer o1 c1 -> amy`, `amy talking`, `c1 is 2nd`... Stretches of state are kept apart, in `stretches`.
struct Floor {
  static let noon = CivilTime(day: CivilDay(year: 2026, month: 9, day: 28)!, timeOfDay: .hours(12)).instant()

  var engine: ACDEngine
  let settings: ACDConfiguration
  private(set) var actions: [ACDAction] = []
  var time: Timestamp = Floor.noon

  init(
    _ queues: [QueueConfiguration], agents: [AgentConfiguration], skills: [SkillID] = [], rest: RestPolicy? = nil,
    dialHours: DialHours = DialHours()
  ) {
    settings = ACDConfiguration(skills: skills, queues: queues, agents: agents, rest: rest, dialHours: dialHours)
    engine = ACDEngine(configuration: settings, startingAt: Floor.noon)
  }

  /// One queue `q` without wrap-up, open to all; agents of these names, without skills, ready from noon on.
  init(
    agents names: [String], rest: RestPolicy? = nil, dialHours: DialHours = DialHours(),
    _ change: (inout QueueConfiguration) -> Void = { _ in }
  ) {
    var queue = QueueConfiguration(
      id: QueueID("q"), wrapUp: WrapUpPolicy(mode: .none), announce: AnnouncePolicy(positionsUpTo: 3, every: nil))
    change(&queue)
    self.init([queue], agents: names.map { AgentConfiguration(id: AgentID($0)) }, rest: rest, dialHours: dialHours)
    staff(names)
  }

  mutating func staff(_ names: [String]) {
    for name in names {
      _ = at(0) { $0.logIn(agent: AgentID(name), at: $1, into: &$2) }
      _ = at(0) { $0.ready(agent: AgentID(name), at: $1, into: &$2) }
    }
    actions = []
  }

  /// Lets something happen `seconds` after noon, and returns the refusal.
  mutating func at(
    _ seconds: Int64, _ event: (inout ACDEngine, Timestamp, inout [ACDAction]) -> ACDRefusal?
  ) -> ACDRefusal? {
    time = Floor.noon + .seconds(seconds)
    let refusal = event(&engine, time, &actions)
    #expect(engine.audit() == [])
    return refusal
  }

  mutating func wait(until seconds: Int64) {
    time = Floor.noon + .seconds(seconds)
    engine.advance(to: time, into: &actions)
    #expect(engine.audit() == [])
  }

  mutating func enter(
    _ call: String, _ queue: String = "q", credit: Int64 = 0, arrival: Int64? = nil, at seconds: Int64
  ) {
    let refusal = at(seconds) {
      $0.enter(
        call: CallID(call), queue: QueueID(queue), credit: credit,
        arrival: arrival.map { Floor.noon + .seconds($0) }, at: $1, into: &$2)
    }
    #expect(refusal == nil)
  }

  mutating func accept(_ offer: String, by agent: String, at seconds: Int64) {
    let refusal = at(seconds) { $0.accept(offer: OfferID(offer), by: AgentID(agent), at: $1, into: &$2) }
    #expect(refusal == nil)
  }

  mutating func decline(_ offer: String, by agent: String, reason: String? = nil, at seconds: Int64) {
    let refusal = at(seconds) {
      $0.decline(offer: OfferID(offer), by: AgentID(agent), reason: reason, at: $1, into: &$2)
    }
    #expect(refusal == nil)
  }

  mutating func end(_ call: String, by agent: String, at seconds: Int64) {
    #expect(at(seconds) { $0.end(call: CallID(call), by: AgentID(agent), at: $1, into: &$2) } == nil)
  }

  mutating func ready(_ agent: String, at seconds: Int64) {
    #expect(at(seconds) { $0.ready(agent: AgentID(agent), at: $1, into: &$2) } == nil)
  }

  mutating func hangUp(_ call: String, at seconds: Int64) {
    #expect(at(seconds) { $0.hangUp(call: CallID(call), at: $1, into: &$2) } == nil)
  }

  /// The lines since the last question.
  mutating func heard() -> [String] {
    defer { actions = [] }
    return actions.compactMap(\.line)
  }

  mutating func stretches() -> [String] {
    defer { actions = [] }
    return actions.compactMap { action in
      guard case .stateInterval(let agent, let state, let from, let to) = action else { return nil }
      return "\(agent) \(state.spoken) \((from - Floor.noon).seconds)-\((to - Floor.noon).seconds)"
    }
  }

  func counters(_ queue: String = "q") -> QueueCounters { engine.status(of: QueueID(queue))!.counters }
  func state(_ agent: String) -> AgentState { engine.status(of: AgentID(agent))!.state }
}

extension AgentState {
  var spoken: String { reason.map { "\(word)(\($0))" } ?? word }
}

extension ACDAction {
  /// `nil` for stretches of state, and for warnings, of which each long offer has one.
  var line: String? {
    switch self {
    case .offer(let offer, let agent, let call, _, _, _, _): "offer \(offer) \(call) -> \(agent)"
    case .withdraw(let offer, let agent, let call, let reason):
      "withdraw \(offer) \(call) -> \(agent) \(reason.rawValue)"
    case .connect(let call, let agent, _, _, let waited): "\(call) with \(agent) after \(waited.seconds)"
    case .consult(let offer, let agent, let colleague, let call, _, _):
      "\(offer) \(agent) asks \(colleague) about \(call)"
    case .consulting(let call, let agent, let colleague, _): "\(agent) speaks with \(colleague) about \(call)"
    case .joined(let call, let agent, let colleague): "\(call) with \(agent) and \(colleague)"
    case .consultEnded(let call, _, let colleague, let reason, _): "\(call) without \(colleague) \(reason.rawValue)"
    case .handedOver(let call, let agent, let colleague, _, let queue): "\(call) \(agent) -> \(colleague) in \(queue)"
    case .held(let call, _): "\(call) held"
    case .unheld(let call, _): "\(call) unheld"
    case .talkEnded(let call, let agent, _, let talk, let hold, let cause):
      "\(call) ended with \(agent) talk \(talk.seconds) hold \(hold.seconds) \(cause.rawValue)"
    case .requeued(let call, let queue, _, _, let cause): "\(call) back in \(queue) \(cause.rawValue)"
    case .dial(let call, let agent, _, let attempt, let ring):
      "dial \(call) for \(agent) attempt \(attempt) ring \(ring.seconds)"
    case .dialCancelled(let call): "dial no more \(call)"
    case .outboundEnded(let call, _, let attempts, let end): "\(call) \(end.rawValue) after \(attempts)"
    case .position(let call, _, let position, let wait):
      "\(call) at \(position)" + (wait.map { " in \($0.seconds)" } ?? "")
    case .overflow(let call, _, let target, let reason, _):
      "\(call) overflow \(reason.rawValue)" + (target.map { " to \($0)" } ?? " rejected")
    case .agentState(let agent, let state, _): "\(agent) \(state.spoken)"
    case .wrapUp(let agent, let call, _, let until): "\(agent) wraps \(call) until \((until - Floor.noon).seconds)"
    case .coded(let agent, let call, _, let code): "\(agent) codes \(call) \(code)"
    case .rest(let agent, let calls, let until):
      "\(agent) rests after \(calls) until \((until - Floor.noon).seconds)"
    case .stateInterval, .deadlineSoon: nil
    }
  }
}
