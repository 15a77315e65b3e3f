import ArgumentParser
import CallModel
import LineProtocol
import LineSwarm
import Terminal

/// `ivrsim bench queue`: callers who wait, and agents who take them, over the daemon's sockets.
struct BenchQueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Measure waiting callers and whole calls over the daemon's sockets.",
    discussion: """
      Agents log in, each over a connection of his own; callers come over a few. Then, one after the other: \
      waiting, what a caller who waits costs in memory, and in processor time while nothing happens; next, how soon \
      an agent who wraps up is offered the next of them; drain, how long all agents at once need for all who wait; \
      calls, whole calls as fast as they go (CALL, two keys, QUEUE, OFFER, ACCEPT, END, WRAP, HANGUP). Nobody \
      speaks longer than the sockets take.

      The daemon must have the agents, numbered on from --first-agent, all with the password that stands in standard \
      input, and a queue behind the keys 2 and 0 that takes so many callers; scripts/bench.sh makes such menus.

      EXAMPLES
        ivrsim bench queue --agents 1000 --waiting 10000 < password
        ivrsim bench queue --agents 100 --waiting 2000 --seconds 5 --json < password
      """)

  @OptionGroup var daemon: DaemonOptions

  @Option(help: "Agents.")
  var agents = 1_000

  @Option(help: "The number of the first of them; the others follow.")
  var firstAgent = 20_001

  @Option(help: "Callers who wait.")
  var waiting = 10_000

  @Option(help: "Connections that callers come over.")
  var connections = 10

  @Option(help: "Seconds of quiet, and of whole calls.")
  var seconds = 5.0

  func validate() throws {
    guard (1...10_000).contains(agents) else { throw ValidationError("--agents is from 1 to 10000.") }
    guard (0...1_000_000_000).contains(firstAgent) else {
      throw ValidationError("--first-agent is from 0 to 1000000000.")
    }
    guard (QueueBench.leastWaiting...1_000_000).contains(waiting) else {
      throw ValidationError("--waiting is from \(QueueBench.leastWaiting) to 1000000.")
    }
    guard (1...1_000).contains(connections) else { throw ValidationError("--connections is from 1 to 1000.") }
    guard seconds > 0, seconds <= 3_600 else { throw ValidationError("--seconds is more than 0, at most 3600.") }
  }

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      let plan = QueueBench.Plan(
        agents: agents, firstAgent: firstAgent, waiting: waiting, connections: connections, seconds: seconds)
      let bench = try QueueBench(plan, gateway: daemon.socket(.gateway), desk: daemon.socket(.desk))
      try bench.run(password: try PasswordLine.read())
      let report = QueueReport(plan: plan, result: bench.result)
      print(daemon.json ? report.json.text : report.text)
      if !bench.result.isClean { throw ExitCode(1) }
    }
  }
}
