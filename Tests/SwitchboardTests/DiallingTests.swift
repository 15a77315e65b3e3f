import ACD
import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// What gateways and the switchboard say to each other when a customer is called.
struct DiallingTests {
  let tester = SwitchboardTester()
  let desk: ConnectionID

  init() {
    desk = tester.connect(1, .desk)
    tester.say(desk, "LOGIN 1001 password=right", "READY", role: .desk)
  }

  private func owe(_ id: String = "w1") {
    tester.feed(
      .callbackOwed(
        CallbackJob(id: CallID(id), phone: "555", queue: QueueID("general"), due: tester.switchboard.now)))
  }

  private var dials: [DialRecord] {
    tester.facts.compactMap { if case .dial(let record) = $0 { record } else { nil } }
  }

  @Test func withoutAGatewayThatDialsNothingIsAnAttempt() {
    let gateway = tester.connect(2)
    tester.say(gateway, "HELLO lp=1 name=a")
    _ = tester.heard(gateway)
    owe()
    #expect(tester.heard(desk).contains { $0.contains("OFFER") && $0.contains("kind=callback attempt=1") })
    let said = tester.say(desk, "ACCEPT o1", role: .desk)
    #expect(said.contains { $0.hasSuffix("WITHDRAWN reason=not-reached") })
    #expect(tester.heard(gateway).isEmpty)
    #expect(dials.isEmpty)
    #expect(tester.switchboard.audit() == [])
  }

  @Test func theFirstGatewayByNameDials() {
    let second = tester.connect(2)
    let first = tester.connect(3)
    tester.say(second, "HELLO lp=1 name=b dial=yes")
    tester.say(first, "HELLO lp=1 name=a dial=yes")
    _ = (tester.heard(first), tester.heard(second))
    owe()
    tester.say(desk, "ACCEPT o1", role: .desk)
    #expect(tester.heard(first) == ["* 1 w1 DIAL phone=555 queue=general attempt=1 ring=45000"])
    #expect(tester.heard(second).isEmpty)
    #expect(tester.say(second, "ANSWERED w1").last?.hasPrefix("ERR gone unknown-call") == true)
    let said = tester.say(first, "ANSWERED w1")
    #expect(said.first == "OK call=w1")
    #expect(said.contains { $0.contains("BRIDGE agent=1001") })
    #expect(dials.map(\.result) == [.answered])
    #expect(tester.say(first, "CALL call=w1").first?.contains("call-exists") == true)
    tester.say(desk, "END w1", role: .desk)
    #expect(tester.callRecords.map(\.disposition) == ["self-service"], "the tree's own end after an agent")
    #expect(tester.switchboard.audit() == [])
  }

  @Test func aGatewayThatIsLostWhileItRingsHasMadeAnAttempt() {
    let gateway = tester.connect(2)
    tester.say(gateway, "HELLO lp=1 name=a dial=yes")
    owe()
    tester.say(desk, "ACCEPT o1", role: .desk)
    tester.feed(.closed(gateway))
    #expect(dials.isEmpty, "it may come back with an answer")
    tester.pass(.seconds(30))
    #expect(dials.map(\.result) == [.noAnswer])
    #expect(dials.first?.agent == AgentID("1001"))
    #expect(tester.heard(desk).contains { $0.contains("STATE state=ready") })
    #expect(tester.switchboard.audit() == [])
  }

  @Test func aSilentGatewayIsToldToStopAndIsTooLateThen() {
    let gateway = tester.connect(2)
    tester.say(gateway, "HELLO lp=1 name=a dial=yes")
    owe()
    tester.say(desk, "ACCEPT o1", role: .desk)
    _ = tester.heard(gateway)
    tester.pass(.seconds(45))
    #expect(tester.heard(gateway) == ["* 2 w1 UNDIAL"])
    #expect(tester.say(gateway, "ANSWERED w1").first?.hasPrefix("ERR gone unknown-call") == true)
    #expect(tester.switchboard.audit() == [])
  }

  @Test func threeAttemptsThenTheWorkClosesAndIsNeverDialledAgain() {
    let gateway = tester.connect(2)
    tester.say(gateway, "HELLO lp=1 name=a dial=yes")
    owe()
    for offer in 1...3 {
      tester.say(desk, "ACCEPT o\(offer)", role: .desk)
      tester.say(gateway, "UNANSWERED w1 reason=no-answer")
      tester.pass(.minutes(5))
    }
    #expect(dials.map(\.attempt) == [1, 2, 3])
    let closed = tester.facts.compactMap { if case .outboundClosed(let record) = $0 { record.state } else { nil } }
    #expect(closed == ["other-channel"])
    _ = tester.heard(gateway)
    tester.pass(.hours(100))
    #expect(tester.heard(gateway).isEmpty)
  }

  @Test func workThatIsKnownIsPassedOver() {
    owe()
    owe()
    let said = tester.say(tester.connect(4, .operations), "SHOW general", role: .operations)
    #expect(said.contains { $0.contains(" owed=1") })
  }
}
