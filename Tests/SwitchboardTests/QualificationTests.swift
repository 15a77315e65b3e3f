import ACD
import CallModel
import IVR
import LineProtocol
import ServiceCentre
import SwitchboardCore
import Testing

/// Certificates and courses of the centre's register act on the calls that are handed out [A9, A10, A11].
@Suite struct QualificationTests {
  private static let general = SkillID("general")

  /// 1001 has the skill by the settings, 1002 has not.
  private func centre() -> SwitchboardTester {
    var settings = TestTree.settings()
    settings.acd.skills = [Self.general]
    settings.acd.queues[0].rings = [RingConfiguration(requirements: [SkillRequirement(Self.general, 2)])]
    settings.acd.agents[0].skills = [SkillLevel(Self.general, 2)]
    let tester = SwitchboardTester(settings: settings)
    _ = (tester.connect(1), tester.connect(2, .desk), tester.connect(3, .desk))
    _ = tester.connect(4, .operations, userID: 0)
    tester.say(ConnectionID(2), "LOGIN 1001 password=right", "READY", role: .desk)
    tester.say(ConnectionID(3), "LOGIN 1002 password=right", "READY", role: .desk)
    for line in [
      "staff add 6001 name=Liu unit=hr roles=hr user=0", "staff add 1001 name=Li unit=c roles=agent user=0 as=6001",
      "staff add 1002 name=Wang unit=c roles=agent user=0 as=6001",
      "staff add 2001 name=Zhou unit=c roles=team-lead user=0 as=6001",
    ] {
      order(line, tester)
    }
    return tester
  }

  private func order(_ line: String, _ tester: SwitchboardTester) {
    let heard = tester.say(ConnectionID(4), "CENTRE " + line, role: .operations)
    #expect(heard.last?.hasPrefix("OK") == true, "\(line): \(heard)")
  }

  private func offers(of call: String, _ tester: SwitchboardTester) -> [String] {
    _ = (tester.heard(ConnectionID(2)), tester.heard(ConnectionID(3)))
    tester.say(ConnectionID(1), "CALL call=\(call) from=555", "1")
    return (tester.heard(ConnectionID(2)) + tester.heard(ConnectionID(3))).filter { $0.contains(" OFFER ") }
  }

  @Test func aCertificateThatExpiresTakesTheSkillAwayAtMidnight() {
    let tester = centre()
    let today = CivilTime(tester.switchboard.now).day
    order("certificate add agent=1001 skill=general expires=\(today.written) as=6001", tester)
    #expect(offers(of: "c1", tester).count == 1)
    tester.say(ConnectionID(2), "ACCEPT o1", "END c1", "WRAP c1 code=done", role: .desk)
    let midnight = CivilTime(day: today + 1, timeOfDay: .zero).instant()
    tester.pass(midnight - tester.switchboard.now)
    #expect(offers(of: "c2", tester).isEmpty)
    // A new one gives it back, to who waits too.
    order("certificate add agent=1001 skill=general expires=2099-12-31 as=6001", tester)
    #expect(tester.heard(ConnectionID(2)).contains { $0.contains(" OFFER ") && $0.contains("call=c2") })
    #expect(tester.switchboard.audit() == [])
  }

  @Test func aRevokedCertificateTakesItAwayAtOnce() {
    let tester = centre()
    order("certificate add agent=1001 skill=general expires=2099-12-31 as=6001", tester)
    order("certificate revoke RG1001 as=6001 :it was false", tester)
    #expect(offers(of: "c1", tester).isEmpty)
  }

  @Test func aPassedCourseUnlocksItsLevel() {
    let tester = centre()
    tester.say(ConnectionID(2), "NOTREADY reason=tea", role: .desk)
    #expect(offers(of: "c1", tester).isEmpty)
    order("course enrol agent=1002 skill=general level=2 as=2001", tester)
    #expect(!tester.heard(ConnectionID(3)).contains { $0.contains(" OFFER ") })
    order("course pass RG1001 as=6001", tester)
    #expect(tester.heard(ConnectionID(3)).contains { $0.contains(" OFFER ") })
  }

  /// What a life of the server begins with is the whole register; a reload keeps it.
  @Test func theRegisterStandsOverNewLivesAndReloads() {
    let tester = centre()
    let expired = Qualification(agent: AgentID("1001"), skill: Self.general, certifiedUntil: .epoch)
    tester.feed(.qualificationsStand([expired]))
    #expect(offers(of: "c1", tester).isEmpty)
    tester.say(ConnectionID(4), "RELOAD", role: .operations)
    #expect(!tester.heard(ConnectionID(2)).contains { $0.contains(" OFFER ") })
    tester.feed(.qualificationsStand([]))
    #expect(tester.heard(ConnectionID(2)).contains { $0.contains(" OFFER ") })
  }

  /// What a desk hears of a forced rest, and what it gets for READY.
  @Test func aRestIsToldAtTheDesk() {
    var settings = TestTree.settings()
    settings.acd.rest = RestPolicy(after: 1, for: .minutes(5))
    let tester = SwitchboardTester(settings: settings)
    let (gateway, desk) = (tester.connect(1), tester.connect(2, .desk))
    tester.say(desk, "LOGIN 1001 password=right", "READY", role: .desk)
    tester.say(gateway, "CALL call=c1 from=555", "1")
    tester.say(desk, "ACCEPT o1", "END c1", role: .desk)
    let heard = tester.say(desk, "WRAP c1 code=done", role: .desk)
    let until = (tester.switchboard.now + .minutes(5)).microseconds / 1_000
    #expect(heard.contains { $0.hasSuffix("1001 STATE state=not-ready reason=rest") })
    #expect(heard.contains { $0.hasSuffix("1001 REST calls=1 until=\(until)") })
    let refused = tester.say(desk, "READY", role: .desk).last ?? ""
    #expect(refused.contains("wrong-state want=rested have=resting until=\(until)"), "\(refused)")
    tester.pass(.minutes(5))
    #expect(tester.heard(desk).contains { $0.hasSuffix("STATE state=ready") })
  }
}
