import Glibc
import SocketServer

extension DaemonFailure {
  /// What keeps the daemon from listening.
  init(_ error: any Error) {
    if let failure = error as? DaemonFailure {
      self = failure
      return
    }
    guard let error = error as? ListenError else {
      self = .cannotUse("\(error)")
      return
    }
    switch error {
    case .inUse: self = .alreadyRunning(error.description)
    case .failed(let path, operation: _, let number): self = Self.using(path, number, error.description)
    case .pathTooLong, .noFolder, .notASocket, .notAListener: self = .cannotUse(error.description)
    }
  }

  /// A file or directory that can't be used, because of a number that the operating system gave.
  static func using(_ path: String, _ number: Int32, _ sentence: String) -> DaemonFailure {
    switch number {
    case EACCES, EPERM, EROFS:
      .notPermitted(
        """
        \(sentence) ivrd runs as user \(geteuid()): give it the directory (chown), or name another; under systemd \
        only its own state and runtime directories can be written
        """)
    case ENOSPC, EDQUOT: .cannotUse("\(sentence) The disk is full: make room")
    case let other: .cannotUse("\(sentence)\(other == ENOTDIR || other == EEXIST ? " Move what is there away" : "")")
    }
  }

  /// The same where only the path is known: is it for want of permission?
  static func using(_ path: String, _ sentence: String) -> DaemonFailure {
    var (part, number) = (path, Int32(0))
    // What isn't there yet is made in the folder above it.
    while access(part, F_OK) != 0, errno == ENOENT, let slash = part.lastIndex(of: "/"), slash > part.startIndex {
      part = String(part[..<slash])
    }
    if access(part, R_OK | W_OK) != 0 { number = errno }
    return using(path, number, sentence)
  }
}
