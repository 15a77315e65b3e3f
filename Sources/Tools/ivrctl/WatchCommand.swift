import ArgumentParser
import CallModel
import LineClient
import LineProtocol
import Terminal

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Shows what happens as it happens, until Ctrl-C.",
    discussion: """
      Where more happens than can be sent, some of it is left out, and a line LOST says how much.

      EXAMPLES
        ivrctl watch call agent
        ivrctl watch settings --json      one object a line

      \(Exit.help)
      """)

  @Argument(help: "Classes of events, such as call, agent and settings.")
  var classes: [String]

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let client = try daemon.connect(to: .operations)
    let names = classes.flatMap { $0.split(separator: ",").map(String.init) }
    try OperationsReply(to: .watch(classes: names), over: client).refuse(output)
    while true {
      let line = try Exit.reaching { () throws(LineClientError) in try client.nextLine(timeout: nil) }
      guard let line else {
        Exit.complain("ivrd has closed the connection")
        throw Exit.unreachable
      }
      guard let received = line.received, received.word != "HELLO" else { continue }
      if output.json {
        TerminalDevice.output.write(line: JSONValue(event: received).text)
      } else {
        show(received, TerminalDevice.output.style)
      }
    }
  }

  private func show(_ line: ReceivedLine, _ style: Style) {
    // Events carry none.
    var parts = [style.dim(ClockText.now)]
    switch line.kind {
    case .event: parts += [style.bold(line.word ?? ""), line.subject ?? "-"]
    case .notice: parts.append(style.notable(line.word ?? ""))
    case .ok, .error, .row: parts.append(line.word ?? "")
    }
    parts += line.fields.map { "\($0.key)=\(DisplayText.printable($0.value))" }
    if let text = line.text { parts.append(DisplayText.printable(text)) }
    TerminalDevice.output.write(line: parts.joined(separator: " "))
  }
}
