/// Why a database can't be opened, read or written: the world failed, not we. The sentences name files and
/// reasons, never a customer's data.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  case directory(path: String, reason: String)
  case database(file: String, reason: String)
  case pepper(file: String, reason: String)
  /// Contents are loaded into an empty bank only.
  case notEmpty(file: String)
  /// Another process has the state directory.
  case inUse(directory: String)
  /// There is no bank to look at.
  case noBank(file: String)
  /// The file or directory is there, or may be, and is for others.
  case notPermitted(path: String)
  /// The tables are those of an older ivrd, or of no ivrd.
  case olderVersion(file: String)
  /// A newer ivrd has changed the tables.
  case newerVersion(file: String)

  public var description: String {
    switch self {
    case .directory(let path, let reason): "the directory \(path) can't be used: \(reason)"
    case .database(let file, let reason): "the database \(file) can't be used: \(reason)"
    case .pepper(let file, let reason): "the pepper file \(file) can't be used: \(reason)"
    case .notEmpty(let file): "the bank in \(file) has customers already"
    case .inUse(let directory): "the state directory \(directory) is in use by an ivrd or another tool"
    case .noBank(let file): "there is no bank in \(file)"
    case .notPermitted(let path): "you may not use \(path): look at its owner and mode, or be another user"
    case .olderVersion(let file):
      "the bank in \(file) is of an older version of ivrd; start that of this tool on it once"
    case .newerVersion(let file):
      "the database \(file) was used by a newer ivrd, whose tables this one doesn't know: "
        + "start the newer one, or restore a backup that was made before it"
    }
  }
}

/// Takes a sentence for the operator's log. Called on whatever thread the store is used on.
public typealias StoreLog = @Sendable (String) -> Void
