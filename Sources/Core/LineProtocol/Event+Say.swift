public import CallModel

extension Event {
  /// Play this sentence; `text` has its values filled in.
  ///
  /// Immutable and shared: most sentences are told to caller after caller, so the end of their lines is made once.
  public final class Say: Hashable, @unchecked Sendable, Codable {
    // @unchecked: everything is written in init only.
    public let prompt: PromptID
    public let language: Language
    /// `nil` leaves it unsaid: keys interrupt, as is usual.
    public let interrupt: Interrupt?
    /// The values as they are written.
    public let values: [Field]
    /// The recordings to play; empty where the prompt itself is one.
    public let pieces: [String]
    public let text: String
    private(set) var lineEnd: LineEnd?

    private enum CodingKeys: CodingKey { case prompt, language, interrupt, values, pieces, text }

    public init(
      prompt: PromptID, language: Language, interrupt: Interrupt? = nil, values: [Field] = [], pieces: [String] = [],
      text: String
    ) {
      self.prompt = prompt
      self.language = language
      self.interrupt = interrupt
      self.values = values
      self.pieces = pieces
      self.text = text
      lineEnd = LineEnd(of: .say(self))
    }

    public convenience init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        prompt: try container.decode(PromptID.self, forKey: .prompt),
        language: try container.decode(Language.self, forKey: .language),
        interrupt: try container.decodeIfPresent(Interrupt.self, forKey: .interrupt),
        values: try container.decode([Field].self, forKey: .values),
        pieces: try container.decode([String].self, forKey: .pieces),
        text: try container.decode(String.self, forKey: .text))
    }

    public static func == (a: Say, b: Say) -> Bool {
      a === b
        || a.prompt == b.prompt && a.language == b.language && a.interrupt == b.interrupt && a.values == b.values
          && a.pieces == b.pieces && a.text == b.text
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(prompt)
      hasher.combine(values)
    }
  }
}
