import ACD
import CallModel
import LineProtocol
import SwitchboardCore

/// One agent at a desk.
struct SimulatedAgent {
  let id: AgentID
  let group: Int
  let connection: ConnectionID
  var random: SplitMix64
  /// The queue of the last offer: says how long the conversation will take.
  var queue: QueueID?
  var call: CallID?
  /// How long the break lasts that was asked for.
  var breakLength: Interval?
  /// He must rest until then.
  var restEnds: Timestamp?
  var isLeaving = false
}

extension DaySimulation {
  /// After which a refused request is made again: an agent can't leave while the telephone rings.
  private static let again = Interval.seconds(10)
  /// After which an agent who missed a call notices.
  private static let notices = Interval.seconds(30)
  private static let breakReason = "break"
  private static let overReason = "shift-over"

  mutating func hire(_ id: AgentID, _ groupIndex: Int) {
    let number = agents.count
    let group = scenario.groups[groupIndex]
    var random = SplitMix64(seed: scenario.seed, replication: number, stream: 2)
    let late = Interval(fractionalSeconds: group.stagger.fractionalSeconds * random.nextUnit())
    agents.append(
      SimulatedAgent(
        id: id, group: groupIndex, connection: ConnectionID(Int64(number + 2)), random: random))
    agenda.plan(.beginShift(agent: number), at: scenario.midnight + group.from + late)
    for pause in group.breaks {
      agenda.plan(.beginBreak(agent: number, length: pause.length), at: scenario.midnight + pause.at + late)
    }
    agenda.plan(.endShift(agent: number), at: scenario.midnight + group.to)
  }

  mutating func beginShift(_ agent: Int) {
    feed(.opened(agents[agent].connection, .desk, Peer(userID: 0, processID: 0)))
    // The driver answers the question for the password itself; there is none in a simulation.
    send(.login(Request.Login(agent: agents[agent].id, password: Secret([]))), on: agents[agent].connection)
    send(.ready, on: agents[agent].connection)
  }

  mutating func agentHears(_ event: Event, _ subject: String, on connection: ConnectionID) {
    let agent = Int(connection.number) - 2
    let group = scenario.groups[agents[agent].group]
    switch event {
    case .offer(let offer):
      agents[agent].queue = offer.queue
      guard !agents[agent].random.chance(percent: group.missesPercent) else { return }
      let after = group.answersAfter.draw(&agents[agent].random)
      agenda.plan(.accept(agent: agent, OfferID(subject)), at: now + after)
    case .connected:
      agents[agent].call = CallID(subject)
      let law = agents[agent].queue.flatMap { scenario.handling[$0] } ?? scenario.otherHandling
      let talk = law.draw(&agents[agent].random).fractionalSeconds * group.pace
      agenda.plan(.endTalk(agent: agent, CallID(subject)), at: now + Interval(fractionalSeconds: talk))
    case .ended: agents[agent].call = nil
    case .wrapUp:
      let work = group.wrapUp.draw(&agents[agent].random)
      agenda.plan(.code(agent: agent, CallID(subject)), at: now + work)
    case .state(let state, let reason): agentIs(agent, state, reason)
    case .rest(calls: _, let until): agents[agent].restEnds = until
    case .withdrawn, .dialling, .deadlineSoon, .held, .unheld, .consulting, .consult, .join, .unconsult, .complete,
      .supervise, .unsupervise, .supervising,
      .say, .stop, .ask, .noInput, .noMatch, .queue, .bridge,
      .hold, .dial, .undial,
      .unhold, .unbridge, .end, .monitor:
      break
    }
  }

  private mutating func agentIs(_ agent: Int, _ state: String, _ reason: String?) {
    guard state == "not-ready" else { return }
    if agents[agent].isLeaving { return agenda.plan(.endShift(agent: agent), at: now) }
    if reason == Self.breakReason {
      agenda.plan(.ready(agent: agent), at: now + (agents[agent].breakLength ?? .zero))
    } else if reason != "login", reason != "rest" {
      agenda.plan(.ready(agent: agent), at: now + Self.notices)
    }
  }

  mutating func accept(_ agent: Int, _ offer: OfferID) { send(.accept(offer: offer), on: agents[agent].connection) }

  mutating func endTalk(_ agent: Int, _ call: CallID) {
    guard agents[agent].call == call else { return }
    send(.end(call: call), on: agents[agent].connection)
  }

  mutating func code(_ agent: Int, _ call: CallID) {
    let codes = settings.acd.queues.first { $0.id == agents[agent].queue }?.wrapUp.codes ?? []
    let code = codes.isEmpty ? "done" : agents[agent].random.pick(codes)
    send(.wrap(call: call, code: code, note: nil), on: agents[agent].connection)
  }

  mutating func beginBreak(_ agent: Int, _ length: Interval) {
    guard !agents[agent].isLeaving else { return }
    agents[agent].breakLength = length
    if send(.notReady(reason: Self.breakReason), on: agents[agent].connection) != nil {
      agenda.plan(.beginBreak(agent: agent, length: length), at: now + Self.again)
    }
  }

  mutating func becomeReady(_ agent: Int) {
    guard !agents[agent].isLeaving else { return }
    if let until = agents[agent].restEnds, now < until { return agenda.plan(.ready(agent: agent), at: until) }
    send(.ready, on: agents[agent].connection)
  }

  /// Done for the day: at once where nothing holds him, else after the call and its work.
  mutating func endShift(_ agent: Int) {
    agents[agent].isLeaving = true
    guard send(.logout, on: agents[agent].connection) != nil else { return }
    if send(.notReady(reason: Self.overReason), on: agents[agent].connection) != nil {
      agenda.plan(.endShift(agent: agent), at: now + Self.again)
    }
  }
}
