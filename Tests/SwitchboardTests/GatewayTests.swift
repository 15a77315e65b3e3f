import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// What gateways rely on: one reply a request, in order, and events that are numbered without a gap.
@Suite struct GatewayTests {
  @Test func theServerSpeaksFirst() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    #expect(
      tester.heard(gateway) == ["! HELLO lp=1 server=ivrd/test epoch=7 max-line=4096 caps=mux,resume,secret,virtual"])
  }

  @Test func aCallIsAnsweredAndSpokenTo() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    #expect(
      tester.say(gateway, "@t1 CALL from=13800138000") == [
        "OK @t1 call=c1", "* 1 c1 SAY prompt=main lang=en :This is main.",
        "* 2 c1 ASK node=main kind=menu keys=1,2,3,4 first=5000 inter=3000",
      ])
    #expect(
      tester.say(gateway, "3") == [
        "* 3 c1 SAY prompt=bye lang=en :This is bye.", "* 4 c1 END cause=menu-ended disposition=self-service",
      ])
  }

  @Test func eachLineIsCompletedOnce() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL", "9", "KEY c1 9 n=2", "KEY c1 9 n=2", "nonsense", "?", "HANGUP", "9", "PING")
    #expect(tester.completedCount(gateway) == 9)
  }

  @Test func numberedKeysCountOnce() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL")
    #expect(tester.say(gateway, "KEY c1 9 n=1").first == "OK")
    #expect(tester.say(gateway, "KEY c1 9 n=1") == ["OK dup=1"])
    #expect(tester.say(gateway, "KEY c1 9 n=4").first?.hasPrefix("ERR conflict key-gap want=2 have=4") == true)
    // The first of these two keys is known already: only the second counts, and it ends the call.
    #expect(tester.say(gateway, "KEY c1 93 n=1").last == "* 8 c1 END cause=menu-ended disposition=self-service")
  }

  @Test func bareKeysNeedACurrentCall() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    #expect(tester.say(gateway, "1").first?.hasPrefix("ERR conflict no-call") == true)
    tester.say(gateway, "CALL call=a", "CALL call=b")
    #expect(tester.say(gateway, "USE a") == ["OK call=a"])
    #expect(tester.say(gateway, "3").last == "* 6 a END cause=menu-ended disposition=self-service")
    #expect(tester.say(gateway, "3").first?.hasPrefix("ERR gone call-ended call=a") == true)
    #expect(tester.say(gateway, "CALL call=b").first?.hasPrefix("ERR conflict call-exists call=b") == true)
  }

  @Test func anotherGatewaysCallIsAsUnknownAsNone() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    let second = tester.connect(2)
    tester.say(first, "CALL call=mine")
    for line in ["KEY mine 1", "HANGUP mine", "USE mine", "SHOW mine", "PLAYED mine 1", "BRIDGED mine"] {
      #expect(tester.say(second, line).first?.hasPrefix("ERR gone unknown-call call=mine") == true, "\(line)")
    }
  }

  @Test func hangingUpMakesTheRecord() throws {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL from=13800138000 to=95555")
    tester.pass(.seconds(2))
    #expect(tester.say(gateway, "HANGUP") == ["OK", "* 3 c1 END cause=caller-hung-up disposition=hung-up"])
    let record = try #require(tester.callRecords.first)
    #expect(record.call == CallID("c1"))
    #expect(record.epoch == 7)
    #expect(record.gateway == "anonymous uid=1000 pid=42")
    #expect(record.endedAt - record.startedAt == .seconds(2))
    #expect(record.path == [NodeID("main")])
    #expect(record.menuVersion == "v1")
    #expect(tester.switchboard.liveCalls == 0)
  }

  @Test func anAnonymousConnectionTakesItsCallsAlong() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL", "CALL", "CALL")
    tester.feed(.closed(gateway))
    #expect(tester.callRecords.map(\.cause) == ["gateway-closed", "gateway-closed", "gateway-closed"])
    #expect(tester.switchboard.nextDeadline == nil)
  }

  @Test func aNamedSessionsCallsOutliveItsConnection() {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    #expect(tester.say(first, "HELLO lp=1 name=gw1").first?.hasPrefix("OK sid=s1 name=gw1") == true)
    tester.say(first, "CALL")
    tester.feed(.closed(first))
    tester.pass(.seconds(4))
    let second = tester.connect(2)
    #expect(tester.say(second, "HELLO lp=1 name=gw1").first?.contains("calls=1") == true)
    #expect(tester.say(second, "SNAPSHOT").first?.hasPrefix("- call call=c1 state=menu") == true)
    #expect(tester.say(second, "KEY c1 3").last?.contains("END cause=menu-ended") == true)
  }

  @Test func aGatewayThatStaysAwayLosesItsCalls() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=gw1", "CALL", "1")
    tester.feed(.closed(gateway))
    // This caller waits for an agent, so that nothing but the linger time can end the call.
    tester.pass(Limits().linger, inclusive: false)
    #expect(tester.switchboard.liveCalls == 1)
    tester.pass(.zero)
    #expect(tester.callRecords.map(\.cause) == ["gateway-lost"])
    #expect(tester.switchboard.liveCalls == 0)
  }

  @Test func halfClosedMeansWorkedOffThenClosed() {
    let tester = SwitchboardTester()
    tester.host = { _ in nil }
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL", "CALL", "4")
    tester.feed(.halfClosed(gateway))
    // c1 waits for keys that can't come; c2 waits for the host and may go on.
    #expect(tester.callRecords.map(\.call) == [CallID("c1")])
    #expect(tester.closed.isEmpty)
    let request = tester.hostRequests[0]
    tester.feed(.hostReplied(HostReply(id: request.id, call: request.call, outcome: .normal)))
    #expect(tester.callRecords.map(\.call) == [CallID("c1"), CallID("c2")])
    #expect(tester.closed == [gateway])
    #expect(tester.heard(gateway).last == "! BYE reason=finished")
  }

  @Test func sixteenBadLinesInARowCloseTheConnection() {
    let limit = Limits().badLinesInARow
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    for _ in 1..<limit { tester.say(gateway, "BOGUS") }
    tester.say(gateway, "PING")
    for _ in 1..<limit { tester.say(gateway, "BOGUS") }
    #expect(tester.closed.isEmpty)
    #expect(tester.say(gateway, "BOGUS").last == "! BYE reason=protocol")
    #expect(tester.closed == [gateway])
  }

  @Test func moreCallsThanTheLimitAreToldToComeBack() {
    var limits = Limits()
    limits.calls = 2
    let tester = SwitchboardTester(limits: limits)
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL", "CALL")
    #expect(tester.say(gateway, "CALL").first?.hasPrefix("ERR retry too-many-calls limit=2 after=1000") == true)
    tester.say(gateway, "HANGUP c1")
    #expect(tester.say(gateway, "CALL").first == "OK call=c3")
  }

  @Test func repliesKeepTheOrderOfRequests() throws {
    let tester = SwitchboardTester()
    tester.answersQuestions = false
    let gateway = tester.connect(1)
    #expect(tester.say(gateway, "@a SYNC", "@b PING", "@c CALL").isEmpty)
    let other = tester.connect(2)
    #expect(tester.say(other, "PING") == ["OK"], "another connection does not wait")
    let question = try #require(tester.open.first)
    _ = tester.heard(gateway)
    tester.feed(.answered(question.ticket, .durable(position: 5)))
    #expect(tester.heard(gateway).prefix(3) == ["OK @a lsn=5", "OK @b", "OK @c call=c1"])
  }

  @Test func aHelloThatHadToWaitLosesNothingBehindIt() throws {
    let tester = SwitchboardTester()
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL", "1")
    tester.feed(.halfClosed(first))
    tester.feed(.closed(first))
    tester.answersQuestions = false
    let second = tester.connect(2)
    tester.say(second, "@a SYNC", "@b HELLO lp=1 name=gw1", "@c PING", "@d CALL")
    let question = try #require(tester.open.first)
    _ = tester.heard(second)
    tester.feed(.answered(question.ticket, .durable(position: 1)))
    let heard = tester.heard(second)
    #expect(heard.first == "OK @a lsn=1")
    #expect(heard.contains { $0.hasPrefix("OK @b sid=s1") })
    #expect(heard.contains("OK @c"))
    #expect(heard.contains("OK @d call=c2"), "the half close was of the connection before: \(heard)")
    #expect(tester.switchboard.liveCalls == 2)
    #expect(tester.switchboard.audit().isEmpty)
  }

  @Test func anAnswerForSomebodyWhoHasGoneIsToldToNobody() throws {
    let tester = SwitchboardTester()
    tester.answersQuestions = false
    let first = tester.connect(1)
    tester.say(first, "HELLO lp=1 name=gw1", "CALL", "1", "SYNC")
    let question = try #require(tester.open.first)
    tester.feed(.closed(first))
    let second = tester.connect(2)
    tester.say(second, "HELLO lp=1 name=gw1")
    _ = tester.heard(second)
    tester.feed(.answered(question.ticket, .durable(position: 1)))
    #expect(tester.heard(second).isEmpty)
  }

  @Test func reportedPlaybackStartsTheTimersWhenHeard() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=gw1 playback=reported", "CALL")
    tester.pass(.seconds(10))
    #expect(tester.heard(gateway).contains { $0.contains("NOINPUT") } == false)
    tester.say(gateway, "PLAYED c1 1")
    tester.pass(.seconds(5))
    #expect(tester.heard(gateway).contains { $0.contains("NOINPUT node=main count=1") })
  }

  @Test func whoPlaysAtOnceReportsNothing() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=gw1 playback=instant", "CALL")
    let answer = tester.say(gateway, "PLAYED c1 1").last
    #expect(answer == "ERR conflict wrong-state want=playback=reported have=playback=instant")
  }

  @Test func aKeyAtTheTimersInstantWins() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL")
    tester.pass(.seconds(5), inclusive: false)
    #expect(tester.say(gateway, "3").last?.contains("END cause=menu-ended") == true)
  }

  @Test func aSecretIsNowhereInWhatIsSaid() {
    let tester = SwitchboardTester()
    tester.host = { HostReply(id: $0.id, call: $0.call, outcome: .wrong) }
    let gateway = tester.connect(1)
    var said = tester.say(gateway, "CALL", "2", "918273#", "?", "SHOW", "SNAPSHOT")
    said += tester.say(gateway, "KEY c1 645#")
    let everything = said.joined(separator: "\n") + "\(tester.facts)" + "\(tester.hostRequests)"
    #expect(tester.hostRequests.count == 1)
    #expect(!everything.contains("918273"))
    #expect(!everything.contains("645"))
  }
}
