import ArgumentParser
import LineClient
import LineSwarm
import Settings
import Terminal

/// Why a command could not do what it was asked, as a sentence, with the exit status that says so to scripts.
struct ToolFailure: Error, CustomStringConvertible {
  /// From sysexits.h.
  static let noDaemon: Int32 = 69
  static let usage: Int32 = 64
  static let badInput: Int32 = 65
  static let noInput: Int32 = 66
  static let cannotWrite: Int32 = 73

  var description: String
  var exitStatus: Int32 = 1

  init(_ description: String, exitStatus: Int32 = 1) {
    self.description = description
    self.exitStatus = exitStatus
  }

  init(_ error: SwarmError) {
    self.init(error.description, exitStatus: error.meansNobodyIsThere ? Self.noDaemon : 1)
  }

  init(_ error: LineClientError) {
    switch error {
    case .noSocket, .refused: self.init(error.description, exitStatus: Self.noDaemon)
    case .notPermitted, .pathTooLong, .failed, .closed, .timedOut: self.init(error.description)
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
      throw ExitCode(ToolFailure.badInput)
    } catch let error as SwarmError {
      failure = ToolFailure(error)
    } catch let error as LineClientError {
      failure = ToolFailure(error)
    }
    TerminalDevice.errors.write(line: "ivrsim: \(failure.description)")
    throw ExitCode(failure.exitStatus)
  }
}
