import CallModel
import IVR

/// The text of a prompt in one language, cut into words and holes: `余额{balance:money}。`.
struct PromptTemplate {
  struct Hole: Equatable {
    var name: String
    var format: HoleFormat
  }

  var pieces: [Prompt.Piece] = []

  var holes: [Hole] {
    pieces.compactMap { piece in
      switch piece {
      case .words: nil
      case .hole(let name, let format): Hole(name: name, format: format)
      }
    }
  }

  /// `nil` after saying what is wrong with `text`.
  init?(_ text: String, at value: YAMLValue) {
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
      guard let hole = Self.hole(rest[rest.index(after: brace)..<end], at: value) else { return nil }
      pieces.append(.hole(name: hole.name, format: hole.format))
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

  private static func hole(_ inside: Substring, at value: YAMLValue) -> Hole? {
    let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if let wrong = YAMLValue.wrongIdentifier(parts[0]) {
      value.error("the name of a hole in \(value.name) \(wrong)")
      return nil
    }
    guard parts.count == 2 else {
      value.error("the hole {\(parts[0])} in \(value.name) needs a format: {\(parts[0]):money}")
      return nil
    }
    guard let format = HoleFormat(rawValue: parts[1]) else {
      let formats = HoleFormat.allCases.map(\.rawValue)
      let hint = NearestWord.hint(parts[1], among: formats)
      value.error("the hole {\(inside)} in \(value.name) has an unknown format\(hint)")
      return nil
    }
    return Hole(name: parts[0], format: format)
  }
}

extension PromptTemplate {
  /// How long it takes to say, in 45ths of a second: the unit in which both speaking rates are whole.
  /// 4.5 Chinese characters a second are 10 units each, 2.5 English words a second 18 each. Of values the
  /// usual length is taken; a list is as long as its items, which have prompts of their own.
  var spokenUnits: Int {
    let text = pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .hole: " "
      }
    }.joined()
    let hasIdeographs = text.unicodeScalars.contains(where: \.properties.isIdeographic)
    var units = holes.reduce(0) { $0 + $1.format.spokenUnits }
    var isInWord = false
    for scalar in text.unicodeScalars {
      let isDigit = scalar.properties.numericType == .decimal
      let isLetter = scalar.properties.isAlphabetic && !scalar.properties.isIdeographic
      if scalar.properties.isIdeographic { units += 10 }
      if isDigit { units += hasIdeographs ? 10 : 18 }
      if isLetter, !isInWord { units += 18 }
      isInWord = isLetter || (isInWord && (scalar == "'" || scalar == "-"))
    }
    return units
  }

  /// Rounded up.
  var spokenSeconds: Int { (spokenUnits + 44) / 45 }
}

extension HoleFormat {
  fileprivate var spokenUnits: Int {
    switch self {
    case .number, .term: 18
    case .text, .interval: 36
    case .digits, .date: 72
    case .money: 90
    case .instant: 126
    case .list: 0
    }
  }
}
