/// How the programs end, for scripts: 0 and 1, and from 64 on the numbers of sysexits.h. One table for `ivrd`, `ivrctl` and
/// `ivrsim`, so that a number means the same wherever it comes from.
public enum ExitStatus: Int32, CaseIterable, Sendable {
  case done = 0
  /// The daemon refused, or what was checked is not as it should be: a test that failed, an audit with a finding.
  case found = 1
  case usage = 64
  /// What was read is no such thing, or damaged: a journal, files of an import, a scenario.
  case badData = 65
  /// A file or directory that was named is not there.
  case noInput = 66
  /// No daemon is there, or somebody else has what is needed.
  case unavailable = 69
  case cannotCreate = 73
  /// A file, directory or socket can't be used.
  case inputOutput = 74
  case notPermitted = 77
  /// The menus have errors.
  case configuration = 78

  /// In a few words, for a help text.
  public var words: String {
    switch self {
    case .done: "done, all is well"
    case .found: "refused by the daemon, or something was found that is wrong"
    case .usage: "bad options or arguments"
    case .badData: "a file's contents can't be used"
    case .noInput: "a file or directory is not there"
    case .unavailable: "no daemon is there, or another has what is needed"
    case .cannotCreate: "a file can't be written"
    case .inputOutput: "a file, directory or socket can't be used"
    case .notPermitted: "the right to do it is missing"
    case .configuration: "the menus have errors, each as file:line:column"
    }
  }

  /// All of them in a sentence, for help texts.
  public static let help =
    "Exit status: " + allCases.map { "\($0.rawValue) \($0.words)" }.joined(separator: "; ") + "."
}
