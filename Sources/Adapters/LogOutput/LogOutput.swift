import Glibc
public import Logging

/// Where the daemon's log goes and in which form: for people at a terminal, for programs, for journald.
public enum LogOutput: String, CaseIterable, Sendable {
  /// A line of text on standard error, with the fields as `key=value`.
  case text
  /// A JSON object a line on standard error.
  case json
  /// To journald with the fields as its own, to be looked for: `journalctl IVR_CALL=c1`.
  case journald

  /// What systemd's `JOURNAL_STREAM` says: text, unless standard error ends in journald.
  public static func usual() -> LogOutput { usual(journalStream: getenv("JOURNAL_STREAM").map { String(cString: $0) }) }

  static func usual(journalStream: String?) -> LogOutput {
    var status = stat()
    guard let journalStream, fstat(STDERR_FILENO, &status) == 0 else { return .text }
    // Whoever sends standard error elsewhere (`2>file`) wants it there, whatever the variable says.
    return journalStream == "\(status.st_dev):\(status.st_ino)" ? .journald : .text
  }

  public func logger(label: String) -> Logger {
    switch self {
    case .text: Logger(label: label, factory: { TextLogHandler(label: $0) })
    case .json: Logger(label: label, factory: { _ in JSONLogHandler() })
    case .journald:
      Logger(
        label: label,
        factory: { label -> any LogHandler in
          if let stream = JournaldStream(path: JournaldStream.systemPath) {
            return JournaldLogHandler(identifier: label, stream: stream)
          }
          return TextLogHandler(label: label)
        })
    }
  }
}

extension Logger.Metadata {
  /// The handler's own and the line's, by name; both sorted, because a dictionary has no order.
  func merged(with line: Logger.Metadata?) -> [(key: String, value: String)] {
    merging(line ?? [:]) { $1 }.map { ($0.key, "\($0.value)") }.sorted { $0.key < $1.key }
  }
}
