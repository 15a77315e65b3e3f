import CallModel

/// The words after a verb, as its parser asks for them: positional ones in order, fields by key, one free text.
///
/// Nothing is gathered beforehand: each question scans the few words of the line again, which costs less than an
/// array would.
struct Arguments: Sendable {
  let role: Role
  let verb: Verb
  private let line: ArraySlice<UInt8>
  /// Where the words begin.
  private let start: Int
  /// After the last positional word taken.
  private var cursor: Int
  private var textTaken = false

  init(_ line: ArraySlice<UInt8>, from start: Int, role: Role, verb: Verb) {
    self.line = line
    self.start = start
    self.role = role
    self.verb = verb
    cursor = start
  }

  /// The next positional word, still escaped.
  mutating func nextWord() -> ArraySlice<UInt8>? {
    var tokens = LineTokens(line, from: cursor)
    while let token = tokens.next() {
      switch token {
      case .word(let range):
        cursor = range.upperBound
        return line[range]
      case .field: continue
      case .text: return nil
      }
    }
    return nil
  }

  /// The value of a field, still escaped. A key is understood in any case of letters, like a verb.
  func field(_ key: StaticString) throws(WireError) -> ArraySlice<UInt8>? {
    var found: ArraySlice<UInt8>?
    for token in LineTokens(line, from: start) {
      guard case .field(let range, let value) = token, isKey(range, key) else { continue }
      guard found == nil else { throw .badArgument("\(key)", "It is given twice.") }
      found = line[value]
    }
    return found
  }

  /// All fields but these, unescaped, in their order; the line's own limit bounds them.
  func fields(except known: [StaticString]) throws(WireError) -> [Field] {
    var fields: [Field] = []
    for token in LineTokens(line, from: start) {
      guard case .field(let range, let value) = token, !known.contains(where: { isKey(range, $0) }) else { continue }
      fields.append(Field(String(decoding: line[range], as: UTF8.self), try decode(line[value])))
    }
    return fields
  }

  /// The free text, unescaped; `nil` where there is none or it is empty.
  mutating func text() throws(WireError) -> String? {
    textTaken = true
    for token in LineTokens(line, from: start) {
      if case .text(let range) = token { return range.isEmpty ? nil : try decode(line[range]) }
    }
    return nil
  }

  /// A free text about a caller: as `text()`, without what might be his password.
  mutating func note() throws(WireError) -> String? { try text().map(NoteText.masked) }

  /// Refuses what no one asked for: a positional word, or a free text. Unknown keys pass.
  func finish() throws(WireError) {
    for token in LineTokens(line, from: cursor) {
      switch token {
      case .word(let range): throw extra(at: range.lowerBound)
      case .field: continue
      case .text(let range): if !textTaken { throw extra(at: range.lowerBound - 1) }
      }
    }
  }

  func decode(_ word: ArraySlice<UInt8>) throws(WireError) -> String {
    do { return try Escape.decode(word) } catch { throw encoding(at: error.index) }
  }

  func decodeBytes(_ word: ArraySlice<UInt8>) throws(WireError) -> [UInt8] {
    do { return try Escape.decodeBytes(word) } catch { throw encoding(at: error.index) }
  }

  private func encoding(at index: Int) -> WireError {
    WireError(
      .encoding, [Field("at", index - line.startIndex)],
      text: "% begins an escape of two hexadecimal digits, and what is escaped must be UTF-8 without NUL.")
  }

  private func extra(at index: Int) -> WireError {
    WireError(.extraArgument, [Field("at", index - line.startIndex)], text: "Usage: \(verb.entry.usage)")
  }

  private func isKey(_ range: Range<Int>, _ key: StaticString) -> Bool {
    guard range.count == key.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count {
      let wanted = ASCII.uppercased(key.utf8Start[offset])
      guard ASCII.uppercased(line[range.lowerBound + offset]) == wanted else { return false }
    }
    return true
  }
}
