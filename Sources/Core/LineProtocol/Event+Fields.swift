import CallModel

extension Event {
  /// The word after the subject.
  public var kind: String {
    switch self {
    case .say: "SAY"
    case .stop: "STOP"
    case .ask: "ASK"
    case .noInput: "NOINPUT"
    case .noMatch: "NOMATCH"
    case .queue: "QUEUE"
    case .bridge: "BRIDGE"
    case .hold: "HOLD"
    case .unhold: "UNHOLD"
    case .unbridge: "UNBRIDGE"
    case .consult, .consulting: "CONSULT"
    case .join: "JOIN"
    case .unconsult: "UNCONSULT"
    case .complete: "COMPLETE"
    case .supervise, .supervising: "SUPERVISE"
    case .unsupervise: "UNSUPERVISE"
    case .dial: "DIAL"
    case .undial: "UNDIAL"
    case .end: "END"
    case .offer: "OFFER"
    case .dialling: "DIALLING"
    case .deadlineSoon: "DEADLINE-SOON"
    case .withdrawn: "WITHDRAWN"
    case .connected: "CONNECTED"
    case .held: "HELD"
    case .unheld: "UNHELD"
    case .ended: "ENDED"
    case .wrapUp: "WRAPUP"
    case .state: "STATE"
    case .rest: "REST"
    case .monitor(let name, _, _): name.uppercased()
    }
  }

  /// The kinds that a gateway can be sent, which are those that `EXPECT` knows.
  public static let gatewayKinds = [
    "SAY", "STOP", "ASK", "NOINPUT", "NOMATCH", "QUEUE", "BRIDGE", "HOLD", "UNHOLD", "UNBRIDGE", "CONSULT", "JOIN",
    "UNCONSULT", "COMPLETE", "SUPERVISE", "UNSUPERVISE", "DIAL", "UNDIAL", "END",
  ]

  /// In the order of the wire.
  public var fields: [Field] {
    var list = FieldList()
    write(to: &list)
    return list.fields
  }

  /// The same, into whatever takes them.
  func write(to sink: inout some FieldSink) {
    switch self {
    case .say(let say): say.write(to: &sink)
    case .ask(let ask): ask.write(to: &sink)
    case .offer(let offer): offer.write(to: &sink)
    case .stop, .hold, .unhold, .unbridge, .join, .unconsult, .undial, .held, .unheld, .ended: break
    case .noInput(let node, let count), .noMatch(let node, let count):
      sink.add("node", node.text)
      sink.add("count", count)
    case .queue(let queue, let position, let wait):
      sink.add("queue", queue.text)
      sink.add("position", position)
      if let wait { sink.add("ewt", Int(wait.seconds)) } else { sink.add("ewt", "unknown") }
    case .complete(let agent), .unsupervise(let agent): sink.add("agent", agent.text)
    case .supervise(let agent, let address, let mode):
      sink.add("agent", agent.text)
      sink.add("address", address)
      sink.add("mode", mode.rawValue)
    case .supervising(let agent, let mode, let reason):
      sink.add("agent", agent.text)
      sink.add("mode", mode?.rawValue ?? "none")
      if let reason { sink.add("reason", reason) }
    case .consulting(let agent, let state, let reason):
      sink.add("agent", agent.text)
      sink.add("state", state)
      if let reason { sink.add("reason", reason) }
    case .bridge(let agent, let address, let offer), .consult(let agent, let address, let offer):
      sink.add("agent", agent.text)
      sink.add("address", address)
      sink.add("offer", offer.text)
    case .dial(let phone, let queue, let attempt, let ring):
      sink.add("phone", phone)
      sink.add("queue", queue.text)
      sink.add("attempt", attempt)
      sink.add("ring", milliseconds: ring)
    case .dialling(let attempt, let ring):
      sink.add("attempt", attempt)
      sink.add("ring", milliseconds: ring)
    case .end(let cause, let disposition):
      sink.add("cause", cause)
      sink.add("disposition", disposition)
    case .deadlineSoon(let left): sink.add("left", milliseconds: left)
    case .withdrawn(let reason): sink.add("reason", reason)
    case .connected(let path, let verified, let customer):
      sink.add("path", list: path.map(\.text))
      sink.add("verified", verified.rawValue)
      sink.add("customer", customer ?? "unknown")
    case .wrapUp(let until):
      if let until { sink.add("until", Int(until.microseconds / 1_000)) } else { sink.add("until", "coded") }
    case .state(let state, let reason):
      sink.add("state", state)
      if let reason { sink.add("reason", reason) }
    case .rest(let calls, let until):
      sink.add("calls", calls)
      sink.add("until", Int(until.microseconds / 1_000))
    case .monitor(_, let fields, _): for field in fields { sink.add(field) }
    }
  }

  /// The free text at the line's end.
  public var text: String? {
    switch self {
    case .say(let say): say.text
    case .monitor(_, _, let text): text
    case .stop, .ask, .noInput, .noMatch, .queue, .bridge, .hold, .unhold, .unbridge, .consult, .join,
      .unconsult, .complete, .consulting, .supervise, .unsupervise, .supervising, .dial, .undial, .end, .offer,
      .dialling, .deadlineSoon, .withdrawn, .connected, .held, .unheld, .ended, .wrapUp, .state, .rest:
      nil
    }
  }

  /// Is this event what an `EXPECT` describes? Each expected field must be there with that value; `*` stands for
  /// any value, and the key `text` for the free text. Fields that are not named do not matter.
  public func matches(kind: String, fields expected: [Field]) -> Bool {
    guard self.kind == kind else { return false }
    let fields = self.fields
    return expected.allSatisfy { field in
      let value = field.key == "text" ? text : fields.value(of: field.key)
      guard let value else { return false }
      return field.value == "*" || field.value == value
    }
  }
}

extension Event.Say {
  func write(to sink: inout some FieldSink) {
    sink.add("prompt", prompt.text)
    sink.add("lang", language.tag)
    if let interrupt { sink.add("interrupt", interrupt.rawValue) }
    for value in values { sink.add(value) }
    if !pieces.isEmpty, leavesRoomForPieces { sink.add("pieces", list: pieces) }
  }

  /// A sentence too long for both goes out without its pieces, never with a part of them or without its text: a
  /// gateway that plays recordings then speaks the text.
  private var leavesRoomForPieces: Bool {
    let values = values.reduce(0) { $0 + $1.key.utf8.count + 2 + LinePen.escapedCount($1.value) }
    let pieces = pieces.reduce(0) { $0 + $1.utf8.count + 1 }
    return values + pieces + LinePen.escapedCount(text) <= WireLimit.maximumSpoken
  }
}

extension Event.Ask {
  func write(to sink: inout some FieldSink) {
    sink.add("node", node.text)
    sink.add("kind", kind.rawValue)
    if !keys.isEmpty { sink.add("keys", list: keys) }
    if let minimum { sink.add("min", minimum) }
    if let maximum { sink.add("max", maximum) }
    if let end { sink.add("end", String(end.character)) }
    sink.add("first", milliseconds: first)
    sink.add("inter", milliseconds: inter)
  }
}

extension Event.Offer {
  func write(to sink: inout some FieldSink) {
    sink.add("agent", agent.text)
    sink.add("call", call.text)
    sink.add("queue", queue.text)
    sink.add("ttr", milliseconds: ttr)
    sink.add("waited", milliseconds: waited)
    sink.add("why", list: why)
    if let attempt {
      sink.add("kind", "callback")
      sink.add("attempt", attempt)
    }
    guard let consultedBy else { return }
    sink.add("kind", "consult")
    sink.add("by", consultedBy.text)
  }
}
