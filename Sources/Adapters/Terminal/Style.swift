/// Emphasis for people at a terminal, and none for programs and files.
public struct Style: Sendable, Equatable {
  public let isColoured: Bool

  public static let plain = Style(isColoured: false)
  public static let coloured = Style(isColoured: true)

  private init(isColoured: Bool) { self.isColoured = isColoured }

  /// Colours only where a terminal shows them and nobody has forbidden them (https://no-color.org).
  public init(isTerminal: Bool, noColor: String?, term: String?) {
    isColoured = isTerminal && (noColor ?? "").isEmpty && term != "dumb"
  }

  public func bold(_ text: String) -> String { wrap(text, "1") }
  public func dim(_ text: String) -> String { wrap(text, "2") }
  public func bad(_ text: String) -> String { wrap(text, "31") }
  public func good(_ text: String) -> String { wrap(text, "32") }
  public func notable(_ text: String) -> String { wrap(text, "33") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
