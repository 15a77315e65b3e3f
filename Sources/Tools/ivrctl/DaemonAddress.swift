import ArgumentParser
import Glibc
import LineClient
import LineProtocol
import Terminal

/// Where the daemon's sockets are: the one option that every command of the daemon shares.
struct DaemonAddress: ParsableArguments {
  @Option(help: ArgumentHelp("Where ivrd's sockets are.", valueName: "dir"), completion: .directory)
  var runtimeDir: String?

  /// Where an installed daemon has them.
  private static let installed = "/run/ivrd"

  var directory: String {
    if let runtimeDir { return runtimeDir }
    // systemd names several directories with colons between them; the first is the daemon's.
    if let named = TerminalDevice.environment("RUNTIME_DIRECTORY")?.split(separator: ":").first { return String(named) }
    return !Self.isDirectory("run") && Self.isDirectory(Self.installed) ? Self.installed : "run"
  }

  func connect(to role: Role) throws(ExitCode) -> LineClient {
    let path = "\(directory)/\(role.socketName).sock"
    return try Exit.reaching { () throws(LineClientError) in try LineClient(path: path) }
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// How a command answers: for people, or for programs.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Answer in JSON.")
  var json = false

  func show(_ value: JSONValue) { TerminalDevice.output.write(line: value.lines) }

  func show(_ lines: [String]) {
    for line in lines { TerminalDevice.output.write(line: line) }
  }
}
