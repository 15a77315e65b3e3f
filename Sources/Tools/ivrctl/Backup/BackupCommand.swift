import ArgumentParser
import CallModel
import Glibc
import LineProtocol
import Terminal

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Has the daemon copy everything, as it is now, while calls go on.",
    discussion: """
      Bank, records, journal and menus, all as they were at one moment; nobody waits for it. A NAME is a folder in \
      backups/ below the daemon's state directory; a path with a slash is anywhere on the daemon's machine where it may \
      write (under systemd that is its state directory, unless a drop-in has ReadWritePaths=).

      The pepper is not in it: whoever steals a backup can't try passwords. Keep a copy of STATE/pepper elsewhere, once; \
      nothing can be restored without it.

      EXAMPLES
        ivrctl backup                       named after the time, as 2026-11-27T130000Z
        ivrctl backup before-the-upgrade
        ivrctl backup ./copy                here
        ivrctl restore --help               the way back

      \(Exit.help)
      """)

  @Argument(help: ArgumentHelp("A name, or a path with a slash.", valueName: "name or dir"))
  var target: String?

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let reply = try OperationsReply(
      to: .backup(path: Self.absolute(target ?? Self.nameOfNow)), from: daemon, timeout: .seconds(Self.patience))
    let (path, bytes) = (reply.end["path"] ?? "?", reply.end["bytes"] ?? "?")
    try reply.showDone(output, "\(DisplayText.printable(path)): \(bytes) bytes, as of turn \(reply.end["lsn"] ?? "?")")
  }

  /// Seconds that a large bank may take.
  private static let patience: Int64 = 3_600

  /// The daemon does not run where we do.
  private static func absolute(_ path: String) -> String {
    guard path.contains("/"), !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  private static var nameOfNow: String {
    var (now, parts) = (time(nil), tm())
    gmtime_r(&now, &parts)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
      strftime(text.baseAddress!, text.count, "%Y-%m-%dT%H%M%SZ", &parts)
      return String(cString: text.baseAddress!)
    }
  }
}
