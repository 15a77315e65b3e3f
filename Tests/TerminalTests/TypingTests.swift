import CallModel
import Terminal
import Testing

@Suite struct KeyboardTests {
  private func typed(_ pieces: [UInt8]...) -> [Keystroke] {
    var keyboard = Keyboard()
    return pieces.flatMap { keyboard.feed($0) }
  }

  @Test func readsKeysAndControls() {
    #expect(
      typed(Array("1#".utf8), [0x0D, 0x7F, 0x08, 0x15, 0x03, 0x04])
        == [.character("1"), .character("#"), .enter, .backspace, .backspace, .eraseLine, .interrupt, .end])
  }

  @Test func putsCharactersTogetherAcrossReads() {
    let bytes = Array("王📞é".utf8)
    let whole: [Keystroke] = [.character("王"), .character("📞"), .character("é")]
    for cut in 0...bytes.count {
      #expect(typed(Array(bytes[..<cut]), Array(bytes[cut...])) == whole, "cut at \(cut)")
    }
  }

  @Test func passesOverArrowsAndGarbage() {
    #expect(typed(Array("\u{1B}[A\u{1B}[1;5C\u{1B}OP5".utf8)) == [.character("5")])
    #expect(typed([0x1B]) == [.escape])
    #expect(typed([0xFF, 0xC0, 0x80, UInt8(ascii: "7"), 0x00]) == [.character("7")])
  }
}

@Suite struct LineEditorTests {
  @Test func editsALine() {
    var editor = LineEditor("n ")
    for character in "lunhc" { #expect(editor.take(.character(character)) == .editing) }
    #expect(editor.take(.backspace) == .editing)
    #expect(editor.take(.backspace) == .editing)
    _ = editor.take(.character("c"))
    _ = editor.take(.character("h"))
    #expect(editor.take(.enter) == .done("n lunch"))
  }

  @Test func isCancelled() {
    for stroke in [Keystroke.escape, .interrupt, .end] {
      var editor = LineEditor("x")
      #expect(editor.take(stroke) == .cancelled)
    }
    var empty = LineEditor()
    #expect(empty.take(.backspace) == .cancelled)
    var erased = LineEditor("abc")
    #expect(erased.take(.eraseLine) == .editing)
    #expect(erased.text.isEmpty)
  }

  @Test func takesNoMoreThanTheLongestLine() {
    var editor = LineEditor()
    for _ in 0...LineEditor.longest { _ = editor.take(.character("x")) }
    #expect(editor.text.count == LineEditor.longest)
  }
}

@Suite struct PasswordTests {
  private func bytes(_ secret: Secret) -> [UInt8] { secret.withUnsafeBytes { Array($0) } }

  @Test func takesOneLineAndLeavesTheRest() throws {
    let pipe = Pipe()
    pipe.write("pass word\r\nr\nq")
    let input = InputBuffer(descriptor: pipe.reading)
    #expect(bytes(try PasswordPrompt.readLine(from: input)) == Array("pass word".utf8))
    #expect(input.takeLine() == Array("r".utf8))
    #expect(input.takeLine() == nil)
    pipe.finish()
    #expect(!input.receive())
    #expect(input.takeLine() == Array("q".utf8))
    #expect(input.takeLine() == nil)
  }

  @Test func refusesWhatIsNoPassword() {
    let empty = Pipe()
    empty.write("\n")
    #expect(throws: PasswordPrompt.Problem.empty) {
      try PasswordPrompt.readLine(from: InputBuffer(descriptor: empty.reading))
    }
    let closed = Pipe()
    closed.finish()
    #expect(throws: PasswordPrompt.Problem.empty) {
      try PasswordPrompt.readLine(from: InputBuffer(descriptor: closed.reading))
    }
    let long = Pipe()
    long.write(String(repeating: "x", count: PasswordPrompt.longest + 1) + "\n")
    #expect(throws: PasswordPrompt.Problem.tooLong) {
      try PasswordPrompt.readLine(from: InputBuffer(descriptor: long.reading))
    }
    let longest = Pipe()
    longest.write(String(repeating: "x", count: PasswordPrompt.longest) + "\n")
    #expect(throws: Never.self) { try PasswordPrompt.readLine(from: InputBuffer(descriptor: longest.reading)) }
  }

  @Test func needsATerminalToAsk() {
    let pipe = Pipe()
    #expect(throws: PasswordPrompt.Problem.noTerminal) {
      try PasswordPrompt.ask(
        "Password: ", from: InputBuffer(descriptor: pipe.reading), device: TerminalDevice(descriptor: pipe.reading))
    }
  }
}
