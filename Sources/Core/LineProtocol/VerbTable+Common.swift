import CallModel

extension VerbTable {
  /// What every socket understands.
  static let common: [VerbEntry] = [
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
}
