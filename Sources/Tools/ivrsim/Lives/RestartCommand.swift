import ArgumentParser
import Foundation
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
      a line goes before the restart and the rest after it; one caller keys half of his password before each.

      EXAMPLES
        ivrsim restarts                                  20 restarts under 1,000 calls
        ivrsim restarts --restarts 3 --calls 100
        ivrsim restarts --ivrd /opt/ivrd/bin/ivrd --menus /etc/ivrd/menus --json

      Exit status: 0 nobody noticed; 1 something was lost, doubled or closed; 64 bad options.
      """)

  @Option(help: "The ivrd to restart (default: the one beside this program).")
  var ivrd: String?

  @Option(help: "The folder of its menus.")
  var menus = "menus"

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
    guard (1...10_000).contains(restarts) else { throw ValidationError("--restarts is from 1 to 10000.") }
    guard (1...10_000).contains(calls) else { throw ValidationError("--calls is from 1 to 10000.") }
    guard (1...min(calls, 4_000)).contains(connections) else {
      throw ValidationError("--connections is from 1 to the number of calls, and at most 4000.")
    }
  }

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      let lives = try LivesDirectory()
      let supervisor = try Supervisor(ivrd: try ivrd ?? Self.besides("ivrd"), menus: menus, directory: lives.path)
      try supervisor.start()
      let run = try RestartRun(
        connections: connections, callers: calls, seed: seed ?? .random(in: 0...UInt64(UInt32.max)))
      let report = RestartReport(run: run, restarts: restarts)
      do {
        try run.open(supervisor.socket(.gateway))
        var progress = Progress(label: "restarts")
        defer { progress.clear() }
        for number in 1...restarts {
          try run.restart { try supervisor.restart() }
          progress.show(Progress.bar(done: number, of: restarts))
        }
        try run.finish()
      } catch let failure as ToolFailure {
        print(report.text(mostStored: supervisor.mostStored))
        throw ToolFailure("\(failure) (seed \(run.seed))")
      }
      try supervisor.end(SIGTERM)
      print(json ? report.json(mostStored: supervisor.mostStored).text : report.text(mostStored: supervisor.mostStored))
      if !report.isClean { throw ExitCode(1) }
    }
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

/// A directory for the lives of one ivrd, gone when this is. Its path is short: a Unix socket's has 107 bytes.
final class LivesDirectory {
  let path: String

  init() throws(ToolFailure) {
    var template = Array("/tmp/ivrsim-XXXXXX\0".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw ToolFailure("No folder can be made in /tmp: \(String(cString: strerror(errno))).")
    }
    path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
