import ArgumentParser
import CallModel
import LineClient
import LineProtocol
import Terminal

/// One call between a person (or a script on standard input) and gw.sock.
final class CallSession {
  private let client: LineClient
  private let isJSON: Bool
  private let screen = TerminalDevice.output
  private let input = InputBuffer(descriptor: TerminalDevice.input.descriptor)
  private let terminal: RawTerminal?
  private var telephone: Telephone
  private var keyboard = Keyboard()
  /// Lines of a script that wait for the call to ask.
  private var script: [[Key]] = []
  /// The script is over and the server knows it, or the person has hung up.
  private var hasHungUp = false
  private var isMidLine = false

  init(client: LineClient, isJSON: Bool) {
    self.client = client
    self.isJSON = isJSON
    terminal = TerminalDevice.input.isTerminal ? RawTerminal(.input, .keys) : nil
    telephone = Telephone(style: isJSON ? .plain : TerminalDevice.output.style)
  }

  func run() throws(LineClientError) -> ExitCode {
    defer { terminal?.restore() }
    while true {
      let wantsInput = terminal != nil || (script.isEmpty && !input.isAtEnd)
      let ready = Waiting.wait(for: wantsInput ? input.descriptor : nil, client)
      if ready.server, let status = try takeLines() { return status }
      if ready.input, let status = try takeInput() { return status }
      try playScript()
    }
  }

  // MARK: - From the server

  private func takeLines() throws(LineClientError) -> ExitCode? {
    let isOpen = try client.receiveAvailable()
    while let line = client.takeLine() {
      guard let received = line.received else { continue }
      let lines = telephone.take(received)
      if isJSON { showJSON(received) } else { show(lines) }
      if telephone.wasRefused { return Exit.refused }
      if telephone.isOver {
        if !script.isEmpty { Exit.complain("\(script.count) lines of keys came too late: the call had ended") }
        return .success
      }
    }
    if isOpen { return nil }
    if hasHungUp, terminal != nil { return .success }
    throw .closed(path: client.path, bye: nil)
  }

  private func show(_ lines: [String]) {
    if isMidLine, !lines.isEmpty { screen.write("\n") }
    if !lines.isEmpty { isMidLine = false }
    for line in lines { screen.write(line: line) }
  }

  private func showJSON(_ line: ReceivedLine) {
    switch line.kind {
    case .ok, .error: screen.write(line: JSONValue(reply: line).text)
    case .row: for row in RowReport([line]).json(namingRows: true) { screen.write(line: row.text) }
    case .event, .notice: screen.write(line: JSONValue(event: line).text)
    }
  }

  // MARK: - From the caller

  private func takeInput() throws(LineClientError) -> ExitCode? {
    input.receive()
    guard terminal != nil else { return takeScript() }
    guard !input.isAtEnd else {
      try hangUp()
      return .success
    }
    var keys: [Key] = []
    for stroke in keyboard.feed(input.takeAll()) {
      switch stroke {
      case .character("?"): try client.send("?")
      case .character(let character): if let key = Telephone.key(character) { keys.append(key) }
      case .interrupt, .end:
        if hasHungUp { return .success }
        try hangUp()
      case .enter, .backspace, .eraseLine, .escape: break
      }
    }
    try press(keys)
    return nil
  }

  private func takeScript() -> ExitCode? {
    while var line = input.takeLine() {
      defer { for index in line.indices { line[index] = 0 } }
      let keys = line.filter { $0 != UInt8(ascii: " ") }.map { Telephone.key(Character(UnicodeScalar($0))) }
      guard keys.allSatisfy({ $0 != nil }) else {
        Exit.complain("a line of the input is no line of keys: they are 0-9 * # A-D")
        return Exit.usage
      }
      if !keys.isEmpty { script.append(keys.compactMap(\.self)) }
    }
    return nil
  }

  private func playScript() throws(LineClientError) {
    guard terminal == nil else { return }
    if telephone.isAsking, !script.isEmpty { try press(script.removeFirst()) }
    guard script.isEmpty, input.isAtEnd, telephone.call != nil, !hasHungUp else { return }
    hasHungUp = true
    client.halfClose()
  }

  private func press(_ keys: [Key]) throws(LineClientError) {
    guard !keys.isEmpty, !hasHungUp else { return }
    try client.send(keys.map(\.ascii) + [UInt8(ascii: "\n")])
    if !isJSON { echo(keys) }
    telephone.sentKeys()
  }

  private func echo(_ keys: [Key]) {
    guard terminal == nil else {
      screen.write((isMidLine ? "" : "> ") + screen.style.bold(telephone.echo(keys)))
      isMidLine = true
      return
    }
    // A file may be kept, so it does not learn how long a password was.
    screen.write(line: "> " + (telephone.isSecret ? "•" : telephone.echo(keys)))
  }

  private func hangUp() throws(LineClientError) {
    hasHungUp = true
    if telephone.call == nil { client.halfClose() } else { try client.send("HANGUP") }
  }
}
