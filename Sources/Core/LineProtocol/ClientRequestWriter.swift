import CallModel

/// Writes lines of a client, escaped, for clients: `ivrctl`, the load generator, tests. What can't be a line is
/// refused here rather than sent.
public enum ClientRequestWriter {
  /// Appends `[@tag] VERB words... key=value... [:text]` with its LF.
  ///
  /// Throws what the server would answer: `bad-tag`, `bad-argument` (an empty word; a key or a verb that can't be
  /// one) or `line-too-long`; then nothing is appended.
  public static func append(
    _ verb: String, _ words: [String] = [], fields: [Field] = [], text: String? = nil, tag: String? = nil,
    limit: Int = WireLimit.maximumLine, to bytes: inout [UInt8]
  ) throws(WireError) {
    guard tag.map(ClientWord.isValid) ?? true else { throw WireError(.badTag) }
    guard verb == "?" || isName(verb) else { throw .badArgument("verb", "It is letters.") }
    guard words.allSatisfy({ !$0.isEmpty }) else { throw .badArgument("word", "It can't be empty.") }
    guard fields.allSatisfy({ isName($0.key) }) else { throw .badArgument("key", "It is letters, digits . _ -") }
    let start = bytes.count
    let limit = min(limit, WireLimit.maximumEscaped)
    LinePen.append(atMost: limit + 1, to: &bytes) { pen in
      if let tag {
        pen.write("@")
        pen.write(plain: tag)
        pen.write(ASCII.space)
      }
      pen.write(plain: verb)
      for word in words {
        pen.write(ASCII.space)
        pen.write(word, as: .word)
      }
      for field in fields { pen.write(field) }
      if let text {
        pen.write(" :")
        pen.write(text, as: .text)
      }
      pen.write(UInt8(ascii: "\n"))
    }
    guard bytes.count - start <= limit else {
      bytes.removeSubrange(start...)
      throw WireError(.lineTooLong, [Field("limit", limit)])
    }
  }

  public static func append(
    _ verb: Verb, _ words: [String] = [], fields: [Field] = [], text: String? = nil, tag: String? = nil,
    to bytes: inout [UInt8]
  ) throws(WireError) {
    try append(verb.name, words, fields: fields, text: text, tag: tag, to: &bytes)
  }

  /// One line as its own array.
  public static func line(
    _ verb: Verb, _ words: [String] = [], fields: [Field] = [], text: String? = nil, tag: String? = nil
  ) throws(WireError) -> [UInt8] {
    var bytes: [UInt8] = []
    try append(verb, words, fields: fields, text: text, tag: tag, to: &bytes)
    return bytes
  }

  private static func isName(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(ClientWord.isAllowed) }
}
