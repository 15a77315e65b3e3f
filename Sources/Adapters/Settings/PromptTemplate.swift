import CallModel
import IVR

/// The text of a prompt in one language, cut into words and holes: `余额{balance:money}。`.
struct PromptTemplate {
  var pieces: [Prompt.Piece] = []

  var holes: [Prompt.Hole] {
    pieces.compactMap { piece in
      switch piece {
      case .words: nil
      case .hole(let hole): hole
      }
    }
  }

  /// `nil` after saying what is wrong with `text`.
  init?(_ text: String, in language: Language, at value: YAMLValue) {
    if text.contains("\n") {
      value.error("\(value.name) has a line break; a prompt is one line")
      return nil
    }
    var rest = Substring(text)
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      if brace > rest.startIndex { pieces.append(.words(String(rest[..<brace]))) }
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else {
        value.error("\(value.name) has a brace without its partner")
        return nil
      }
      guard let hole = Self.hole(rest[rest.index(after: brace)..<end], language, at: value) else { return nil }
      pieces.append(.hole(hole))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    if let excess = excess(bytes: SettingsLimits.promptBytes, holes: SettingsLimits.holesPerPrompt) {
      value.error("\(value.name) has \(excess)")
      return nil
    }
  }

  /// `130 bytes of words; at most 120 are allowed`, if it has more than that. The protocol writes `%` as `%25`.
  func excess(bytes maximumBytes: Int, holes maximumHoles: Int) -> String? {
    let bytes = pieces.reduce(0) { sum, piece in
      switch piece {
      case .words(let words): sum + words.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "%") ? 3 : 1) }
      case .hole: sum
      }
    }
    if bytes > maximumBytes { return "\(bytes) bytes of words; at most \(maximumBytes) are allowed" }
    return holes.count > maximumHoles ? "\(holes.count) holes; at most \(maximumHoles) are allowed" : nil
  }

  private static func hole(_ inside: Substring, _ language: Language, at value: YAMLValue) -> Prompt.Hole? {
    let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if let wrong = YAMLValue.wrongIdentifier(parts[0]) {
      value.error("the name of a hole in \(value.name) \(wrong)")
      return nil
    }
    guard !Prompt.Hole.reservedNames.contains(parts[0]) else {
      value.error("a hole in \(value.name) has the name \(parts[0]), which is a field of every SAY line")
      return nil
    }
    guard parts.count == 2 else {
      value.error("the hole {\(parts[0])} in \(value.name) needs a format: {\(parts[0]):money}")
      return nil
    }
    let words = parts[1].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard let format = HoleFormat(rawValue: words[0]) else {
      let formats = HoleFormat.allCases.map(\.rawValue)
      let hint = NearestWord.hint(words[0], among: formats)
      value.error("the hole {\(inside)} in \(value.name) has an unknown format\(hint)")
      return nil
    }
    let hole = Prompt.Hole(name: parts[0], format: format, nouns: Array(words.dropFirst()))
    guard let wrong = wrongNouns(of: hole, language) else { return hole }
    value.error("the hole {\(inside)} in \(value.name) \(wrong)")
    return nil
  }

  private static func wrongNouns(of hole: Prompt.Hole, _ language: Language) -> String? {
    guard !hole.nouns.isEmpty else { return nil }
    guard hole.format == .count else { return "has a noun, but only a count counts anything" }
    let forms = language.nounForms
    guard hole.nouns.count == forms else {
      let example = forms == 1 ? "|位" : "|caller|callers"
      return "has \(hole.nouns.count) forms of its noun; \(language) has \(forms): {\(hole.name):count\(example)}"
    }
    return hole.nouns.contains { $0.allSatisfy(\.isWhitespace) } ? "has a noun without letters" : nil
  }
}
