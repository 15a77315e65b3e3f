/// One thing that a person types.
public enum Keystroke: Equatable, Sendable {
  case character(Character)
  case enter
  case backspace
  /// Ctrl-U.
  case eraseLine
  case escape
  /// Ctrl-C.
  case interrupt
  /// Ctrl-D.
  case end
}

/// Bytes of a terminal as keystrokes: puts together what UTF-8 takes apart, and passes over arrow and function keys.
public struct Keyboard: Sendable {
  /// The beginning of a character whose rest has not come.
  private var pending: [UInt8] = []

  public init() {}

  /// Bytes as they were read. A lone ESC at their end is the key Esc: terminals send sequences in one piece.
  public mutating func feed(_ bytes: [UInt8]) -> [Keystroke] {
    var strokes: [Keystroke] = []
    var rest = (pending + bytes)[...]
    pending = []
    while let byte = rest.first {
      if byte == 0x1B {
        Self.takeEscape(&rest, &strokes)
      } else if byte < 0x80 {
        rest.removeFirst()
        if let stroke = Self.stroke(byte) { strokes.append(stroke) }
      } else if rest.count < Self.length(byte) {
        pending = Array(rest)
        rest = []
      } else {
        let length = Self.length(byte)
        if let text = String(validating: rest.prefix(length), as: UTF8.self) {
          strokes += text.map { .character($0) }
          rest.removeFirst(length)
        } else {
          rest.removeFirst()
        }
      }
    }
    return strokes
  }

  private static func stroke(_ byte: UInt8) -> Keystroke? {
    switch byte {
    case 0x03: .interrupt
    case 0x04: .end
    case 0x08, 0x7F: .backspace
    case 0x0A, 0x0D: .enter
    case 0x15: .eraseLine
    case let byte: byte < 0x20 ? nil : .character(Character(UnicodeScalar(byte)))
    }
  }

  /// Bytes of the character that begins so; 1 for what begins none.
  private static func length(_ lead: UInt8) -> Int {
    if lead >= 0xF0, lead < 0xF8 { return 4 }
    if lead >= 0xE0, lead < 0xF0 { return 3 }
    return lead >= 0xC2 && lead < 0xE0 ? 2 : 1
  }

  /// `ESC [ ... letter` and `ESC O letter` are keys that nothing here has a use for.
  private static func takeEscape(_ rest: inout ArraySlice<UInt8>, _ strokes: inout [Keystroke]) {
    rest.removeFirst()
    guard let kind = rest.first, kind == UInt8(ascii: "[") || kind == UInt8(ascii: "O") else {
      strokes.append(.escape)
      return
    }
    rest.removeFirst()
    while let byte = rest.popFirst(), !(0x40...0x7E).contains(byte) {}
  }
}
