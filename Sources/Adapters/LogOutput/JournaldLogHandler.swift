import CPlatform
import Glibc
import Logging
import Synchronization

/// Lines of the log with their fields, as journald's native protocol has them (systemd.io/JOURNAL_NATIVE_PROTOCOL): so
/// `journalctl IVR_CALL=c1` finds what a text would hide.
struct JournaldLogHandler: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  let identifier: String
  let stream: JournaldStream

  init(identifier: String, stream: JournaldStream) {
    self.identifier = identifier
    self.stream = stream
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var fields = [
      ("MESSAGE", "\(event.message)"), ("PRIORITY", Self.priority(of: event.level)), ("SYSLOG_IDENTIFIER", identifier),
    ]
    fields += metadata.merged(with: event.metadata).map { (Self.name(of: $0.key), $0.value) }
    stream.send(Self.bytes(of: fields))
  }

  /// syslog(3)'s.
  private static func priority(of level: Logger.Level) -> String {
    switch level {
    case .trace, .debug: "7"
    case .info: "6"
    case .notice: "5"
    case .warning: "4"
    case .error: "3"
    case .critical: "2"
    }
  }

  /// `IVR_CALL` of `call`: journald takes capital letters, digits and underscores.
  static func name(of key: String) -> String {
    "IVR_" + String(key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// A value with a line's end in it goes with its length before it, so that nobody can put in a field of his own.
  static func bytes(of fields: [(name: String, value: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields {
      bytes += name.utf8
      if value.utf8.contains(UInt8(ascii: "\n")) {
        bytes.append(UInt8(ascii: "\n"))
        let count = UInt64(value.utf8.count)
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
      } else {
        bytes.append(UInt8(ascii: "="))
      }
      bytes += value.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}

/// The datagram socket to journald. It never waits: the core must not stand still because the log does.
final class JournaldStream: Sendable {
  static let systemPath = "/run/systemd/journal/socket"

  private let path: String
  private let descriptor: Int32
  private let lost = Atomic(0)

  /// `nil` where no socket can be had.
  init?(path: String) {
    descriptor = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    self.path = path
  }

  deinit { close(descriptor) }

  /// A line that journald does not take at once is lost, and the next that it takes is followed by how many were.
  func send(_ bytes: [UInt8]) {
    guard ivr_send(descriptor, path, bytes, bytes.count, nil, 0) == 0 else {
      lost.add(1, ordering: .relaxed)
      return
    }
    let count = lost.exchange(0, ordering: .relaxed)
    guard count > 0 else { return }
    let note = JournaldLogHandler.bytes(of: [
      ("MESSAGE", "\(count) lines of the log were lost: journald did not take them"), ("PRIORITY", "4"),
      ("SYSLOG_IDENTIFIER", "ivrd"),
    ])
    if ivr_send(descriptor, path, note, note.count, nil, 0) != 0 { lost.add(count, ordering: .relaxed) }
  }
}
