import CallModel
import LineProtocol
import Testing

@Suite("No line of the server is longer than 4,096 bytes")
struct ServerLineLimitTests {
  /// Bytes of `OK :` and the LF.
  let overhead = 5

  private func okLine(_ text: String) -> [UInt8] { ServerLine.ok(tag: nil, fields: [], text: text).encoded() }

  @Test("A text is cut only when it has to be", arguments: [4_090, 4_091, 4_092, 20_000])
  func text(count: Int) {
    let line = okLine(String(repeating: "x", count: count))
    let fits = count + overhead <= WireLimit.maximumLine
    #expect(line.count == min(count + overhead, WireLimit.maximumLine))
    #expect(String(decoding: line, as: UTF8.self).contains("…") == !fits)
    #expect(line.last == 10)
  }

  @Test("A cut never goes through a character or an escape", arguments: ["欢", "😀", "e\u{301}", "%", "\n", "👨‍👩‍👧"])
  func boundaries(character: String) {
    for offset in 0..<30 {
      let text = String(repeating: "x", count: offset) + String(repeating: character, count: 4_000)
      let line = okLine(text)
      #expect(line.count <= WireLimit.maximumLine)
      let width = okLine(character).count - overhead
      #expect(line.count > WireLimit.maximumLine - width)
      var decoder = LineDecoder()
      decoder.feed(line) { decoded in
        guard let received = ServerLineReader.read(decoded), let end = received.text else {
          Issue.record("unreadable at \(offset)")
          return
        }
        #expect(end.last == "…")
        #expect(text.hasPrefix(end.dropLast()))
      }
    }
  }

  @Test("Fields that do not fit are counted, never cut in the middle")
  func fields() throws {
    for count in [300, 400, 500, 3_000] {
      let fields = (0..<count).map { Field("k\($0)", "value") }
      let line = ServerLine.row(tag: "t", word: "c1", fields: fields, text: "lost").encoded()
      #expect(line.count <= WireLimit.maximumLine)
      let received = try #require(ServerLineReader.read(line.dropLast()))
      if count == 300 {
        #expect(received.fields == fields && received.text == "lost")
      } else {
        let missing = try #require(received["cut"].flatMap { Int($0) })
        #expect(received.fields.dropLast() == fields[..<(count - missing)])
        #expect(line.count > WireLimit.maximumLine - 24, "no more is left out than has to be")
        #expect(received.text == nil)
      }
    }
  }

  @Test("A sentence goes out with all of its pieces or with none, and always with its text", arguments: [-1, 0, 1])
  func pieces(excess: Int) throws {
    // `name=` and its space, one value of 6 escaped bytes, and 2 pieces with their commas.
    let text = String(repeating: "x", count: WireLimit.maximumSpoken - 6 - 6 - 4 - 2 + excess)
    let say = Event.Say(
      prompt: PromptID(String(repeating: "p", count: 64)), language: .english, interrupt: Event.Interrupt.none,
      values: [Field("name", "a%bc")], pieces: ["p+1", "$"], text: text)
    let line = ServerLine.event(number: 999_999_999_999, subject: String(repeating: "c", count: 32), .say(say))
      .encoded()
    let received = try #require(ServerLineReader.read(line.dropLast()))
    #expect(received.text == text)
    #expect(received["pieces"] == (excess > 0 ? nil : "p+1,$"))
  }

  @Test("One field too long for any line", arguments: [4_095, 100_000])
  func oneField(count: Int) {
    let line = ServerLine.ok(nil, Field("k", String(repeating: "v", count: count)), Field("l", "1"))
    #expect(wire(line) == "OK cut=2")
  }

  @Test("Fields that just fit, and one byte more", arguments: [(4_090, true), (4_091, false)])
  func fieldEdge(count: Int, fits: Bool) {
    // "OK k=" and the LF are 6 bytes.
    let line = ServerLine.ok(nil, Field("k", String(repeating: "v", count: count))).encoded()
    #expect(line.count == (fits ? WireLimit.maximumLine : "OK cut=1\n".utf8.count))
  }

  @Test("A text that no room is left for is left out", arguments: 4_070...4_090)
  func noRoomForText(count: Int) {
    let line = ServerLine.ok(tag: nil, fields: [Field("k", String(repeating: "v", count: count))], text: "hello, hello")
    #expect(line.encoded().count <= WireLimit.maximumLine)
    let room = WireLimit.maximumLine - count - 6
    #expect(wire(line).contains(" :") == (room >= 5))
  }

  @Test("Words in front are cut too")
  func words() {
    let long = String(repeating: "wort ", count: 1_000)
    let row = ServerLine.row(tag: String(repeating: "t", count: 40), word: long, fields: [], text: "x").encoded()
    let received = ServerLineReader.read(row.dropLast())
    #expect(received?.tag == String(repeating: "t", count: WireLimit.maximumTag))
    #expect(received?.word?.hasSuffix("…") == true)
    #expect(received?.text == "x")
    let event = ServerLine.event(
      number: .max, subject: long, .monitor(class: long, fields: [Field("k", long)], text: long))
    #expect(event.encoded().count <= WireLimit.maximumLine)
  }

  @Test("Whatever it is made of", arguments: 0..<40)
  func anything(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    for _ in 0..<10 {
      let fields = (0..<Int.random(in: 0...30, using: &generator)).map { index in
        Field("k\(index)", generator.text(maximum: 300))
      }
      let line = ServerLine.row(
        tag: nil, word: generator.text(maximum: 400), fields: fields, text: generator.text(maximum: 3_000)
      ).encoded()
      #expect(line.count <= WireLimit.maximumLine)
      #expect(line.firstIndex(of: 10) == line.count - 1)
      #expect(ServerLineReader.read(line.dropLast()) != nil)
    }
  }
}
