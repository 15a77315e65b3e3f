public import ArgumentParser
import CallModel
public import Daemon
public import LogOutput
public import Logging
import Wallboard

/// `ivrd`: parses the command line and the environment, and runs the daemon.
@main
struct IvrdCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ivrd",
    abstract: "A simulated IVR and call-routing daemon for a bank's customer-service centre.",
    discussion: """
      Gateways speak to gw.sock, agents' consoles to desk.sock, operators to ops.sock, all in the runtime \
      directory. Under systemd, sockets and directories are taken from socket activation and from \
      RUNTIME_DIRECTORY and STATE_DIRECTORY.

      EXAMPLES
        ivrd --demo                     a demo bank in ./state, sockets in ./run
        ivrd --demo --clock virtual     time moves by TICK only
        nc -U run/gw.sock               then type: CALL from=13800138000

      \(ExitStatus.help)
      """,
    version: Daemon.version)

  @Option(help: ArgumentHelp("Where the sockets are made.", valueName: "dir"))
  var runtimeDir: String?

  @Option(help: ArgumentHelp("Where the databases are kept.", valueName: "dir"))
  var stateDir: String?

  @Option(help: ArgumentHelp("The menu tree, with its prompts, queues and agents.", valueName: "dir"))
  var menus: String?

  @Flag(help: "Make a demo bank if the state directory has none.")
  var demo = false

  @Option(help: "real, or virtual: then time moves by TICK only.")
  var clock: DaemonOptions.Clock = .real

  @Option(help: "trace, debug, info, notice, warning, error or critical.")
  var logLevel: Logger.Level = .info

  @Option(
    help: """
      text (for people, on standard error), json (an object a line, on standard error) or journald (with call, agent, \
      queue, connection and user as fields: journalctl IVR_CALL=c1). Default: journald where systemd has connected \
      standard error to it, else text.
      """)
  var logFormat: LogOutput?

  @Option(
    help: ArgumentHelp(
      """
      Where /metrics (Prometheus), /healthz and /readyz are served over HTTP: the path of a Unix socket, a port of \
      this machine like 127.0.0.1:9464, or none. Default: metrics.sock beside the other sockets.
      """, valueName: "where"))
  var metrics: String?

  @Option(
    help: ArgumentHelp(
      """
      For tests: let the bank fail by chance, in thousandths of the questions: refused, unheard (the question is lost), \
      lost (the answer is), late (by delay= milliseconds); seed= for other chances.
      """, valueName: "lost=20,late=50,..."))
  var hostFaults: String?

  @Option(
    help: ArgumentHelp(
      """
      How long a key that was acknowledged may wait until it would survive a power cut, too (it survives the process \
      at once; money, records and operators' orders always wait for the disk). 0: every answer waits for the disk.
      """, valueName: "ms"))
  var commitDelay: Int64 = 5

  @Flag(help: "Print the demo bank's test customers and agents, and exit.")
  var describeDemo = false

  func validate() throws {
    guard (0...DaemonOptions.longestCommitDelay).contains(commitDelay) else {
      throw ValidationError("--commit-delay is from 0 to \(DaemonOptions.longestCommitDelay) ms.")
    }
  }

  func run() async throws {
    if describeDemo {
      print(Daemon.demoDescription)
      return
    }
    let options = DaemonOptions(
      runtimeDirectory: runtimeDir, stateDirectory: stateDir, menusDirectory: menus, demo: demo, clock: clock,
      logLevel: logLevel, logOutput: logFormat ?? .usual(), wallboard: try wallboard(), hostFaults: try faults(),
      commitDelay: .milliseconds(commitDelay))
    do {
      try await Daemon.run(options)
    } catch let failure as DaemonFailure {
      Self.complain(failure.description)
      throw ExitCode(failure.exitStatus.rawValue)
    }
  }

  private func wallboard() throws -> DaemonOptions.Wallboard {
    guard let metrics else { return .metricsSocket }
    if metrics == "none" { return .none }
    do throws(WallboardAddress.Problem) {
      return .at(try WallboardAddress(metrics))
    } catch {
      throw ValidationError("--metrics: \(error.description)")
    }
  }

  private func faults() throws -> HostFaults? {
    guard let hostFaults else { return nil }
    if clock == .virtual { throw ValidationError("--host-faults wants the real clock; scripts have host> lines.") }
    do throws(HostFaults.Problem) {
      return try HostFaults(written: hostFaults)
    } catch {
      throw ValidationError("--host-faults: \(error.description)")
    }
  }

  private static func complain(_ sentence: String) {
    var standardError = StandardError()
    print("ivrd: \(sentence)", to: &standardError)
  }
}

extension DaemonOptions.Clock: ExpressibleByArgument {}
extension LogOutput: ExpressibleByArgument {}
extension Logger.Level: @retroactive ExpressibleByArgument {}
