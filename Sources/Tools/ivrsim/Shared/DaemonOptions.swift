import ArgumentParser
import Glibc
import LineProtocol
import Terminal

/// What every command asks: where the daemon's sockets are, and for whom the result is.
struct DaemonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where ivrd's sockets are (else $RUNTIME_DIRECTORY, ./run, or /run/ivrd).", valueName: "dir"),
    completion: .directory)
  var runtimeDir: String?

  @Flag(help: "Answer with one JSON object instead of a table.")
  var json = false

  /// Where an installed daemon has its sockets.
  private static let installed = "/run/ivrd"

  func socket(_ role: Role) -> String { "\(directory)/\(role.socketName).sock" }

  private var directory: String {
    if let runtimeDir { return runtimeDir }
    // systemd names several directories with colons between them; the first is the daemon's.
    if let named = TerminalDevice.environment("RUNTIME_DIRECTORY")?.split(separator: ":").first { return String(named) }
    return access("run", F_OK) != 0 && access(Self.installed, F_OK) == 0 ? Self.installed : "run"
  }
}
