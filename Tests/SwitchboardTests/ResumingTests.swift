import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// Named sessions whose connection was lost and who come back, on each socket.
@Suite struct ResumingTests {
  private func limits(backlog: Int) -> Limits {
    var limits = Limits()
    limits.backlog = backlog
    return limits
  }

  // MARK: - Gateways

  @Test func whatWasNotTakenIsSentAgain() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL from=13800138000")
    tester.feed(.closed(first))
    tester.pass(.seconds(5))
    let second = tester.connect(2)
    #expect(
      tester.say(second, "HELLO lp=1 name=gw1 resume=s1:1") == [
        "OK sid=s1 name=gw1 event=6 calls=1 playback=instant bridge=instant",
        "* 2 c1 ASK node=main kind=menu keys=1,2,3,4 first=5000 inter=3000", "* 3 c1 NOINPUT node=main count=1",
        "* 4 c1 SAY prompt=no-input.1 lang=en :This is no-input.1.",
        "* 5 c1 SAY prompt=main lang=en :This is main.",
        "* 6 c1 ASK node=main kind=menu keys=1,2,3,4 first=5000 inter=3000",
      ])
    #expect(tester.say(second, "KEY c1 3").last?.hasSuffix("END cause=menu-ended disposition=self-service") == true)
  }

  @Test func aGapIsSaid() {
    let tester = SwitchboardTester(limits: limits(backlog: 2))
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL", "9")
    tester.feed(.closed(first))
    let second = tester.connect(2)
    #expect(
      tester.say(second, "HELLO lp=1 name=gw1 resume=s1:3") == [
        "ERR gone backlog oldest=5 :say HELLO without resume=, then SNAPSHOT"
      ])
    // Just what is still held.
    #expect(tester.say(second, "HELLO lp=1 name=gw1 resume=s1:4").count == 3)
  }

  /// Events were sent, and lost with the machine before they were durable: their numbers are never used for others.
  @Test func afterAPowerCutEveryResumptionIsToldOfAGap() {
    for (isAfterPowerCut, hasGap) in [(true, true), (false, false)] {
      let tester = SwitchboardTester(isDurable: true)
      let first = tester.connect(1)
      tester.say(first, "HELLO lp=1 name=gw1", "CALL call=a")
      tester.feed(.restarted(Restart(server: "ivrd/test", epoch: 8, isAfterPowerCut: isAfterPowerCut)))
      // The call goes on by itself, with events of the new life.
      tester.pass(.seconds(6))
      let second = tester.connect(2)
      let known = tester.say(second, "HELLO lp=1 name=gw1 resume=s1:2").first
      #expect(known?.hasPrefix("ERR gone backlog oldest=\(2 + Limits().backlog + 1)") == hasGap)
      if hasGap {
        #expect(tester.say(second, "HELLO lp=1 name=gw1 resume=s1:4").first?.hasPrefix("ERR gone backlog") == true)
        #expect(tester.say(second, "HELLO lp=1 name=gw1").first?.contains("calls=1") == true)
      }
    }
  }

  @Test func eventsNeverSentCannotHaveBeenTaken() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL")
    tester.feed(.closed(first))
    let second = tester.connect(2)
    #expect(tester.say(second, "HELLO lp=1 name=gw1 resume=s1:3").first?.hasPrefix("ERR gone backlog oldest=1") == true)
    #expect(tester.say(second, "HELLO lp=1 name=gw1 resume=s9:1").first?.hasPrefix("ERR gone unknown-session") == true)
  }

  @Test func acknowledgedEventsAreNotKept() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL", "ACK 2", "ACK 1")
    tester.feed(.closed(first))
    let second = tester.connect(2)
    #expect(tester.say(second, "HELLO lp=1 name=gw1 resume=s1:1").first?.hasPrefix("ERR gone backlog oldest=3") == true)
    #expect(tester.say(second, "HELLO lp=1 name=gw1 resume=s1:2").first?.hasPrefix("OK sid=s1") == true)
  }

  @Test func theEndOfACallIsHeardByWhoComesBack() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL", "3")
    tester.feed(.closed(first))
    let second = tester.connect(2)
    #expect(
      tester.say(second, "HELLO lp=1 name=gw1 resume=s1:3").last
        == "* 4 c1 END cause=menu-ended disposition=self-service")
  }

  @Test func whoSaysGoodByeWithNothingLeftIsForgotten() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL", "3", "QUIT")
    tester.feed(.closed(first))
    #expect(tester.switchboard.nextDeadline == nil)
    let second = tester.connect(2)
    #expect(tester.say(second, "HELLO lp=1 name=gw1 resume=s1:3").first?.hasPrefix("ERR gone unknown-session") == true)
  }

  @Test func aSlowReaderIsToldWhereToComeBack() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL")
    tester.feed(.slowReader(first))
    #expect(tester.heard(first).last == "! BYE reason=slow resume=s1:2")
    tester.feed(.closed(first))
    let second = tester.connect(2)
    #expect(tester.say(second, "HELLO lp=1 name=gw1 resume=s1:2").first?.contains("calls=1") == true)
  }

  @Test func anotherUserCannotTakeASessionUp() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL")
    tester.feed(.closed(first))
    let thief = tester.connect(2, userID: 1_001)
    #expect(
      tester.say(thief, "HELLO lp=1 name=gw1 resume=s1:0").first?.hasPrefix("ERR conflict session-in-use") == true)
  }

  @Test func oneNameOnTwoSocketsIsTwoSessions() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    let desk = tester.connect(2, .desk)
    #expect(tester.say(gateway, "HELLO lp=1 name=x").first?.hasPrefix("OK sid=s1") == true)
    #expect(tester.say(desk, "HELLO lp=1 name=x", role: .desk) == ["OK sid=s2 name=x event=0"])
  }

  // MARK: - Desks

  @Test func aConsoleThatComesBackHasItsAgentAsHeWas() {
    let tester = SwitchboardTester()
    let first = tester.connect(1, .desk)
    tester.say(first, "HELLO lp=1 name=console-3", "LOGIN 1001 password=right", "READY", role: .desk)
    tester.feed(.closed(first))
    #expect(tester.heard(first).last == "* 2 1001 STATE state=ready")
    // Nobody is offered to an agent who isn't there.
    let gateway = tester.connect(2)
    #expect(!tester.say(gateway, "CALL", "1").contains { $0.contains("BRIDGE") })
    #expect(tester.heard(first).isEmpty)
    tester.pass(Limits().linger, inclusive: false)
    let second = tester.connect(3, .desk)
    let heard = tester.say(second, "HELLO lp=1 name=console-3 resume=s1:2", role: .desk)
    #expect(heard.first == "OK sid=s1 name=console-3 event=3 agent=1001")
    #expect(heard.dropFirst().first == "* 3 1001 STATE state=not-ready reason=reconnecting")
    #expect(heard.contains { $0.contains("OFFER agent=1001") })
  }

  @Test func aConsoleThatStaysAwayIsLoggedOut() {
    let tester = SwitchboardTester()
    let first = tester.connect(1, .desk)
    tester.say(first, "HELLO lp=1 name=console-3", "LOGIN 1001 password=right", "READY", role: .desk)
    tester.feed(.closed(first))
    tester.pass(Limits().linger)
    let other = tester.connect(2, .desk)
    #expect(tester.say(other, "LOGIN 1001 password=right", role: .desk).first == "OK agent=1001")
    #expect(tester.say(other, "HELLO lp=1 name=y", role: .desk).first?.hasPrefix("ERR conflict wrong-state") == true)
  }

  @Test func anAgentMayLogInElsewhereWhileHisConsoleIsLost() {
    let tester = SwitchboardTester()
    let first = tester.connect(1, .desk)
    tester.say(first, "HELLO lp=1 name=console-3", "LOGIN 1001 password=right", "READY", role: .desk)
    tester.feed(.closed(first))
    let other = tester.connect(2, .desk)
    let heard = tester.say(other, "LOGIN 1001 password=right", role: .desk)
    #expect(heard == ["OK agent=1001", "* 1 1001 STATE state=ready"])
    #expect(tester.switchboard.audit().isEmpty)
  }

  // MARK: - Monitors

  @Test func watchesOutliveTheConnection() {
    let tester = SwitchboardTester()
    let first = tester.connect(1, .operations)
    tester.say(first, "HELLO lp=1 name=wall", "WATCH call", role: .operations)
    tester.feed(.closed(first))
    tester.say(tester.connect(2), "CALL")
    let second = tester.connect(3, .operations)
    #expect(
      tester.say(second, "HELLO lp=1 name=wall resume=s1:0", role: .operations) == [
        "OK sid=s1 name=wall event=1", "* 1 c1 CALL state=started",
      ])
  }

  @Test func aMonitorThatCannotKeepUpIsThinnedAndToldSo() {
    let tester = SwitchboardTester()
    let monitor = tester.connect(1, .operations)
    tester.say(monitor, "WATCH call,agent", role: .operations)
    #expect(tester.heard(monitor).last == "OK")
    tester.feed(.congested(monitor))
    let gateway = tester.connect(2)
    tester.say(gateway, "CALL", "3", "CALL")
    #expect(tester.heard(monitor).isEmpty)
    tester.feed(.relieved(monitor))
    #expect(tester.heard(monitor) == ["! LOST class=call n=3"])
    tester.say(gateway, "HANGUP")
    #expect(tester.heard(monitor).first?.hasPrefix("* 1 c2 CALL state=ended") == true)
  }

  @Test func eventsOfCallsAreNeverThinned() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.feed(.congested(gateway))
    #expect(tester.say(gateway, "CALL").count == 3)
  }
}
