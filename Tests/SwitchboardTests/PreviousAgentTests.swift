import ACD
import CallModel
import LineProtocol
import ServiceCentre
import SwitchboardCore
import Testing

/// What it means to a queue that an agent had the caller before: in the same call, or in an earlier one.
struct PreviousAgentTests {
  /// Agents 1001 and 1002 are ready, 1001 for longer; their calls end without wrap-up.
  private struct Centre {
    let tester: SwitchboardTester
    let gateway: ConnectionID
    let desks: [ConnectionID]

    init(limits: Limits = Limits(), _ change: (inout QueueConfiguration) -> Void) {
      var settings = TestTree.settings()
      for index in settings.acd.queues.indices { settings.acd.queues[index].wrapUp = WrapUpPolicy(mode: .none) }
      change(&settings.acd.queues[0])
      tester = SwitchboardTester(limits: limits, settings: settings)
      gateway = tester.connect(1)
      desks = [tester.connect(2, .desk), tester.connect(3, .desk)]
      for (desk, agent) in zip(desks, ["1001", "1002"]) {
        tester.say(desk, "LOGIN \(agent) password=right", "READY", role: .desk)
        tester.pass(.seconds(1))
      }
    }

    /// The agent who is offered a call from this number, by way of the menu's queue, and the rules.
    func call(from number: String) -> String? {
      tester.say(gateway, "CALL from=\(number)", "1")
      return offer
    }

    var offer: String? {
      for desk in desks {
        for line in tester.heard(desk) where line.contains(" OFFER ") {
          let words = line.split(separator: " ")
          return words.filter { $0.hasPrefix("agent=") || $0.hasPrefix("why=") }.joined(separator: " ")
        }
      }
      return nil
    }

    func say(_ line: String, by agent: Int) -> Bool {
      tester.say(desks[agent - 1], line, role: .desk).first == "OK"
    }

    func talk(_ offer: String, _ call: String, by agent: Int) {
      #expect(say("ACCEPT \(offer)", by: agent))
      tester.pass(.seconds(60))
      tester.say(gateway, "HANGUP \(call)")
      tester.pass(.seconds(1))
    }
  }

  private static func preferred(_ queue: inout QueueConfiguration) {
    queue.previousAgent = .preferred
    queue.preferredWindow = .seconds(30)
    queue.previousWithin = .minutes(10)
  }

  @Test func whoCallsAgainGetsTheSameAgent() {
    let centre = Centre(Self.preferred)
    #expect(centre.call(from: "555") == "agent=1001 why=most-urgent,ring-0,longest-idle")
    centre.talk("o1", "c1", by: 1)
    #expect(centre.call(from: "555") == "agent=1001 why=most-urgent,preferred-agent")
    #expect(centre.call(from: "556") == "agent=1002 why=most-urgent,ring-0,longest-idle")
    #expect(centre.tester.switchboard.audit() == [])
  }

  @Test func heIsWaitedForWhileHeIsBusyAndNoLonger() {
    let centre = Centre(Self.preferred)
    _ = centre.call(from: "555")
    centre.talk("o1", "c1", by: 1)
    #expect(centre.say("NOTREADY reason=lunch", by: 2))
    #expect(centre.call(from: "556")?.hasPrefix("agent=1001") == true)
    #expect(centre.say("ACCEPT o2", by: 1))
    #expect(centre.say("READY", by: 2))
    #expect(centre.call(from: "555") == nil)
    centre.tester.pass(.milliseconds(29_999))
    #expect(centre.offer == nil)
    centre.tester.pass(.milliseconds(1))
    #expect(centre.offer == "agent=1002 why=most-urgent,ring-0,longest-idle")
  }

  @Test func earlierCallsCountNoLongerThanTheQueueSays() {
    let centre = Centre(Self.preferred)
    _ = centre.call(from: "555")
    centre.talk("o1", "c1", by: 1)
    centre.tester.pass(.minutes(10) - .seconds(1))
    #expect(centre.call(from: "555") == "agent=1001 why=most-urgent,preferred-agent")
    centre.tester.say(centre.gateway, "HANGUP c2")
    centre.tester.pass(Interval(microseconds: 1))
    #expect(centre.call(from: "555") == "agent=1002 why=most-urgent,ring-0,longest-idle")
  }

  @Test func whoWasOnlyOfferedHimHasNotHadHim() {
    let centre = Centre { $0.previousAgent = .excluded }
    _ = centre.call(from: "555")
    #expect(centre.say("DECLINE o1", by: 1))
    #expect(centre.say("READY", by: 1))
    #expect(centre.offer == "agent=1002 why=most-urgent,ring-0,longest-idle")
    #expect(centre.say("DECLINE o2", by: 2))
    #expect(centre.offer == "agent=1001 why=most-urgent,ring-0,longest-idle")
  }

  @Test func whoMayComplainGetsAnotherAgentOrWaits() {
    let centre = Centre {
      $0.previousAgent = .excluded
      $0.previousWithin = .minutes(10)
    }
    _ = centre.call(from: "555")
    centre.talk("o1", "c1", by: 1)
    centre.tester.pass(.minutes(1))
    #expect(centre.call(from: "555")?.hasPrefix("agent=1002") == true)
    centre.tester.say(centre.gateway, "HANGUP c2")
    #expect(centre.say("NOTREADY reason=lunch", by: 2))
    #expect(centre.call(from: "555") == nil)
    let operations = centre.tester.connect(9, .operations)
    let why = centre.tester.say(operations, "WHY c3", role: .operations)
    #expect(why.contains("- candidate agent=1001 rule=excluded :must not have this caller"), "\(why)")
    #expect(centre.say("READY", by: 2))
    #expect(centre.offer?.hasPrefix("agent=1002") == true)
  }

  /// Within a call it counts however the caller comes to the queue: from another agent, or from the menus.
  @Test(arguments: ["queue:general", "menu:agents"]) func whoPassesHimOnDoesNotGetHimBack(target: String) {
    let centre = Centre { $0.previousAgent = .excluded }
    _ = centre.call(from: "555")
    #expect(centre.say("ACCEPT o1", by: 1))
    #expect(centre.say("NOTREADY reason=lunch", by: 2))
    #expect(centre.say("TRANSFER c1 to=\(target)", by: 1))
    #expect(centre.tester.switchboard.audit() == [])
    #expect(centre.offer == nil)
    #expect(centre.say("READY", by: 2))
    #expect(centre.offer == "agent=1002 why=most-urgent,ring-0,longest-idle")
  }

  @Test func aCallerPassedBackGetsTheAgentOfBefore() {
    let centre = Centre(Self.preferred)
    _ = centre.call(from: "555")
    #expect(centre.say("ACCEPT o1", by: 1))
    #expect(centre.say("TRANSFER c1 to=agent:1002", by: 1))
    #expect(centre.say("ACCEPT o2", by: 2))
    #expect(centre.say("TRANSFER c1 to=queue:general", by: 2))
    #expect(centre.offer == "agent=1001 why=most-urgent,preferred-agent")
  }

  @Test(arguments: [(limit: 2, remembers: true), (limit: 1, remembers: false)])
  func soManyCallersAreRememberedAndNoMore(limit: Int, remembers: Bool) {
    var limits = Limits()
    limits.rememberedCallers = limit
    let centre = Centre(limits: limits, Self.preferred)
    #expect(centre.call(from: "555")?.hasPrefix("agent=1001") == true)
    centre.talk("o1", "c1", by: 1)
    #expect(centre.call(from: "556")?.hasPrefix("agent=1002") == true)
    centre.talk("o2", "c2", by: 2)
    #expect(centre.say("NOTREADY reason=lunch", by: 1))
    #expect(centre.say("READY", by: 1))
    let offer = centre.call(from: "555")
    #expect(
      offer
        == (remembers ? "agent=1001 why=most-urgent,preferred-agent" : "agent=1002 why=most-urgent,ring-0,longest-idle")
    )
  }

  /// What a customer's file says goes before whom he had, in a queue that waits for a preferred agent [E3].
  @Test func whomACustomerPrefersIsInHisFile() {
    let centre = Centre { $0.preferredWindow = .seconds(30) }
    let tester = centre.tester
    tester.host = { request in
      HostReply(
        id: request.id, call: request.call, outcome: .normal,
        customer: CustomerFacts(number: CustomerNumber(7), maskedName: "*", tier: .normal))
    }
    let operations = tester.connect(9, .operations, userID: 0)
    func order(_ line: String) -> String {
      tester.say(operations, "CENTRE " + line, role: .operations).last ?? ""
    }
    func call(_ id: String) -> String? {
      tester.say(centre.gateway, "CALL call=\(id) from=555", "4", "1")
      defer { tester.say(centre.gateway, "HANGUP \(id)") }
      return centre.offer
    }
    _ = order("staff add 6001 name=Liu unit=hr roles=hr,agent,complaints-office user=0")
    #expect(order("customer update 7 preferred-agent=9999").hasPrefix("ERR bad unknown-agent"))
    #expect(call("a") == "agent=1001 why=most-urgent,ring-0,longest-idle")
    #expect(order("customer update 7 preferred-agent=1002").hasPrefix("OK"))
    #expect(call("b") == "agent=1002 why=most-urgent,preferred-agent")
    #expect(order("customer update 7 preferred-agent=none").hasPrefix("OK"))
    #expect(call("c") == "agent=1001 why=most-urgent,ring-0,longest-idle")
    tester.feed(.wishesStand([CustomerWishes(customer: CustomerNumber(7), agent: AgentID("1002"))]))
    #expect(call("d") == "agent=1002 why=most-urgent,preferred-agent")
    #expect(order("customer erase 7 ground=request").hasPrefix("OK"))
    #expect(call("e") == "agent=1001 why=most-urgent,ring-0,longest-idle")
  }
}
