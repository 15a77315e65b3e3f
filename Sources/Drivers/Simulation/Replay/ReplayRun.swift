import ACD
import CallModel

/// A recorded day's callers and agents on the production scheduler, under one configuration.
///
/// What chance decides (the patience of those who were answered, the handling of those who were not, wrap-up and the
/// time to accept) is drawn for each call from its seed and place: the same under every configuration.
struct ReplayRun {
  struct Result: Sendable {
    var outcome: RecordedDay.Outcome
    var waited: Interval
  }

  private enum Event: Deed {
    case arrive(Int)
    case losePatience(Int)
    case accept(OfferID, AgentID)
    case endTalk(Int, AgentID)
    case endWork(Int, AgentID)
    case come(AgentID)
    case go(AgentID)

    var turn: Turn {
      switch self {
      case .accept, .come, .go: .request
      case .endTalk: .serviceEnd
      case .endWork: .wrapUpEnd
      case .arrive: .arrival
      case .losePatience: .patience
      }
    }
  }

  /// What chance has decided for a call.
  struct Life: Sendable {
    /// `nil`: waits for ever.
    var patience: Interval?
    var handling: Interval
    var wrapUp: Interval
    var answersAfter: Interval
  }

  private static let again = Interval.seconds(5)

  private let day: RecordedDay
  private let lives: [Life]
  private let configuration: ACDConfiguration
  private var engine: ACDEngine
  private var actions: [ACDAction] = []
  private var agenda = Agenda<Event>()
  private var results: [Result?]
  private var hops: [Int]

  init(day: RecordedDay, lives: [Life], configuration: ACDConfiguration) {
    self.day = day
    self.lives = lives
    self.configuration = configuration
    let start = min(day.calls.first?.at ?? .epoch, day.presences.map(\.from).min() ?? .distantFuture)
    engine = ACDEngine(configuration: configuration, startingAt: start)
    results = Array(repeating: nil, count: day.calls.count)
    hops = Array(repeating: 0, count: day.calls.count)
  }

  /// By call; `nil` for calls of queues that the configuration has not.
  mutating func run() -> [Result?] {
    let known = Set(configuration.agents.map(\.id))
    for presence in day.presences where known.contains(presence.agent) {
      agenda.plan(.come(presence.agent), at: presence.from)
      agenda.plan(.go(presence.agent), at: presence.to)
    }
    for (index, call) in day.calls.enumerated() { agenda.plan(.arrive(index), at: call.at) }
    let end = (agenda.last ?? engine.now) + .hours(12)
    while let next = agenda.next, next < end {
      if let deadline = engine.nextDeadline, deadline < next {
        engine.advance(to: deadline, into: &actions)
      } else if let entry = agenda.take() {
        perform(entry.deed, at: entry.at)
      }
      settle()
    }
    return results
  }

  private mutating func perform(_ event: Event, at now: Timestamp) {
    switch event {
    case .arrive(let index):
      enter(index, day.calls[index].queue, arrival: nil, at: now)
      if let patience = lives[index].patience { agenda.plan(.losePatience(index), at: now + patience) }
    case .losePatience(let index):
      guard results[index] == nil,
        engine.leave(call: Self.call(index), reason: .abandoned, at: now, into: &actions) == nil
      else { return }
      results[index] = Result(outcome: .abandoned, waited: now - day.calls[index].at)
    case .accept(let offer, let agent): engine.accept(offer: offer, by: agent, at: now, into: &actions)
    case .endTalk(let index, let agent): engine.end(call: Self.call(index), by: agent, at: now, into: &actions)
    case .endWork(let index, let agent): endWork(index, agent, at: now)
    case .come(let agent):
      engine.logIn(agent: agent, at: now, into: &actions)
      engine.ready(agent: agent, at: now, into: &actions)
    case .go(let agent):
      // To be taken back while the telephone rings.
      guard engine.notReady(agent: agent, reason: "gone", at: now, into: &actions) != nil else { return }
      if engine.status(of: agent)?.state == .offered { agenda.plan(.go(agent), at: now + Self.again) }
    }
  }

  private mutating func endWork(_ index: Int, _ agent: AgentID, at now: Timestamp) {
    guard let status = engine.status(of: agent), status.state == .wrapUp, status.call == Self.call(index) else {
      return
    }
    let codes = configuration.queues.first { $0.id == status.queue }?.wrapUp.codes ?? []
    engine.wrap(call: Self.call(index), by: agent, code: codes.first ?? "done", at: now, into: &actions)
    if engine.status(of: agent)?.state == .wrapUp { engine.ready(agent: agent, at: now, into: &actions) }
  }

  private mutating func enter(_ index: Int, _ queue: QueueID, arrival: Timestamp?, at now: Timestamp) {
    engine.enter(call: Self.call(index), queue: queue, arrival: arrival, at: now, into: &actions)
  }

  private mutating func settle() {
    var next = 0
    while next < actions.count {
      let now = engine.now
      switch actions[next] {
      case .offer(let offer, let agent, let call, _, let ttr, _, _):
        let after = min(lives[Self.index(call)].answersAfter, ttr - .milliseconds(1))
        agenda.plan(.accept(offer, agent), at: now + max(.zero, after))
      case .connect(let call, let agent, _, _, _):
        let index = Self.index(call)
        results[index] = Result(outcome: .answered, waited: now - day.calls[index].at)
        agenda.plan(.endTalk(index, agent), at: now + lives[index].handling)
      case .wrapUp(let agent, let call, _, _):
        agenda.plan(.endWork(Self.index(call), agent), at: now + lives[Self.index(call)].wrapUp)
      case .overflow(let call, _, let target, _, let arrival):
        overflow(Self.index(call), target, arrival, at: now)
      case .deadlineSoon, .withdraw, .consult, .consulting, .joined, .consultEnded, .handedOver, .held, .unheld,
        .talkEnded, .requeued,
        .dial, .dialCancelled, .outboundEnded, .position,
        .agentState, .rest, .coded, .stateInterval:
        break
      }
      next += 1
    }
    actions.removeAll(keepingCapacity: true)
  }

  private mutating func overflow(_ index: Int, _ target: OverflowTarget?, _ arrival: Timestamp, at now: Timestamp) {
    hops[index] += 1
    if case .queue(let queue)? = target, hops[index] <= configuration.queues.count {
      return enter(index, queue, arrival: arrival, at: now)
    }
    results[index] = Result(outcome: .left, waited: now - day.calls[index].at)
  }

  private static func call(_ index: Int) -> CallID { CallID("c\(index)") }
  private static func index(_ call: CallID) -> Int { Int(call.text.dropFirst())! }
}
