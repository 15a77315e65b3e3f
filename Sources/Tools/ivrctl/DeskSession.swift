import ArgumentParser
import CallModel
import Glibc
import LineClient
import LineProtocol
import Terminal

/// An agent's console between a person (or a script on standard input) and desk.sock.
final class DeskSession {
  private let client: LineClient
  private let isJSON: Bool
  private let screen = TerminalDevice.output
  private let input: InputBuffer
  private let terminal: RawTerminal?
  private var console: DeskConsole
  private var keyboard = Keyboard()
  /// What is being typed, on a terminal.
  private var editor: LineEditor?
  /// Commands of a script that wait for their turn.
  private var script: [String] = []
  /// The key whose question was shown last.
  private var asked: DeskKey?
  private var isLoggingOut = false
  private var refusals = 0

  init(agent: String, client: LineClient, input: InputBuffer, isJSON: Bool) {
    self.client = client
    self.input = input
    self.isJSON = isJSON
    terminal = TerminalDevice.input.isTerminal ? RawTerminal(.input, .keys) : nil
    console = DeskConsole(agent: agent, style: isJSON ? .plain : TerminalDevice.output.style)
  }

  /// `bytes` are those of the login.
  func run(_ login: Request, _ bytes: [UInt8]) throws(LineClientError) -> ExitCode {
    defer { terminal?.restore() }
    var bytes = bytes
    try client.send(bytes)
    for index in bytes.indices { bytes[index] = 0 }
    console.sent(login)
    takeScript()
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
      let lines = console.take(received, at: Self.now())
      if isJSON { showJSON(received) } else { show(lines) }
      if received.kind == .error {
        refusals += 1
        if isLoggingOut, terminal == nil { return Exit.refused }
        isLoggingOut = false
      }
      if console.wasRefused { return Exit.refused }
      if console.isOver {
        clearPrompt()
        return received.kind == .notice ? Exit.unreachable : refusals > 0 && terminal == nil ? Exit.refused : .success
      }
    }
    if isOpen { return nil }
    clearPrompt()
    throw .closed(path: client.path, bye: nil)
  }

  private func show(_ lines: [String]) {
    clearPrompt()
    for line in lines { screen.write(line: line) }
    drawPrompt()
  }

  private func showJSON(_ line: ReceivedLine) {
    switch line.kind {
    case .ok, .error: screen.write(line: JSONValue(reply: line).text)
    case .row: for row in RowReport([line]).json(namingRows: true) { screen.write(line: row.text) }
    case .event, .notice: screen.write(line: JSONValue(event: line).text)
    }
  }

  // MARK: - From the agent

  private func takeInput() throws(LineClientError) -> ExitCode? {
    input.receive()
    guard terminal != nil else {
      takeScript()
      return nil
    }
    guard !input.isAtEnd else { return Exit.unreachable }
    for stroke in keyboard.feed(input.takeAll()) {
      if let status = try take(stroke) { return status }
    }
    drawPrompt()
    return nil
  }

  private func take(_ stroke: Keystroke) throws(LineClientError) -> ExitCode? {
    if editor != nil {
      switch editor!.take(stroke) {
      case .editing: break
      case .cancelled: editor = nil
      case .done(let line):
        editor = nil
        try perform(line)
      }
      return nil
    }
    switch stroke {
    case .character(let character):
      let needsWords = character == ":" || DeskKey(rawValue: character)?.needsWords == true
      if needsWords {
        editor = LineEditor(character == ":" ? ":" : "\(character) ")
      } else if !isAskedFirst(character) {
        try perform(String(character))
      }
    case .interrupt, .end:
      if isLoggingOut || !console.isLoggedIn {
        clearPrompt()
        return .success
      }
      isLoggingOut = true
      show(["logging out; again to leave at once"])
      try perform("q")
    case .enter, .backspace, .eraseLine, .escape: break
    }
    return nil
  }

  /// A slip of the finger on a terminal ends no call; scripts mean what they say.
  private func isAskedFirst(_ character: Character) -> Bool {
    let key = DeskKey(rawValue: character)
    guard let key, key != asked, let question = key.question, case .send = console.step(String(character)) else {
      asked = nil
      return false
    }
    asked = key
    show([screen.style.notable(question)])
    return true
  }

  private func takeScript() {
    guard terminal == nil else { return }
    while let line = input.takeLine() {
      let text = String(decoding: line, as: UTF8.self)
      if text.contains(where: { $0 != " " }) { script.append(text) }
    }
  }

  /// One command at a time, and each only when its object is there.
  private func playScript() throws(LineClientError) {
    while terminal == nil, console.isLoggedIn, !console.isAwaitingReply, !isLoggingOut {
      if let line = script.first {
        if case .notYet = console.step(line) { return }
        script.removeFirst()
        try perform(line)
      } else if input.isAtEnd {
        isLoggingOut = true
        try perform("q")
      } else {
        return
      }
    }
  }

  private func perform(_ line: String) throws(LineClientError) {
    switch console.step(line) {
    case .send(let request):
      var bytes: [UInt8] = []
      do throws(WireError) {
        try ClientRequestWriter.append(request, to: &bytes)
      } catch {
        return complain(error.text ?? error.symbol.meaning)
      }
      try client.send(bytes)
      console.sent(request)
    case .sendLine(let line):
      try client.send(line)
      console.sentLine()
    case .show(let lines): show(lines)
    case .notYet(let sentence), .mistake(let sentence): complain(sentence)
    }
  }

  private func complain(_ sentence: String) {
    refusals += 1
    if isJSON || terminal == nil { Exit.complain(sentence) } else { show([screen.style.bad(sentence)]) }
  }

  // MARK: - The prompt

  private func clearPrompt() {
    if terminal != nil, !isJSON { screen.write("\r\u{1B}[K") }
  }

  private func drawPrompt() {
    guard terminal != nil, !isJSON, console.isLoggedIn, !console.isOver else { return }
    let typed = DisplayText.printable(editor?.text ?? "")
    let room = max((screen.width ?? 80) - DisplayText.columns(of: console.prompt) - 1, 1)
    screen.write("\r\u{1B}[K" + screen.style.bold(console.prompt) + DisplayText.end(of: typed, in: room))
  }

  private static func now() -> Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Timestamp(microseconds: Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000)
  }
}
