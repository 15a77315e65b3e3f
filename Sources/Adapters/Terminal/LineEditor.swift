/// A line being typed where the terminal itself edits none.
public struct LineEditor: Sendable, Equatable {
  public enum Outcome: Equatable, Sendable {
    case editing
    case done(String)
    case cancelled
  }

  /// Characters; more are not taken.
  public static let longest = 1_000

  public private(set) var text: String

  public init(_ text: String = "") { self.text = text }

  public mutating func take(_ stroke: Keystroke) -> Outcome {
    switch stroke {
    case .character(let character):
      if text.count < Self.longest { text.append(character) }
    case .backspace:
      guard !text.isEmpty else { return .cancelled }
      text.removeLast()
    case .eraseLine: text = ""
    case .enter: return .done(text)
    case .escape, .interrupt, .end: return .cancelled
    }
    return .editing
  }
}
