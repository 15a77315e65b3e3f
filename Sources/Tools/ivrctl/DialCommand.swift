import ArgumentParser
import CallModel
import LineProtocol
import Terminal

struct DialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dial", abstract: "Customers whom agents are still to call, and calling one no more.",
    discussion: """
      EXAMPLES
        ivrctl dial list
        ivrctl dial cancel CB1001

      \(Exit.help)
      """, subcommands: [ListDialsCommand.self, CancelDialCommand.self])
}

struct ListDialsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "One row for each customer still to be called.",
    discussion: """
      state is waiting (in line with the callers), offered or dialling (an agent is reserved), paused (until the next \
      attempt, or while the queue is closed) or standby (until an agent is there whom no caller needs); due is in \
      seconds.

      EXAMPLES
        ivrctl dial list
        ivrctl dial list --json | jq -r '.[] | select(.queue == "cards") | .callback'

      \(Exit.help)
      """)

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    try OperationsReply(to: .callbacks, from: daemon).showList(output, ifEmpty: "nobody is to be called")
  }
}

struct CancelDialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Takes one back: the customer is not called any more.",
    discussion: """
      Also while the customer's telephone rings; who is talking already is not cut off.

      EXAMPLES
        ivrctl dial cancel CB1001

      \(Exit.help)
      """)

  @Argument(help: "The callback's id.") var id: String
  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    try OperationsReply(to: .cancelCallback(CallID(id)), from: daemon)
      .showDone(output, "\(DisplayText.printable(id)): cancelled")
  }
}
