import Foundation
import Logging

/// Each line of the log as a JSON object: `at` (RFC 3339, UTC, milliseconds), `level`, `message`, and the fields.
struct JSONLogHandler: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  /// Takes a line without its end.
  var write: @Sendable (String) -> Void = StandardError.write
  var now: @Sendable () -> Date = { Date() }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var object = Dictionary(
      uniqueKeysWithValues: metadata.merged(with: event.metadata).map { ($0.key, $0.value) })
    object["at"] = now().formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true)) + "Z"
    object["level"] = event.level.rawValue
    object["message"] = "\(event.message)"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // An object of strings can be written.
    guard let data = try? encoder.encode(object) else { return }
    write(String(decoding: data, as: UTF8.self))
  }
}
