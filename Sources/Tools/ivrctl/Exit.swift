import ArgumentParser
import LineClient
import Terminal

/// How ivrctl ends: codes for scripts, sentences for people.
enum Exit {
  /// The daemon refused, or something was found that is wrong.
  static let refused = ExitCode(1)
  static let usage = ExitCode(64)
  /// A file or directory is not there.
  static let noInput = ExitCode(66)
  /// No daemon, or no right to speak to it, or it went away.
  static let unreachable = ExitCode(69)

  static let help = """
    Exit status: 0 done; 1 refused by the daemon, or problems found; 64 bad usage; 69 the daemon can't be reached.
    """

  static func complain(_ sentence: String) {
    TerminalDevice.errors.write(line: "ivrctl: \(DisplayText.printable(sentence))")
  }

  /// Runs what may lose the daemon; then says what to do.
  static func reaching<R>(_ body: () throws(LineClientError) -> R) throws(ExitCode) -> R {
    do throws(LineClientError) {
      return try body()
    } catch {
      complain(error.description)
      switch error {
      case .noSocket, .refused:
        complain("scripts/start.sh starts it from a checkout, systemctl start ivrd where it is installed")
      case .notPermitted, .failed, .closed, .timedOut: break
      case .pathTooLong: throw usage
      }
      throw unreachable
    }
  }
}
