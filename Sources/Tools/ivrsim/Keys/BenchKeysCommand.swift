import ArgumentParser
import LineProtocol
import LineSwarm
import Terminal

/// `ivrsim bench keys`: how many keys a second ivrd takes, and how soon it answers each.
struct BenchKeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Measure keys a second, and the time from a key to the next question.",
    discussion: """
      Each call chooses English and then presses 9 (say again) at the main menu for as long as the run takes: \
      every key is answered with a prompt (SAY) and a question (ASK). Afterwards a bare epoll server that sends \
      back as many bytes is loaded in the same way: it is the limit that sockets and loader set.

      Without --rate each call sends its next key as soon as one is answered. With --rate keys are due at fixed \
      times, and a key's latency counts from when it was due, so that a stall shows in full.

      EXAMPLES
        ivrsim bench keys                                      100 connections, one key outstanding on each
        ivrsim bench keys --connections 1                      the latency of a single caller
        ivrsim bench keys --depth 64                           as much as goes through
        ivrsim bench keys --connections 10 --calls-per-connection 500
        ivrsim bench keys --rate 20000 --seconds 60 --json
      """)

  @OptionGroup var daemon: DaemonOptions

  @Option(help: "Connections to gw.sock.")
  var connections = 100

  @Option(help: "Calls on each connection.")
  var callsPerConnection = 1

  @Option(help: "Keys of one call that may be without an answer at once.")
  var depth = 1

  @Option(help: "Seconds that count, after the warm-up.")
  var seconds = 10.0

  @Option(help: "Seconds of load before.")
  var warmUp = 1.0

  @Option(help: "Keys a second over all calls, at fixed times (else as fast as they are answered).")
  var rate: Int?

  @Option(help: "Seconds for the bare echo server; 0 leaves it out.")
  var echoSeconds = 3.0

  func validate() throws {
    guard (1...100_000).contains(connections) else { throw ValidationError("--connections is from 1 to 100000.") }
    guard (1...100_000).contains(callsPerConnection) else {
      throw ValidationError("--calls-per-connection is from 1 to 100000.")
    }
    guard (1...10_000).contains(depth) else { throw ValidationError("--depth is from 1 to 10000.") }
    guard seconds > 0, seconds <= 86_400 else { throw ValidationError("--seconds is more than 0, at most 86400.") }
    guard (0...3_600).contains(warmUp), (0...3_600).contains(echoSeconds) else {
      throw ValidationError("--warm-up and --echo-seconds are from 0 to 3600.")
    }
    if let rate, !(1...100_000_000).contains(rate) { throw ValidationError("--rate is from 1 to 100000000.") }
  }

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      let bench = KeyBench(
        plan: KeyPlan(connections: connections, callsPerConnection: callsPerConnection), depth: depth, rate: rate,
        warmUp: warmUp)
      let daemonRun = try bench.measureDaemon(at: daemon.socket(.gateway), seconds: seconds)
      let echoRun = echoSeconds > 0 ? try bench.measureEcho(answering: daemonRun.sample, seconds: echoSeconds) : nil
      let report = KeyReport(bench: bench, daemon: daemonRun, echo: echoRun)
      print(daemon.json ? report.json.text : report.text)
      if !daemonRun.count.isClean { throw ExitCode(1) }
    }
  }
}
