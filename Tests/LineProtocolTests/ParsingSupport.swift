import LineProtocol
import Testing

/// Parses one line as a socket would, without its LF.
func parse(_ text: String, _ role: Role = .gateway) -> ClientLine? {
  RequestParser.parse(.line(Array(text.utf8)[...]), role: role)
}

/// The request that the line is, or `nil` with an issue recorded.
func request(_ text: String, _ role: Role = .gateway, sourceLocation: SourceLocation = #_sourceLocation) -> Request? {
  guard case .request(let request) = parse(text, role)?.content else {
    Issue.record("refused: \(text)", sourceLocation: sourceLocation)
    return nil
  }
  return request
}

/// The refusal of the line, as it goes over the wire without its text.
func refusal(_ text: String, _ role: Role = .gateway) -> String? {
  guard let line = parse(text, role), case .malformed(var error) = line.content else { return nil }
  error.text = nil
  return wire(.error(tag: line.tag, error))
}

/// A line of the server as text, without its LF.
func wire(_ line: ServerLine) -> String {
  let bytes = line.encoded()
  precondition(bytes.last == UInt8(ascii: "\n"), "A line ends with LF.")
  return String(decoding: bytes.dropLast(), as: UTF8.self)
}
