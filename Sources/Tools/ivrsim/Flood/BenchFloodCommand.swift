import ArgumentParser
import LineProtocol
import LineSwarm
import Terminal

/// `ivrsim bench flood`: what becomes of a caller while more calls come than ivrd can begin.
struct BenchFloodCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flood",
    abstract: "Send more calls than ivrd can begin, and measure what a caller in a menu notices.",
    discussion: """
      Gateways send calls, each hung up at once, as fast as their sockets take them, and wait for no answer. Past \
      what it can do ivrd refuses new calls with ERR retry overload. Meanwhile one caller, on a connection of his \
      own, presses a key in the main menu twenty times a second: his keys are to be answered.

      EXAMPLES
        ivrsim bench flood
        ivrsim bench flood --connections 2000 --seconds 30 --json

      The calls stand in the records of that ivrd afterwards: flood none that counts.
      """)

  @OptionGroup var daemon: DaemonOptions

  @Option(help: "Connections to gw.sock that flood it.")
  var connections = 500

  @Option(help: "Seconds of flood.")
  var seconds = 5.0

  func validate() throws {
    guard (1...9_999).contains(connections) else { throw ValidationError("--connections is from 1 to 9999.") }
    guard seconds > 0, seconds <= 3_600 else { throw ValidationError("--seconds is more than 0, at most 3600.") }
  }

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      let bench = try FloodBench(path: daemon.socket(.gateway), connections: connections)
      let report = FloodReport(connections: connections, result: try bench.run(seconds: seconds))
      print(daemon.json ? report.json.text : report.text)
      if !report.result.faults.isEmpty { throw ExitCode(1) }
    }
  }
}
