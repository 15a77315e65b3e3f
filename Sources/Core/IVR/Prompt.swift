public import CallModel

/// The words of every prompt in every language.
public struct PromptCatalogue: Sendable {
  /// In the order given, for whoever goes through all of them.
  public let ids: [PromptID]
  /// How many numbers `Saying.number` has.
  public let fixedSayings: Int
  private let prompts: [PromptID: Prompt]

  public init(_ prompts: [Prompt]) {
    var byID: [PromptID: Prompt] = [:]
    var numbered = 0
    for var prompt in prompts {
      prompt.numberFixedSayings(from: &numbered)
      byID[prompt.id] = prompt
    }
    self.prompts = byID
    fixedSayings = numbered
    ids = prompts.map(\.id)
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
  /// Beside the templates: what is said where no value is part of it, made once.
  private var fixedSayings: [Saying?]

  /// What is said in one language: words, and holes for values.
  public struct Template: Sendable {
    public let language: Language
    public let pieces: [Piece]
    /// For each piece, the number of its first recording within the template, from 1; `nil`: it has none.
    let recordings: [Int?]
    /// Words alone: the whole prompt is one recording.
    let isWhole: Bool

    public init(language: Language, pieces: [Piece]) {
      self.language = language
      self.pieces = pieces
      var last = 0
      recordings = pieces.map { piece in
        guard piece.recordingCount > 0 else { return nil }
        defer { last += piece.recordingCount }
        return last + 1
      }
      isWhole = pieces.allSatisfy { if case .words = $0 { true } else { false } }
    }

    /// There is a hole for this value.
    func speaks(_ value: String) -> Bool {
      pieces.contains { if case .hole(let hole) = $0 { hole.name == value } else { false } }
    }
  }

  /// A gateway that plays recordings plays the pieces one after the other.
  public enum Piece: Sendable, Equatable {
    case words(String)
    case hole(Hole)
  }

  /// The place of a value: `{balance:money}`, `{units:count|unit|units}`.
  public struct Hole: Sendable, Equatable {
    /// What every `SAY` line has besides values.
    public static let reservedNames = ["prompt", "lang", "interrupt", "pieces", "text", "cut"]

    public var name: String
    public var format: HoleFormat
    /// The noun that a `count` counts, in each form that the language has.
    public var nouns: [String]

    public init(name: String, format: HoleFormat, nouns: [String] = []) {
      self.name = name
      self.format = format
      self.nouns = nouns
    }
  }

  public init(id: PromptID, interruptible: Bool = true, templates: [Template]) {
    self.id = id
    self.interruptible = interruptible
    self.templates = templates
    fixedSayings = templates.map { template in
      guard template.isWhole else { return nil }
      let sentence = PromptRenderer.fixedSentence(template, of: id)
      return Saying(prompt: id, language: template.language, interruptible: interruptible, sentence)
    }
  }

  /// The template of a language, or else the first: the loader has checked that there is one.
  public func template(in language: Language) -> Template? {
    templates.first { $0.language == language } ?? templates.first
  }

  /// What is said in that language whatever the values are; `nil` where they are part of it.
  func fixedSaying(in language: Language) -> Saying? {
    guard !templates.isEmpty else { return nil }
    return fixedSayings[templates.firstIndex { $0.language == language } ?? 0]
  }

  fileprivate mutating func numberFixedSayings(from next: inout Int) {
    for index in fixedSayings.indices {
      guard let saying = fixedSayings[index] else { continue }
      fixedSayings[index] = Saying(
        prompt: saying.prompt, language: saying.language, interruptible: saying.interruptible, number: next,
        saying.sentence)
      next += 1
    }
  }
}

extension Prompt.Piece {
  /// Punctuation alone makes no sound.
  fileprivate var recordingCount: Int {
    switch self {
    case .words(let words): words.unicodeScalars.contains { $0.properties.isAlphabetic || $0.isDigit } ? 1 : 0
    case .hole(let hole): hole.nouns.count
    }
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { properties.numericType == .decimal }
}

/// How a value is said: `{balance:money}`.
public enum HoleFormat: String, Sendable, CaseIterable {
  case text, digits, number, count, decimal, money, date, instant, interval, term
  /// The items of a page, said by the `choose` node.
  case list
}
