import ACD
import CallModel
import IVR
import LineProtocol
import ServiceCentre
import SwitchboardCore
import Testing

/// Who must not have a caller: the agent of whom he complains, and the one with a conflict of interest.
@Suite struct ExclusionTests {
  private func offered(_ lines: [String]) -> [String] { lines.filter { $0.contains(" OFFER ") } }

  /// 1001 is free for longest, 1002 comes after him.
  private func staffed(_ settings: SwitchboardSettings = TestTree.settings()) -> (
    SwitchboardTester, gateway: ConnectionID, first: ConnectionID, second: ConnectionID
  ) {
    let tester = SwitchboardTester(settings: settings)
    let (gateway, first, second) = (tester.connect(1), tester.connect(2, .desk), tester.connect(3, .desk))
    tester.say(first, "LOGIN 1001 password=right", "READY", role: .desk)
    tester.say(second, "LOGIN 1002 password=right", "READY", role: .desk)
    return (tester, gateway, first, second)
  }

  @Test func nobodyGetsTheAgentOfWhomHeComplains() {
    let (tester, gateway, first, second) = staffed()
    tester.say(gateway, "CALL call=c1 from=555", "1")
    #expect(offered(tester.heard(first)).count == 1)
    tester.say(first, "ACCEPT o1", role: .desk)
    tester.say(
      first, "CASE c1 kind=complaint business=credit-card cause=attitude about-person=1001 :he was rude", role: .desk)
    tester.say(first, "END c1", "WRAP c1 code=done", role: .desk)
    _ = (tester.heard(first), tester.heard(second))
    tester.pass(.hours(30))
    // The next day, from the same telephone; 1001 is free for longest.
    tester.say(second, "NOTREADY reason=tea", "READY", role: .desk)
    tester.say(gateway, "CALL call=c2 from=555", "1")
    #expect(offered(tester.heard(first)).isEmpty)
    #expect(offered(tester.heard(second)).count == 1)
    tester.say(second, "ACCEPT o2", role: .desk)
    let refused = tester.say(second, "TRANSFER c2 to=agent:1001", role: .desk)
    #expect(refused.first?.contains("have=excluded") == true)
    // Others have nothing against him.
    tester.say(gateway, "CALL call=c3 from=556", "1")
    #expect(offered(tester.heard(first)).count == 1)
    #expect(tester.switchboard.audit() == [])
  }

  @Test func aComplaintThatIsOverStandsNoLonger() {
    for isOver in [false, true] {
      let (tester, gateway, first, second) = staffed()
      let notice = ComplaintNotice(complaint: "CP1001", about: AgentID("1001"), phone: "555", isOver: false)
      tester.feed(.complaintStands(notice))
      tester.feed(.complaintStands(notice))
      if isOver {
        tester.feed(
          .complaintStands(ComplaintNotice(complaint: "CP1001", about: AgentID("1001"), phone: "555", isOver: true)))
      }
      _ = (tester.heard(first), tester.heard(second))
      tester.say(gateway, "CALL call=c1 from=555", "1")
      #expect(offered(tester.heard(first)).count == (isOver ? 1 : 0))
      #expect(offered(tester.heard(second)).count == (isOver ? 0 : 1))
    }
  }

  /// The customer is known by his number's being looked up.
  @Test func nobodyGetsTheAgentWhoHasAConflictOfInterest() {
    var settings = TestTree.settings()
    settings.acd.agents[0].conflicts = [CustomerNumber(7)]
    let (tester, gateway, first, second) = staffed(settings)
    tester.host = { request in
      HostReply(
        id: request.id, call: request.call, outcome: .normal,
        customer: CustomerFacts(number: CustomerNumber(7), maskedName: "*", tier: .normal))
    }
    _ = (tester.heard(first), tester.heard(second))
    tester.say(gateway, "CALL call=c1 from=555", "4", "1")
    #expect(offered(tester.heard(first)).isEmpty)
    #expect(offered(tester.heard(second)).count == 1)
    #expect(
      tester.say(tester.connect(9, .operations), "WHY c1", role: .operations).contains {
        $0.contains("agent=1001") && $0.contains("rule=excluded")
      })
  }
}
