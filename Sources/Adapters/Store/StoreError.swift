/// Why a database can't be opened, read or written: the world failed, not we. The sentences name files and
/// reasons, never a customer's data.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  case directory(path: String, reason: String)
  case database(file: String, reason: String)
  case pepper(file: String, reason: String)
  /// Contents are loaded into an empty bank only.
  case notEmpty(file: String)

  public var description: String {
    switch self {
    case .directory(let path, let reason): "the directory \(path) can't be used: \(reason)"
    case .database(let file, let reason): "the database \(file) can't be used: \(reason)"
    case .pepper(let file, let reason): "the pepper file \(file) can't be used: \(reason)"
    case .notEmpty(let file): "the bank in \(file) has customers already"
    }
  }
}

/// Takes a sentence for the operator's log. Called on whatever thread the store is used on.
public typealias StoreLog = @Sendable (String) -> Void
