import CallModel
import LineProtocol
import Testing

@Suite("Verbs of desk.sock")
struct DeskRequestTests {
  let c1 = CallID("c1")

  private func desk(_ text: String) -> Request? { request(text, .desk) }

  @Test func login() {
    let agent = AgentID("1001")
    #expect(desk("LOGIN 1001 password=tr%20y%25") == .login(.init(agent: agent, password: Secret(Array("tr y%".utf8)))))
    #expect(desk("login password=x=y 1001") == .login(.init(agent: agent, password: Secret(Array("x=y".utf8)))))
    #expect(desk("LOGIN 1001 password=a") != .login(.init(agent: agent, password: Secret(Array("b".utf8)))))
    #expect(desk("LOGIN 1001 password=a") != .login(.init(agent: agent, password: Secret(Array("ab".utf8)))))
  }

  @Test func states() {
    #expect(desk("READY") == .ready)
    #expect(desk("NOTREADY reason=午休") == .notReady(reason: "午休"))
    #expect(desk("LOGOUT") == .logout)
  }

  @Test func offers() {
    #expect(desk("ACCEPT o1") == .accept(offer: OfferID("o1")))
    #expect(desk("DECLINE o1") == .decline(offer: OfferID("o1"), reason: nil))
    #expect(desk("DECLINE o1 reason=busy") == .decline(offer: OfferID("o1"), reason: "busy"))
  }

  @Test func talking() {
    #expect(desk("HOLD c1") == .hold(call: c1))
    #expect(desk("UNHOLD c1") == .unhold(call: c1))
    #expect(desk("END c1") == .end(call: c1))
    #expect(desk("CUSTOMER c1") == .customer(call: c1))
    #expect(desk("LISTEN c1") == .supervise(.listen, call: c1))
    #expect(desk("WHISPER c1") == .supervise(.whisper, call: c1))
    #expect(desk("BARGE c1") == .supervise(.barge, call: c1))
    #expect(desk("LEAVE") == .leave)
  }

  @Test func transfers() {
    #expect(desk("TRANSFER c1 to=queue:loans") == .transfer(call: c1, to: .queue(QueueID("loans"))))
    #expect(desk("TRANSFER c1 to=agent:1002") == .transfer(call: c1, to: .agent(AgentID("1002"))))
    #expect(desk("TRANSFER c1 to=menu:main") == .transfer(call: c1, to: .menu(NodeID("main"))))
    #expect(desk("CONSULT c1 to=agent:1002") == .consult(call: c1, to: .agent(AgentID("1002"))))
    #expect(desk("CONSULT c1 to=queue:loans") == .consult(call: c1, to: .queue(QueueID("loans"))))
    #expect(desk("JOIN") == .join(call: nil))
    #expect(desk("COMPLETE c1") == .complete(call: c1))
    #expect(desk("CANCEL c1") == .cancel(call: c1))
  }

  @Test func wrap() {
    #expect(desk("WRAP c1 code=loan") == .wrap(call: c1, code: "loan", note: nil))
    #expect(desk("WRAP c1 code=loan :") == .wrap(call: c1, code: "loan", note: nil))
    #expect(desk("WRAP c1 code=loan :asked: 5%25, twice ") == .wrap(call: c1, code: "loan", note: "asked: 5%, twice "))
  }

  @Test func deferral() {
    var expected = Request.Deferral(call: c1, phone: "13800138000", consent: true, question: "When?")
    #expect(desk("DEFER c1 phone=13800138000 consent=yes :When?") == .deferQuestion(expected))
    expected.consent = false
    #expect(desk("DEFER c1 phone=13800138000 consent=no :When?") == .deferQuestion(expected))
    #expect(desk("DEFER c1 phone=13800138000 :When?") == .deferQuestion(expected))
  }

  @Test func payees() {
    let payee = NewPayee(customer: CustomerNumber(3), name: "Li Wei", account: "6217", bank: "Other Bank")
    let line = "PAYEE c1 customer=3 account=6217 holder=Li%20Wei bank=Other%20Bank"
    #expect(desk(line) == .payee(.init(call: c1, payee: payee, isVerified: false)))
    #expect(desk(line + " verified=no") == .payee(.init(call: c1, payee: payee, isVerified: false)))
    var here = payee
    here.bank = nil
    let expected = Request.payee(.init(call: c1, payee: here, isVerified: true))
    #expect(desk("PAYEE c1 customer=3 verified=yes account=6217 holder=Li%20Wei") == expected)
  }

  @Test func registerCase() {
    #expect(desk("CASE c1 kind=praise") == .registerCase(.init(call: c1, kind: .praise)))
    let full = Request.CaseEntry(
      call: c1, kind: .complaint, urgency: .loss, fields: [Field("cause", "attitude"), Field("unit", "a b")], note: "n")
    #expect(desk("CASE c1 cause=attitude kind=complaint unit=a%20b urgency=loss :n") == .registerCase(full))
  }

  @Test(
    "Refusals",
    arguments: [
      ("LOGIN", "ERR bad missing-argument name=agent"),
      ("LOGIN 1001", "ERR bad missing-argument name=password"),
      ("LOGIN 1001 password=", "ERR bad bad-argument name=password"),
      ("LOGIN 1001 hunter2", "ERR bad missing-argument name=password"),
      ("LOGIN 1001 hunter2 password=x", "ERR bad extra-argument at=11"),
      ("READY now", "ERR bad extra-argument at=6"),
      ("NOTREADY", "ERR bad missing-argument name=reason"),
      ("ACCEPT", "ERR bad missing-argument name=offer"),
      ("DECLINE", "ERR bad missing-argument name=offer"),
      ("HOLD", "ERR bad missing-argument name=call"),
      ("UNHOLD", "ERR bad missing-argument name=call"),
      ("TRANSFER c1", "ERR bad missing-argument name=to"),
      ("TRANSFER c1 to=loans", "ERR bad bad-argument name=to"),
      ("TRANSFER c1 to=queue:", "ERR bad bad-argument name=to"),
      ("TRANSFER c1 to=desk:1", "ERR bad bad-argument name=to"),
      ("CONSULT c1 to=menu:main", "ERR bad bad-argument name=to"),
      ("END", "ERR bad missing-argument name=call"),
      ("WRAP c1", "ERR bad missing-argument name=code"),
      ("DEFER c1 consent=yes :x", "ERR bad missing-argument name=phone"),
      ("DEFER c1 phone=1 consent=yes", "ERR bad missing-argument name=question"),
      ("DEFER c1 phone=1 consent=oui :x", "ERR bad bad-argument name=consent"),
      ("PAYEE c1 account=1 holder=x", "ERR bad missing-argument name=customer"),
      ("PAYEE c1 customer=0 account=1 holder=x", "ERR bad bad-argument name=customer"),
      ("PAYEE c1 customer=1 holder=x", "ERR bad missing-argument name=account"),
      ("PAYEE c1 customer=1 account=1a holder=x", "ERR bad bad-argument name=account"),
      ("PAYEE c1 customer=1 account=1", "ERR bad missing-argument name=holder"),
      ("CASE c1", "ERR bad missing-argument name=kind"),
      ("CASE c1 kind=other", "ERR bad bad-argument name=kind"),
      ("CASE c1 kind=praise urgency=high", "ERR bad bad-argument name=urgency"),
      ("CASE c1 kind=praise x=%zz", "ERR bad encoding at=22"),
      ("CUSTOMER", "ERR bad missing-argument name=call"), ("LISTEN", "ERR bad missing-argument name=call"),
      ("LOGOUT :bye", "ERR bad extra-argument at=7"),
      ("5", "ERR deny wrong-socket want=gw"),
    ])
  func refusals(line: String, expected: String) {
    #expect(refusal(line, .desk) == expected)
  }
}
