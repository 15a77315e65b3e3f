import CallModel

// How payloads are spelled as fields, for clients that write them.

extension Request.Hello {
  var fields: [Field] {
    var fields = [Field("lp", WireLimit.version), Field("name", name)]
    if let resume { fields.append(Field("resume", resume.description)) }
    fields.append(Field("playback", playback.rawValue))
    fields.append(Field("bridge", bridge.rawValue))
    if dial { fields.append(Field("dial", true)) }
    return fields
  }
}

extension Request.Arrival {
  var fields: [Field] {
    var fields: [Field] = []
    if let call { fields.append(Field("call", call)) }
    if let from { fields.append(Field("from", from)) }
    if let to { fields.append(Field("to", to)) }
    if let language { fields.append(Field("lang", language)) }
    return fields
  }
}

extension Request.KeyPress {
  var fields: [Field] {
    var fields: [Field] = []
    if let number { fields.append(Field("n", number)) }
    if let time { fields.append(Field("t", milliseconds: time)) }
    if let duration { fields.append(Field("dur", milliseconds: duration)) }
    if let source { fields.append(Field("src", source)) }
    return fields
  }
}

extension Request.Expectation {
  var wireFields: [Field] {
    let first = call.map { [Field("call", $0)] } ?? []
    return first + fields + (skip ? [Field("skip", true)] : [])
  }
}

extension Request.CaseEntry {
  var wireFields: [Field] {
    let second = urgency.map { [Field("urgency", $0.rawValue)] } ?? []
    return [Field("kind", kind.rawValue)] + second + fields
  }
}

extension Request.CallsQuery {
  var fields: [Field] {
    let first = state.map { [Field("state", $0.rawValue)] } ?? []
    return first + (limit.map { [Field("limit", $0)] } ?? [])
  }
}

extension Request.QueueOrder {
  var word: String {
    switch self {
    case .close: "CLOSE"
    case .open: "OPEN"
    }
  }
}

extension Request.AgentOrder {
  var word: String {
    switch self {
    case .ready: "READY"
    case .notReady: "NOTREADY"
    case .logout: "LOGOUT"
    }
  }
}
