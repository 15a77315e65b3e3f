import CallModel
import LineProtocol
import Testing

@Suite("Verbs of ops.sock")
struct OperationsRequestTests {
  let c1 = CallID("c1")

  private func operations(_ text: String) -> Request? { request(text, .operations) }

  @Test func views() {
    #expect(operations("STATUS") == .status)
    #expect(operations("QUEUES") == .queues)
    #expect(operations("AGENTS") == .agents)
    #expect(operations("CALLBACKS") == .callbacks)
    #expect(operations("QUEUE cards close") == .gate(queue: QueueID("cards"), .close(sendingAway: false)))
    #expect(operations("QUEUE cards CLOSE waiting=leave") == .gate(queue: QueueID("cards"), .close(sendingAway: true)))
    #expect(operations("QUEUE cards OPEN") == .gate(queue: QueueID("cards"), .open))
    #expect(operations("CALLBACK CB1001 cancel") == .cancelCallback(CallID("CB1001")))
    #expect(operations("CALLS") == .calls(.init()))
    #expect(operations("CALLS state=ended limit=5") == .calls(.init(state: .ended, limit: 5)))
    #expect(operations("WHY o1") == .why(id: "o1"))
    #expect(operations("TRACE c1") == .trace(call: c1))
    #expect(operations("WATCH call,queue,call") == .watch(classes: ["call", "queue"]))
  }

  @Test func orders() {
    #expect(operations("RELOAD") == .reload)
    #expect(operations("DRAIN") == .drain(by: nil))
    #expect(operations("DRAIN by=600") == .drain(by: .seconds(600)))
    #expect(operations("AUDIT") == .audit)
    #expect(operations("BACKUP /a=b/copy.db") == .backup(path: "/a=b/copy.db"))
    #expect(operations("BACKUP a%3Db") == .backup(path: "a=b"))
    #expect(operations("STOP") == .stop)
  }

  @Test func centre() {
    #expect(operations("CENTRE complaint list") == .centre(.init(words: ["complaint", "list"])))
    let entry = Request.CentreEntry(
      words: ["complaint", "assign", "CP1001"], fields: [Field("to", "1002"), Field("as", "4001")], text: "a note")
    #expect(operations("CENTRE complaint assign CP1001 to=1002 as=4001 :a note") == .centre(entry))
    #expect(operations("CENTRE a b 3 4 5 6 7 8") == .centre(.init(words: ["a", "b", "3", "4", "5", "6", "7", "8"])))
    #expect(refusal("CENTRE a b 3 4 5 6 7 8 9", .operations) == "ERR bad bad-argument name=word")
    #expect(refusal("CENTRE complaint", .operations) == "ERR bad missing-argument name=action")
  }

  @Test func unlocking() {
    #expect(operations("UNLOCK customer=1") == .unlock(.customer(CustomerNumber(1))))
    #expect(operations("UNLOCK card=6222020000000015") == .unlock(.card("6222020000000015")))
  }

  @Test func agents() {
    let agent = AgentID("1001")
    #expect(operations("AGENT 1001 READY") == .order(agent: agent, .ready))
    #expect(operations("AGENT 1001 logout") == .order(agent: agent, .logout))
    #expect(operations("AGENT 1001 NOTREADY") == .order(agent: agent, .notReady(reason: nil)))
    #expect(operations("AGENT 1001 notready reason=fire") == .order(agent: agent, .notReady(reason: "fire")))
  }

  @Test("Verbs of every socket", arguments: Role.allCases)
  func common(role: Role) {
    #expect(request("PING", role) == .ping)
    #expect(request("Quit", role) == .quit)
    #expect(request("sync", role) == .sync)
    #expect(request("SHOW c1", role) == .show(id: "c1"))
    #expect(request("HELP", role) == .help(nil))
    #expect(request("HELP login", role) == .help(.login))
    #expect(request("HELP ?", role) == .help(.describe))
    #expect(request("TICK 5000", role) == .tick(.seconds(5)))
    #expect(request("TICK 0", role) == .tick(.zero))
  }

  @Test func showNothing() {
    #expect(request("SHOW", .gateway) == .show(id: nil))
    #expect(request("SHOW", .desk) == .show(id: nil))
    #expect(refusal("SHOW", .operations) == "ERR bad missing-argument name=id")
  }

  @Test(
    "Refusals",
    arguments: [
      ("STATUS x", "ERR bad extra-argument at=7"),
      ("CALLS state=dead", "ERR bad bad-argument name=state"),
      ("CALLS limit=0", "ERR bad bad-argument name=limit"),
      ("WHY", "ERR bad missing-argument name=id"),
      ("TRACE", "ERR bad missing-argument name=call"),
      ("WATCH", "ERR bad missing-argument name=class"),
      ("WATCH call,", "ERR bad bad-argument name=class"),
      ("WATCH ,", "ERR bad bad-argument name=class"),
      ("WATCH a/b", "ERR bad bad-argument name=class"),
      ("DRAIN by=soon", "ERR bad bad-argument name=by"),
      ("AGENT", "ERR bad missing-argument name=agent"),
      ("AGENT 1001", "ERR bad missing-argument name=state"),
      ("QUEUE", "ERR bad missing-argument name=queue"), ("QUEUE cards", "ERR bad missing-argument name=order"),
      ("QUEUE cards SHUT", "ERR bad bad-argument name=order"),
      ("QUEUE cards CLOSE waiting=go", "ERR bad bad-argument name=waiting"),
      ("CALLBACK CB1001", "ERR bad missing-argument name=order"),
      ("CALLBACK CB1001 NOW", "ERR bad bad-argument name=order"),
      ("AGENT 1001 AWAY", "ERR bad bad-argument name=state"),
      ("UNLOCK", "ERR bad missing-argument name=customer"),
      ("UNLOCK customer=0", "ERR bad bad-argument name=customer"),
      ("UNLOCK card=12x", "ERR bad bad-argument name=card"),
      ("UNLOCK customer=1 card=12", "ERR bad bad-argument name=card"),
      ("BACKUP", "ERR bad missing-argument name=path"),
      ("TICK", "ERR bad missing-argument name=ms"),
      ("TICK -1", "ERR bad bad-argument name=ms"),
      ("HELP nonsense", "ERR bad bad-argument name=verb"),
      ("HELP stats", "ERR bad bad-argument name=verb did-you-mean=STATUS"),
      ("*", "ERR deny wrong-socket want=gw"),
    ])
  func refusals(line: String, expected: String) {
    #expect(refusal(line, .operations) == expected)
  }
}
