import Glibc

/// Why a connection could not be made, or the kernel refused to go on: each a sentence that says what to do.
public enum SwarmError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no such socket.
  case noSocket(path: String)
  /// The file is there and nobody listens.
  case nobodyListens(path: String)
  case forbidden(path: String)
  /// Somebody listens and does not accept.
  case notAccepted(path: String, seconds: Int)
  case pathTooLong(path: String)
  case tooManyDescriptors
  case failed(operation: String, path: String?, errno: Int32)

  /// How long a listener may take to accept.
  static let patience = 5

  init(_ errno: Int32, operation: String, path: String?) {
    self = .failed(operation: operation, path: path, errno: errno)
    if errno == EMFILE || errno == ENFILE { self = .tooManyDescriptors }
    guard let path else { return }
    if errno == ENOENT { self = .noSocket(path: path) }
    if errno == ECONNREFUSED { self = .nobodyListens(path: path) }
    if errno == EACCES || errno == EPERM { self = .forbidden(path: path) }
    if errno == EAGAIN { self = .notAccepted(path: path, seconds: Self.patience) }
    if errno == ENAMETOOLONG { self = .pathTooLong(path: path) }
  }

  /// True where no daemon is there to be spoken to.
  public var meansNobodyIsThere: Bool {
    switch self {
    case .noSocket, .nobodyListens, .notAccepted: true
    case .forbidden, .pathTooLong, .tooManyDescriptors, .failed: false
    }
  }

  public var description: String {
    switch self {
    case .noSocket(let path): "There is no socket \(path): start ivrd, or name its directory with --runtime-dir."
    case .nobodyListens(let path): "Nobody listens on \(path): ivrd has ended. Start it again."
    case .forbidden(let path): "You may not connect to \(path): your user must be in the group that owns it."
    case .notAccepted(let path, let seconds):
      "Whoever listens on \(path) has not accepted a connection for \(seconds) s: ivrd hangs, or is overloaded."
    case .pathTooLong(let path): "\(path) is too long for the name of a socket: use a shorter directory."
    case .tooManyDescriptors:
      "There are no descriptors left for more connections: raise the limit (ulimit -n), or ask for fewer."
    case .failed(let operation, let path, let errno):
      "\(operation)\(path.map { " \($0)" } ?? "") failed: \(String(cString: strerror(errno)))."
    }
  }
}
