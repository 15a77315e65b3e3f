import CallModel

/// Text as a terminal shows it: how many columns it takes, cut to a width, made harmless.
///
/// Apart from the tables so that prompts, tables and the line editor count alike.
public enum DisplayText {
  static let ellipsis = "…"

  /// Columns that the text takes: East Asian wide characters count two, combining ones none.
  public static func columns(of text: String) -> Int { text.reduce(0) { $0 + columns(of: $1) } }

  /// A character of several scalars is as wide as its widest: what combines with it adds nothing.
  public static func columns(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { max($0, columns(of: $1)) }
  }

  /// The text, or as much of it as leaves room for an ellipsis in so many columns.
  public static func cut(_ text: String, to width: Int) -> String {
    guard columns(of: text) > width else { return text }
    guard width >= 1 else { return "" }
    var kept = ""
    var used = 1
    for character in text {
      used += columns(of: character)
      guard used <= width else { break }
      kept.append(character)
    }
    return kept + ellipsis
  }

  /// As much of the text's end as there is room for: where somebody types.
  public static func end(of text: String, in width: Int) -> String {
    var used = 0
    let kept = text.reversed().prefix { character in
      used += columns(of: character)
      return used <= width
    }
    return String(kept.reversed())
  }

  /// The text with nothing in it that commands the reader's terminal.
  public static func printable(_ text: String) -> String { text.printable }

  static func padded(_ text: String, to width: Int, onTheLeft: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - columns(of: text)))
    return onTheLeft ? space + text : text + space
  }

  /// Lines of at most so many columns, broken after a space or comma where there is one.
  public static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for character in text {
      if used + columns(of: character) > width, !line.isEmpty {
        let rest = breakOff(&line)
        lines.append(line)
        line = rest
        used = columns(of: rest)
      }
      line.append(character)
      used += columns(of: character)
    }
    return lines + [line]
  }

  /// Takes what stands after the last good place to break off the line.
  private static func breakOff(_ line: inout String) -> String {
    guard let place = line.lastIndex(where: { $0 == " " || $0 == "," }), place != line.startIndex else { return "" }
    let start = line.index(after: place)
    let rest = String(line[start...])
    line = String(line[..<start])
    return rest
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    let category = scalar.properties.generalCategory
    if category == .nonspacingMark || category == .enclosingMark || category == .format { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// Scalars of East Asian width W and F (Unicode Standard Annex #11), emoji aside, with the unassigned ones
  /// between them.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
