import ArgumentParser
import CallModel
import LineClient
import LineSwarm
import Settings
import Terminal

/// Why a command could not do what it was asked, as a sentence, with the exit status that says so to scripts.
struct ToolFailure: Error, CustomStringConvertible {
  static let noDaemon = ExitStatus.unavailable.rawValue
  static let usage = ExitStatus.usage.rawValue
  static let badInput = ExitStatus.badData.rawValue
  static let noInput = ExitStatus.noInput.rawValue
  static let cannotWrite = ExitStatus.cannotCreate.rawValue

  var description: String
  var exitStatus = ExitStatus.found.rawValue

  init(_ description: String, exitStatus: Int32 = ExitStatus.found.rawValue) {
    self.description = description
    self.exitStatus = exitStatus
  }

  init(_ error: SwarmError) {
    self.init(error.description, exitStatus: error.meansNobodyIsThere ? Self.noDaemon : 1)
  }

  init(_ error: LineClientError) {
    switch error {
    case .noSocket, .refused: self.init(error.description, exitStatus: Self.noDaemon)
    case .notPermitted: self.init(error.description, exitStatus: ExitStatus.notPermitted.rawValue)
    case .pathTooLong, .failed, .closed, .timedOut: self.init(error.description)
    }
  }
}

extension ParsableCommand {
  /// Runs the body, prints its failure to standard error, and exits with what that says.
  func reportingFailures(_ body: () throws -> Void) throws {
    let failure: ToolFailure
    do {
      return try body()
    } catch let error as ToolFailure {
      failure = error
    } catch let error as SettingsProblems {
      TerminalDevice.errors.write(line: error.description)
      throw ExitCode(ExitStatus.configuration.rawValue)
    } catch let error as SwarmError {
      failure = ToolFailure(error)
    } catch let error as LineClientError {
      failure = ToolFailure(error)
    }
    TerminalDevice.errors.write(line: "ivrsim: \(failure.description)")
    throw ExitCode(failure.exitStatus)
  }
}
