import ArgumentParser
import CallModel
import LineClient
import LineProtocol
import Terminal

struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "A telephone in this terminal: calls the daemon as a gateway would.",
    discussion: """
      Prompts appear as text. Each key (0-9, *, #, A-D) is sent as it is typed; the keys of a password show as dots. \
      ? says where the call is; Ctrl-C or Ctrl-D hangs up.

      Where standard input is no terminal, each of its lines is keyed when the call next asks for keys, and the \
      caller hangs up when the input is over.

      EXAMPLES
        ivrctl call
        ivrctl call --from 13800138000 --lang en
        printf '2\\n1\\n' | ivrctl call           English, then accounts
        printf '2\\n' | ivrctl call --json        events as objects, one a line

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("The calling number.", valueName: "ani"))
  var from: String?

  @Option(help: ArgumentHelp("The number called.", valueName: "dnis"))
  var to: String?

  @Option(help: ArgumentHelp("The language to begin in.", valueName: "tag"))
  var lang: String?

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let arrival = Request.Arrival(from: from, to: to, language: lang.map { Language($0) })
    let bytes = try OperationsReply.bytes(of: .call(arrival))
    let client = try daemon.connect(to: .gateway)
    let session = CallSession(client: client, isJSON: output.json)
    let status = try Exit.reaching { () throws(LineClientError) in
      try client.send(bytes)
      return try session.run()
    }
    if status != .success { throw status }
  }
}
