import ArgumentParser
import CallModel
import LineClient
import LineProtocol
import Terminal

struct DeskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "An agent's console.",
    discussion: """
      Asks for the password without showing it. Then single keys command: r ready, n <reason> not ready, a accept, \
      d decline, h hold, u take back, t <queue:id|agent:id|menu:id> transfer, e end, w <code> [note] wrap up, \
      c customer, s state, ? help, q log out. After : comes any line of the protocol.

      Where standard input is no terminal, each of its lines is such a command; one that needs an offer, a caller or \
      a wrap-up waits until there is one, and at the end of the input the agent logs out.

      EXAMPLES
        ivrctl desk 1001
        printf 'demo\\nr\\na\\ne\\nw enquiry\\nq\\n' | ivrctl desk 1001 --password-stdin

      \(Exit.help)
      """)

  @Argument(help: "The agent's id.")
  var agent: String

  @Flag(help: "Take the password from the first line of standard input.")
  var passwordStdin = false

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let client = try daemon.connect(to: .desk)
    let input = InputBuffer(descriptor: TerminalDevice.input.descriptor)
    let password: Secret
    do throws(PasswordPrompt.Problem) {
      password =
        passwordStdin
        ? try PasswordPrompt.readLine(from: input) : try PasswordPrompt.ask("Password of agent \(agent): ", from: input)
    } catch {
      Exit.complain(error.description)
      throw Exit.usage
    }
    let login = Request.login(Request.Login(agent: AgentID(agent), password: password))
    let bytes = try OperationsReply.bytes(of: login)
    let session = DeskSession(agent: agent, client: client, input: input, isJSON: output.json)
    let status = try Exit.reaching { () throws(LineClientError) in try session.run(login, bytes) }
    if status != .success { throw status }
  }
}
