import ArgumentParser
import CallModel
import JournalReplay
import LineProtocol
import Terminal

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "A call's whole life, step by step, from the journal.",
    discussion: """
      What came from the gateway and the agent (in), what was said (out), what the bank was asked (host), what is kept \
      (record), in its order, with this machine's time of day. Keys, numbers of telephones, cards and accounts, amounts \
      and free texts are left out. The journal reaches back to the snapshot before the last; of a call that ended \
      earlier 'ivrctl show' has the record.

      EXAMPLES
        ivrctl trace c1
        ivrctl trace c1 --json | jq -r '.[].text'
        ivrctl trace c1 --state /var/lib/ivrd      without the daemon

      \(Exit.help)
      """)

  @Argument(help: "A call.")
  var call: String

  @Option(
    help: ArgumentHelp("Read the journal in this state directory, instead of asking the daemon.", valueName: "dir"),
    completion: .directory)
  var state: String?

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let rows = try state.map(rowsFromJournal) ?? rowsFromDaemon()
    if output.json { return output.show(.array(rows.map(\.json))) }
    let table = Table(
      columns: [.init("time", .number), .init("turn", .number), .init("what"), .init("text")], rows: rows.map(\.cells))
    output.show(table.lines(width: nil, style: TerminalDevice.output.style))
  }

  private func rowsFromDaemon() throws -> [TraceRow] {
    let reply = try OperationsReply(to: .trace(call: CallID(call)), from: daemon)
    try reply.refuse(output)
    return reply.rows.map { row in
      TraceRow(
        at: row["at"].flatMap { Int64($0) } ?? 0, turn: row["turn"].flatMap { Int64($0) } ?? 0, what: row.word ?? "",
        text: row.text ?? "")
    }
  }

  private func rowsFromJournal(_ state: String) throws -> [TraceRow] {
    var options = JournalOptions()
    options.state = state
    let trace = try options.reading {
      try CallTrace(of: CallID(call), in: JournalHistory(directory: options.journal)) { _ in true }
    }
    guard !trace.rows.isEmpty else {
      Exit.complain("the journal knows no call \(DisplayText.printable(call))")
      throw Exit.refused
    }
    return trace.rows.map {
      TraceRow(at: $0.at.microseconds / 1_000, turn: $0.turn, what: $0.direction.rawValue, text: $0.text)
    }
  }
}

/// One thing that happened to a call, whoever told of it.
private struct TraceRow {
  /// Milliseconds since 1970.
  var at: Int64
  var turn: Int64
  var what: String
  var text: String

  var cells: [String] { [ClockText.timeOfDay(milliseconds: at), "\(turn)", what, text] }

  var json: JSONValue {
    .object([
      .init("row", .string(what)), .init("at", .number(at)), .init("turn", .number(turn)), .init("text", .string(text)),
    ])
  }
}
