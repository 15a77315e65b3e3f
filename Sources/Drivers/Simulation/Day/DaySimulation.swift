import ACD
public import CallModel
import LineProtocol
import Ledger
public import SwitchboardCore

/// Plays a day on the production switchboard, whole: callers who press keys through the menus, agents who speak on the
/// desk socket, the bank in memory, virtual time. Same scenario and seed, same day, to the last line.
public struct DaySimulation {
  let scenario: DayScenario
  let settings: SwitchboardSettings
  var switchboard: Switchboard
  let host: SimulatedHost
  /// The bank as the switchboard sees it.
  private let link: FaultyHost
  let customers: [DemoPerson]
  var agenda = Agenda<DayDeed>()
  var figures: DayFigures
  var callers: [SimulatedCaller] = []
  var agents: [SimulatedAgent] = []
  /// Arrivals, and who they are.
  var arrivals: SplitMix64
  var currentSlot = 0
  /// Inputs that answer effects, to be fed at the same instant.
  private var inputs: [Input] = []
  /// The symbol of the last refusal on a connection, while one request is carried out.
  private var refusal: (connection: ConnectionID, symbol: String)?
  private var digest = Digest()
  /// The last number of an event of the gateway, and of the last that it acknowledged.
  var lastEvent: Int64 = 0
  private var acknowledged: Int64 = 0
  /// Gets each fact as it is recorded: what the figures don't keep.
  public var onFact: (Fact) -> Void = { _ in }

  static let gateway = ConnectionID(1)
  private static let auditEvery = Interval.hours(1)
  private static let acknowledgeEvery: Int64 = 1_000
  /// Whoever is still there so long after midnight is left alone.
  private static let latest = Interval.hours(36)

  public init(scenario: DayScenario, settings: SwitchboardSettings) {
    self.scenario = scenario
    self.settings = settings
    let start = scenario.midnight
    let identity = Switchboard.Identity(server: "ivrd/simulation", epoch: 1, isVirtual: false)
    switchboard = Switchboard(settings: settings, identity: identity, at: start)
    let bank = DemoBank(at: start)
    host = SimulatedHost(bank)
    link = FaultyHost(host, faults: scenario.hostFaults)
    customers = bank.people.dropFirst(DemoBank.testCustomers.count).filter { $0.queryPassword != nil }
    arrivals = SplitMix64(seed: scenario.seed, replication: 0, stream: 0)
    figures = DayFigures(
      scenario: scenario,
      queues: settings.acd.queues.map { ($0.id, $0.serviceLevel.within) })
  }

  /// `progress` gets the time of day from time to time.
  public mutating func run(progress: (Interval) -> Void = { _ in }) -> DayFigures {
    begin()
    let start = scenario.midnight
    var nextAudit = start + Self.auditEvery
    while let due = nextInstant, due - start < Self.latest {
      if let deadline = switchboard.nextDeadline, deadline < agenda.next ?? .distantFuture {
        advance(to: deadline)
      } else if let entry = agenda.take() {
        perform(entry)
      }
      if switchboard.now >= nextAudit {
        progress(switchboard.now - start)
        figures.auditFindings += switchboard.audit()
        nextAudit = nextAudit + Self.auditEvery
      }
      acknowledge()
    }
    figures.auditFindings += switchboard.audit() + host.audit()
    if switchboard.liveCalls > 0 { figures.auditFindings.append("\(switchboard.liveCalls) calls never ended") }
    figures.host = link.count
    figures.digest = digest.value
    figures.effects = digest.count
    return figures
  }

  /// While a call lasts, its timers go on when nobody plans anything any more.
  private var nextInstant: Timestamp? {
    let deadline = switchboard.liveCalls > 0 ? switchboard.nextDeadline : nil
    return [agenda.next, deadline].compactMap(\.self).min()
  }

  private mutating func begin() {
    let nobody = Peer(userID: 0, processID: 0)
    feed(.opened(Self.gateway, .gateway, nobody))
    send(.hello(Request.Hello(name: "simulated", playback: .reported)), on: Self.gateway)
    for (groupIndex, group) in scenario.groups.enumerated() {
      for agent in group.agents { hire(agent, groupIndex) }
    }
    planArrival(after: scenario.midnight)
  }

  private mutating func perform(_ entry: Agenda<DayDeed>.Entry) {
    advance(to: Timestamp(microseconds: entry.at.microseconds - 1))
    now = entry.at
    switch entry.deed {
    case .arrive:
      planArrival(after: entry.at)
      arrive(attempt: 1)
    case .redial(let type, let attempt): arrive(type: type, attempt: attempt)
    case .heard(let caller, let event): hear(caller, event)
    case .answer(let caller, let question): answer(caller, question)
    case .loseTheirPatience(let caller): losePatience(caller)
    case .beginShift(let agent): beginShift(agent)
    case .accept(let agent, let offer): accept(agent, offer)
    case .endTalk(let agent, let call): endTalk(agent, call)
    case .code(let agent, let call): code(agent, call)
    case .beginBreak(let agent, let length): beginBreak(agent, length)
    case .ready(let agent): becomeReady(agent)
    case .endShift(let agent): endShift(agent)
    case .hostReplies(let reply): feed(.hostReplied(reply))
    }
  }

  /// The instant of what is being done.
  private(set) var now = Timestamp.epoch

  // MARK: - The switchboard's side

  private mutating func advance(to instant: Timestamp) {
    guard instant >= switchboard.now else { return }
    var effects: [Effect] = []
    // One deadline at a time, so that what comes of it happens at its own instant.
    while let due = switchboard.nextDeadline, due <= instant {
      now = due
      switchboard.advance(to: due, into: &effects)
      settle(&effects)
    }
    now = max(now, instant)
  }

  /// Speaks a line; says whether it was refused, and by which symbol.
  @discardableResult
  mutating func send(_ request: Request, on connection: ConnectionID) -> String? {
    refusal = nil
    feed(.line(connection, ClientLine(content: .request(request))))
    guard let refusal, refusal.connection == connection else { return nil }
    figures.noteRefusal("\(request.verb) \(refusal.symbol)")
    return refusal.symbol
  }

  mutating func feed(_ input: Input) {
    var effects: [Effect] = []
    now = max(now, switchboard.now)
    switchboard.step(input, at: now, into: &effects)
    settle(&effects)
  }

  private mutating func settle(_ effects: inout [Effect]) {
    var next = 0
    while true {
      for effect in effects { take(effect) }
      effects.removeAll(keepingCapacity: true)
      guard next < inputs.count else { break }
      let input = inputs[next]
      next += 1
      switchboard.step(input, at: now, into: &effects)
    }
    inputs.removeAll(keepingCapacity: true)
  }

  private mutating func take(_ effect: Effect) {
    switch effect {
    case .send(let connection, let line):
      digest.add(connection, line, at: now)
      heard(line, on: connection)
    case .askHost(let request): ask(request)
    case .record(let fact): record(fact)
    case .ask(let ticket, let question): inputs.append(.answered(ticket, answer(to: question)))
    case .close(let connection): inputs.append(.closed(connection))
    case .completed, .log, .reloadEnded, .stopped: break
    }
  }

  private mutating func ask(_ request: HostRequest) {
    for answer in link.perform([request]) {
      if answer.delay == .zero {
        inputs.append(.hostReplied(answer.reply))
      } else {
        agenda.plan(.hostReplies(answer.reply), at: now + answer.delay)
      }
    }
  }

  private func answer(to question: Question) -> Answer {
    switch question {
    case .agentPassword: .password(isRight: true)
    case .durability: .durable(position: 0)
    case .loadSettings: .settings(settings)
    case .records: .recordUnknown
    case .centre: preconditionFailure("Nobody in a simulated day orders anything of the desk.")
    case .unlock, .payee: preconditionFailure("Nobody in a simulated day unlocks anybody or registers a payee.")
    case .backup: .backedUp(.refused(reason: "nothing is kept here that could be copied"))
    case .tick: preconditionFailure("Time is moved by the agenda alone.")
    }
  }

  private mutating func record(_ fact: Fact) {
    digest.add(fact, at: now)
    onFact(fact)
    switch fact {
    case .call(let record): figures.note(record)
    case .agentInterval(let stretch): figures.note(stretch)
    case .surveyAnswer, .wrapUp, .dial, .outboundClosed, .promise, .promisesScored: break
    }
  }

  private mutating func heard(_ line: ServerLine, on connection: ConnectionID) {
    switch line {
    case .event(let number, let subject, let event):
      if connection == Self.gateway {
        lastEvent = number
        callerHears(event, number, CallID(subject))
      } else {
        agentHears(event, subject, on: connection)
      }
    case .error(_, let error): refusal = (connection, error.symbol.rawValue)
    case .ok, .row, .notice: break
    }
  }

  private mutating func acknowledge() {
    guard lastEvent - acknowledged >= Self.acknowledgeEvery else { return }
    acknowledged = lastEvent
    send(.acknowledge(event: lastEvent), on: Self.gateway)
  }
}
