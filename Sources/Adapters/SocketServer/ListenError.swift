import Glibc

/// Why a socket can't be listened on, as a sentence that says what to do.
public enum ListenError: Error, Hashable, Sendable, CustomStringConvertible {
  case pathTooLong(String, limit: Int)
  case noFolder(String)
  /// Something else than a socket has the name; it is never removed.
  case notASocket(String)
  /// Somebody answers there.
  case inUse(String)
  case failed(String, operation: String, errno: Int32)
  /// A descriptor that was passed to the daemon is no listening Unix stream socket.
  case notAListener(descriptor: Int32)

  public var description: String {
    switch self {
    case .pathTooLong(let path, let limit):
      "The path of the socket \(path) has more than \(limit) bytes. Choose a shorter --runtime-dir."
    case .noFolder(let path):
      "There is no folder for the socket \(path). Make it, or choose another --runtime-dir."
    case .notASocket(let path):
      "\(path) is there already and is not a socket. Move it away, or choose another --runtime-dir."
    case .inUse(let path):
      "A daemon answers on \(path) already. Stop it first, or choose another --runtime-dir."
    case .failed(let path, let operation, let errno):
      "Can't listen on \(path): \(operation): \(String(cString: strerror(errno)))."
    case .notAListener(let descriptor):
      "Descriptor \(descriptor) is no listening Unix stream socket. Look at ListenStream= of the socket unit."
    }
  }
}
