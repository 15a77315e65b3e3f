public import CallModel

/// Everything that keeps settings from being used: thrown once, with all findings, one a line.
public struct SettingsProblems: Error, Sendable, Equatable, CustomStringConvertible {
  /// By file, line and column; warnings among them. At least one is an error.
  public let problems: [SettingsProblem]

  public init(_ problems: [SettingsProblem]) { self.problems = problems.sorted() }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
