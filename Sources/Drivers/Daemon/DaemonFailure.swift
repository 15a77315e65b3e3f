public import CallModel

/// Why the daemon could not start or go on, in a sentence for people and a status for scripts (sysexits.h).
public enum DaemonFailure: Error, CustomStringConvertible {
  /// EX_CONFIG: the settings have errors.
  case settings(problems: [String])
  /// EX_UNAVAILABLE: somebody else has the sockets or the databases.
  case alreadyRunning(String)
  /// EX_IOERR: a directory, database or socket can't be used.
  case cannotUse(String)
  /// EX_NOPERM: the user that ivrd runs as may not use a directory or a file.
  case notPermitted(String)

  /// EX_DATAERR: the journal is damaged, or another version's.
  case journal(String)

  public var exitStatus: ExitStatus {
    switch self {
    case .settings: .configuration
    case .alreadyRunning: .unavailable
    case .cannotUse: .inputOutput
    case .notPermitted: .notPermitted
    case .journal: .badData
    }
  }

  public var description: String {
    switch self {
    case .settings(let problems):
      (problems + ["the menus have \(problems.count) problem(s), so ivrd does not start"]).joined(separator: "\n")
    case .alreadyRunning(let sentence), .cannotUse(let sentence), .notPermitted(let sentence), .journal(let sentence):
      sentence
    }
  }
}
