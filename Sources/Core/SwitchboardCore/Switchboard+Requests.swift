import CallModel
import LineProtocol

/// Which part answers which verb. The parser has already refused verbs of another socket.
extension Switchboard {
  mutating func perform(_ request: Request, _ asker: Asker, into effects: inout Outgoing) {
    switch request {
    case .ping: ok(asker, into: &effects)
    case .help(let verb): help(verb, asker, into: &effects)
    case .quit:
      ok(asker, into: &effects)
      dismiss(asker.session, reason: .quit, into: &effects)
    case .sync: ask(.durability, for: asker, into: &effects)
    case .show(let id): show(id, asker, into: &effects)
    case .tick(let interval): tick(interval, asker, into: &effects)
    case .expect(let expectation): expect(expectation, asker, into: &effects)

    case .hello(let hello): greet(hello, asker, into: &effects)
    case .call(let arrival): arrive(arrival, asker, into: &effects)
    case .key(let press): key(press, asker, into: &effects)
    case .keys(let keys): bareKeys(keys, asker, into: &effects)
    case .describe: show(nil, asker, into: &effects)
    case .played(let call, let event): played(call, event: event, asker, into: &effects)
    case .bridged(let call): bridged(call, asker, into: &effects)
    case .unreachable(let call, let reason): unreachable(call, reason: reason, asker, into: &effects)
    case .answered(let call): answered(call, asker, into: &effects)
    case .unanswered(let call, let result): unanswered(call, result, asker, into: &effects)
    case .hangUp(let call, cause: _): hangUp(call, asker, into: &effects)
    case .use(let call): use(call, asker, into: &effects)
    case .snapshot: snapshot(asker, into: &effects)
    case .acknowledge(let event): acknowledge(event, asker, into: &effects)

    case .login, .ready, .notReady, .accept, .decline, .hold, .unhold, .transfer, .consult, .join, .complete,
      .cancel, .end, .wrap, .deferQuestion, .registerCase, .payee, .customer, .supervise, .leave, .logout:
      performDesk(request, asker, into: &effects)
    case .status, .calls, .queues, .agents, .why, .trace, .watch, .reload, .drain, .audit, .order, .gate, .callbacks,
      .cancelCallback,
      .backup, .centre, .unlock, .stop:
      performOperations(request, asker, into: &effects)
    }
  }

  private mutating func help(_ verb: Verb?, _ asker: Asker, into effects: inout Outgoing) {
    let session = sessions[asker.session]
    guard let connection = session.connection else { return }
    for line in HelpReply.rows(verb: verb, role: session.role, tag: asker.tag) {
      effects.append(.send(connection, line))
    }
    ok(asker, into: &effects)
  }
}
