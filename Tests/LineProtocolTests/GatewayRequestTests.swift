import CallModel
import LineProtocol
import Testing

@Suite("Verbs of gw.sock")
struct GatewayRequestTests {
  let c1 = CallID("c1")

  @Test func callAlone() {
    #expect(request("CALL") == .call(.init()))
  }

  @Test func callWithEverything() {
    let expected = Request.Arrival(
      call: CallID("gw.1_A-9"), from: "13800138000", to: "95588", language: Language("en"))
    #expect(request("call call=gw.1_A-9 from=13800138000 to=95588 lang=en") == .call(expected))
  }

  @Test("A withheld number may be empty, unknown keys pass, keys of fields have any case, escapes are undone")
  func callLeniently() {
    #expect(request("CALL from= x=1 TO=a%20b%3D") == .call(.init(to: "a b=")))
  }

  @Test func key() {
    let full = Request.KeyPress(
      call: c1, keys: Keys("42#")!, number: 5, time: .milliseconds(1_200), duration: .milliseconds(80), source: "info")
    #expect(request("KEY c1 42# n=5 t=1200 dur=80 src=info") == .key(full))
    #expect(request("KEY c1 5") == .key(.init(call: c1, keys: Keys("5")!)))
    #expect(request("key n=3 c1 0123456789ABCD*#") == .key(.init(call: c1, keys: Keys("0123456789ABCD*#")!, number: 3)))
  }

  @Test("A line of nothing but keys", arguments: ["1", "42#", "*", "#", "ABCD", "0123456789ABCD*#", " 7 "])
  func bareKeys(line: String) {
    #expect(request(line) == .keys(Keys(line.filter { $0 != " " })!))
  }

  @Test("Words that are not keys", arguments: ["a", "1a", "E", "CALX", "1,2"])
  func notKeys(line: String) {
    #expect(refusal(line)?.hasPrefix("ERR bad unknown-verb") == true)
  }

  @Test("Keys with a space or a tag are no line of keys", arguments: ["1 2", "@t 1", "1 n=2", "1 :x"])
  func keysWithMore(line: String) {
    #expect(refusal(line)?.contains("unknown-verb") == true)
  }

  @Test func describe() {
    #expect(request("?") == .describe)
    #expect(parse("@q ?") == ClientLine(tag: "q", content: .request(.describe)))
  }

  @Test func playback() {
    #expect(request("PLAYED c1 17") == .played(call: c1, event: 17))
    #expect(request("BRIDGED c1") == .bridged(call: c1))
    #expect(request("UNREACHABLE c1 reason=busy") == .unreachable(call: c1, reason: "busy"))
  }

  @Test func dialling() {
    #expect(request("ANSWERED CB1001") == .answered(call: CallID("CB1001")))
    for result in DialResult.allCases where result != .answered && result != .noGateway {
      #expect(request("UNANSWERED c1 reason=\(result.rawValue)") == .unanswered(call: c1, result: result))
    }
    for line in ["UNANSWERED c1", "UNANSWERED c1 reason=answered", "UNANSWERED c1 reason=no-gateway"] {
      #expect(refusal(line)?.hasPrefix("ERR bad ") == true)
    }
    #expect(request("HELLO lp=1 name=g dial=yes") == .hello(.init(name: "g", dial: true)))
  }

  @Test func hangUpAndUse() {
    #expect(request("HANGUP") == .hangUp(call: nil, cause: nil))
    #expect(request("HANGUP c1") == .hangUp(call: c1, cause: nil))
    #expect(request("hangup cause=lost c1") == .hangUp(call: c1, cause: "lost"))
    #expect(request("USE c1") == .use(call: c1))
  }

  @Test func sessions() {
    #expect(request("HELLO lp=1 name=gw1") == .hello(.init(name: "gw1")))
    let full = Request.Hello(
      name: "gw1", resume: ResumePoint(session: "s1", event: 42), playback: .reported, bridge: .reported)
    #expect(request("HELLO lp=1 name=gw1 resume=s1:42 playback=reported bridge=reported") == .hello(full))
    #expect(
      request("HELLO name=g lp=1 resume=s1:0") == .hello(.init(name: "g", resume: .init(session: "s1", event: 0))))
    #expect(request("SNAPSHOT") == .snapshot)
    #expect(request("ACK 42") == .acknowledge(event: 42))
    #expect(request("ACK 0") == .acknowledge(event: 0))
  }

  @Test func expect() {
    #expect(request("EXPECT stop") == .expect(.init(kind: "STOP")))
    let full = Request.Expectation(
      kind: "SAY", call: c1,
      fields: [Field("prompt", "welcome"), Field("lang", "*"), Field("text", "Hello, you.")], skip: true)
    #expect(request("EXPECT SAY call=c1 prompt=welcome lang=* skip=yes text=Hello,%20you.") == .expect(full))
    #expect(request("EXPECT SAY call=c1 prompt=welcome lang=* skip=yes :Hello, you.") == .expect(full))
  }

  @Test(
    "Refusals",
    arguments: [
      ("CALL call=", nil),
      ("CALL call=a/b", "ERR bad bad-argument name=call"),
      ("CALL c1", "ERR bad extra-argument at=5"),
      ("CALL from=1 from=2", "ERR bad bad-argument name=from"),
      ("CALL :hello", "ERR bad extra-argument at=5"),
      ("KEY", "ERR bad missing-argument name=call"),
      ("KEY c1", "ERR bad missing-argument name=keys"),
      ("KEY c1 n=1", "ERR bad missing-argument name=keys"),
      ("KEY c1 5a", "ERR bad bad-argument name=keys"),
      ("KEY c1 a", "ERR bad bad-argument name=keys"),
      ("KEY c1 5 n=0", "ERR bad bad-argument name=n"),
      ("KEY c1 5 n=", "ERR bad bad-argument name=n"),
      ("KEY c1 5 n=-1", "ERR bad bad-argument name=n"),
      ("KEY c1 5 n=1 n=1", "ERR bad bad-argument name=n"),
      ("KEY c1 5 t=1.5", "ERR bad bad-argument name=t"),
      ("KEY c1 5 dur=x", "ERR bad bad-argument name=dur"),
      ("KEY c1 5 6", "ERR bad extra-argument at=9"),
      ("KEY c@ 5", "ERR bad bad-argument name=call"),
      ("PLAYED c1", "ERR bad missing-argument name=event"),
      ("PLAYED c1 0", "ERR bad bad-argument name=event"),
      ("BRIDGED", "ERR bad missing-argument name=call"),
      ("UNREACHABLE c1", "ERR bad missing-argument name=reason"),
      ("UNREACHABLE c1 reason=", "ERR bad bad-argument name=reason"),
      ("USE", "ERR bad missing-argument name=call"),
      ("HANGUP c1 c2", "ERR bad extra-argument at=10"),
      ("HELLO name=g", "ERR bad missing-argument name=lp"),
      ("HELLO lp=2 name=g", "ERR bad bad-argument name=lp"),
      ("HELLO lp=1", "ERR bad missing-argument name=name"),
      ("HELLO lp=1 name=a%20b", "ERR bad bad-argument name=name"),
      ("HELLO lp=1 name=g resume=s1", "ERR bad bad-argument name=resume"),
      ("HELLO lp=1 name=g resume=:1", "ERR bad bad-argument name=resume"),
      ("HELLO lp=1 name=g resume=s1:x", "ERR bad bad-argument name=resume"),
      ("HELLO lp=1 name=g playback=maybe", "ERR bad bad-argument name=playback"),
      ("HELLO lp=1 name=g bridge=", "ERR bad bad-argument name=bridge"),
      ("ACK", "ERR bad missing-argument name=event"),
      ("ACK 1x", "ERR bad bad-argument name=event"),
      ("SNAPSHOT now", "ERR bad extra-argument at=9"),
      ("? c1", "ERR bad extra-argument at=2"),
      ("EXPECT", "ERR bad missing-argument name=kind"),
      ("EXPECT OFFER", "ERR bad bad-argument name=kind"),
      ("EXPECT SAY skip=maybe", "ERR bad bad-argument name=skip"),
    ] as [(String, String?)])
  func refusals(line: String, expected: String?) {
    #expect(refusal(line) == expected)
  }
}
