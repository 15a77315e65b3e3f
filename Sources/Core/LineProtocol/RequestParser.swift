/// Turns a decoded line of a client into a request or a refusal. Pure: it knows the role and the line, nothing else.
public enum RequestParser {
  /// `nil`: there is nothing to answer.
  public static func parse(_ line: DecodedLine, role: Role) -> ClientLine? {
    switch line {
    case .tooLong: ClientLine(content: .malformed(WireError(.lineTooLong, [Field("limit", WireLimit.maximumLine)])))
    case .badEncoding(let offset): ClientLine(content: .malformed(WireError(.encoding, [Field("at", offset)])))
    case .line: ClientLine(content: .malformed(WireError(.unknownVerb)))
    }
  }
}
