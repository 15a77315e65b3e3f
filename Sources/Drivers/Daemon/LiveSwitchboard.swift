import CallModel
import LineProtocol
import NIOCore
import SocketServer
import SwitchboardCore

/// The one owner of the switchboard: stamps inputs with the time, steps the core, hands its effects to the
/// outside when the journal has what caused them, and keeps one alarm for the next deadline. Lives on one event loop.
final class LiveSwitchboard {
  let loop: any EventLoop
  let outside: Outside
  private(set) var switchboard: Switchboard
  /// `nil`: time is virtual and moves by `TICK` only.
  let clock: WallClock?
  private let log: TurnLog?
  private var alarm: (at: Timestamp, task: Scheduled<Void>)?
  private(set) var stepTimes = DurationHistogram()
  private var isStopping = false
  /// Nothing changes any more: the state is on its way to the next process.
  private var standsStill = false
  private var finished: EventLoopFuture<Void>?
  var gauge = LoadGauge()
  /// Connections whose answers wait for the disk; few.
  private var operators: Set<ConnectionID> = []

  /// `log` keeps the turns; `nil` under virtual time.
  init(
    switchboard: Switchboard, clock: WallClock?, loop: any EventLoop, outside: Outside, log: TurnLog? = nil
  ) {
    self.switchboard = switchboard
    self.clock = clock
    self.loop = loop
    self.outside = outside
    self.log = log
    log?.isOperators = { [unowned self] in operators.contains($0) }
    log?.release = { [unowned self] in perform($0, lastTurn: $1, $2) }
    log?.state = { [unowned self] in self.switchboard }
    log?.looked = { [unowned self] in noteStorage() }
    log?.refused = { [unowned self] in
      if isStopping, let log { stopAtOnce(log) }
    }
  }

  /// The first number that no call has been given.
  var nextCallNumber: Int64 { switchboard.nextCallNumber }

  var figures: Figures { switchboard.figures }
  var commitTimes: DurationHistogram? { log?.commitTimes }
  var isDiskRefusing: Bool { log?.isRefusing ?? false }

  /// Takes a batch of inputs that came together; what they cause is sent together.
  func feed(_ inputs: [Input]) {
    var inputs = inputs
    feed(&inputs)
  }

  /// The same, of inputs that are used up by it.
  func feed(_ inputs: inout some InputSequence) {
    loop.preconditionInEventLoop()
    guard !standsStill else { return }
    if let clock {
      if let log, log.isRefusing { takeOthers(than: &inputs, log, clock) } else { take(&inputs, clock) }
    } else {
      inputs.forEachInput { switchboard.feedVirtual($0) { effect, _ in outside.performAndWait(effect) } }
      outside.flush()
    }
    setAlarm()
  }

  private func takeOthers(than lines: inout some InputSequence, _ log: TurnLog, _ clock: WallClock) {
    var others = refuseLines(among: &lines, log)
    take(&others, clock)
  }

  private func take(_ inputs: inout some InputSequence, _ clock: WallClock) {
    var effects = outgoing()
    let now = clock.now
    if let log, log.isRefusing {
      inputs.forEachInput { takeWhileRefusing($0, at: now, into: &effects, log) }
    } else {
      step(&inputs, at: now, &switchboard, into: &effects)
    }
    stepTimes.note(clock.now - now)
    hold(&effects)
  }

  private func takeWhileRefusing(_ input: Input, at now: Timestamp, into effects: inout Outgoing, _ log: TurnLog) {
    var alone = [input]
    guard input.isGreeting else { return step(&alone, at: now, &switchboard, into: &effects) }
    hold(&effects)
    effects = log.begin()
    step(&alone, at: now, &switchboard, into: &effects)
    log.letOut(&effects)
    outside.perform(effects)
    effects = log.begin()
  }

  /// Connections of the process before, of which no input tells.
  func noteOperators(among connections: [HandedConnection]) {
    for connection in connections where connection.role == .operations { operators.insert(connection.id) }
  }

  private func note(_ input: Input) {
    switch input {
    case .line(_, let line):
      // Most lines are gateways'; only an operator can say STOP.
      if !operators.isEmpty, line.isStop { isStopping = true }
    case .stopRequested: isStopping = true
    case .opened(let connection, .operations, _): operators.insert(connection)
    case .closed(let connection): operators.remove(connection)
    case .opened, .halfClosed, .slowReader, .congested, .relieved, .hostReplied, .answered, .callbackOwed,
      .complaintStands, .qualificationsStand, .wishesStand, .announcementsStand, .reloadRequested, .storage, .load,
      .restarted, .leftBehind:
      break
    }
  }

  /// Tells the core when the disk has no room any more but what was set aside, and when it has again.
  func noteStorage() {
    guard let log, log.isShort != switchboard.isStorageShort else { return }
    feed([.storage(isShort: log.isShort)])
  }

  /// `switchboard` is this one's, held for all of them.
  private func step(
    _ inputs: inout some InputSequence, at now: Timestamp, _ switchboard: inout Switchboard,
    into effects: inout Outgoing
  ) {
    guard let log else {
      return inputs.forEachInput {
        note($0)
        switchboard.step($0, at: now, into: &effects)
      }
    }
    log.noteTurns { turns, seal in
      inputs.forEachInput { input in
        note(input)
        if let refused = turns.begin(input) {
          switchboard.step(refused, at: now, into: &effects)
        } else {
          switchboard.step(input, at: now, into: &effects)
        }
        turns.end(at: now, seal, &switchboard)
      }
    }
  }

  /// Nothing leaves before the journal lets it: written down, and durable where it must outlive the machine.
  private func hold(_ effects: inout Outgoing) {
    if let log { log.commit(&effects) } else { outside.perform(effects) }
  }

  /// For what turns want done, until it is held.
  private func outgoing() -> Outgoing { log?.begin() ?? Outgoing() }

  /// `state` is that after `lastTurn`, where it is to be copied.
  private func perform(_ outgoing: Outgoing, lastTurn: Int64, _ state: Switchboard?) {
    var answers: [Input] = []
    var copies: [BackupWorker.Job] = []
    outgoing.forEach { item, lines in
      if case .other(.ask(let ticket, .durability)) = item {
        answers.append(.answered(ticket, .durable(position: lastTurn)))
      } else if case .other(.ask(let ticket, .backup(let path))) = item {
        if let state {
          copies.append(BackupWorker.Job(ticket: ticket, path: path, state: state, last: lastTurn))
        } else {
          answers.append(.answered(ticket, .backedUp(.refused(reason: "the disk refused meanwhile; ask once more"))))
        }
      } else {
        outside.perform(item, lines)
      }
    }
    outside.flush()
    for copy in copies { outside.begin(copy) }
    if !answers.isEmpty { feed(answers) }
  }

  /// Succeeds when all that was done is durable.
  func finish() -> EventLoopFuture<Void> {
    if let finished { return finished }
    let future = log?.finish() ?? loop.makeSucceededVoidFuture()
    finished = future
    return future
  }

  /// From here on inputs are thrown away, and no deadline fires. A disk that refuses is given up.
  func standStill() {
    standsStill = true
    alarm?.task.cancel()
    isStopping = true
    if let log, log.isRefusing { stopAtOnce(log) }
  }

  /// The journal lacks turns that were made.
  var hasGivenUp: Bool { log?.hasGivenUp ?? false }

  /// The number of the last turn; `nil` where none are written down.
  var lastTurn: Int64? { log?.lastTurn }

  private func setAlarm() {
    guard let clock, !standsStill, let next = Self.nextDeadline(&switchboard) else { return }
    if let alarm {
      // An alarm that rings too early only looks and sets itself anew: cheaper than moving it on every key.
      if alarm.at <= next { return }
      alarm.task.cancel()
    }
    let delay = TimeAmount.microseconds(max(0, (next - clock.now).microseconds))
    let task = loop.assumeIsolated().scheduleTask(in: delay) { self.ring() }
    alarm = (next, task)
  }

  /// `inout`, because the whole switchboard is copied for a mere look into it here.
  private static func nextDeadline(_ switchboard: inout Switchboard) -> Timestamp? { switchboard.nextDeadline }

  private func ring() {
    guard let clock, !standsStill else { return }
    alarm = nil
    let now = clock.now
    if let due = switchboard.nextDeadline, due <= now {
      var effects = outgoing()
      if let log {
        log.noteTurns { turns, seal in
          turns.beginTime()
          switchboard.advance(to: now, into: &effects)
          turns.end(at: now, seal, &switchboard)
        }
      } else {
        switchboard.advance(to: now, into: &effects)
      }
      hold(&effects)
    }
    setAlarm()
  }
}
