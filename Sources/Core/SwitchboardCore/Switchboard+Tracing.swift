public import CallModel
import LineProtocol

extension Input {
  /// Where it came from; `nil`: not from a connection.
  public var connection: ConnectionID? {
    switch self {
    case .opened(let connection, _, _), .line(let connection, _), .halfClosed(let connection), .closed(let connection),
      .slowReader(let connection), .congested(let connection), .relieved(let connection), .leftBehind(let connection):
      connection
    case .hostReplied, .answered, .callbackOwed, .complaintStands, .qualificationsStand, .wishesStand,
      .announcementsStand,
      .reloadRequested,
      .stopRequested, .storage, .load,
      .restarted:
      nil
    }
  }
}

extension Switchboard {
  /// The call that an input is about, as things stand before it is taken; `nil`: none, or none in particular.
  public func call(concernedBy input: Input) -> CallID? {
    switch input {
    case .hostReplied(let reply): return reply.call
    case .callbackOwed(let job): return job.id
    case .line(let connection, let line):
      guard let number = sessions.number(of: connection), case .request(let request) = line.content else { return nil }
      let current = sessions[number].currentCall.map { calls[$0].id }
      return call(of: request, current: current)
    case .opened, .halfClosed, .closed, .slowReader, .congested, .relieved, .answered, .complaintStands,
      .qualificationsStand, .wishesStand, .announcementsStand,
      .reloadRequested, .stopRequested, .storage, .load, .restarted, .leftBehind:
      return nil
    }
  }

  private func call(of request: Request, current: CallID?) -> CallID? {
    switch request {
    case .call(let arrival): arrival.call
    case .key(let press): press.call
    case .keys, .describe: current
    case .hangUp(let call, cause: _): call ?? current
    case .played(let call, event: _), .bridged(let call), .unreachable(let call, reason: _), .answered(let call),
      .unanswered(let call, result: _), .use(let call), .hold(let call), .unhold(let call), .transfer(let call, to: _),
      .consult(let call, to: _), .end(let call), .wrap(let call, code: _, note: _), .customer(let call),
      .supervise(_, call: let call):
      call
    case .join(let call), .complete(let call), .cancel(let call): call
    case .accept(let offer), .decline(let offer, reason: _): call(offeredAs: offer)
    case .ping, .help, .quit, .sync, .show, .tick, .hello, .snapshot, .acknowledge, .expect, .login, .ready, .notReady,
      .deferQuestion, .registerCase, .payee, .leave, .logout, .callbacks, .gate, .cancelCallback, .status, .calls,
      .queues,
      .agents, .why, .trace, .watch, .reload, .drain,
      .audit, .order, .backup, .centre, .unlock, .stop:
      nil
    }
  }
}
