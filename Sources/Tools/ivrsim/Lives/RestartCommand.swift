import ArgumentParser
import Foundation
import LineClient
import LineProtocol
import LineSwarm
import Terminal

/// `ivrsim restarts`: ivrd is restarted under calls, and nobody may notice.
struct RestartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restarts",
    abstract: "Restart an ivrd of its own under load: no connection may end, no key be lost.",
    discussion: """
      Starts ivrd as a service manager does (NOTIFY_SOCKET, LISTEN_FDS, a store for descriptors), opens calls that \
      press keys without a pause, and restarts the daemon under them, at moments of chance. On some connections half \
      a line goes before the restart and the rest after it; one caller keys half of his password before each. With \
      --other-ivrd each restart is an upgrade, or the way back: the two programs take turns.

      EXAMPLES
        ivrsim restarts                                  20 restarts under 1,000 calls
        ivrsim restarts --restarts 3 --calls 100
        ivrsim restarts --ivrd ivrd-0.1/ivrd --other-ivrd ivrd-0.2/ivrd
        ivrsim restarts --by 'systemctl restart ivrd.service' --runtime-dir /run/ivrd
        ivrsim restarts --ivrd /opt/ivrd/bin/ivrd --menus /etc/ivrd/menus --json

      Exit status: 0 nobody noticed; 1 something was lost, doubled or closed; 64 bad options.
      """)

  @Option(help: "The ivrd to restart (default: the one beside this program).")
  var ivrd: String?

  @Option(help: ArgumentHelp("Another build, with which it takes turns.", valueName: "ivrd"))
  var otherIvrd: String?

  @Option(help: "The folder of its menus.")
  var menus = "menus"

  @Option(
    help: ArgumentHelp("Restarts the ivrd that is there already, instead of one of its own.", valueName: "command"))
  var by: String?

  @Option(help: ArgumentHelp("Where that ivrd has its sockets.", valueName: "directory"))
  var runtimeDir: String?

  @Option(help: "How often it is restarted.")
  var restarts = 20

  @Option(help: "Calls in progress all the while.")
  var calls = 1_000

  @Option(help: "Connections that the calls are on.")
  var connections = 200

  @Option(help: "Of the moments and the cut lines (default: one of chance, which is printed).")
  var seed: UInt64?

  @Flag(help: "The result as JSON.")
  var json = false

  func validate() throws {
    guard (by == nil) == (runtimeDir == nil) else { throw ValidationError("--by and --runtime-dir go together.") }
    if by != nil, otherIvrd != nil {
      throw ValidationError("--other-ivrd goes with an ivrd of its own, not with --by.")
    }
    guard (1...10_000).contains(restarts) else { throw ValidationError("--restarts is from 1 to 10000.") }
    guard (1...10_000).contains(calls) else { throw ValidationError("--calls is from 1 to 10000.") }
    guard (1...min(calls, 4_000)).contains(connections) else {
      throw ValidationError("--connections is from 1 to the number of calls, and at most 4000.")
    }
  }

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      let run = try RestartRun(
        connections: connections, callers: calls, seed: seed ?? .random(in: 0...UInt64(UInt32.max)))
      if let by, let runtimeDir {
        try restart(run, runtimeDir + "/gw.sock", mostStored: { nil }) { try Self.shell(by) }
        return
      }
      let lives = try TemporaryDirectory()
      let supervisor = try Supervisor(
        ivrd: try ivrd ?? Self.besides("ivrd"), others: otherIvrd.map { [$0] } ?? [], menus: menus,
        directory: lives.path)
      try supervisor.start()
      try restart(run, supervisor.socket(.gateway), mostStored: { supervisor.mostStored }) { try supervisor.restart() }
      try supervisor.end(SIGTERM)
    }
  }

  /// Opens the calls, restarts the daemon under them, and reports.
  private func restart(
    _ run: RestartRun, _ socket: String, mostStored: () -> Int?, _ body: @escaping @Sendable () throws -> Void
  ) throws {
    var report = RestartReport(run: run, restarts: restarts)
    do {
      try run.open(socket)
      var progress = Progress(label: "restarts")
      defer { progress.clear() }
      for number in 1...restarts {
        report.note(program: try Self.program(at: socket))
        try run.restart(body)
        progress.show(Progress.bar(done: number, of: restarts))
      }
      report.note(program: try Self.program(at: socket))
      try run.finish()
    } catch let failure as ToolFailure {
      print(report.text(mostStored: mostStored()))
      throw ToolFailure("\(failure) (seed \(run.seed))")
    }
    print(json ? report.json(mostStored: mostStored()).text : report.text(mostStored: mostStored()))
    if !report.isClean { throw ExitCode(1) }
  }

  private static func shell(_ command: String) throws(ToolFailure) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    do { try process.run() } catch { throw ToolFailure("/bin/sh can't be started: \(error.localizedDescription)") }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ToolFailure("'\(command)' ended with exit status \(process.terminationStatus)")
    }
  }

  /// What it calls itself, name and version, to whoever connects.
  private static func program(at socket: String) throws -> String {
    guard let greeting = try LineClient(path: socket).nextLine(timeout: LineClient.defaultTimeout),
      let received = ServerLineReader.read(Array(greeting.text.utf8)[...]), let name = received["server"]
    else { throw ToolFailure("ivrd does not greet who connects to \(socket).") }
    return name
  }

  /// Another program of the same folder.
  static func besides(_ name: String) throws(ToolFailure) -> String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    let path = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent(name).path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw ToolFailure("There is no \(path): build it, or name it with --\(name).", exitStatus: ToolFailure.usage)
    }
    return path
  }
}
