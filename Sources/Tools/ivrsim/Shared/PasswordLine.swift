import CallModel
import Terminal

/// A password that a script hands over as a line of standard input.
enum PasswordLine {
  static func read() throws(ToolFailure) -> Secret {
    do throws(PasswordPrompt.Problem) {
      return try PasswordPrompt.readLine(from: InputBuffer(descriptor: TerminalDevice.input.descriptor))
    } catch {
      throw ToolFailure("\(error).", exitStatus: ToolFailure.usage)
    }
  }
}
