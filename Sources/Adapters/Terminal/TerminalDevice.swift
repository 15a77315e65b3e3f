import Glibc

/// What stands behind a descriptor: a terminal with a width and colours, or a file or pipe without.
public struct TerminalDevice: Sendable {
  /// Where a terminal does not say how wide it is.
  static let usualWidth = 80

  public static let input = TerminalDevice(descriptor: STDIN_FILENO)
  public static let output = TerminalDevice(descriptor: STDOUT_FILENO)
  public static let errors = TerminalDevice(descriptor: STDERR_FILENO)

  public let descriptor: Int32

  public init(descriptor: Int32) { self.descriptor = descriptor }

  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Columns, now (people resize windows); `nil` where nothing limits a line.
  public var width: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return Self.environment("COLUMNS").flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? Self.usualWidth
  }

  public var style: Style {
    Style(isTerminal: isTerminal, noColor: Self.environment("NO_COLOR"), term: Self.environment("TERM"))
  }

  /// Writes all of it, also where the descriptor takes it in pieces. False where nobody reads any more.
  @discardableResult
  public func write(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  public func write(line: String) { write(line + "\n") }

  public static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
