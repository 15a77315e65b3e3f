public import CallModel
import Glibc

/// Why a client can't go on, as a sentence that says what to do next.
public enum LineClientError: Error, Hashable, Sendable, CustomStringConvertible {
  case noSocket(path: String)
  /// The file is there and nobody listens.
  case refused(path: String)
  /// `group` is whose members may connect, where that could be found out.
  case notPermitted(path: String, group: String?)
  case pathTooLong(path: String, limit: Int)
  case failed(path: String, operation: String, errno: Int32)
  /// The server has closed the connection; `bye` is what `! BYE` gave as the reason, if it said so.
  case closed(path: String, bye: String?)
  case timedOut(path: String, after: Interval)

  private static let whatToDo = "Start it, or say where its sockets are with --runtime-dir."

  public var description: String {
    switch self {
    case .noSocket(let path): "There is no socket \(path). Is ivrd running? \(Self.whatToDo)"
    case .refused(let path): "Nobody answers on \(path): ivrd is not running any more. \(Self.whatToDo)"
    case .notPermitted(let path, let group?):
      "You may not connect to \(path). It is for the group \(group): have yourself added to it, and log in again."
    case .notPermitted(let path, nil):
      "You may not connect to \(path). Have yourself added to the group that may, and log in again."
    case .pathTooLong(let path, let limit):
      "The path \(path) has more than \(limit) bytes, which no socket can have. Use a shorter --runtime-dir."
    case .failed(let path, let operation, let errno):
      "Can't \(operation) \(path): \(String(cString: strerror(errno)))."
    case .closed(let path, let bye?): "ivrd has closed the connection to \(path) and says why: \(bye)."
    case .closed(let path, nil): "ivrd has closed the connection to \(path). Its log says why."
    case .timedOut(let path, let limit):
      "ivrd has not answered on \(path) within \(limit.milliseconds) ms. Its log may say why."
    }
  }
}
