import Glibc
import LineClient

/// Waits for a person and the server at once.
enum Waiting {
  struct Ready {
    var input: Bool
    var server: Bool
  }

  /// - Parameter input: `nil` waits for the server alone.
  static func wait(for input: Int32?, _ client: LineClient) -> Ready {
    var entries = [pollfd(fd: client.descriptor, events: Int16(POLLIN), revents: 0)]
    if let input { entries.append(pollfd(fd: input, events: Int16(POLLIN), revents: 0)) }
    let count = poll(&entries, nfds_t(entries.count), -1)
    // A signal, such as the window's new size: nothing to read, and the caller comes again.
    guard count > 0 else { return Ready(input: false, server: false) }
    return Ready(input: entries.count > 1 && entries[1].revents != 0, server: entries[0].revents != 0)
  }
}
