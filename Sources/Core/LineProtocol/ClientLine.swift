/// One line of a client, understood or refused: each gets exactly one `OK` or `ERR` (but see `Request.keys`).
public struct ClientLine: Equatable, Sendable {
  /// Echoed as the answer's second token.
  public var tag: String?
  public var content: ClientLineContent

  public init(tag: String? = nil, content: ClientLineContent) {
    self.tag = tag
    self.content = content
  }
}

/// What a client's line says, or why it says nothing.
public enum ClientLineContent: Equatable, Sendable {
  case request(Request)
  /// A bad line: `WireLimit.badLinesInARow` of class `bad` in a row close the connection.
  case malformed(WireError)
}
