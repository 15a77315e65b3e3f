import ArgumentParser
import CallModel
import LineClient
import Terminal

/// How ivrctl ends: codes for scripts (`ExitStatus`), sentences for people.
enum Exit {
  /// The daemon refused, or something was found that is wrong.
  static let refused = ExitCode(ExitStatus.found.rawValue)
  static let usage = ExitCode(ExitStatus.usage.rawValue)
  static let badData = ExitCode(ExitStatus.badData.rawValue)
  static let noInput = ExitCode(ExitStatus.noInput.rawValue)
  static let unreachable = ExitCode(ExitStatus.unavailable.rawValue)
  static let cannotWrite = ExitCode(ExitStatus.cannotCreate.rawValue)
  static let unusable = ExitCode(ExitStatus.inputOutput.rawValue)
  static let notPermitted = ExitCode(ExitStatus.notPermitted.rawValue)
  static let badMenus = ExitCode(ExitStatus.configuration.rawValue)

  static let help = ExitStatus.help

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
      case .notPermitted: throw notPermitted
      case .failed, .closed, .timedOut: break
      case .pathTooLong: throw usage
      }
      throw unreachable
    }
  }
}
