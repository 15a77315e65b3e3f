import Foundation
import Testing

/// PROTOCOL.md taken apart into what can be checked: fenced blocks and the tables with a mark.
struct ProtocolDocument {
  /// A fenced block: ```` ```<language> <file> ````.
  struct Block {
    /// Of the fence, from 1.
    var line: Int
    /// Under which heading it stands.
    var heading: String
    var language: String
    /// What follows the language.
    var file: String
    var lines: [String]
  }

  /// The rows of a table, each with its cells; the two lines of its head are left out.
  struct Table {
    var line: Int
    var rows: [[String]]

    func column(_ index: Int) -> [String] { rows.map { $0[index] } }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let shared = Result {
    ProtocolDocument(text: try String(contentsOf: root.appendingPathComponent("PROTOCOL.md"), encoding: .utf8))
  }

  let text: String
  private(set) var blocks: [Block] = []
  private var tables: [String: Table] = [:]

  init(text: String) {
    self.text = text
    let lines = text.components(separatedBy: "\n")
    var heading = ""
    var open: Block?
    for (index, line) in lines.enumerated() {
      if var block = open {
        if line == "```" {
          blocks.append(block)
          open = nil
        } else {
          block.lines.append(line)
          open = block
        }
      } else if line.hasPrefix("```") {
        let info = line.dropFirst(3).split(separator: " ", maxSplits: 1).map(String.init)
        open = Block(
          line: index + 1, heading: heading, language: info.first ?? "", file: info.count > 1 ? info[1] : "", lines: [])
      } else if line.hasPrefix("#") {
        heading = String(line.drop { $0 == "#" || $0 == " " })
      } else if let name = Self.mark(line) {
        tables[name] = Self.table(lines, after: index)
      }
    }
  }

  /// The table below `<!-- checked: <name> -->`.
  func table(_ name: String) throws -> Table {
    try #require(tables[name], "PROTOCOL.md has no table below <!-- checked: \(name) -->")
  }

  private static func mark(_ line: String) -> String? {
    let (start, end) = ("<!-- checked: ", " -->")
    guard line.hasPrefix(start), line.hasSuffix(end) else { return nil }
    return String(line.dropFirst(start.count).dropLast(end.count))
  }

  private static func table(_ lines: [String], after mark: Int) -> Table {
    let first = lines[(mark + 1)...].firstIndex { $0.hasPrefix("|") } ?? lines.endIndex
    let rows = lines[first...].prefix { $0.hasPrefix("|") }
    return Table(line: first + 1, rows: rows.dropFirst(2).map(cells))
  }

  /// `\|` is a bar within a cell.
  private static func cells(_ row: String) -> [String] {
    let bar = "\u{0}"
    let parts = row.replacingOccurrences(of: "\\|", with: bar).split(separator: "|", omittingEmptySubsequences: false)
    return parts.dropFirst().dropLast().map { part in
      part.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: bar, with: "|")
    }
  }
}
