import ACD
import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// A caller and an agent, from the offer to the code, and everything that can come between them.
@Suite struct DeskTests {
  private let tester = SwitchboardTester()
  private let gateway: ConnectionID
  private let desk: ConnectionID

  init() {
    gateway = tester.connect(1)
    desk = tester.connect(2, .desk)
  }

  private func speak(_ lines: String...) -> [String] {
    var heard: [String] = []
    for line in lines { heard += tester.say(desk, line, role: .desk) }
    return heard
  }

  private func logIn() { _ = speak("LOGIN 1001 password=right", "READY") }

  @Test func aWrongPasswordAndAnUnknownAgentLookTheSame() {
    let wrong = speak("LOGIN 1001 password=wrong")
    let unknown = speak("LOGIN 9999 password=wrong")
    #expect(wrong == unknown)
    #expect(wrong.first?.hasPrefix("ERR deny bad-password") == true)
    #expect(speak("READY").first?.hasPrefix("ERR deny not-logged-in") == true)
  }

  @Test func anAgentAnswersForTheCallerWhosePayeeHeRegisters() throws {
    logIn()
    tester.say(gateway, "CALL", "1")
    let payee = "PAYEE c1 customer=1 account=2 holder=Li"
    #expect(speak(payee + " verified=yes").first == "ERR gone unknown-call call=c1", "not on the line yet")
    _ = speak("ACCEPT o1")
    #expect(speak(payee).first?.hasPrefix("ERR deny not-permitted want=verified") == true)
    #expect(speak(payee + " verified=no").first?.hasPrefix("ERR deny not-permitted want=verified") == true)
    let own = speak("PAYEE c1 customer=1 account=1 holder=Li verified=yes")
    #expect(own.first?.hasPrefix("ERR deny not-permitted rule=own-account") == true)
    #expect(speak(payee + " verified=yes").first == "OK payee=7")
    // It is recorded; what the menus demand is proved by passwords as before.
    #expect(speak("CUSTOMER c1").first?.contains("verified=0") == true)
    _ = speak("END c1")
    #expect(speak(payee + " verified=yes").first == "ERR gone unknown-call call=c1", "not on the line any more")
    #expect(try #require(tester.callRecords.first).verification == .agent)
  }

  @Test func fromOfferToCode() throws {
    logIn()
    tester.say(gateway, "CALL", "1")
    let offer = tester.heard(desk)
    #expect(offer.contains { $0.contains(" o1 OFFER agent=1001 call=c1 queue=general ttr=20000") }, "\(offer)")
    let accepted = speak("ACCEPT o1")
    #expect(accepted.first == "OK")
    #expect(accepted.contains { $0.contains("c1 CONNECTED path=main,agents verified=0") }, "\(accepted)")
    #expect(tester.heard(gateway).contains { $0.contains("c1 BRIDGE agent=1001 address=sip:1001 offer=o1") })
    tester.pass(.seconds(30))
    #expect(speak("HOLD c1").contains { $0.hasSuffix("c1 HELD") })
    #expect(tester.heard(gateway).contains { $0.hasSuffix("c1 HOLD") })
    tester.pass(.seconds(10))
    #expect(speak("UNHOLD c1").first == "OK")
    tester.pass(.seconds(5))
    let ended = speak("END c1")
    #expect(ended.contains { $0.hasSuffix("c1 ENDED") })
    #expect(ended.contains { $0.contains("c1 WRAPUP until=") })
    let caller = tester.heard(gateway)
    #expect(caller.contains { $0.hasSuffix("c1 UNBRIDGE") })
    #expect(caller.last?.contains("c1 END cause=menu-ended") == true)
    #expect(speak("WRAP c1 code=nonsense").first?.hasPrefix("ERR bad bad-argument name=code") == true)
    #expect(speak("WRAP c1 code=done :sorted out").first == "OK")

    let record = try #require(tester.callRecords.first)
    let visit = try #require(record.queueVisits.first)
    #expect(visit.agent == AgentID("1001"))
    #expect(visit.result == "answered")
    #expect(visit.talk == .seconds(35))
    #expect(visit.hold == .seconds(10))
    let wrapUps = tester.facts.compactMap { if case .wrapUp(let record) = $0 { record } else { nil } }
    #expect(wrapUps.map(\.note) == ["sorted out"])
    #expect(wrapUps.map(\.code) == ["done"])
  }

  @Test func aCallerWhoGoesDuringTheOfferIsWithdrawn() {
    logIn()
    tester.say(gateway, "CALL", "1")
    _ = tester.heard(desk)
    tester.say(gateway, "HANGUP")
    #expect(tester.heard(desk).contains { $0.contains("o1 WITHDRAWN reason=caller-gone") })
    #expect(speak("ACCEPT o1").first?.hasPrefix("ERR gone") == true)
    #expect(tester.callRecords.first?.disposition == "abandoned")
    #expect(tester.switchboard.audit().isEmpty)
  }

  @Test func declinedCallersKeepTheirPlace() {
    logIn()
    tester.say(gateway, "CALL", "1", "CALL", "1")
    _ = speak("DECLINE o1")
    #expect(speak("READY").contains { $0.contains("OFFER agent=1001 call=c1") })
  }

  @Test func nobodyElsesOfferOrCallCanBeTouched() {
    logIn()
    let other = tester.connect(3, .desk)
    tester.say(other, "LOGIN 1002 password=right", role: .desk)
    tester.say(gateway, "CALL", "1")
    for line in ["ACCEPT o1", "END c1", "HOLD c1", "CUSTOMER c1", "TRANSFER c1 to=menu:main"] {
      let answer = tester.say(other, line, role: .desk)
      #expect(answer.first?.hasPrefix("ERR") == true, "\(line): \(answer)")
    }
    #expect(speak("ACCEPT o1").first == "OK")
  }

  @Test func transferIntoTheMenuAndToAnotherQueue() {
    logIn()
    tester.say(gateway, "CALL", "1")
    _ = speak("ACCEPT o1")
    _ = tester.heard(gateway)
    #expect(speak("TRANSFER c1 to=menu:nowhere").first?.hasPrefix("ERR bad unknown-node") == true)
    #expect(speak("TRANSFER c1 to=menu:secured").first?.hasPrefix("ERR deny not-permitted want=1 have=0") == true)
    #expect(speak("TRANSFER c1 to=menu:main").first == "OK")
    #expect(tester.heard(gateway).contains { $0.contains("c1 ASK node=main") })
    _ = speak("WRAP c1 code=done")
    tester.say(gateway, "KEY c1 1")
    _ = speak("READY")
    #expect(speak("ACCEPT o2").first == "OK")
    _ = tester.heard(gateway)
    #expect(speak("TRANSFER c1 to=queue:cards").first == "OK")
    let heard = tester.heard(gateway)
    #expect(heard.contains { $0.contains("c1 QUEUE queue=cards position=1") }, "\(heard)")
  }

  @Test func aLostConsoleFindsItsCallAgain() {
    logIn()
    tester.say(gateway, "CALL", "1")
    _ = speak("ACCEPT o1")
    tester.feed(.closed(desk))
    tester.pass(.seconds(5))
    let again = tester.connect(9, .desk)
    let heard = tester.say(again, "LOGIN 1001 password=right", role: .desk)
    #expect(heard.first?.hasPrefix("OK") == true)
    #expect(heard.contains { $0.contains("c1 CONNECTED") }, "\(heard)")
    #expect(tester.say(again, "END c1", role: .desk).first == "OK")
  }

  @Test func aConsoleThatStaysAwayGivesTheCallerBack() {
    logIn()
    tester.say(gateway, "CALL", "1")
    _ = speak("ACCEPT o1")
    _ = tester.heard(gateway)
    tester.feed(.closed(desk))
    tester.pass(.minutes(1))
    #expect(tester.heard(gateway).contains { $0.contains("c1 QUEUE queue=general position=1") })
    #expect(tester.switchboard.audit().isEmpty)
  }

  @Test func unreachableTelephonesGiveTheCallerBack() {
    logIn()
    let named = tester.connect(5)
    tester.say(named, "HELLO lp=1 name=gw5 bridge=reported", "CALL call=x", "1")
    let early = tester.say(named, "BRIDGED x")
    #expect(early.first?.hasPrefix("ERR conflict wrong-state want=bridge-sent have=waiting") == true, "\(early)")
    _ = speak("ACCEPT o1")
    #expect(tester.heard(desk).contains { $0.contains("CONNECTED") } == false, "not before the leg answers")
    #expect(tester.say(named, "UNREACHABLE x reason=busy").first == "OK")
    #expect(tester.heard(named).contains { $0.contains("x QUEUE queue=general position=1") })
    #expect(speak("SHOW").first?.contains("state=not-ready reason=unreachable") == true)
    _ = speak("READY")
    _ = speak("ACCEPT o2")
    #expect(tester.say(named, "BRIDGED x").first == "OK")
    #expect(tester.heard(desk).contains { $0.contains("x CONNECTED") })
  }

  @Test func twoFullQueuesThatNameEachOtherLetTheMenuDecide() {
    var settings = TestTree.settings()
    for (index, other) in [(0, "cards"), (1, "general")] {
      settings.acd.queues[index].maxWaiting = 0
      settings.acd.queues[index].overflow = .queue(QueueID(other))
    }
    let tester = SwitchboardTester(settings: settings)
    let gateway = tester.connect(1)
    let heard = tester.say(gateway, "CALL", "1")
    #expect(heard.last?.contains("END cause=menu-ended") == true, "\(heard)")
    #expect(tester.callRecords.first?.queueVisits.count == Limits().overflowHops + 1)
  }

  @Test func anOfferCanBeLookedAt() {
    logIn()
    tester.say(gateway, "CALL", "1")
    let ops = tester.connect(7, .operations)
    let why = tester.say(ops, "WHY o1", role: .operations)
    #expect(why.first?.contains("offer=o1 agent=1001 queue=") == true)
    #expect(why.dropFirst().first?.contains("candidate agent=1001 rule=has-it") == true)
    #expect(why.dropFirst(2).first?.contains("candidate agent=1002 rule=logged-out") == true)
    #expect(tester.say(ops, "WHY c1", role: .operations) == why)
    #expect(tester.say(ops, "SHOW o1", role: .operations).first?.contains("call=c1 state=waiting") == true)
    #expect(tester.say(ops, "WHY o9", role: .operations).first?.hasPrefix("ERR gone unknown-id id=o9") == true)
  }

  @Test func aConsultationNeedsACallerOnTheLine() {
    logIn()
    #expect(speak("CONSULT c1 to=agent:1002").first?.hasPrefix("ERR gone unknown-call call=c1") == true)
    #expect(speak("JOIN").first?.hasPrefix("ERR conflict no-call") == true)
    #expect(speak("COMPLETE c9").first?.hasPrefix("ERR gone unknown-call call=c9") == true)
  }
}
