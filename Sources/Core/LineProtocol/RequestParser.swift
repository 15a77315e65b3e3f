import CallModel

/// Turns a decoded line of a client into a request or a refusal. Pure: it knows the role and the line, nothing else.
public enum RequestParser {
  /// `nil`: there is nothing to answer (the line is blank).
  ///
  /// No refusal repeats what the client sent: a mistyped line may hold a password.
  public static func parse(_ line: DecodedLine, role: Role) -> ClientLine? {
    switch line {
    case .line(let bytes): parse(bytes, role: role)
    case .tooLong: ClientLine(content: .malformed(WireError(.lineTooLong, [Field("limit", WireLimit.maximumLine)])))
    case .badEncoding(let offset): ClientLine(content: .malformed(WireError(.encoding, [Field("at", offset)])))
    }
  }

  private static func parse(_ line: ArraySlice<UInt8>, role: Role) -> ClientLine? {
    var tokens = LineTokens(line, from: line.startIndex)
    guard var word = tokens.nextRaw() else { return nil }
    var tag: String?
    if line[word.lowerBound] == ASCII.at {
      tag = clientWord(line[word].dropFirst())
      guard tag != nil else { return ClientLine(content: .malformed(badTag)) }
      guard let next = tokens.nextRaw() else { return ClientLine(tag: tag, content: .malformed(.missing("verb"))) }
      word = next
    }
    do {
      return ClientLine(
        tag: tag, content: .request(try request(line, verb: word, after: tokens, tagged: tag != nil, role: role)))
    } catch {
      return ClientLine(tag: tag, content: .malformed(error))
    }
  }

  private static func request(
    _ line: ArraySlice<UInt8>, verb word: Range<Int>, after tokens: LineTokens, tagged: Bool, role: Role
  ) throws(WireError) -> Request {
    guard let verb = VerbTable.verb(named: line[word]) else {
      guard let keys = keys(line[word]) else { throw unknownVerb(line[word], role: role) }
      guard role == .gateway else { throw wrongSocket(.gateway) }
      var rest = tokens
      guard !tagged, rest.next() == nil else {
        throw WireError(.unknownVerb, text: "A line of keys has no tag and no spaces; else say KEY <call> <keys>.")
      }
      return .keys(keys)
    }
    guard verb.roles.contains(role) else { throw wrongSocket(verb.roles) }
    var arguments = Arguments(line, from: tokens.position, role: role, verb: verb)
    let request = try VerbTable.entries[Int(verb.rawValue)].parse(&arguments)
    try arguments.finish()
    return request
  }

  /// The keys that the word is made of, or `nil` where it is not made of keys alone.
  static func keys(_ word: ArraySlice<UInt8>) -> Keys? {
    guard let first = word.first, let key = Key(ascii: first) else { return nil }
    guard word.count > 1 else { return Keys(key) }
    var keys: [Key] = []
    keys.reserveCapacity(word.count)
    for byte in word {
      guard let key = Key(ascii: byte) else { return nil }
      keys.append(key)
    }
    return Keys(keys)
  }

  /// A tag, a call id or a session's name, or `nil` where the word can't be one.
  static func clientWord(_ word: ArraySlice<UInt8>) -> String? {
    guard !word.isEmpty, word.count <= ClientWord.maximumLength, word.allSatisfy(ClientWord.isAllowed) else {
      return nil
    }
    return String(decoding: word, as: UTF8.self)
  }

  private static var badTag: WireError {
    WireError(.badTag, text: "A tag is @ and 1 to \(WireLimit.maximumTag) of A-Z a-z 0-9 . _ -")
  }

  private static func wrongSocket(_ roles: RoleSet) -> WireError {
    WireError(.wrongSocket, [Field("want", roles.socketNames)])
  }

  private static func unknownVerb(_ word: ArraySlice<UInt8>, role: Role) -> WireError {
    let near = VerbTable.nearest(to: word, role: role)
    return WireError(
      .unknownVerb, near.map { [Field("did-you-mean", $0.name)] } ?? [],
      text: "HELP lists the verbs of this socket.")
  }
}
