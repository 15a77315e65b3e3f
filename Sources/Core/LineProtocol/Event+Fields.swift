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
    switch self {
    case .say(let say): say.fields
    case .ask(let ask): ask.fields
    case .offer(let offer): offer.fields
    case .stop, .hold, .unhold, .unbridge, .join, .unconsult, .undial, .held, .unheld, .ended: []
    case .noInput(let node, let count), .noMatch(let node, let count):
      [Field("node", node), Field("count", count)]
    case .queue(let queue, let position, let wait):
      [
        Field("queue", queue), Field("position", position),
        wait.map { Field("ewt", seconds: $0) } ?? Field("ewt", "unknown"),
      ]
    case .complete(let agent), .unsupervise(let agent): [Field("agent", agent)]
    case .supervise(let agent, let address, let mode):
      [Field("agent", agent), Field("address", address), Field("mode", mode.rawValue)]
    case .supervising(let agent, let mode, let reason):
      [Field("agent", agent), Field("mode", mode?.rawValue ?? "none")] + (reason.map { [Field("reason", $0)] } ?? [])
    case .consulting(let agent, let state, let reason):
      [Field("agent", agent), Field("state", state)] + (reason.map { [Field("reason", $0)] } ?? [])
    case .bridge(let agent, let address, let offer), .consult(let agent, let address, let offer):
      [Field("agent", agent), Field("address", address), Field("offer", offer)]
    case .dial(let phone, let queue, let attempt, let ring):
      [
        Field("phone", phone), Field("queue", queue), Field("attempt", attempt), Field("ring", milliseconds: ring),
      ]
    case .dialling(let attempt, let ring): [Field("attempt", attempt), Field("ring", milliseconds: ring)]
    case .end(let cause, let disposition): [Field("cause", cause), Field("disposition", disposition)]
    case .deadlineSoon(let left): [Field("left", milliseconds: left)]
    case .withdrawn(let reason): [Field("reason", reason)]
    case .connected(let path, let verified, let customer):
      [
        Field("path", list: path.map(\.text)), Field("verified", verified.rawValue),
        Field("customer", customer ?? "unknown"),
      ]
    case .wrapUp(let until):
      [until.map { Field("until", $0.microseconds / 1_000) } ?? Field("until", "coded")]
    case .state(let state, let reason): [Field("state", state)] + (reason.map { [Field("reason", $0)] } ?? [])
    case .monitor(_, let fields, _): fields
    }
  }

  /// The free text at the line's end.
  public var text: String? {
    switch self {
    case .say(let say): say.text
    case .monitor(_, _, let text): text
    case .stop, .ask, .noInput, .noMatch, .queue, .bridge, .hold, .unhold, .unbridge, .consult, .join,
      .unconsult, .complete, .consulting, .supervise, .unsupervise, .supervising, .dial, .undial, .end, .offer,
      .dialling,
      .deadlineSoon,
      .withdrawn, .connected, .held, .unheld, .ended, .wrapUp, .state:
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
  var fields: [Field] {
    var fields = [Field("prompt", prompt), Field("lang", language)]
    if let interrupt { fields.append(Field("interrupt", interrupt.rawValue)) }
    fields += values
    if !pieces.isEmpty, leavesRoomForPieces { fields.append(Field("pieces", list: pieces)) }
    return fields
  }

  /// A sentence too long for both goes out without its pieces, never with a part of them or without its text: a
  /// gateway that plays recordings then speaks the text.
  private var leavesRoomForPieces: Bool {
    let values = values.reduce(0) { $0 + $1.key.utf8.count + 2 + LineWriter.escapedCount($1.value) }
    let pieces = pieces.reduce(0) { $0 + $1.utf8.count + 1 }
    return values + pieces + LineWriter.escapedCount(text) <= WireLimit.maximumSpoken
  }
}

extension Event.Ask {
  var fields: [Field] {
    var fields = [Field("node", node), Field("kind", kind.rawValue)]
    if !keys.isEmpty { fields.append(Field("keys", list: keys)) }
    if let minimum { fields.append(Field("min", minimum)) }
    if let maximum { fields.append(Field("max", maximum)) }
    if let end { fields.append(Field("end", String(end.character))) }
    fields.append(Field("first", milliseconds: first))
    fields.append(Field("inter", milliseconds: inter))
    return fields
  }
}

extension Event.Offer {
  var fields: [Field] {
    [
      Field("agent", agent), Field("call", call), Field("queue", queue), Field("ttr", milliseconds: ttr),
      Field("waited", milliseconds: waited), Field("why", list: why),
    ] + (attempt.map { [Field("kind", "callback"), Field("attempt", $0)] } ?? [])
      + (consultedBy.map { [Field("kind", "consult"), Field("by", $0)] } ?? [])
  }
}
