import ACD
import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// A queue that can't keep a caller and calls him back: the callback has the place that his waiting has earned.
@Suite struct OverflowToCallbackTests {
  private func tester(from host: HostOutcome = .ok) -> (SwitchboardTester, gateway: ConnectionID) {
    var settings = TestTree.settings()
    settings.acd.queues[0].maxWait = .seconds(30)
    settings.acd.queues[0].overflow = .callback
    let tester = SwitchboardTester(settings: settings)
    tester.host = { request in
      let values: SessionValues = request.operation == .registerCallback && host == .ok ? ["id": .text("CB1001")] : [:]
      return HostReply(id: request.id, call: request.call, outcome: host, values: values)
    }
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=a dial=yes")
    return (tester, gateway)
  }

  private func offers(_ lines: [String]) -> [String] { lines.filter { $0.contains(" OFFER ") } }

  @Test func theCallbackKeepsThePlaceInLine() {
    let (tester, gateway) = tester()
    tester.say(gateway, "CALL call=early from=555", "1")
    tester.pass(.seconds(30))
    let end = tester.heard(gateway)
    #expect(end.contains { $0.contains("SAY prompt=callback") } && end.contains { $0.contains(" early END ") })
    #expect(tester.hostRequests.last?.operation == .registerCallback)
    tester.say(gateway, "CALL call=late from=556", "1")
    #expect(
      tester.say(tester.connect(9, .operations), "CALLBACKS", role: .operations).first?.contains("state=waiting")
        == true)
    let desk = tester.connect(2, .desk)
    let first = offers(tester.say(desk, "LOGIN 1001 password=right", "READY", role: .desk))
    #expect(first.count == 1 && first[0].contains("call=CB1001"), "before who came later, as if he had waited on")
    #expect(tester.say(desk, "ACCEPT o1", role: .desk).contains { $0.contains("DIALLING") })
    #expect(tester.say(gateway, "ANSWERED CB1001").first == "OK call=CB1001")
    #expect(offers(tester.say(desk, "END CB1001", "READY", role: .desk)).first?.contains("call=late") == true)
    #expect(tester.switchboard.audit() == [])
    #expect(tester.callRecords.first?.queueVisits.map(\.result) == ["overflowed"])
  }

  @Test func whatCannotBeRegisteredKeepsNothing() {
    let (tester, gateway) = tester(from: .unavailable)
    tester.say(gateway, "CALL call=early from=555", "1")
    tester.pass(.seconds(30))
    #expect(tester.heard(gateway).contains { $0.contains(" early END ") })
    #expect(tester.say(tester.connect(9, .operations), "CALLBACKS", role: .operations) == ["OK callbacks=0"])
    #expect(tester.switchboard.audit() == [])
  }
}
