import ArgumentParser
import LineProtocol
import Terminal

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "The daemon at a glance.",
    discussion: """
      EXAMPLES
        ivrctl status
        ivrctl status --json | jq .waiting

      \(Exit.help)
      """)

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    try OperationsReply(to: .status, from: daemon).showOne(output)
  }
}

struct CallsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls", abstract: "The calls in progress, or those that are over.",
    discussion: """
      EXAMPLES
        ivrctl calls
        ivrctl calls --ended --limit 20
        ivrctl calls --json | jq -r '.[] | select(.state == "waiting") | .call'

      \(Exit.help)
      """)

  @Flag(help: "The calls that are over, the newest first.")
  var ended = false

  @Option(help: ArgumentHelp("Rows at most.", valueName: "n"))
  var limit: Int?

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let rows = 1...Int(WireLimit.maximumRows)
    if let limit, !rows.contains(limit) {
      throw ValidationError("--limit is a number from 1 to \(rows.upperBound).")
    }
  }

  func run() throws {
    let query = Request.CallsQuery(state: ended ? .ended : .live, limit: limit)
    try OperationsReply(to: .calls(query), from: daemon).showList(output, ifEmpty: "no calls")
  }
}

struct QueuesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queues", abstract: "Who waits where, and what came of those who did.",
    discussion: """
      EXAMPLES
        ivrctl queues
        ivrctl queues --json | jq 'map(.waiting) | add'

      \(Exit.help)
      """)

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    try OperationsReply(to: .queues, from: daemon).showList(output, ifEmpty: "no queues")
  }
}

struct AgentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents", abstract: "What each agent is doing.",
    discussion: """
      EXAMPLES
        ivrctl agents
        ivrctl agents --json | jq -r '.[] | select(.state == "ready") | .agent'

      \(Exit.help)
      """)

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    try OperationsReply(to: .agents, from: daemon).showList(output, ifEmpty: "no agents")
  }
}

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Everything about one call, live or ended, one agent or one queue.",
    discussion: """
      EXAMPLES
        ivrctl show c1
        ivrctl show 1001
        ivrctl show general --json

      In JSON each row is an object, and "row" says of which kind it is.
      \(Exit.help)
      """)

  @Argument(help: "A call, an agent or a queue.")
  var id: String

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    try OperationsReply(to: .show(id: id), from: daemon).showDetails(output)
  }
}

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Why a call was offered to an agent, or why nobody has it.",
    discussion: """
      Says by which rules each offer of the call was made, and of every agent which rule ranks or refuses him now. \
      Of a call that has ended it says by which rules it was offered, and what each \
      agent was doing then, as the records have it.

      EXAMPLES
        ivrctl why c1
        ivrctl why o1 --json

      \(Exit.help)
      """)

  @Argument(help: "A call or an offer.")
  var id: String

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    try OperationsReply(to: .why(id: id), from: daemon).showDetails(output)
  }
}
