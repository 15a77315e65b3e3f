/// Something said, in both of a gateway's ways: words for one with a voice, pieces for one that plays recordings.
struct Phrase: Sendable, Equatable {
  private(set) var text = ""
  private(set) var pieces: [SpokenPiece] = []

  var isEmpty: Bool { text.isEmpty && pieces.isEmpty }

  mutating func append(_ piece: SpokenPiece?, _ words: String, glue: String = "") {
    if !text.isEmpty { text += glue }
    text += words
    if let piece { pieces.append(piece) }
  }

  mutating func append(_ other: Phrase, glue: String = "") {
    if !text.isEmpty, !other.text.isEmpty { text += glue }
    text += other.text
    pieces += other.pieces
  }

  func renamingValues(_ name: (String) -> String) -> Phrase {
    var phrase = self
    phrase.pieces = pieces.map { piece in
      switch piece {
      case .recording: piece
      case .value(let value): .value(name(value))
      }
    }
    return phrase
  }
}

/// One thing that a gateway plays while it says a sentence.
public enum SpokenPiece: Hashable, Sendable {
  /// A recording by its name: `balance+1` of a prompt, `number/7` of the language's own words.
  case recording(String)
  /// What no recording can know, like a name: the words of that value of the `SAY` line, to be read by a voice.
  case value(String)

  /// `number/7`, `$payee-name`.
  public var word: String {
    switch self {
    case .recording(let name): name
    case .value(let name): "$" + name
    }
  }
}
