/// One line of the server. Its first token classifies it for ever: `OK`, `ERR`, `-`, `*` or `!`.
public enum ServerLine: Hashable, Sendable {
  /// `OK [@tag] [k=v ...] [:text]`: ends a reply.
  case ok(tag: String?, fields: [Field], text: String?)
  /// `ERR [@tag] <class> <symbol> [k=v ...] [:text]`: ends a reply.
  case error(tag: String?, WireError)
  /// `- [@tag] [word] [k=v ...] [:text]`: a row of the reply being built.
  case row(tag: String?, word: String?, fields: [Field], text: String?)
  /// `* <number> <subject> <KIND> [k=v ...] [:text]`. The subject is a call, an offer, an agent, or `-`.
  case event(number: Int64, subject: String, Event)
  /// `! <WORD> [k=v ...]`: about the connection itself.
  case notice(Notice)
}

extension ServerLine {
  public static func ok(_ tag: String?, _ fields: Field...) -> ServerLine {
    .ok(tag: tag, fields: fields, text: nil)
  }
}
