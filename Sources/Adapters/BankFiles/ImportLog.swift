import CallModel

/// Gathers what is wrong in all files, so that one import reports all of it. What is past the limit is counted.
final class ImportLog {
  private(set) var problems: [SettingsProblem] = []
  private(set) var untold = 0

  var isEmpty: Bool { problems.isEmpty }

  func error(_ position: SourcePosition, _ sentence: String) {
    guard problems.count < BankImport.toldProblems else {
      untold += 1
      return
    }
    problems.append(SettingsProblem(at: position, sentence))
  }
}
