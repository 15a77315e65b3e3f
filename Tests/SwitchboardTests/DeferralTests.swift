import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// What agents put down at their desk about the caller: a deferred question, what he wanted.
struct DeferralTests {
  let tester = SwitchboardTester()
  let desk: ConnectionID
  let gateway: ConnectionID

  init() {
    desk = tester.connect(1, .desk)
    gateway = tester.connect(2)
    tester.say(desk, "LOGIN 1001 password=right", "READY", role: .desk)
  }

  private func talk() {
    tester.say(gateway, "CALL from=13800138000", "1")
    tester.say(desk, "ACCEPT o1", role: .desk)
  }

  @Test func aQuestionIsDeferredOnlyWithConsentAndOnlyOfTheCallerOnTheLine() {
    #expect(
      tester.say(desk, "DEFER c1 phone=13800138000 consent=yes :when?", role: .desk).last
        == "ERR gone unknown-call call=c1")
    talk()
    #expect(
      tester.say(desk, "DEFER c1 phone=13800138000 consent=no :when?", role: .desk).last
        == "ERR deny consent-needed article=H7.1.1")
    #expect(
      tester.say(desk, "DEFER c1 phone=13800138000 :when?", role: .desk).last
        == "ERR deny consent-needed article=H7.1.1")
    let done = tester.say(desk, "DEFER c1 phone=13800138000 consent=yes :when?", role: .desk).last
    #expect(done == "OK id=TK1001 state=open due=2026-11-24T18:00:00+08:00")
    #expect(
      tester.say(desk, "DEFER c9 phone=13800138000 consent=yes :when?", role: .desk).last
        == "ERR gone unknown-call call=c9")
  }

  @Test func whatTheCallerWantedIsRegisteredAlsoInWrapUpAndAComplaintIsOpened() {
    talk()
    #expect(tester.say(desk, "CASE c1 kind=enquiry reason=rates", role: .desk).last == "OK id=CS1001")
    let complaint = tester.say(
      desk, "CASE c1 kind=complaint business=loan cause=contract phone=13800138000 :a fee", role: .desk
    ).last
    #expect(complaint == "OK id=CS1002 complaint=CP1001 due=2026-12-09")
    #expect(
      tester.say(desk, "CASE c1 kind=complaint business=loan :a fee", role: .desk).last
        == "ERR bad missing-argument name=cause :cause is needed and was not given")
  }
}
