public import CallModel

/// Asks for a password where nobody sees it typed, and hands it on as a `Secret`.
public enum PasswordPrompt {
  /// Longer ones are refused by the protocol's limit on lines.
  public static let longest = 256

  public enum Problem: Error, Sendable, Equatable, CustomStringConvertible {
    case noTerminal
    case empty
    case tooLong
    case different

    public var description: String {
      switch self {
      case .noTerminal:
        "there is no terminal to ask for the password: give it as a line on standard input, with --password-stdin"
      case .empty: "the password is empty"
      case .tooLong: "a password has at most \(PasswordPrompt.longest) bytes"
      case .different: "the two passwords are not the same"
      }
    }
  }

  /// Asks on the terminal.
  public static func ask(
    _ question: String, from input: InputBuffer, device: TerminalDevice = .input,
    answerTo screen: TerminalDevice = .errors
  ) throws(Problem) -> Secret {
    guard let silence = RawTerminal(device, .silentLine) else { throw .noTerminal }
    defer { silence.restore() }
    screen.write(question)
    defer { screen.write("\n") }
    return try readLine(from: input)
  }

  /// The next line of the input.
  public static func readLine(from input: InputBuffer) throws(Problem) -> Secret {
    while true {
      if var line = input.takeLine() {
        defer { for index in line.indices { line[index] = 0 } }
        return try secret(line)
      }
      guard !input.isAtEnd else { throw .empty }
      input.receive()
    }
  }

  private static func secret(_ line: [UInt8]) throws(Problem) -> Secret {
    guard !line.isEmpty else { throw .empty }
    guard line.count <= longest else { throw .tooLong }
    return Secret(line)
  }
}
