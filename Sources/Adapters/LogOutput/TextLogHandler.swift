import CallModel
import Glibc
import Logging

/// A line of text for each event: the instant, the level, the fields as `key=value`, the message. One event is one line,
/// whatever a stranger has put into it, and a value can't look like another field.
struct TextLogHandler: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  let label: String
  /// Takes a line without its end.
  var write: @Sendable (String) -> Void = StandardError.write
  var now: @Sendable () -> String = Self.localTime

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merged(with: event.metadata).map { "\($0.key)=\(Self.quoted($0.value)) " }.joined()
    write("\(now()) \(event.level) \(label): \(fields)[\(event.source)] \("\(event.message)".printable)")
  }

  /// In quotation marks where it has something in it that ends a value.
  private static func quoted(_ value: String) -> String {
    let value = value.printable
    guard value.isEmpty || value.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return value }
    return "\"\(value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "'"))\""
  }

  /// RFC 3339, in the machine's zone.
  private static func localTime() -> String {
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S%z", &parts)
    return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Where a daemon's log goes that nobody has sent elsewhere.
enum StandardError {
  /// One write, so that lines of several threads don't mix.
  static let write: @Sendable (String) -> Void = { line in
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
