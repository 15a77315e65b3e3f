public import CallModel

/// One sentence to play, whole: which one, and its place among those of the call.
public struct Utterance: Sendable, Equatable {
  /// From 1 within the call; `promptHeard` names it.
  public var ordinal: Int
  public var saying: Saying

  public init(ordinal: Int, _ saying: Saying) {
    self.ordinal = ordinal
    self.saying = saying
  }
}

/// A prompt in the words of one language, with the values of this call where it has any.
///
/// Immutable and shared, apart from `Utterance`, which is of one call: most prompts have no values, and what is said of
/// them is made with the tree and told to caller after caller.
public final class Saying: Sendable, Equatable {
  public let prompt: PromptID
  public let language: Language
  public let interruptible: Bool
  /// Among those that are made with the tree, from 0, for whoever keeps something for each; `nil`: made for one call.
  public let number: Int?
  let sentence: PromptRenderer.Sentence

  init(
    prompt: PromptID, language: Language, interruptible: Bool, number: Int? = nil, _ sentence: PromptRenderer.Sentence
  ) {
    self.prompt = prompt
    self.language = language
    self.interruptible = interruptible
    self.number = number
    self.sentence = sentence
  }

  /// The holes' values as this language writes them, in the template's order.
  public var values: [Value] { sentence.values }
  /// The same sentence as what is played one after the other.
  public var pieces: [SpokenPiece] { sentence.phrase.pieces }
  /// As it is said: numbers, amounts and dates in words.
  public var text: String { sentence.phrase.text }

  /// What stands in a hole, by its name.
  public struct Value: Sendable, Equatable {
    public var name: String
    public var text: String
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The prompt is one recording, and that is all.
  public var isOneRecording: Bool {
    guard pieces.count == 1, case .recording(let name) = pieces[0] else { return false }
    return name == prompt.text
  }

  public static func == (a: Saying, b: Saying) -> Bool {
    a === b
      || a.prompt == b.prompt && a.language == b.language && a.interruptible == b.interruptible
        && a.sentence == b.sentence
  }
}
