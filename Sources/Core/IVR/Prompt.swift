public import CallModel

/// The words of every prompt in every language.
public struct PromptCatalogue: Sendable {
  private let prompts: [PromptID: Prompt]

  public init(_ prompts: [Prompt]) {
    var byID: [PromptID: Prompt] = [:]
    for prompt in prompts { byID[prompt.id] = prompt }
    self.prompts = byID
  }

  public var count: Int { prompts.count }

  public subscript(id: PromptID) -> Prompt? { prompts[id] }
}

/// One prompt: a template for each language.
public struct Prompt: Sendable {
  public let id: PromptID
  /// False: keys do not stop it (the read-back of amount and payee).
  public let interruptible: Bool
  /// Few, so an array in the order of the tree's languages.
  public let templates: [Template]

  public struct Template: Sendable {
    public var language: Language
    public var pieces: [Piece]
    public init(language: Language, pieces: [Piece]) {
      self.language = language
      self.pieces = pieces
    }
  }

  /// A gateway that plays recordings plays the pieces one after the other.
  public enum Piece: Sendable, Equatable {
    case words(String)
    case hole(name: String, format: HoleFormat)
  }

  public init(id: PromptID, interruptible: Bool = true, templates: [Template]) {
    self.id = id
    self.interruptible = interruptible
    self.templates = templates
  }
}

/// How a value is said: `{balance:money}`.
public enum HoleFormat: String, Sendable, CaseIterable {
  case text, digits, number, money, date, instant, interval, term
  /// The items of a page, said by the `choose` node.
  case list
}
