import ArgumentParser
import Foundation
import LineClient
import LineProtocol
import Terminal

struct OutboundLoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Loads a project's list of customers, wholly or not at all.",
    discussion: """
      The list is comma-separated values (RFC 4180, UTF-8) with a heading. phone is needed; name, and consent (the day \
      on which the customer agreed to be called, needed for marketing) are known; all other columns are shown to the \
      agent. Faults are told by line, and then nothing is taken. Who is on the do-not-call list is not called. \
      What was handed in is what the centre's head decides about: a list is loaded into a draft, or into a project that \
      was rejected.

      EXAMPLES
        ivrctl outbound load OP1001 list.csv
        ivrctl outbound load OP1001 list.csv --json | jq .blocked

      \(Exit.help)
      """)

  /// Bytes of the list in one line of the protocol, in which each may become three.
  private static let partSize = 1_000

  @OptionGroup var target: PaperTarget
  @Argument(help: "The list.", completion: .file()) var file: String

  func run() throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      Exit.complain("\(file) is not there, or can't be read")
      throw Exit.noInput
    }
    guard let text = String(data: data, encoding: .utf8) else {
      Exit.complain("\(file) is not UTF-8: save it as such")
      throw Exit.badData
    }
    let parts = Self.parts(of: text)
    let client = try target.centre.daemon.connect(to: .operations)
    var progress = Progress(label: "loading")
    for (index, part) in parts.enumerated() {
      let reply = try target.centre.order(
        ["outbound", "load", target.id], [("part", String(index + 1))], text: part, over: client)
      if reply.end.kind == .error { progress.clear() }
      try reply.refuse(target.centre.output)
      progress.show(Progress.bar(done: index + 1, of: parts.count))
    }
    progress.clear()
    let reply = try target.centre.order(
      ["outbound", "load", target.id], [("parts", String(parts.count))], over: client)
    try reply.refuseFaults(of: file, target.centre.output)
    func field(_ key: String) -> String { DisplayText.printable(reply.end[key] ?? "?") }
    try reply.showDone(
      target.centre.output,
      "\(field("id")): \(field("entries")) customers, \(field("blocked")) of them on the do-not-call list")
  }

  /// Pieces that are short enough for a line, cut between characters.
  static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    for character in text {
      if part.utf8.count + character.utf8.count > partSize {
        parts.append(part)
        part = ""
      }
      part.append(character)
    }
    return parts + (part.isEmpty && !parts.isEmpty ? [] : [part])
  }
}

extension OperationsReply {
  /// `list.csv:3: a quote is never closed`, a line each.
  func refuseFaults(of file: String, _ output: OutputOptions) throws {
    guard end.kind == .error, !output.json else { return try refuse(output) }
    for row in rows { output.show(["\(file):\(row["line"] ?? "?"): \(DisplayText.printable(row.text ?? ""))"]) }
    Exit.complain(end.refusal)
    // Without rows it is the order that was refused, not what stands in the file.
    throw rows.isEmpty ? Exit.refused : Exit.badData
  }
}
