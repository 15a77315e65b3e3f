import CallModel

/// Gathers what is wrong while files are read, so that one load reports all of it.
///
/// A class, because the values of a file report on their own and all write to the same list.
final class ProblemLog {
  private(set) var problems: [SettingsProblem] = []

  var hasErrors: Bool { problems.contains { $0.severity == .error } }

  func error(_ position: SourcePosition, _ sentence: String) {
    problems.append(SettingsProblem(.error, at: position, sentence))
  }

  func warning(_ position: SourcePosition, _ sentence: String) {
    problems.append(SettingsProblem(.warning, at: position, sentence))
  }
}
