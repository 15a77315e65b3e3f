import ACD
import CallModel
import IVR
import LineProtocol

/// The verbs of ops.sock.
extension Switchboard {
  mutating func performOperations(_ request: Request, _ asker: Asker, into effects: inout Outgoing) {
    switch request {
    case .status: status(asker, into: &effects)
    case .calls(let query): listCalls(query, asker, into: &effects)
    case .queues: listQueues(asker, into: &effects)
    case .agents: listAgents(asker, into: &effects)
    case .callbacks: listCallbacks(asker, into: &effects)
    case .why(let id): why(id, asker, into: &effects)
    case .watch(let classes): watch(classes, asker, into: &effects)
    case .reload: ask(.loadSettings, for: asker, into: &effects)
    case .drain(let by): startDraining(by: by, asker, into: &effects)
    case .audit: audit(asker, into: &effects)
    case .order(let agent, let order): self.order(agent, order, asker, into: &effects)
    case .gate(let queue, let order): self.order(queue, order, asker, into: &effects)
    case .cancelCallback(let id): cancelCallback(id, asker, into: &effects)
    case .stop:
      ok(asker, into: &effects)
      stop(into: &effects)
    case .centre(let entry): centre(entry, asker, into: &effects)
    case .unlock(let subject): ask(.unlock(subject), for: asker, into: &effects)
    case .trace(let call): ask(.records(.trace(call)), for: asker, into: &effects)
    case .backup(let path): ask(.backup(path: path), for: asker, into: &effects)
    case .login, .ready, .notReady, .accept, .decline, .hold, .unhold, .transfer, .consult, .join, .complete,
      .cancel, .end, .wrap, .deferQuestion, .registerCase, .payee, .customer, .supervise, .leave, .logout, .ping, .help,
      .quit,
      .sync, .show,
      .tick, .hello, .call, .key, .keys, .describe, .played, .bridged, .answered, .unanswered, .unreachable, .hangUp,
      .use, .snapshot, .acknowledge, .expect:
      preconditionFailure("a verb of another socket came to the operators'")
    }
  }

  // MARK: - Looking

  private mutating func status(_ asker: Asker, into effects: inout Outgoing) {
    let figures = figures
    let agents = figures.agents
    func count(where isMeant: (AgentState.Kind) -> Bool) -> Int {
      agents.reduce(0) { $0 + (isMeant($1.state) ? $1.count : 0) }
    }
    let fields = [
      Field("server", identity.server), Field("epoch", identity.epoch),
      Field("clock", identity.isVirtual ? "virtual" : "real"), Field("up", seconds: now - startedAt),
      Field("state", drainWord), Field("menus", settings.tree.version), Field("calls", figures.liveCalls),
      Field("started", figures.callsStarted), Field("waiting", figures.queues.reduce(0) { $0 + $1.waiting }),
      Field("agents", count { $0 != .loggedOut }), Field("ready", count { $0 == .ready }),
      Field("talking", count { $0.isOnCall }), Field("sessions", figures.sessions),
      Field("deadlines", figures.timers),
    ]
    row(asker, "status", fields, into: &effects)
    ok(asker, into: &effects)
  }

  private var drainWord: String {
    switch drain {
    case .open: isStorageShort ? "no-storage" : isOverloaded ? "overloaded" : "open"
    case .draining: "draining"
    case .stopped: "stopped"
    }
  }

  private mutating func listCalls(_ query: Request.CallsQuery, _ asker: Asker, into effects: inout Outgoing) {
    let limit = min(query.limit ?? limits.listedRows, limits.listedRows)
    if query.state == .ended { return ask(.records(.endedCalls(limit: limit)), for: asker, into: &effects) }
    var shown = 0
    for call in calls.slots where shown < limit {
      guard let call else { continue }
      row(asker, "call", summary(of: call), into: &effects)
      shown += 1
    }
    ok(asker, [Field("calls", shown), Field("total", calls.count)], into: &effects)
  }

  private mutating func listQueues(_ asker: Asker, into effects: inout Outgoing) {
    for queue in acd.queueStatus { row(asker, "queue", fields(of: queue), into: &effects) }
    ok(asker, into: &effects)
  }

  private mutating func listAgents(_ asker: Asker, into effects: inout Outgoing) {
    for agent in acd.agentStatus { row(asker, "agent", fields(of: agent), into: &effects) }
    ok(asker, into: &effects)
  }

  private mutating func watch(_ names: [String], _ asker: Asker, into effects: inout Outgoing) {
    let classes = names.compactMap { Monitors.Class(rawValue: $0) }
    guard classes.count == names.count else {
      let known = Monitors.Class.allCases.map(\.rawValue).joined(separator: ", ")
      return refuse(asker, .badArgument("class", "some of \(known)"), into: &effects)
    }
    monitors.subscribe(asker.session, to: classes)
    ok(asker, into: &effects)
  }

  private mutating func audit(_ asker: Asker, into effects: inout Outgoing) {
    let violations = audit()
    for violation in violations { row(asker, "violation", [], text: violation, into: &effects) }
    ok(asker, [Field("violations", violations.count)], into: &effects)
  }

  // MARK: - Doing

  private mutating func order(
    _ agent: AgentID, _ order: Request.AgentOrder, _ asker: Asker, into effects: inout Outgoing
  ) {
    let (isDone, state) =
      switch order {
      case .ready: (command(asker, into: &effects) { $0.ready(agent: agent, at: $1, into: &$2) }, "ready")
      case .notReady(let reason):
        (
          command(asker, into: &effects) {
            $0.notReady(agent: agent, reason: reason ?? "supervisor", at: $1, into: &$2)
          }, "not ready"
        )
      case .logout: (command(asker, into: &effects) { $0.logOut(agent: agent, at: $1, into: &$2) }, "logged out")
      }
    guard isDone else { return }
    let who = "user \(sessions[asker.session].peer.userID)"
    effects.append(
      .log(
        LogEntry(
          .info, "agent \(agent) is \(state) by order of \(who)", [Field("agent", agent)] + identity(of: asker))))
  }

  private mutating func order(
    _ queue: QueueID, _ order: Request.QueueOrder, _ asker: Asker, into effects: inout Outgoing
  ) {
    let isDone =
      switch order {
      case .close(let sendingAway):
        command(asker, into: &effects) { $0.close(queue: queue, sendingAway: sendingAway, at: $1, into: &$2) }
      case .open: command(asker, into: &effects) { $0.open(queue: queue, at: $1, into: &$2) }
      }
    guard isDone else { return }
    let who = "user \(sessions[asker.session].peer.userID)"
    let gate = acd.status(of: queue)?.gate.rawValue ?? "-"
    effects.append(
      .log(
        LogEntry(
          .warning, "queue \(queue) is \(gate) by order of \(who)", [Field("queue", queue)] + identity(of: asker))))
  }

  private mutating func startDraining(by: Interval?, _ asker: Asker, into effects: inout Outgoing) {
    ok(asker, [Field("calls", calls.count)], into: &effects)
    drain = .draining(by: by.map { now + $0 })
    if let by { deadlines.set(.drain, at: now + by, rank: 2) }
    notifyAll(.drain(by: by), into: &effects)
    stopIfDrained(into: &effects)
  }

  mutating func stopIfDrained(into effects: inout Outgoing) {
    if case .draining = drain, calls.count == 0 { stop(into: &effects) }
  }

  /// Says good-bye to everybody and lets the process exit. Where no journal keeps them for the next life, calls and
  /// shifts end.
  mutating func stop(into effects: inout Outgoing) {
    guard drain != .stopped else { return }
    drain = .stopped
    if !identity.isDurable {
      endAllCalls(cause: .stopped, into: &effects)
      logOutAll(into: &effects)
    }
    for number in sessions.ordered { dismiss(number, reason: .stopping, into: &effects) }
    effects.append(.stopped)
  }

  /// So that every agent's day has its end in the records.
  private mutating func logOutAll(into effects: inout Outgoing) {
    for agent in acd.agentStatus where agent.state != .loggedOut {
      route(into: &effects) { acd, now, actions in _ = acd.logOut(agent: agent.agent, at: now, into: &actions) }
    }
  }

  private mutating func notifyAll(_ notice: Notice, into effects: inout Outgoing) {
    for number in sessions.ordered {
      if let connection = sessions[number].connection { effects.append(.send(connection, .notice(notice))) }
    }
  }

  // MARK: - Answers from outside

  /// The answer to a question has come: the request that waited for it gets its reply.
  mutating func settle(_ pending: PendingRequest, with answer: Answer, into effects: inout Outgoing) {
    if case .settings(let loaded) = answer { take(loaded, into: &effects) }
    defer { if case .centre(let reply) = answer { follow(reply, into: &effects) } }
    if case .settingsRefused(let problems) = answer, pending.connection == nil {
      for problem in problems { effects.append(.log(LogEntry(.error, problem))) }
    }
    guard let asker = pending.asker else {
      if pending.connection == nil { effects.append(.reloadEnded) }
      return
    }
    switch answer {
    case .password(let isRight):
      guard case .agentPassword(let agent, _) = pending.question else { return }
      passwordChecked(agent, isRight: isRight, asker, into: &effects)
    case .durable(let position): ok(asker, [Field("lsn", position)], into: &effects)
    case .settings(let loaded): ok(asker, [Field("menus", loaded.tree.version)], into: &effects)
    case .settingsRefused(let problems):
      for problem in problems { row(asker, "problem", [], text: problem, into: &effects) }
      refuse(asker, WireError(.settingsRefused, [Field("problems", problems.count)]), into: &effects)
    case .rows(let rows):
      for record in rows { row(asker, record.word, record.fields, text: record.text, into: &effects) }
      ok(asker, [Field("rows", rows.count)], into: &effects)
    case .recordUnknown:
      guard case .records(let query) = pending.question else { return }
      refuse(asker, WireError(.unknownID, [Field("id", query.subject ?? "-")]), into: &effects)
    case .failed(let reason):
      effects.append(.log(LogEntry(.error, "question \(pending.ticket.number): \(reason)", identity(of: asker))))
      refuse(asker, WireError(.internal, [Field("id", pending.ticket.number)], text: reason), into: &effects)
    case .centre(let reply): tell(reply, asker, into: &effects)
    case .unlocked(let isKnown):
      guard case .unlock(let subject) = pending.question else { return }
      unlocked(subject, isKnown: isKnown, asker, into: &effects)
    case .payee(let answer):
      guard case .payee(let entry) = pending.question else { return }
      payeeAnswered(answer, to: entry, asker, into: &effects)
    case .backedUp(let outcome): tell(outcome, asker, into: &effects)
    case .ticked: ok(asker, [Field("now", now.microseconds / 1_000)], into: &effects)
    }
  }

  /// Who gave an order, as the log names him.
  func identity(of asker: Asker) -> [Field] {
    let session = sessions[asker.session]
    let connection = session.connection.map { [Field("connection", $0.number)] } ?? []
    return connection + [Field("user", session.peer.userID)]
  }

  private mutating func tell(_ outcome: BackupOutcome, _ asker: Asker, into effects: inout Outgoing) {
    switch outcome {
    case .made(let path, let position, let bytes):
      let user = sessions[asker.session].peer.userID
      effects.append(.log(LogEntry(.info, "user \(user) has had everything copied to \(path)", identity(of: asker))))
      ok(asker, [Field("lsn", position), Field("bytes", bytes), Field("path", path)], into: &effects)
    case .refused(let reason): refuse(asker, .badArgument("path", reason), into: &effects)
    }
  }

  /// Who took a lock off stands in the log.
  private mutating func unlocked(
    _ subject: Request.Unlocking, isKnown: Bool, _ asker: Asker, into effects: inout Outgoing
  ) {
    let (id, name) =
      switch subject {
      case .customer(let customer): (String(customer.number), "customer \(customer.number)")
      case .card(let card): (String(card.suffix(4)), "the card that ends in \(card.suffix(4))")
      }
    guard isKnown else { return refuse(asker, WireError(.unknownID, [Field("id", id)]), into: &effects) }
    let user = sessions[asker.session].peer.userID
    effects.append(.log(LogEntry(.info, "user \(user) has taken the bank's locks off \(name)", identity(of: asker))))
    ok(asker, into: &effects)
  }

  private mutating func take(_ loaded: SwitchboardSettings, into effects: inout Outgoing) {
    settings = loaded
    requalify(into: &effects)
    monitor(.settings, loaded.tree.version, [Field("menus", loaded.tree.version)], into: &effects)
    effects.append(.log(LogEntry(.info, "settings taken, menus \(loaded.tree.version)")))
  }
}
