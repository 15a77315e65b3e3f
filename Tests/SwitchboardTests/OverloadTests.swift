import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// More comes than is answered in good time: no new calls, and those who are here are served.
@Suite struct OverloadTests {
  @Test func newCallsAreRefusedAndCallsInMenusGoOn() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    #expect(tester.say(gateway, "CALL call=a").first == "OK call=a")
    tester.feed(.load(isHigh: true))
    #expect(tester.say(gateway, "@n CALL call=b") == ["ERR @n retry overload after=1000"])
    #expect(tester.say(gateway, "KEY a 2 n=1").first == "OK")
    let operations = tester.connect(2, .operations)
    #expect(tester.say(operations, "STATUS", role: .operations).first?.contains("state=overloaded") == true)
    #expect(tester.switchboard.figures.isOverloaded)
    tester.feed(.load(isHigh: false))
    #expect(tester.say(gateway, "CALL call=b").first == "OK call=b")
  }

  @Test func aNewLifeBeginsWithoutIt() {
    let tester = SwitchboardTester(isDurable: true)
    tester.feed(.load(isHigh: true))
    tester.feed(.restarted(Restart(server: "ivrd/test", epoch: 8)))
    #expect(!tester.switchboard.figures.isOverloaded)
  }
}
