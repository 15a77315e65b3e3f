import ArgumentParser
import CallModel
import JournalReplay
import LineProtocol
import Terminal

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "A call's whole life, step by step, from the journal.",
    discussion: """
      What came from the gateway and the agent, what was said, what the bank was asked and answered. Keys, numbers of \
      telephones, cards and accounts, amounts and free texts are left out. The journal reaches back to the snapshot \
      before the last; of a call that ended earlier 'ivrctl show' has the record.

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
    guard let state else {
      return try OperationsReply(to: .trace(call: CallID(call)), from: daemon).showDetails(output)
    }
    var options = JournalOptions()
    options.state = state
    let trace = try options.reading {
      try CallTrace(of: CallID(call), in: JournalHistory(directory: options.journal)) { _ in true }
    }
    guard !trace.rows.isEmpty else {
      Exit.complain("the journal knows no call \(call)")
      throw Exit.refused
    }
    for row in trace.rows {
      let at = row.at.microseconds / 1_000
      if output.json {
        output.show(
          .object([
            .init("row", .string(row.direction.rawValue)), .init("at", .number(at)), .init("turn", .number(row.turn)),
            .init("text", .string(row.text)),
          ]))
      } else {
        output.show(["\(at) \(row.direction.rawValue) \(DisplayText.printable(row.text))"])
      }
    }
  }
}
