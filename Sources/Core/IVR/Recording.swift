public import CallModel

/// One recording that a gateway needs in order to say everything: its name and the words to be spoken.
public struct Recording: Sendable, Equatable {
  public var name: String
  public var text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

extension PromptCatalogue {
  /// Everything that `SAY` lines of this language can name: the words of its numbers, amounts and dates, then the
  /// prompts in their order.
  public func recordings(in language: Language) -> [Recording] {
    language.speech.vocabulary.entries.map { Recording(name: $0.name, text: $0.text) }
      + ids.flatMap { self[$0]?.recordings(in: language) ?? [] }
  }
}

extension Prompt {
  fileprivate func recordings(in language: Language) -> [Recording] {
    guard let template = templates.first(where: { $0.language == language }) else { return [] }
    return template.pieces.enumerated().flatMap { index, piece -> [Recording] in
      guard let first = template.recordings[index] else { return [] }
      let texts =
        switch piece {
        case .words(let words): [words]
        case .hole(let hole): hole.nouns
        }
      return texts.enumerated().map { offset, text in
        Recording(name: recording(first + offset, of: template).word, text: Self.spoken(text))
      }
    }
  }

  /// Without what belongs to the value before: `，余额` is spoken as 余额.
  private static func spoken(_ text: String) -> String {
    let start = text.unicodeScalars.firstIndex { $0.properties.isAlphabetic || $0.isDigit } ?? text.startIndex
    var words = text[start...]
    while words.last?.isWhitespace == true { words.removeLast() }
    return String(words)
  }
}
