import ArgumentParser
import Glibc
import Journal
import JournalReplay
import Terminal

/// Where the daemon's state is: what the commands share that look into a journal without the daemon.
struct JournalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The daemon's state directory: else $STATE_DIRECTORY, ./state, /var/lib/ivrd.", valueName: "dir"),
    completion: .directory)
  var state: String?

  private static let installed = "/var/lib/ivrd"

  var directory: String {
    if let state { return state }
    if let named = TerminalDevice.environment("STATE_DIRECTORY")?.split(separator: ":").first { return String(named) }
    return access("state", F_OK) != 0 && access(Self.installed, F_OK) == 0 ? Self.installed : "state"
  }

  var journal: String { directory + "/journal" }

  /// Runs what may find no journal, or one that can't be used.
  func reading<R>(_ body: () throws -> R) throws -> R {
    guard access(journal, R_OK | X_OK) == 0 else {
      if errno == EACCES {
        Exit.complain("you may not look into \(journal): use sudo, or be the user that ivrd runs as")
        throw Exit.notPermitted
      }
      Exit.complain("there is no journal: \(journal) is not there; --state says where the daemon's state is")
      throw Exit.noInput
    }
    do {
      return try body()
    } catch let code as ExitCode {
      throw code
    } catch {
      Exit.complain("\(error)")
      throw Exit.badData
    }
  }

  /// The lock that the daemon holds while it runs; kept until this process ends.
  func lock() throws {
    let descriptor = open(directory + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Exit.complain("ivrd uses \(directory): stop it first, with 'ivrctl stop' or 'systemctl stop ivrd ivrd.socket'")
      throw Exit.unreachable
    }
  }
}
