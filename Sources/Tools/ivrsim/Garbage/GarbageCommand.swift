import ArgumentParser
import LineProtocol
import LineSwarm
import Terminal

/// `ivrsim garbage`: nonsense on all sockets, and a good caller who must not notice.
struct GarbageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "garbage",
    abstract: "Send nonsense to all sockets, beside a good caller who must not notice.",
    discussion: """
      Connections to gw.sock, desk.sock and ops.sock send random bytes, torn and endless lines, NULs, invalid \
      UTF-8, requests out of state, too many arguments and sixteen bad lines in a row, and close without a word. \
      Each knows which answers its lines must get. One good connection walks calls of a demo customer meanwhile, \
      first alone, then beside the garbage. The same seed sends each connection's garbage again.

      EXAMPLES
        ivrsim garbage
        ivrsim garbage --seconds 5 --seed 42
        ivrsim garbage --connections 300 --seconds 600 --json
      """)

  @OptionGroup var daemon: DaemonOptions

  @Option(help: "Connections that send garbage, spread over the three sockets.")
  var connections = 50

  @Option(help: "Seconds of garbage.")
  var seconds = 60.0

  @Option(help: "What the garbage is made from.")
  var seed: UInt64 = 1

  func validate() throws {
    guard (1...10_000).contains(connections) else { throw ValidationError("--connections is from 1 to 10000.") }
    guard seconds > 0, seconds <= 86_400 else { throw ValidationError("--seconds is more than 0, at most 86400.") }
  }

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      let paths = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, daemon.socket($0)) })
      let run = GarbageRun(connections: connections, seconds: seconds, seed: seed, paths: paths)
      let report = GarbageReport(run: run, outcome: try run.run())
      print(daemon.json ? report.json.text : report.text)
      if !report.isClean { throw ExitCode(1) }
    }
  }
}
