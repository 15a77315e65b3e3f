import ACD
import CallModel

/// One replication: the production scheduler under virtual time, with callers and agents made of chance.
///
/// Offers are accepted at the instant at which they are made, and there is no wrap-up. Arrivals, patience and handling
/// have streams of their own, and a caller's handling and patience are drawn on arrival: two models with the same
/// seed see the same callers (common random numbers).
struct QueueingRun {
  private enum Event: Deed {
    case arrival(Int)
    case patience(Int)
    case serviceEnd(Int)

    var turn: Turn {
      switch self {
      case .serviceEnd: .serviceEnd
      case .arrival: .arrival
      case .patience: .patience
      }
    }
  }

  private struct Caller {
    enum State { case waiting, talking, gone }
    let callerClass: Int
    let arrival: Timestamp
    /// To be multiplied by the mean of the agent who answers.
    let handling: Double
    var state = State.waiting
    var agent = -1
  }

  /// Events between two audits of the engine.
  private static let auditEvery = 20_000

  private let model: QueueingModel
  private let floor: QueueingModel.Floor
  private var engine: ACDEngine
  private var actions: [ACDAction] = []
  private var agenda = Agenda<Event>()
  private var arrivals: [SplitMix64]
  private var lives: [SplitMix64]
  private var callers: [Caller] = []
  private var agentIndex: [AgentID: Int] = [:]
  private var busySince: [Timestamp?]
  private let begin: Timestamp
  private let end: Timestamp
  private let target: Interval
  /// Counted callers of whom it isn't known yet what becomes.
  private var open = 0
  private var tally: QueueingTally

  init(model: QueueingModel, floor: QueueingModel.Floor, seed: UInt64, replication: Int, calls: Int) {
    self.model = model
    self.floor = floor
    let start = Timestamp(microseconds: 0)
    let seconds = Double(calls) * 3_600 / model.arrivalsPerHour
    begin = start + Interval(fractionalSeconds: Self.relaxations * model.relaxationSeconds)
    end = begin + Interval(fractionalSeconds: seconds)
    target = Interval(fractionalSeconds: model.targetSeconds)
    engine = ACDEngine(configuration: floor.configuration, startingAt: start)
    arrivals = model.classes.indices.map { SplitMix64(seed: seed, replication: replication, stream: 2 * $0) }
    lives = model.classes.indices.map { SplitMix64(seed: seed, replication: replication, stream: 2 * $0 + 1) }
    let agents = floor.configuration.agents
    for (index, agent) in agents.enumerated() { agentIndex[agent.id] = index }
    busySince = Array(repeating: nil, count: agents.count)
    tally = QueueingTally(
      classes: Array(repeating: ClassTally(), count: model.classes.count),
      busySeconds: Array(repeating: 0, count: agents.count), seconds: seconds, poolOfAgent: floor.poolOfAgent)
  }

  /// Relaxation times after which what it began with, an empty queue, is forgotten.
  private static let relaxations = 12.0

  mutating func run() -> QueueingTally {
    for agent in floor.configuration.agents {
      engine.logIn(agent: agent.id, at: engine.now, into: &actions)
      engine.ready(agent: agent.id, at: engine.now, into: &actions)
    }
    actions.removeAll(keepingCapacity: true)
    for index in model.classes.indices { scheduleArrival(index, after: engine.now) }
    var events = 0
    while let next = agenda.take(), next.at < end || open > 0 {
      perform(next.deed, at: next.at)
      events += 1
      if events % Self.auditEvery == 0 { tally.auditFindings += engine.audit() }
    }
    for agent in busySince.indices { stopClock(agent, at: end) }
    tally.auditFindings += engine.audit()
    return tally
  }

  private mutating func scheduleArrival(_ callerClass: Int, after instant: Timestamp) {
    let mean = 3_600 / model.classes[callerClass].arrivalsPerHour
    let gap = arrivals[callerClass].nextExponential() * mean
    agenda.plan(.arrival(callerClass), at: instant + Interval(fractionalSeconds: gap))
  }

  private mutating func perform(_ event: Event, at instant: Timestamp) {
    switch event {
    case .arrival(let callerClass):
      scheduleArrival(callerClass, after: instant)
      arrive(callerClass, at: instant)
    case .patience(let number):
      guard callers[number].state == .waiting else { return }
      engine.hangUp(call: Self.call(number), at: instant, into: &actions)
      leave(number, at: instant)
    case .serviceEnd(let number):
      let agent = callers[number].agent
      stopClock(agent, at: instant)
      callers[number].state = .gone
      engine.release(call: Self.call(number), at: instant, into: &actions)
    }
    settle(at: instant)
  }

  private mutating func arrive(_ callerClass: Int, at instant: Timestamp) {
    let number = callers.count
    let handling = lives[callerClass].nextExponential()
    let patience = lives[callerClass].nextExponential()
    callers.append(Caller(callerClass: callerClass, arrival: instant, handling: handling))
    if isCounted(number) {
      tally.classes[callerClass].arrivals += 1
      open += 1
    }
    engine.enter(
      call: Self.call(number), queue: floor.queues[callerClass], credit: floor.credits[callerClass], at: instant,
      into: &actions)
    settle(at: instant)
    if let mean = model.classes[callerClass].patienceSeconds, callers[number].state == .waiting {
      agenda.plan(.patience(number), at: instant + Interval(fractionalSeconds: patience * mean))
    }
  }

  /// Accepts what is offered, until nothing more is.
  private mutating func settle(at instant: Timestamp) {
    var next = 0
    while next < actions.count {
      switch actions[next] {
      case .offer(let offer, let agent, _, _, _, _, _):
        engine.accept(offer: offer, by: agent, at: instant, into: &actions)
      case .connect(let call, let agent, _, _, _): answer(Self.number(call), by: agentIndex[agent]!, at: instant)
      case .overflow(let call, _, _, _, _): block(Self.number(call))
      case .deadlineSoon, .withdraw, .consult, .consulting, .joined, .consultEnded, .handedOver, .held, .unheld,
        .talkEnded, .requeued,
        .dial, .dialCancelled, .outboundEnded, .position,
        .agentState, .wrapUp, .rest, .coded, .stateInterval:
        break
      }
      next += 1
    }
    actions.removeAll(keepingCapacity: true)
  }

  private mutating func answer(_ number: Int, by agent: Int, at instant: Timestamp) {
    let mean = model.pools[floor.poolOfAgent[agent]].handlingSeconds
    callers[number].state = .talking
    callers[number].agent = agent
    busySince[agent] = instant
    agenda.plan(.serviceEnd(number), at: instant + Interval(fractionalSeconds: callers[number].handling * mean))
    guard isCounted(number) else { return }
    open -= 1
    let wait = instant - callers[number].arrival
    let index = callers[number].callerClass
    note(wait, of: index)
    tally.classes[index].answered += 1
    tally.classes[index].answeredInTarget += wait <= target ? 1 : 0
    tally.classes[index].waitingOfAnswered += wait.fractionalSeconds
  }

  private mutating func leave(_ number: Int, at instant: Timestamp) {
    callers[number].state = .gone
    guard isCounted(number) else { return }
    open -= 1
    let wait = instant - callers[number].arrival
    let index = callers[number].callerClass
    note(wait, of: index)
    tally.classes[index].abandoned += 1
    tally.classes[index].abandonedInTarget += wait <= target ? 1 : 0
  }

  private mutating func note(_ wait: Interval, of callerClass: Int) {
    tally.classes[callerClass].waited += wait > .zero ? 1 : 0
    tally.classes[callerClass].waiting += wait.fractionalSeconds
  }

  private mutating func block(_ number: Int) {
    callers[number].state = .gone
    guard isCounted(number) else { return }
    open -= 1
    tally.classes[callers[number].callerClass].blocked += 1
  }

  private func isCounted(_ number: Int) -> Bool { callers[number].arrival >= begin && callers[number].arrival < end }

  /// Adds the part of a conversation that lies within the time that counts.
  private mutating func stopClock(_ agent: Int, at instant: Timestamp) {
    guard let since = busySince[agent] else { return }
    busySince[agent] = nil
    let counted = min(instant, end) - max(since, begin)
    if counted > .zero { tally.busySeconds[agent] += counted.fractionalSeconds }
  }

  private static func call(_ number: Int) -> CallID { CallID("c" + String(number)) }

  private static func number(_ call: CallID) -> Int { Int(call.text.dropFirst())! }
}

/// A model's replications.
public struct QueueingSimulation: Sendable {
  public let model: QueueingModel
  private let floor: QueueingModel.Floor
  private let seed: UInt64
  private let callsEach: Int

  /// `callsEach` replication that are counted, besides those before, while it warms up.
  public init(model: QueueingModel, seed: UInt64, callsEach: Int) throws(QueueingModel.Unsuitable) {
    self.model = model
    self.seed = seed
    self.callsEach = callsEach
    floor = try model.floor()
  }

  public func replicate(_ replication: Int) -> QueueingTally {
    var run = QueueingRun(model: model, floor: floor, seed: seed, replication: replication, calls: callsEach)
    return run.run()
  }
}
