import Foundation
import Journal

/// A directory of its own for one test.
final class JournalFolder {
  let path = "/tmp/ivrd-journal-\(UUID().uuidString.prefix(8))"
  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func segments() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".journal") }.sorted()
      .map { "\(path)/\($0)" }
  }

  func change(_ file: String, _ body: (inout Data) -> Void) throws {
    var data = try Data(contentsOf: URL(fileURLWithPath: file))
    body(&data)
    try data.write(to: URL(fileURLWithPath: file))
  }

  func writer(segmentSize: Int = 1 << 20) throws -> JournalWriter {
    try JournalWriter(continuing: JournalReader(directory: path), segmentSize: segmentSize)
  }

  func contents() throws -> [String] {
    let reader = try JournalReader(directory: path)
    return reader.batches.map { batch in
      let (bytes, range) = reader.contents(of: batch)
      return String(decoding: bytes[range], as: UTF8.self)
    }
  }
}
