import CallModel

/// The words of a line from some place on, as ranges into it: nothing is copied or unescaped here.
/// Clients' and servers' lines have the same words, so both readers share it.
struct LineTokens: IteratorProtocol, Sequence, Sendable {
  enum Token: Equatable, Sendable {
    case word(Range<Int>)
    case field(key: Range<Int>, value: Range<Int>)
    /// What follows the colon, to the line's end.
    case text(Range<Int>)
  }

  let line: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ line: ArraySlice<UInt8>, from position: Int) {
    self.line = line
    self.position = position
  }

  mutating func next() -> Token? {
    skipSpaces()
    guard position < line.endIndex else { return nil }
    if line[position] == ASCII.colon {
      defer { position = line.endIndex }
      return .text(position + 1..<line.endIndex)
    }
    let start = position
    var equals: Int?
    while position < line.endIndex, line[position] != ASCII.space {
      if equals == nil, line[position] == ASCII.equals { equals = position }
      position += 1
    }
    guard let equals, equals > start, line[start..<equals].allSatisfy(ClientWord.isAllowed) else {
      return .word(start..<position)
    }
    return .field(key: start..<equals, value: equals + 1..<position)
  }

  /// The next word up to a space, whatever is in it: for a tag and a verb.
  mutating func nextRaw() -> Range<Int>? {
    skipSpaces()
    guard position < line.endIndex else { return nil }
    let start = position
    while position < line.endIndex, line[position] != ASCII.space { position += 1 }
    return start..<position
  }

  private mutating func skipSpaces() {
    while position < line.endIndex, line[position] == ASCII.space { position += 1 }
  }
}
