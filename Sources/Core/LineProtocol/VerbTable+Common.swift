import CallModel

extension VerbTable {
  /// What every socket understands.
  static let common: [VerbEntry] = [
    VerbEntry(
      .hello, "HELLO", .everywhere,
      "HELLO lp=1 name=<name> [resume=<sid>:<event>] [playback=instant|reported] [bridge=instant|reported] "
        + "[dial=yes]",
      help:
        "Opens a named session, which outlives its connection: calls, agent, watches and events are kept for its return.",
      example: "HELLO lp=1 name=gw1 resume=s1:42 playback=reported", parse: parseHello),
    VerbEntry(
      .acknowledge, "ACK", .everywhere, "ACK <event>",
      help: "All events up to this number were taken and need not be kept.", example: "ACK 42",
      parse: { (arguments) throws(WireError) in
        .acknowledge(event: try arguments.number("event", in: 0...WireLimit.maximumNumber))
      }),
    VerbEntry(
      .show, "SHOW", .everywhere, "SHOW [<id>]",
      help: "Rows about a call, on ops also about an agent or a queue; without id the current call, on desk yourself.",
      example: "SHOW c1", parse: parseShow),
    VerbEntry(
      .sync, "SYNC", .everywhere, "SYNC", help: "Answers when everything before this line is durable.",
      example: "SYNC", parse: { (_) throws(WireError) in .sync }),
    VerbEntry(
      .ping, "PING", .everywhere, "PING", help: "Answers at once.", example: "PING",
      parse: { (_) throws(WireError) in .ping }),
    VerbEntry(
      .help, "HELP", .everywhere, "HELP [<verb>]", help: "Lists the verbs of this socket, or explains one.",
      example: "HELP PING", parse: parseHelp),
    VerbEntry(
      .quit, "QUIT", .everywhere, "QUIT", help: "Closes the connection.", example: "QUIT",
      parse: { (_) throws(WireError) in .quit }),
    VerbEntry(
      .tick, "TICK", .everywhere, "TICK <ms>", help: "Moves time, where the daemon runs on the virtual clock.",
      example: "TICK 5000",
      parse: { (arguments) throws(WireError) in
        .tick(.milliseconds(try arguments.number("ms", in: 0...WireLimit.maximumTick)))
      }),
  ]

  private static func parseShow(_ arguments: inout Arguments) throws(WireError) -> Request {
    let id = try arguments.optionalWord("id")
    if id == nil, arguments.role == .operations { throw .missing("id") }
    return .show(id: id)
  }

  private static func parseHelp(_ arguments: inout Arguments) throws(WireError) -> Request {
    guard let word = arguments.nextWord() else { return .help(nil) }
    if let verb = VerbTable.verb(named: word) { return .help(verb) }
    var error = WireError.badArgument("verb", "HELP alone lists the verbs of this socket.")
    if let near = VerbTable.nearest(to: word, role: arguments.role) {
      error.fields.append(Field("did-you-mean", near.name))
    }
    throw error
  }

  private static func parseHello(_ arguments: inout Arguments) throws(WireError) -> Request {
    guard let version = try arguments.number(field: "lp", in: 0...WireLimit.maximumNumber) else {
      throw .missing("lp")
    }
    guard version == WireLimit.version else {
      throw .badArgument("lp", "This server speaks lp=\(WireLimit.version).")
    }
    let name = try arguments.requiredWord(field: "name")
    guard ClientWord.isValid(name) else {
      throw .badArgument("name", "It is 1 to \(WireLimit.maximumTag) of A-Z a-z 0-9 . _ -")
    }
    return .hello(
      Request.Hello(
        name: name, resume: try parseResume(arguments), playback: try arguments.choice(field: "playback") ?? .instant,
        bridge: try arguments.choice(field: "bridge") ?? .instant, dial: try arguments.flag(field: "dial") ?? false))
  }

  private static func parseResume(_ arguments: Arguments) throws(WireError) -> ResumePoint? {
    guard let value = try arguments.field("resume"), !value.isEmpty else { return nil }
    guard let colon = value.lastIndex(of: ASCII.colon), let session = RequestParser.clientWord(value[..<colon]),
      let event = DecimalNumber.parse(value[(colon + 1)...]), event <= WireLimit.maximumNumber
    else { throw .badArgument("resume", "It is <sid>:<event>, the session and the last event taken.") }
    return ResumePoint(session: session, event: event)
  }
}
