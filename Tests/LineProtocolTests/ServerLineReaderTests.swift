import CallModel
import LineProtocol
import Testing

@Suite("Clients read what the server wrote")
struct ServerLineReaderTests {
  private func read(_ text: String) -> ReceivedLine? { ServerLineReader.read(Array(text.utf8)[...]) }

  @Test func kinds() {
    #expect(read("OK") == ReceivedLine(kind: .ok))
    #expect(
      read("OK @t call=c1 :so it is")
        == ReceivedLine(kind: .ok, tag: "t", fields: [Field("call", "c1")], text: "so it is"))
    #expect(
      read("- c1 state=menu") == ReceivedLine(kind: .row, words: ["c1"], fields: [Field("state", "menu")]))
    #expect(
      read("* 12 c1 STOP") == ReceivedLine(kind: .event, number: 12, subject: "c1", words: ["STOP"]))
    #expect(read("! DRAIN by=5") == ReceivedLine(kind: .notice, words: ["DRAIN"], fields: [Field("by", "5")]))
  }

  @Test func errors() {
    let received = read("ERR @t conflict key-gap want=3 have=5 :missing")
    #expect(received?.tag == "t")
    #expect(received?.errorClass == .conflict)
    #expect(received?.errorSymbol == .keyGap)
    #expect(received?["want"] == "3" && received?["have"] == "5" && received?["none"] == nil)
    #expect(received?.endsReply == true)
    #expect(read("ERR odd new-symbol")?.errorSymbol == nil)
    #expect(read("OK bad encoding")?.errorClass == nil)
  }

  @Test(
    "No lines of a server",
    arguments: ["", " ", "HELLO", "ok", "* 1 c1", "* x c1 STOP", "* 1", "ERR bad", "!", "! k=v", "OK %zz", "OK k=%C3"])
  func refused(line: String) {
    #expect(read(line) == nil)
  }

  @Test("What is not a decoded line is no line")
  func undecoded() {
    #expect(ServerLineReader.read(.tooLong) == nil)
    #expect(ServerLineReader.read(.badEncoding(at: 0)) == nil)
    #expect(ServerLineReader.read(.text("OK")) == ReceivedLine(kind: .ok))
  }

  @Test("Any line comes back as it was, through any cut of the stream", arguments: 0..<30)
  func roundTrip(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    var stream: [UInt8] = []
    var expected: [ReceivedLine] = []
    for _ in 0..<60 {
      let (line, received) = Self.line(using: &generator)
      line.encode(into: &stream)
      expected.append(received)
    }
    var decoder = LineDecoder()
    var received: [ReceivedLine] = []
    for piece in DecoderVerifier.pieces(of: stream, using: &generator) {
      decoder.feed(piece) { decoded in
        if let line = ServerLineReader.read(decoded) { received.append(line) }
      }
    }
    #expect(received == expected)
  }

  /// A line of random content, and what a client must read from it.
  private static func line(using generator: inout SplitMix64) -> (ServerLine, ReceivedLine) {
    let tag = generator.chance(percent: 50) ? generator.clientWord() : nil
    let text = generator.chance(percent: 50) ? generator.text(maximum: 40) : nil
    let fields = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
      Field(generator.clientWord(maximum: 12), generator.text(maximum: 12))
    }
    let word = generator.text(maximum: 12)
    switch ReceivedLine.Kind.allCases.randomElement(using: &generator)! {
    case .ok: return (.ok(tag: tag, fields: fields, text: text), .init(kind: .ok, tag: tag, fields: fields, text: text))
    case .error:
      let symbol = ErrorSymbol.allCases.randomElement(using: &generator)!
      let words = [symbol.errorClass.rawValue, symbol.rawValue]
      return (
        .error(tag: tag, WireError(symbol, fields, text: text)),
        .init(kind: .error, tag: tag, words: words, fields: fields, text: text)
      )
    case .row:
      let words = word.isEmpty ? [] : [word]
      return (
        .row(tag: tag, word: word, fields: fields, text: text),
        .init(kind: .row, tag: tag, words: words, fields: fields, text: text)
      )
    case .notice:
      let number = Int64.random(in: 0...9, using: &generator)
      let expected = [Field("class", word), Field("n", number)]
      return (.notice(.lost(class: word, count: number)), .init(kind: .notice, words: ["LOST"], fields: expected))
    case .event:
      let number = Int64.random(in: 0...1_000_000, using: &generator)
      let name = generator.clientWord()
      return (
        .event(number: number, subject: word, .monitor(class: name, fields: fields, text: text)),
        .init(
          kind: .event, number: number, subject: word.isEmpty ? "-" : word, words: [name.uppercased()],
          fields: fields, text: text)
      )
    }
  }
}
