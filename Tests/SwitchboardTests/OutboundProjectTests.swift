import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// A project from its proposal to its acknowledgement, over the three sockets.
struct OutboundProjectTests {
  let tester = SwitchboardTester()
  let desk: ConnectionID
  let gateway: ConnectionID
  let operations: ConnectionID

  init() {
    desk = tester.connect(1, .desk)
    gateway = tester.connect(2)
    operations = tester.connect(3, .operations)
    tester.say(desk, "LOGIN 1001 password=right", "READY", role: .desk)
    tester.say(gateway, "HELLO lp=1 name=a dial=yes")
    order(
      "staff add 6001 name=Liu unit=hr roles=hr user=1000",
      "staff add 1001 name=Li unit=centre roles=agent user=1000 as=6001",
      "staff add 3001 name=Sun unit=centre roles=centre-head,supervisor user=1000 as=6001",
      "staff add 5001 name=Wu unit=cards roles=department user=1000 as=6001",
      "outbound propose title=renewal queue=general fields=renew! to=2026-11-30 as=5001 :it is free")
  }

  @discardableResult
  private func order(_ lines: String...) -> String {
    var last = ""
    for line in lines { last = tester.say(operations, "CENTRE \(line)", role: .operations).last ?? "" }
    return last
  }

  private func run(_ list: String) {
    order(
      "outbound load OP1001 part=1 as=5001 :\(list)", "outbound load OP1001 parts=1 as=5001",
      "outbound submit OP1001 as=5001")
    _ = (tester.heard(desk), tester.heard(gateway))
    #expect(order("outbound approve OP1001 as=3001") == "OK id=OP1001 state=running")
  }

  @Test func aCustomerIsReachedAndWhatHeSaidGoesBackToTheDepartment() {
    run("phone%0A13800138000%0A")
    #expect(tester.heard(desk).contains { $0.contains("OFFER") && $0.contains("call=OE1001") })
    tester.say(desk, "ACCEPT o1", role: .desk)
    #expect(tester.heard(gateway) == ["* 1 OE1001 DIAL phone=13800138000 queue=general attempt=1 ring=45000"])
    tester.say(gateway, "ANSWERED OE1001")
    tester.say(desk, "END OE1001", role: .desk)
    #expect(order("outbound finish OP1001 as=3001").contains("rule=answers-wanted article=H7.1.2"))
    #expect(order("outbound complete OE1001 renew=yes as=1001") == "OK id=OE1001 state=completed")
    #expect(order("outbound finish OP1001 as=3001") == "OK id=OP1001 state=finished")
    let report = tester.say(operations, "CENTRE outbound report OP1001 as=5001", role: .operations)
    #expect(report.contains("- count of=renew value=yes customers=1"))
    #expect(order("outbound acknowledge OP1001 as=5001") == "OK id=OP1001 state=closed")
    #expect(tester.switchboard.audit() == [])
  }

  @Test func threeAttemptsEachWithAReasonAndNeverAFourth() {
    run("phone%0A13800138000%0A")
    for attempt in 1...3 {
      tester.say(desk, "ACCEPT o\(attempt)", role: .desk)
      #expect(tester.heard(gateway).last?.contains("DIAL phone=13800138000 queue=general attempt=\(attempt)") == true)
      tester.say(gateway, "UNANSWERED OE1001 reason=no-answer")
      tester.pass(.minutes(30))
      let reply = order("outbound reason OE1001 as=1001 :the evening is better")
      #expect(reply.hasPrefix("OK id=OE1001 state=waiting") == (attempt < 3), "\(reply)")
      if attempt == 3 { #expect(reply.hasPrefix("ERR deny forbidden rule=no-fourth-dial article=H7.1.2")) }
    }
    tester.pass(.hours(24))
    #expect(tester.heard(gateway).filter { $0.contains("DIAL") }.isEmpty)
    #expect(order("outbound show OE1001 as=1001") == "OK id=OE1001 state=other-channel")
  }

  @Test func nobodyIsDialledAtNoonNorAfterTheProjectEnds() {
    tester.pass(.hours(2))
    run("phone%0A13800138000%0A13900000004%0A")
    #expect(tester.heard(desk).isEmpty)
    tester.pass(.hours(2) - .seconds(1))
    #expect(tester.heard(desk).isEmpty)
    tester.pass(.seconds(1))
    #expect(tester.heard(desk).contains { $0.contains("call=OE1001") })
    order("outbound finish OP1001 as=3001")
    #expect(tester.heard(desk).contains { $0.contains("WITHDRAWN reason=caller-gone") })
    tester.pass(.hours(24))
    #expect(tester.heard(desk).isEmpty)
    #expect(tester.switchboard.audit() == [])
  }

  @Test func aListWithFaultsNamesThemByLine() {
    order("outbound load OP1001 part=1 as=5001 :phone%0A12%0A")
    #expect(
      tester.say(operations, "CENTRE outbound load OP1001 parts=1 as=5001", role: .operations) == [
        "- fault line=2 :12 is no telephone number",
        "ERR bad bad-argument name=list :1 fault, and nothing of it was taken; the rows before say where.",
      ])
  }

  @Test func aQueueThatIsNotThereIsRefusedAtOnce() {
    #expect(
      order("outbound propose title=x queue=nowhere to=2026-11-30 as=5001 :y")
        .hasPrefix("ERR bad unknown-queue queue=nowhere"))
    // Figures of a queue that was may still be asked for.
    #expect(order("report calls figure=offered queue=nowhere as=3001") == "OK rows=0")
  }

  @Test func ordersAreMadeAgainFromTheJournalByteByByte() throws {
    run("phone%0A13800138000%0A13900000004%0A")
    tester.say(desk, "ACCEPT o1", role: .desk)
    tester.say(gateway, "UNANSWERED OE1001 reason=busy")
    order("outbound reason OE1001 as=1001 :again", "outbound finish OP1001 as=3001")
    order("outbound load OP1001 part=1 as=5001 :x")
    var again = try RecordingTests.copy(SwitchboardTester().switchboard)
    let turns = tester.switchboard.recordedTurns
    #expect(
      try RecordingTests.replay(RecordingTests.bytes(of: turns), on: &again, expecting: turns) == turns.count)
    #expect(try StateEncoder.bytes(of: again) == StateEncoder.bytes(of: tester.switchboard))
  }
}
