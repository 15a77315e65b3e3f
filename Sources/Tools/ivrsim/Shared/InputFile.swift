import Foundation
import Settings
import SystemWords

/// A file that a command line names.
enum InputFile {
  static func read(_ path: String) throws(ToolFailure) -> SettingsFile {
    do {
      return SettingsFile(path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
    } catch {
      throw ToolFailure("\(path) can't be read: \(error.systemWords)", exitStatus: ToolFailure.noInput)
    }
  }

  /// Written whole or not at all.
  static func write(_ text: String, to path: String) throws(ToolFailure) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw ToolFailure("\(path) can't be written: \(error.systemWords)", exitStatus: ToolFailure.cannotWrite)
    }
  }
}
