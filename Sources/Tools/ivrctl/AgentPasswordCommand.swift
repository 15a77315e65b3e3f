import ArgumentParser
import CallModel
import Settings
import Terminal

struct AgentPasswordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent-password", abstract: "Makes the line of agents.yaml for an agent's new password.",
    discussion: """
      Asks for the password twice without showing it, or takes one line of standard input where that is no terminal. \
      What it prints is a salted hash: the password can't be had from it. Needs no daemon.

      EXAMPLES
        ivrctl agent-password
        printf '%s\\n' "$PASSWORD" | ivrctl agent-password

      \(Exit.help)
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    let password: Secret
    do throws(PasswordPrompt.Problem) {
      password = try Self.ask()
    } catch {
      Exit.complain(error.description)
      throw Exit.usage
    }
    let hash = AgentPassword.make(password).text
    if output.json {
      output.show(.object([.init("password", .string(hash))]))
    } else {
      output.show(["password: \(hash)"])
    }
  }

  private static func ask() throws(PasswordPrompt.Problem) -> Secret {
    let input = InputBuffer(descriptor: TerminalDevice.input.descriptor)
    guard TerminalDevice.input.isTerminal else { return try PasswordPrompt.readLine(from: input) }
    let first = try PasswordPrompt.ask("New password: ", from: input)
    let second = try PasswordPrompt.ask("Once more: ", from: input)
    let areSame = first.withUnsafeBytes { a in second.withUnsafeBytes { a.elementsEqual($0) } }
    guard areSame else { throw .different }
    return first
  }
}
