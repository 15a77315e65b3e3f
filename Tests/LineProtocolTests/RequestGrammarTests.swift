import CallModel
import LineProtocol
import Testing

@Suite("The grammar that all verbs share")
struct RequestGrammarTests {
  @Test("Blank lines are not answered", arguments: ["", " ", "    "])
  func blank(line: String) {
    #expect(parse(line) == nil)
  }

  @Test("Spaces around and between words do not count", arguments: [" PING", "PING ", "  ping   "])
  func spaces(line: String) {
    #expect(request(line) == .ping)
    #expect(request("  KEY   c1   5   n=2  ") == .key(.init(call: CallID("c1"), keys: Keys("5")!, number: 2)))
  }

  @Test("Verbs have any case of letters", arguments: ["PING", "ping", "Ping", "pInG"])
  func verbCase(verb: String) {
    #expect(request(verb) == .ping)
  }

  @Test("Tags", arguments: ["a", "A.b_c-9", String(repeating: "t", count: 32)])
  func tags(tag: String) {
    #expect(parse("@\(tag) PING") == ClientLine(tag: tag, content: .request(.ping)))
    #expect(parse("  @\(tag)   PING") == ClientLine(tag: tag, content: .request(.ping)))
    #expect(refusal("@\(tag) NOSUCHVERB") == "ERR @\(tag) bad unknown-verb")
    #expect(refusal("@\(tag) LOGIN 1 password=x") == "ERR @\(tag) deny wrong-socket want=desk")
    #expect(refusal("@\(tag)") == "ERR @\(tag) bad missing-argument name=verb")
  }

  @Test("Bad tags", arguments: ["", "a b", "a/b", "a%20", "é", "@a", String(repeating: "t", count: 33)])
  func badTags(tag: String) {
    // A tag with a space in it is a shorter tag and another verb.
    let expected = tag == "a b" ? "ERR @a bad unknown-verb" : "ERR bad bad-tag"
    #expect(refusal("@\(tag) PING") == expected)
  }

  @Test("Call ids have 1 to 32 characters")
  func callIDLimit() {
    let longest = String(repeating: "c", count: 32)
    #expect(request("USE \(longest)") == .use(call: CallID(longest)))
    #expect(refusal("USE \(longest)c") == "ERR bad bad-argument name=call")
    #expect(refusal("CALL call=\(longest)c") == "ERR bad bad-argument name=call")
  }

  @Test("Words of the client's own have at most 64 bytes, unescaped")
  func wordLimit() {
    let longest = String(repeating: "%41", count: WireLimit.maximumWord)
    let text = String(repeating: "A", count: WireLimit.maximumWord)
    #expect(request("CALL from=\(longest)") == .call(.init(from: text)))
    #expect(refusal("CALL from=\(longest)A") == "ERR bad bad-argument name=from")
    #expect(refusal("NOTREADY reason=\(text)A", .desk) == "ERR bad bad-argument name=reason")
    #expect(refusal("LOGIN \(text)A password=x", .desk) == "ERR bad bad-argument name=agent")
    #expect(refusal("TRANSFER c1 to=queue:\(text)", .desk) == "ERR bad bad-argument name=to")
  }

  @Test("Numbers at their limits")
  func numberLimits() {
    let most = WireLimit.maximumNumber
    #expect(request("ACK \(most)") == .acknowledge(event: most))
    #expect(refusal("ACK \(most + 1)") == "ERR bad bad-argument name=event")
    #expect(request("ACK 000000000000000042") == .acknowledge(event: 42))
    for word in ["0000000000000000042", "99999999999999999999", "9223372036854775808", "+1", "1e3", "０", "4%32"] {
      #expect(refusal("ACK \(word)") == "ERR bad bad-argument name=event")
    }
    let longest = Request.KeyPress(call: CallID("c1"), keys: Keys("5")!, time: .milliseconds(most))
    #expect(request("KEY c1 5 t=\(most)") == .key(longest))
    #expect(refusal("KEY c1 5 t=\(most + 1)") == "ERR bad bad-argument name=t")
    #expect(request("TICK \(WireLimit.maximumTick)") == .tick(.milliseconds(WireLimit.maximumTick)))
    #expect(refusal("TICK \(WireLimit.maximumTick + 1)") == "ERR bad bad-argument name=ms")
    #expect(request("DRAIN by=\(WireLimit.maximumDrain)", .operations) == .drain(by: .hours(24)))
    #expect(refusal("DRAIN by=\(WireLimit.maximumDrain + 1)", .operations) == "ERR bad bad-argument name=by")
    #expect(request("CALLS limit=10000", .operations) == .calls(.init(limit: 10_000)))
    #expect(refusal("CALLS limit=10001", .operations) == "ERR bad bad-argument name=limit")
  }

  @Test("At most 16 classes are watched")
  func classLimit() {
    let classes = (1...WireLimit.maximumClasses).map { "k\($0)" }
    #expect(request("WATCH \(classes.joined(separator: ","))", .operations) == .watch(classes: classes))
    #expect(refusal("WATCH \(classes.joined(separator: ",")),k", .operations) == "ERR bad bad-argument name=class")
  }

  @Test(
    "What the decoder refused",
    arguments: [
      (DecodedLine.tooLong, "ERR bad line-too-long limit=4096"),
      (.badEncoding(at: 7), "ERR bad encoding at=7"),
    ])
  func decoderRefusals(line: DecodedLine, expected: String) {
    guard case .malformed(let error) = RequestParser.parse(line, role: .desk)?.content else {
      Issue.record("taken")
      return
    }
    #expect(wire(.error(tag: nil, error)) == expected)
  }

  @Test(
    "Broken escapes, with the offset of their % in the line",
    arguments: [
      ("CALL from=%", 10), ("CALL from=a%4", 11), ("CALL from=%zz", 10), ("@t CALL from=%00", 13),
      ("CALL from=%C3", 10), ("CALL from=é%C3%28", 12), ("CALL from=%41%ff", 13), ("CALL from=%4 1", 10),
    ])
  func brokenEscapes(line: String, offset: Int) {
    let tag = line.hasPrefix("@t") ? "@t " : ""
    #expect(refusal(line) == "ERR \(tag)bad encoding at=\(offset)")
  }

  @Test("Escapes may make up a character together")
  func splitEscapes() {
    #expect(request("CALL from=%e6%AC%a2迎") == .call(.init(from: "欢迎")))
  }

  @Test("A slice that does not begin at 0 gives the same offsets and values")
  func slices() {
    let bytes = Array("xxxxxCALL from=%zz".utf8)
    let slice = RequestParser.parse(.line(bytes[5...]), role: .gateway)
    #expect(slice == parse("CALL from=%zz"))
    let good = Array("xxx@t KEY c1 5 n=3".utf8)
    #expect(RequestParser.parse(.line(good[3...]), role: .gateway) == parse("@t KEY c1 5 n=3"))
  }

  @Test("No refusal repeats what was sent", arguments: Role.allCases)
  func refusalsEchoNothing(role: Role) {
    let secret = "hunter2"
    let lines = [
      "LOGN 1001 password=\(secret)", "\(secret)", "LOGIN 1001 \(secret)", "LOGIN 1001 password=x \(secret)",
      "KEY c1 \(secret)", "KEY \(secret)@ 5", "KEY c1 5 n=\(secret)", "@\(secret)/ PING", "LOGIN password=\(secret)",
      "HELP \(secret)", "CASE c1 kind=\(secret)", "AGENT 1 \(secret)", "LOGIN 1001 password=\(secret)%zz",
      "WATCH \(secret)/", "TRANSFER c1 to=\(secret)", "PING \(secret)", "PING :\(secret)", "SHOW \(secret) \(secret)",
    ]
    for line in lines {
      guard let parsed = parse(line, role), case .malformed(let error) = parsed.content else { continue }
      #expect(!wire(.error(tag: nil, error)).contains(secret), "\(line)")
    }
  }
}
