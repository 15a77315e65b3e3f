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
    if let tag { bytes += "@\(tag) ".utf8 }
    bytes += verb.utf8
    for word in words {
      bytes.append(ASCII.space)
      LineWriter.append(word, as: .word, to: &bytes)
    }
    for field in fields { LineWriter.append(field, to: &bytes) }
    if let text {
      bytes += " :".utf8
      LineWriter.append(text, as: .text, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
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
