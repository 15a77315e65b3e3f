import ArgumentParser
import CallModel
import LineProtocol
import Terminal

struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Closes a queue whatever its hours are, or opens it again.",
    discussion: """
      Callers who come are then sent where the queue's settings say for closing time, and customers are called back \
      when it is open again. It stays closed over reloads and restarts, until it is opened.

      EXAMPLES
        ivrctl queue close cards                   who waits is still served
        ivrctl queue close cards --send-away       who waits is sent away too
        ivrctl queue open cards
        ivrctl queues                              state: open, closed (by its hours), shut (by an operator)

      \(Exit.help)
      """, subcommands: [CloseQueueCommand.self, OpenQueueCommand.self])
}

struct CloseQueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Lets nobody in until it is opened again.",
    discussion: """
      EXAMPLES
        ivrctl queue close cards
        ivrctl queue close cards --send-away

      \(Exit.help)
      """)

  @Argument(help: "The queue's id.") var id: String
  @Flag(help: "Also send away those who wait; whoever is being offered to an agent stays.") var sendAway = false
  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let order = Request.gate(queue: QueueID(id), .close(sendingAway: sendAway))
    try OperationsReply(to: order, from: daemon).showDone(output, "queue \(DisplayText.printable(id)): closed")
  }
}

struct OpenQueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Goes by its hours again.",
    discussion: """
      EXAMPLES
        ivrctl queue open cards

      \(Exit.help)
      """)

  @Argument(help: "The queue's id.") var id: String
  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    try OperationsReply(to: .gate(queue: QueueID(id), .open), from: daemon)
      .showDone(output, "queue \(DisplayText.printable(id)): open")
  }
}
