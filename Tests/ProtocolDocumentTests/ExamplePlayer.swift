import LineProtocol

/// Plays one example and compares; or plays it and notes what comes, as a help for whoever writes the document.
struct ExamplePlayer {
  private let example: DocumentExample
  private let stage: ExampleStage
  private var wildcards = DocumentWildcards()

  init(_ example: DocumentExample, world: DocumentWorld) {
    self.example = example
    stage = ExampleStage(world: world, file: example.file)
  }

  /// The first thing that is otherwise than the document says.
  mutating func play() throws -> String? {
    for (line, step) in example.steps {
      if case .server(let text) = step {
        guard let got = stage.nextLine() else { return "PROTOCOL.md:\(line): the server says nothing; not: \(text)" }
        guard wildcards.take(text, got) else { return "PROTOCOL.md:\(line): \(text)\n  the server says: \(got)" }
      } else {
        if let got = stage.nextLine() { return "PROTOCOL.md:\(line): before this line the server says: \(got)" }
        if let problem = try perform(step) { return "PROTOCOL.md:\(line): \(problem)" }
      }
    }
    if let left = stage.unreadLines.first { return "PROTOCOL.md:\(example.line): not shown in the example: \(left)" }
    return stage.audit().first.map { "PROTOCOL.md:\(example.line): after the example: \($0)" }
  }

  private func perform(_ step: DocumentExample.Step) throws -> String? {
    switch step {
    case .open(let role): stage.open(role)
    case .pipe(let command, let role): try stage.pipe(command, role)
    case .goTo(let role): if !stage.goTo(role) { return "no terminal is open there" }
    case .interrupt: stage.interrupt()
    case .client(let text): stage.type(Array((text + "\n").utf8))
    case .server: break
    }
    return nil
  }

  /// The example with the lines that really come.
  static func transcript(of example: DocumentExample, world: DocumentWorld) throws -> [String] {
    let player = ExamplePlayer(example, world: world)
    var lines: [String] = []
    for (_, step) in example.steps {
      if case .server = step { continue }
      if let problem = try player.perform(step) { return lines + ["(\(problem))"] }
      lines.append(step.text)
      while let line = player.stage.nextLine() { lines.append(line) }
    }
    let unread = player.stage.unreadLines
    return unread.isEmpty ? lines : lines + ["(on other terminals:)"] + unread
  }
}

extension DocumentExample.Step {
  /// As the document writes it.
  var text: String {
    switch self {
    case .open(let role): "$ nc -U run/\(role.socketName).sock"
    case .pipe(let command, let role): "$ \(command) | nc -N -U run/\(role.socketName).sock"
    case .goTo(let role): "[\(role.socketName)]"
    case .interrupt: "^C"
    case .client(let text), .server(let text): text
    }
  }
}
