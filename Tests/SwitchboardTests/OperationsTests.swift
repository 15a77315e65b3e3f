import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// Operators look, order, reload, drain and stop.
@Suite struct OperationsTests {
  private let tester = SwitchboardTester()
  private let gateway: ConnectionID
  private let ops: ConnectionID

  init() {
    gateway = tester.connect(1)
    ops = tester.connect(2, .operations)
    _ = tester.heard(ops)
  }

  private func order(_ line: String) -> [String] { tester.say(ops, line, role: .operations) }

  @Test func looking() {
    tester.say(gateway, "CALL", "1")
    #expect(order("STATUS").first?.contains("calls=1 started=1 waiting=1") == true)
    #expect(order("CALLS").first?.contains("call=c1 state=waiting") == true)
    #expect(order("CALLS").last == "OK calls=1 total=1")
    #expect(order("QUEUES").first?.contains("queue=general state=open waiting=1") == true)
    #expect(order("AGENTS").first?.contains("agent=1001 name=Li state=logged-out") == true)
    #expect(order("SHOW c1").contains { $0.contains("- path path=main,agents") })
    #expect(order("SHOW 1001").first?.contains("agent=1001") == true)
    #expect(order("SHOW nothing").first?.hasPrefix("ERR gone unknown-id") == true)
    #expect(order("AUDIT") == ["OK violations=0"])
  }

  @Test func aBrokenReloadIsRefusedWhole() {
    let answer = order("RELOAD")
    #expect(answer.first == "- problem :menus/tree.yaml:3:1: error: no such node")
    #expect(answer.last?.hasPrefix("ERR bad settings-refused problems=1") == true)
    #expect(order("STATUS").first?.contains("menus=v1") == true)
  }

  @Test func aBackupSaysWhereAndUpToWhat() {
    #expect(order("BACKUP monday") == ["OK lsn=7 bytes=8 path=monday"])
    #expect(order("BACKUP full") == ["ERR bad bad-argument name=path :it is full"])
  }

  @Test func aReloadBySignalEndsToo() {
    tester.feed(.reloadRequested)
    #expect(tester.reloads == 1)
    #expect(order("STATUS").first?.contains("menus=v1") == true)
  }

  @Test func callsStayOnTheTreeTheyBeganWith() throws {
    tester.answersQuestions = false
    tester.say(gateway, "CALL")
    _ = order("RELOAD")
    let question = try #require(tester.open.first)
    tester.feed(.answered(question.ticket, .settings(TestTree.settings(version: "v2"))))
    #expect(tester.heard(ops) == ["OK menus=v2"])
    tester.say(gateway, "CALL", "HANGUP c1", "HANGUP c2")
    #expect(tester.callRecords.map(\.menuVersion) == ["v1", "v2"])
  }

  @Test func watchersHearOfCallsAndAgents() {
    #expect(order("WATCH call,agent") == ["OK"])
    tester.say(gateway, "CALL", "3")
    let heard = tester.heard(ops)
    #expect(heard.contains { $0.contains("c1 CALL state=started") }, "\(heard)")
    #expect(heard.contains { $0.contains("c1 CALL state=ended cause=menu-ended") })
    #expect(order("WATCH nonsense").first?.hasPrefix("ERR bad bad-argument") == true)
  }

  @Test func drainingWaitsForTheLastCall() {
    tester.say(gateway, "CALL")
    #expect(order("DRAIN by=60").first == "OK calls=1")
    #expect(tester.heard(gateway).contains("! DRAIN by=60"))
    #expect(tester.say(gateway, "CALL").first?.hasPrefix("ERR retry draining after=1000") == true)
    #expect(!tester.hasStopped)
    tester.say(gateway, "HANGUP c1")
    #expect(tester.hasStopped)
    #expect(tester.callRecords.map(\.cause) == ["caller-hung-up"])
  }

  @Test func drainingEndsAtItsDeadline() {
    tester.say(gateway, "CALL", "1")
    _ = order("DRAIN by=60")
    tester.pass(.seconds(60), inclusive: false)
    #expect(!tester.hasStopped)
    tester.pass(.zero)
    #expect(tester.hasStopped)
    #expect(tester.callRecords.map(\.cause) == ["drained"])
  }

  @Test func stoppingSaysGoodByeAndKeepsTheRecords() {
    tester.say(gateway, "CALL")
    let answer = order("STOP")
    #expect(answer == ["OK", "! BYE reason=stopping"])
    #expect(tester.heard(gateway).contains { $0.contains("END cause=stopped") })
    #expect(tester.callRecords.count == 1)
    #expect(tester.hasStopped)
  }

  @Test func agentsCanBeOrderedAbout() {
    let desk = tester.connect(3, .desk)
    tester.say(desk, "LOGIN 1001 password=right", role: .desk)
    #expect(order("AGENT 1001 READY").first == "OK")
    #expect(order("SHOW 1001").first?.contains("state=ready") == true)
    #expect(order("AGENT 1001 NOTREADY reason=a;b|c%0Ad%22").first == "OK")
    #expect(order("SHOW 1001").first?.contains("reason=a;b|c%0Ad\"") == true)
    #expect(order("AGENT 1001 LOGOUT").first == "OK")
    #expect(tester.say(desk, "READY", role: .desk).first?.hasPrefix("ERR deny not-logged-in") == true)
    #expect(order("AGENT 4711 READY").first?.hasPrefix("ERR bad unknown-agent") == true)
  }

  @Test func verbsOfOtherSocketsAreDenied() {
    #expect(order("CALL").first?.hasPrefix("ERR deny wrong-socket want=gw") == true)
    #expect(tester.say(gateway, "STOP").first?.hasPrefix("ERR deny wrong-socket want=ops") == true)
  }
}

/// `TICK` and `EXPECT`.
@Suite struct VirtualTimeTests {
  @Test func ticksFireTimersAndExpectLooksAtEvents() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL")
    #expect(tester.say(gateway, "EXPECT SAY prompt=main text=*").first == "OK event=1")
    let wrong = tester.say(gateway, "EXPECT NOINPUT")
    #expect(wrong.first?.hasPrefix("ERR conflict unexpected-event want=NOINPUT have=ASK") == true, "\(wrong)")
    #expect(tester.say(gateway, "EXPECT ASK node=main kind=menu") == ["OK event=2"])
    #expect(tester.say(gateway, "EXPECT SAY").first?.contains("have=nothing") == true)
    let ticked = tester.say(gateway, "TICK 5000")
    #expect(ticked.first?.contains("NOINPUT node=main count=1") == true)
    #expect(ticked.last?.hasPrefix("OK now=") == true, "the reply comes after what the time brought")
    #expect(tester.say(gateway, "EXPECT ASK skip=yes") == ["OK event=6"])
  }

  @Test func theRealClockMovesByItself() {
    let tester = SwitchboardTester(isVirtual: false)
    let gateway = tester.connect(1)
    #expect(tester.say(gateway, "TICK 5").first?.hasPrefix("ERR deny not-virtual") == true)
    #expect(tester.say(gateway, "EXPECT SAY").first?.hasPrefix("ERR deny not-virtual") == true)
  }

  @Test func aTickHasALongest() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    let most = Limits().longestTick.milliseconds
    #expect(tester.say(gateway, "TICK \(most + 1)").first?.hasPrefix("ERR bad bad-argument") == true)
    #expect(tester.say(gateway, "TICK \(most)").last?.hasPrefix("OK") == true)
  }
}
