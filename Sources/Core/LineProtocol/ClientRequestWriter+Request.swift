import CallModel

extension ClientRequestWriter {
  /// Appends the line that the parser reads as this request. Throws as the untyped writer does; a line of keys has
  /// no tag, so there `tag` throws `bad-tag`.
  /// - Parameter limit: bytes of the line; escaped, one that was read may be longer than it came.
  public static func append(
    _ request: Request, tag: String? = nil, limit: Int = WireLimit.maximumLine, to bytes: inout [UInt8]
  ) throws(WireError) {
    if case .keys(let keys) = request { return try append(keys, tag: tag, to: &bytes) }
    if case .login(let login) = request { return try append(login, tag: tag, to: &bytes) }
    try append(
      request.verb.name, words(of: request), fields: fields(of: request), text: text(of: request), tag: tag,
      limit: limit, to: &bytes)
  }

  private static func append(_ keys: Keys, tag: String?, to bytes: inout [UInt8]) throws(WireError) {
    guard tag == nil else { throw WireError(.badTag) }
    guard keys.count < WireLimit.maximumLine else {
      throw WireError(.lineTooLong, [Field("limit", WireLimit.maximumLine)])
    }
    bytes += keys.map(\.ascii)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The password goes from the secret into the line and into no String.
  private static func append(_ login: Request.Login, tag: String?, to bytes: inout [UInt8]) throws(WireError) {
    let start = bytes.count
    try append(.login, [login.agent.text], fields: [Field("password", "")], tag: tag, to: &bytes)
    bytes.removeLast()
    login.password.withUnsafeBytes { source in
      LinePen.append(atMost: WireLimit.maximumLine + 1, to: &bytes) { pen in
        pen.write(source.bindMemory(to: UInt8.self), as: .value)
        pen.write(UInt8(ascii: "\n"))
      }
    }
    guard bytes.count - start <= WireLimit.maximumLine else {
      bytes.removeSubrange(start...)
      throw WireError(.lineTooLong, [Field("limit", WireLimit.maximumLine)])
    }
  }

  private static func words(of request: Request) -> [String] {
    switch request {
    case .ping, .quit, .sync, .hello, .call, .keys, .describe, .snapshot, .ready, .notReady, .leave, .logout, .status,
      .calls,
      .queues, .agents, .callbacks, .reload, .drain, .audit, .unlock, .stop:
      []
    case .help(let verb): verb.map { [$0.name] } ?? []
    case .show(let id): id.map { [$0] } ?? []
    case .tick(let interval): [String(interval.milliseconds)]
    case .key(let press): [press.call.text, String(decoding: press.keys.map(\.ascii), as: UTF8.self)]
    case .played(let call, let event): [call.text, String(event)]
    case .hangUp(let call, _), .join(let call), .complete(let call), .cancel(let call):
      call.map { [$0.text] } ?? []
    case .bridged(let call), .unreachable(let call, _), .answered(let call), .unanswered(let call, _), .use(let call),
      .hold(let call), .unhold(let call),
      .transfer(let call, _), .consult(let call, _), .end(let call), .wrap(let call, _, _), .customer(let call),
      .trace(let call), .supervise(_, let call):
      [call.text]
    case .deferQuestion(let deferral): [deferral.call.text]
    case .registerCase(let entry): [entry.call.text]
    case .payee(let entry): [entry.call.text]
    case .acknowledge(let event): [String(event)]
    case .expect(let expectation): [expectation.kind]
    case .login(let login): [login.agent.text]
    case .accept(let offer), .decline(let offer, _): [offer.text]
    case .why(let id): [id]
    case .watch(let classes): [classes.joined(separator: ",")]
    case .order(let agent, let order): [agent.text, order.word]
    case .gate(let queue, let order): [queue.text, order.word]
    case .cancelCallback(let id): [id.text, "CANCEL"]
    case .backup(let path): [path]
    case .centre(let entry): entry.words
    }
  }

  private static func fields(of request: Request) -> [Field] {
    switch request {
    case .ping, .help, .quit, .sync, .show, .tick, .keys, .describe, .played, .bridged, .answered, .use, .snapshot,
      .acknowledge,
      .login, .ready, .accept, .hold, .unhold, .join, .complete, .cancel, .end, .customer, .logout, .status, .queues,
      .agents, .callbacks, .cancelCallback, .gate(_, .open), .why, .trace, .watch, .reload, .audit, .supervise, .leave,
      .backup,
      .stop:
      []
    case .unlock(.customer(let customer)): [Field("customer", customer.number)]
    case .unlock(.card(let card)): [Field("card", card)]
    case .hello(let hello): hello.fields
    case .call(let arrival): arrival.fields
    case .key(let press): press.fields
    case .unreachable(_, let reason), .notReady(let reason): [Field("reason", reason)]
    case .unanswered(_, let result): [Field("reason", result.rawValue)]
    case .hangUp(_, let cause): cause.map { [Field("cause", $0)] } ?? []
    case .expect(let expectation): expectation.wireFields
    case .decline(_, let reason), .order(_, .notReady(let reason)): reason.map { [Field("reason", $0)] } ?? []
    case .gate(_, .close(let sendingAway)): sendingAway ? [Field("waiting", "leave")] : []
    case .order(_, .ready), .order(_, .logout): []
    case .transfer(_, let target), .consult(_, let target): [Field("to", target.description)]
    case .wrap(_, let code, _): [Field("code", code)]
    case .deferQuestion(let deferral): [Field("phone", deferral.phone), Field("consent", deferral.consent)]
    case .registerCase(let entry): entry.wireFields
    case .payee(let entry):
      [
        Field("customer", entry.payee.customer.number), Field("verified", entry.isVerified),
        Field("account", entry.payee.account), Field("holder", entry.payee.name),
      ] + (entry.payee.bank.map { [Field("bank", $0)] } ?? [])
    case .calls(let query): query.fields
    case .centre(let entry): entry.fields
    case .drain(let by): by.map { [Field("by", seconds: $0)] } ?? []
    }
  }

  private static func text(of request: Request) -> String? {
    if case .wrap(_, _, let note) = request { return note }
    if case .deferQuestion(let deferral) = request { return deferral.question }
    if case .registerCase(let entry) = request { return entry.note }
    if case .centre(let entry) = request { return entry.text }
    return nil
  }
}
