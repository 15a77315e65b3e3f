import CallModel
import LineProtocol

/// A line that waits behind a request which waits for its answer. A snapshot writes it as a journal would: without
/// what may be a secret.
struct ParkedLine: Sendable, Codable {
  let line: ClientLine

  init(_ line: ClientLine) { self.line = line }

  init(from decoder: any Decoder) throws {
    var reader = ByteReader(try decoder.singleValueContainer().decode([UInt8].self))
    guard let kind = Turn.Kind(rawValue: try reader.byte()) else { throw CodingFault.badValue(at: 0, "no line") }
    _ = try reader.signed()
    line = try Turn.line(kind, from: &reader)
  }

  func encode(to encoder: any Encoder) throws {
    var writer = ByteWriter()
    try Turn.write(line, of: ConnectionID(0), to: &writer)
    var container = encoder.singleValueContainer()
    try container.encode(writer.bytes)
  }
}
