import Foundation
import Testing

/// The tree of the requirements: what must be there, by its own ids.
struct ReferenceTree {
  struct Row {
    var id: String
    var kind: String
    var texts: [String: String]
    var edges: [Edge]
  }

  struct Edge: Hashable, CustomStringConvertible {
    var from: String
    /// `1`, `ok`, `fail`, ...
    var label: String
    var to: String
    var description: String { "\(from) \(label)=\(to)" }
  }

  let rows: [Row]

  init() throws {
    let url = try #require(Bundle.module.url(forResource: "reference-menu", withExtension: "tsv"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    rows = lines.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let edges = fields[4].split(separator: ";").map { edge in
        let parts = edge.split(separator: "=").map(String.init)
        return Edge(from: fields[0], label: parts[0], to: parts[1])
      }
      return Row(id: fields[0], kind: fields[1], texts: ["zh": fields[2], "en": fields[3]], edges: edges)
    }
  }
}
