import ArgumentParser
import LineProtocol
import LineSwarm
import Terminal

/// `ivrsim bench idle`: what connections cost that have nothing to say.
struct BenchIdleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "idle",
    abstract: "Open many connections that say one PING and then nothing, and measure what they cost ivrd.",
    discussion: """
      EXAMPLES
        ivrsim bench idle
        ivrsim bench idle --connections 9000 --seconds 10 --json

      The memory for a connection is what ivrd has grown by, between a tenth of them and all; what the kernel keeps for \
      a socket is not in it.
      """)

  @OptionGroup var daemon: DaemonOptions

  @Option(help: "Connections to gw.sock, from 10 to \(WireLimit.maximumConnections).")
  var connections = 5_000

  @Option(help: "Seconds in which nothing is said.")
  var seconds = 3.0

  func validate() throws {
    guard (10...WireLimit.maximumConnections).contains(connections) else {
      throw ValidationError("--connections is from 10 to \(WireLimit.maximumConnections).")
    }
    guard seconds > 0, seconds <= 3_600 else { throw ValidationError("--seconds is more than 0, at most 3600.") }
  }

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      let bench = try IdleBench(connections: connections)
      try bench.run(daemon.socket(.gateway), seconds: seconds)
      let report = IdleReport(bench: bench)
      print(daemon.json ? report.json.text : report.text)
      if !bench.faults.isEmpty { throw ExitCode(1) }
    }
  }
}
