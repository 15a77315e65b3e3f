/// Reads lines of the server, for clients: `ivrctl`, the load generator, tests. The twin of `ServerLine.encode`.
public enum ServerLineReader {
  /// `nil` where the bytes are no line of an lp/1 server. Without LF or CR, as `LineDecoder` emits lines.
  public static func read(_ line: ArraySlice<UInt8>) -> ReceivedLine? {
    var tokens = LineTokens(line, from: line.startIndex)
    guard let first = tokens.nextRaw(),
      let kind = ReceivedLine.Kind(rawValue: String(decoding: line[first], as: UTF8.self))
    else { return nil }
    var received = ReceivedLine(kind: kind)
    switch kind {
    case .ok, .error, .row: received.tag = takeTag(&tokens)
    case .event:
      guard let number = tokens.nextRaw(), let subject = tokens.nextRaw() else { return nil }
      received.number = DecimalNumber.parse(line[number])
      received.subject = try? Escape.decode(line[subject])
      guard received.number != nil, received.subject != nil else { return nil }
    case .notice: break
    }
    do throws(Escape.Problem) { try readRest(of: tokens, into: &received) } catch { return nil }
    return hasItsWords(received) ? received : nil
  }

  /// `nil` also for a line that was too long or badly encoded.
  public static func read(_ line: DecodedLine) -> ReceivedLine? {
    switch line {
    case .line(let bytes): read(bytes)
    case .tooLong, .badEncoding: nil
    }
  }

  private static func takeTag(_ tokens: inout LineTokens) -> String? {
    var ahead = tokens
    guard let word = ahead.nextRaw(), tokens.line[word.lowerBound] == ASCII.at,
      let tag = RequestParser.clientWord(tokens.line[word].dropFirst())
    else { return nil }
    tokens = ahead
    return tag
  }

  private static func readRest(of tokens: LineTokens, into received: inout ReceivedLine) throws(Escape.Problem) {
    let line = tokens.line
    for token in tokens {
      switch token {
      case .word(let range): received.words.append(try Escape.decode(line[range]))
      case .field(let key, let value):
        let key = String(decoding: line[key], as: UTF8.self)
        received.fields.append(Field(key, try Escape.decode(line[value])))
      case .text(let range): received.text = try Escape.decode(line[range])
      }
    }
  }

  private static func hasItsWords(_ received: ReceivedLine) -> Bool {
    switch received.kind {
    case .ok, .row: true
    case .error: received.words.count >= 2
    case .event, .notice: !received.words.isEmpty
    }
  }
}
