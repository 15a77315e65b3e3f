import ArgumentParser
import CallModel
import LineClient
import LineProtocol
import Terminal

struct ReloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload", abstract: "Takes menus, queues and agents anew, all or nothing.",
    discussion: """
      Everything is checked first. Where something is wrong, nothing is taken, and each problem is printed as \
      file:line:column. Calls in progress stay on the menus with which they began.

      EXAMPLES
        ivrctl reload
        ivrctl menu check menus && ivrctl reload

      \(Exit.help)
      """)

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let reply = try OperationsReply(to: .reload, from: daemon)
    try reply.showDone(output, "taken: menus \(DisplayText.printable(reply.end["menus"] ?? "?"))")
  }
}

struct DrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drain", abstract: "Takes no new calls, and stops the daemon when the last has ended.",
    discussion: """
      EXAMPLES
        ivrctl drain              however long the calls last
        ivrctl drain --by 600     what is left after ten minutes is ended

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("End what is left after so long.", valueName: "seconds"))
  var by: Int64?

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let by, !(0...WireLimit.maximumDrain).contains(by) {
      throw ValidationError("--by is a number of seconds from 0 to \(WireLimit.maximumDrain).")
    }
  }

  func run() throws {
    let reply = try OperationsReply(to: .drain(by: by.map { .seconds($0) }), from: daemon)
    try reply.showDone(output, "draining: \(DisplayText.printable(reply.end["calls"] ?? "?")) calls in progress")
  }
}

struct StopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "Stops the daemon now and in order; calls of named sessions go on with its next start.",
    discussion: """
      Returns when the daemon has said good-bye. Use drain to let the calls end first.

      EXAMPLES
        ivrctl stop

      \(Exit.help)
      """)

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let client = try daemon.connect(to: .operations)
    let reply = try OperationsReply(to: .stop, over: client)
    try reply.refuse(output)
    try Exit.reaching { () throws(LineClientError) in while try client.nextLine() != nil {} }
    try reply.showDone(output, "stopped")
  }
}

struct AgentCommand: ParsableCommand {
  enum Order: String, ExpressibleByArgument, CaseIterable {
    case ready, notready, logout
  }

  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "Puts an agent into a state.",
    discussion: """
      EXAMPLES
        ivrctl agent 1001 ready
        ivrctl agent 1001 notready --reason meeting
        ivrctl agent 1001 logout

      \(Exit.help)
      """)

  @Argument(help: "The agent's id.")
  var id: String

  @Argument(help: "ready, notready or logout.")
  var order: Order

  @Option(help: ArgumentHelp("Why the agent takes no calls.", valueName: "word"))
  var reason: String?

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if reason != nil, order != .notready { throw ValidationError("--reason goes with notready.") }
  }

  func run() throws {
    let order: Request.AgentOrder =
      switch order {
      case .ready: .ready
      case .notready: .notReady(reason: reason)
      case .logout: .logout
      }
    let reply = try OperationsReply(to: .order(agent: AgentID(id), order), from: daemon)
    try reply.showDone(output, "agent \(DisplayText.printable(id)): \(self.order.rawValue)")
  }
}
