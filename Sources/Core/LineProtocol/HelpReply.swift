/// The rows that answer `HELP`, made from the table of verbs.
public enum HelpReply {
  /// The rows before the reply's `OK`. With a verb: its usage, its sentence, an example, and its sockets; else the
  /// usage and the sentence of each verb of the socket.
  public static func rows(verb: Verb?, role: Role, tag: String? = nil) -> [ServerLine] {
    guard let verb else {
      return VerbTable.entries.filter { $0.roles.contains(role) }.map { entry in
        .row(tag: tag, word: entry.name, fields: [], text: "\(entry.usage) -- \(entry.help)")
      }
    }
    let entry = verb.entry
    return [
      .row(tag: tag, word: "usage", fields: [], text: entry.usage),
      .row(tag: tag, word: "help", fields: [], text: entry.help),
      .row(tag: tag, word: "example", fields: [], text: entry.example),
      .row(tag: tag, word: "sockets", fields: [Field("on", entry.roles.socketNames)], text: nil),
    ]
  }
}
