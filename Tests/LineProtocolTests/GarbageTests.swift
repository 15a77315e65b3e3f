import CallModel
import LineProtocol
import Testing

@Suite("Garbage is refused or ignored, never fatal")
struct GarbageTests {
  /// What must hold of any line whatever: it is answered or blank, and the answer is a line of the protocol.
  private func check(_ line: DecodedLine, _ role: Role) {
    guard let parsed = RequestParser.parse(line, role: role) else {
      if case .line(let bytes) = line { #expect(bytes.allSatisfy { $0 == 0x20 }) }
      return
    }
    guard case .malformed(let error) = parsed.content else { return }
    let answer = ServerLine.error(tag: parsed.tag, error).encoded()
    let received = ServerLineReader.read(answer.dropLast())
    if received?.errorSymbol != error.symbol || received?.tag != parsed.tag { Issue.record("bad answer: \(line)") }
  }

  @Test("Random bytes as a stream, 30,000 lines", arguments: 0..<30)
  func bytes(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    var decoder = LineDecoder()
    var input: [UInt8] = []
    for _ in 0..<1_000 { input += generator.bytes(count: Int.random(in: 0...60, using: &generator)) + [10] }
    var count = 0
    for piece in DecoderVerifier.pieces(of: input, using: &generator) {
      decoder.feed(piece) { line in
        count += 1
        for role in Role.allCases { check(line, role) }
        if case .line(let bytes) = line { _ = ServerLineReader.read(bytes) }
      }
    }
    #expect(count > 500)
  }

  @Test("Lines of printable garbage and pieces of the grammar, 30,000 lines", arguments: 0..<30)
  func grammar(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let pieces =
      Verb.allCases.map(\.name) + [
        "@", "@t", " ", "  ", ":", "=", "%", "%4", "%41", "%00", "n=", "c1", "call=", "to=queue:",
      ]
      + [
        "lp=1", "resume=", "s1:", "9999999999999999999", "-1", "1", "42#", "password=", "kind=", "欢", "\u{7F}", "\t",
        ",",
      ]
    for _ in 0..<1_000 {
      let words = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        pieces.randomElement(using: &generator)! + (generator.chance(percent: 60) ? " " : "")
      }
      let line = DecodedLine.line(Array(words.joined().utf8)[...])
      check(line, Role.allCases.randomElement(using: &generator)!)
    }
  }

  @Test("Good lines with one byte changed, 30,000 lines", arguments: 0..<20)
  func mutations(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    for _ in 0..<500 {
      let verb = Verb.allCases.randomElement(using: &generator)!
      var bytes = Array(verb.entry.example.utf8)
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0x20...0x7E, using: &generator)
        check(.line(bytes[...]), Role.allCases.randomElement(using: &generator)!)
      }
    }
  }
}
