import CallModel
import LineProtocol
import Testing

@Suite("Lines of the server are spelled as the protocol says")
struct ServerLineTests {
  @Test(
    "A tester's first minute",
    arguments: [
      (
        ServerLine.notice(.hello(server: "ivrd/0.1.0", epoch: 1, capabilities: ["mux", "resume", "secret"])),
        "! HELLO lp=1 server=ivrd/0.1.0 epoch=1 max-line=4096 caps=mux,resume,secret"
      ),
      (.ok(nil, Field("call", CallID("c1"))), "OK call=c1"),
      (
        .event(
          number: 1, subject: "c1",
          .say(.init(prompt: PromptID("welcome"), language: .chinese, text: "欢迎致电示例银行。普通话请按1。For English, press 2."))),
        "* 1 c1 SAY prompt=welcome lang=zh :欢迎致电示例银行。普通话请按1。For English, press 2."
      ),
      (
        .event(
          number: 2, subject: "c1",
          .ask(
            .init(
              node: NodeID("language"), kind: .menu, keys: ["1", "2"], first: .seconds(5), inter: .seconds(3)))),
        "* 2 c1 ASK node=language kind=menu keys=1,2 first=5000 inter=3000"
      ),
    ])
  func firstMinute(line: ServerLine, expected: String) {
    #expect(wire(line) == expected)
  }

  @Test(
    "Events of a gateway",
    arguments: [
      (
        Event.say(
          .init(
            prompt: PromptID("balance"), language: .english, interrupt: Event.Interrupt.none,
            values: [Field("balance", "12.50 CNY")], text: "100%")),
        "SAY prompt=balance lang=en interrupt=none balance=12.50%20CNY :100%25"
      ),
      (.stop, "STOP"),
      (
        .ask(
          .init(
            node: NodeID("card"), kind: .digits, minimum: 16, maximum: 19, end: .hash, first: .seconds(5),
            inter: .seconds(4))), "ASK node=card kind=digits min=16 max=19 end=# first=5000 inter=4000"
      ),
      (.noInput(node: NodeID("main"), count: 1), "NOINPUT node=main count=1"),
      (.noMatch(node: NodeID("main"), count: 2), "NOMATCH node=main count=2"),
      (.queue(queue: QueueID("loans"), position: 3, wait: .seconds(75)), "QUEUE queue=loans position=3 ewt=75"),
      (.queue(queue: QueueID("loans"), position: 3, wait: nil), "QUEUE queue=loans position=3 ewt=unknown"),
      (
        .bridge(agent: AgentID("1001"), address: "sip:1001@bank", offer: OfferID("o1")),
        "BRIDGE agent=1001 address=sip:1001@bank offer=o1"
      ),
      (.hold, "HOLD"), (.unhold, "UNHOLD"), (.unbridge, "UNBRIDGE"),
      (.end(cause: "caller", disposition: "contained"), "END cause=caller disposition=contained"),
    ])
  func gatewayEvents(event: Event, expected: String) {
    #expect(wire(.event(number: 7, subject: "c1", event)) == "* 7 c1 \(expected)")
    #expect(Event.gatewayKinds.contains(event.kind))
  }

  @Test(
    "Events of a desk and of a monitor",
    arguments: [
      (
        Event.offer(
          .init(
            agent: AgentID("1001"), call: CallID("c1"), queue: QueueID("loans"), ttr: .seconds(15),
            waited: .milliseconds(2_500), why: ["ring", "longest-idle"])),
        "OFFER agent=1001 call=c1 queue=loans ttr=15000 waited=2500 why=ring,longest-idle"
      ),
      (.deadlineSoon(left: .seconds(5)), "DEADLINE-SOON left=5000"),
      (.withdrawn(reason: "caller-gone"), "WITHDRAWN reason=caller-gone"),
      (
        .connected(path: [NodeID("main"), NodeID("cards")], verified: .query, customer: "*三"),
        "CONNECTED path=main,cards verified=1 customer=*三"
      ),
      (.connected(path: [], verified: .none, customer: nil), "CONNECTED path= verified=0 customer=unknown"),
      (.held, "HELD"), (.unheld, "UNHELD"), (.ended, "ENDED"),
      (.wrapUp(until: Timestamp(microseconds: 1_500_999)), "WRAPUP until=1500"),
      (.wrapUp(until: nil), "WRAPUP until=coded"),
      (.state(state: "notReady", reason: "lunch"), "STATE state=notReady reason=lunch"),
      (.state(state: "ready", reason: nil), "STATE state=ready"),
      (.rest(calls: 30, until: Timestamp(microseconds: 1_500_999)), "REST calls=30 until=1500"),
      (
        .monitor(class: "call", fields: [Field("state", "started")], text: "a b"),
        "CALL state=started :a b"
      ),
    ])
  func otherEvents(event: Event, expected: String) {
    #expect(wire(.event(number: 1, subject: "o1", event)) == "* 1 o1 \(expected)")
  }

  @Test(
    "Replies and notices",
    arguments: [
      (ServerLine.ok(nil), "OK"),
      (.ok("t1", Field("lsn", 42)), "OK @t1 lsn=42"),
      (.ok(tag: nil, fields: [], text: "pong"), "OK :pong"),
      (.ok(tag: nil, fields: [], text: ""), "OK :"),
      (
        .error(tag: "t1", .conflict(.keyGap, want: "3", have: "5", text: "Keys are missing.")),
        "ERR @t1 conflict key-gap want=3 have=5 :Keys are missing."
      ),
      (.error(tag: nil, WireError(.internal, [Field("id", "e7")])), "ERR bug internal id=e7"),
      (.row(tag: nil, word: nil, fields: [], text: nil), "-"),
      (.row(tag: "t", word: "c1", fields: [Field("state", "menu")], text: nil), "- @t c1 state=menu"),
      (.row(tag: nil, word: "@x", fields: [], text: nil), "- %40x"),
      (.row(tag: nil, word: ":x", fields: [], text: nil), "- %3Ax"),
      (.row(tag: nil, word: "a=b c:d@e", fields: [], text: nil), "- a%3Db%20c:d@e"),
      (.row(tag: nil, word: "", fields: [Field("k", "a=b:@ c")], text: nil), "- k=a=b:@%20c"),
      (.row(tag: nil, word: nil, fields: [Field("k", "")], text: nil), "- k="),
      (.row(tag: nil, word: nil, fields: [Field("a b=é", "1"), Field("", "2")], text: nil), "- a_b___=1 _=2"),
      (
        .row(tag: nil, word: nil, fields: [], text: "a\nb\rc\u{0}\u{1B}[2J\u{9B}\u{7F}%"),
        "- :a%0Ab%0Dc%00%1B[2J%C2%9B%7F%25"
      ),
      (.event(number: 1, subject: "", .monitor(class: "", fields: [], text: nil)), "* 1 - -"),
      (.notice(.bye(reason: .slow, resume: ResumePoint(session: "s1", event: 9))), "! BYE reason=slow resume=s1:9"),
      (.notice(.bye(reason: .protocol, resume: nil)), "! BYE reason=protocol"),
      (.notice(.epoch(2)), "! EPOCH epoch=2"),
      (.notice(.drain(by: .seconds(60))), "! DRAIN by=60"),
      (.notice(.drain(by: nil)), "! DRAIN"),
      (.notice(.lost(class: "call", count: 12)), "! LOST class=call n=12"),
    ])
  func repliesAndNotices(line: ServerLine, expected: String) {
    #expect(wire(line) == expected)
  }

  @Test("Encoding appends and leaves what is there")
  func appends() {
    var bytes = Array("before\n".utf8)
    ServerLine.ok(nil).encode(into: &bytes)
    ServerLine.notice(.epoch(1)).encode(into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "before\nOK\n! EPOCH epoch=1\n")
  }
}
