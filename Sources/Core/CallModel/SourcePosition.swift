/// Where in a settings file something stands, for `file:line:column: sentence`.
public struct SourcePosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1.
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(file):\(line):\(column)" }

  public static func < (a: Self, b: Self) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// One finding about a settings file. All findings of a load are reported at once.
public struct SettingsProblem: Hashable, Comparable, Sendable, CustomStringConvertible {
  public enum Severity: String, Sendable { case error, warning }

  public var position: SourcePosition
  public var severity: Severity
  public var sentence: String

  public init(_ severity: Severity = .error, at position: SourcePosition, _ sentence: String) {
    self.position = position
    self.severity = severity
    self.sentence = sentence
  }

  public var description: String { "\(position): \(severity.rawValue): \(sentence)" }

  public static func < (a: Self, b: Self) -> Bool {
    (a.position, a.severity.rawValue, a.sentence) < (b.position, b.severity.rawValue, b.sentence)
  }
}
