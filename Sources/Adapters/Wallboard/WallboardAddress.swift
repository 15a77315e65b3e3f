/// Where the wallboard is looked at: a Unix socket, or a port of this machine only.
///
/// The pages need no password, so an address that another machine could reach is refused.
public enum WallboardAddress: Hashable, Sendable, CustomStringConvertible {
  case unix(path: String)
  case loopback(host: String, port: Int)

  /// Why a text is no address, as a sentence that says what is one.
  public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// A path (anything with a slash), `127.0.0.1:9464`, `[::1]:9464`, or `localhost:9464`. Port 0 takes a free one.
  public init(_ text: String) throws(Problem) {
    if text.contains("/") {
      self = .unix(path: text)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { throw Problem(description: "\(text) is neither a path nor host:port, like 127.0.0.1:9464") }
    switch text[..<colon] {
    case "127.0.0.1", "localhost": self = .loopback(host: "127.0.0.1", port: port)
    case "[::1]": self = .loopback(host: "::1", port: port)
    case let host:
      throw Problem(
        description: "\(host) may be reached from other machines: take 127.0.0.1, [::1], or the path of a Unix socket")
    }
  }

  public var description: String {
    switch self {
    case .unix(let path): path
    case .loopback(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
  }
}
