import Foundation
import LineProtocol
import Testing

/// One example of PROTOCOL.md: what is typed into which terminal, and what must come. The document's section on its
/// examples says how to read one.
struct DocumentExample: Sendable, CustomTestStringConvertible {
  enum Step: Sendable, Equatable {
    /// `$ nc -U run/gw.sock`: a new terminal.
    case open(Role)
    /// `$ printf '...' | nc -N -U run/gw.sock`: a new terminal that is fed by a command, and half-closed then.
    case pipe(String, Role)
    /// `[desk]`: back to the terminal that is open there.
    case goTo(Role)
    /// `^C`
    case interrupt
    case client(String)
    case server(String)
  }

  var line: Int
  var heading: String
  var steps: [(line: Int, step: Step)]
  /// A file that lies in the menus' directory by the time of a `RELOAD`: the block of its text stands before.
  var file: (name: String, text: String)?

  var testDescription: String { "PROTOCOL.md:\(line) \(heading)" }

  struct NotUnderstood: Error, CustomStringConvertible {
    var line: Int
    var text: String
    var description: String { "PROTOCOL.md:\(line): not a line of an example: \(text)" }
  }

  init(_ block: ProtocolDocument.Block, file: (name: String, text: String)? = nil) throws(NotUnderstood) {
    line = block.line
    heading = block.heading
    self.file = file
    steps = []
    for (index, text) in block.lines.enumerated() {
      let line = block.line + 1 + index
      guard let step = Self.step(text) else { throw NotUnderstood(line: line, text: text) }
      steps.append((line, step))
    }
  }

  private static func step(_ text: String) -> Step? {
    if text.hasPrefix("$ ") { return shell(String(text.dropFirst(2))) }
    if text == "^C" { return .interrupt }
    if text.hasPrefix("["), text.hasSuffix("]") { return role(text.dropFirst().dropLast()).map(Step.goTo) }
    return isServers(text) ? .server(text) : .client(text)
  }

  /// A line of keys may be a star alone; the server never says a star alone.
  private static func isServers(_ text: String) -> Bool {
    let words = text.split(separator: " ", maxSplits: 1)
    guard let first = words.first, ReceivedLine.Kind(rawValue: String(first)) != nil else { return false }
    return words.count == 2 || first == "OK"
  }

  private static func shell(_ text: String) -> Step? {
    if let role = socket(text, of: "nc -U ") { return .open(role) }
    guard let bar = text.range(of: " | ", options: .backwards),
      let role = socket(String(text[bar.upperBound...]), of: "nc -N -U ")
    else { return nil }
    return .pipe(String(text[..<bar.lowerBound]), role)
  }

  private static func socket(_ text: String, of command: String) -> Role? {
    guard text.hasPrefix(command + "run/"), text.hasSuffix(".sock") else { return nil }
    return role(text.dropFirst(command.count + 4).dropLast(5))
  }

  private static func role(_ name: Substring) -> Role? { Role.allCases.first { $0.socketName == name } }
}

extension DocumentExample {
  /// All of the document's. A `yaml` block lends its file to the next example.
  static let all = Result {
    var examples: [DocumentExample] = []
    var file: (name: String, text: String)?
    for block in try ProtocolDocument.shared.get().blocks {
      if block.language == "yaml" {
        file = (block.file, block.lines.joined(separator: "\n") + "\n")
      } else if block.language == "lp1" {
        examples.append(try DocumentExample(block, file: file))
        file = nil
      }
    }
    return examples
  }
}
