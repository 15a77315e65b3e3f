import ACD
import CallModel
import Testing

/// Failings of queues in the field, each held off by a test of its name.
@Suite struct QueueFailingsTests {
  @Test func anAgentWhoDoesNotAnswerIsNotStuck() {
    var floor = Floor(agents: ["amy"]) { $0.offerTimeout = .seconds(10) }
    floor.enter("c1", at: 0)
    floor.wait(until: 10)
    #expect(floor.state("amy") == .notReady(reason: "no-answer"))
    floor.ready("amy", at: 20)
    #expect(floor.state("amy") == .offered, "she is back by her own word, and has the caller again")
  }

  @Test func noPhoneRingsForACallerWhoHasGone() {
    var floor = Floor(agents: ["amy", "bob"]) { $0.strategy = .ringAll }
    floor.enter("c1", at: 0)
    _ = floor.heard()
    floor.hangUp("c1", at: 3)
    #expect(
      floor.heard() == [
        "withdraw o1 c1 -> amy caller-gone", "amy ready", "withdraw o2 c1 -> bob caller-gone", "bob ready",
      ])
    let refusal = floor.at(3) { $0.accept(offer: OfferID("o1"), by: AgentID("amy"), at: $1, into: &$2) }
    #expect(refusal == .offerEnded(OfferID("o1")))
    floor.enter("c2", at: 4)
    #expect(floor.heard().contains("offer o3 c2 -> amy"))
  }

  /// In the state of each: away, unreachable for want of an answer, on the telephone.
  @Test func oneUnavailableAgentAtTheHeadOfTheListStopsNobody() {
    var floor = Floor(agents: ["amy", "bob"]) {
      $0.strategy = .topDown
      $0.offerTimeout = .seconds(10)
    }
    _ = floor.at(0) { $0.notReady(agent: AgentID("amy"), reason: "tea", at: $1, into: &$2) }
    floor.enter("c1", at: 1)
    #expect(floor.heard().contains("offer o1 c1 -> bob"))
    floor.accept("o1", by: "bob", at: 2)
    floor.ready("amy", at: 3)
    floor.end("c1", by: "bob", at: 4)
    _ = floor.heard()
    floor.enter("c2", at: 5)
    #expect(floor.heard().contains("offer o2 c2 -> amy"), "she is the head of the list again")
    floor.wait(until: 15)
    #expect(floor.heard().contains("offer o3 c2 -> bob"), "she didn't answer: the next")
  }

  @Test func callersOfTheSameSecondAreServedInTheOrderOfTheirComing() {
    var floor = Floor(agents: ["amy"]) { $0.rate = 3 }
    _ = floor.at(0) { $0.notReady(agent: AgentID("amy"), reason: "tea", at: $1, into: &$2) }
    // Names against the order of coming, a microsecond apart.
    for number in 0..<10 {
      floor.time = Floor.noon + .seconds(1) + Interval(microseconds: Int64(number))
      var actions: [ACDAction] = []
      floor.engine.enter(call: CallID("c\(9 - number)"), queue: QueueID("q"), at: floor.time, into: &actions)
    }
    floor.ready("amy", at: 2)
    var served: [String] = []
    for second in Int64(3)..<13 {
      let status = floor.engine.status(of: AgentID("amy"))!
      served.append(status.call!.text)
      floor.accept(status.offer!.text, by: "amy", at: second)
      floor.end(status.call!.text, by: "amy", at: second)
    }
    #expect(served == (0..<10).map { "c\(9 - $0)" })
  }

  /// A more important queue that never runs dry, and a caller of another: he is served once his wait outweighs it.
  @Test func anImportantQueueStarvesNobody() {
    func queue(_ id: String, base: Int64) -> QueueConfiguration {
      QueueConfiguration(
        id: QueueID(id), base: base, rate: 1, wrapUp: WrapUpPolicy(mode: .none),
        announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    }
    var floor = Floor(
      [queue("vip", base: 60), queue("plain", base: 0)], agents: [AgentConfiguration(id: AgentID("amy"))])
    floor.enter("plain", "plain", at: 0)
    for number in Int64(0)..<40 { floor.enter("v\(number)", "vip", at: number * 2) }
    _ = floor.at(79) { $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) }
    floor.ready("amy", at: 79)
    var servedAt: Int64?
    for step in Int64(0)..<40 where servedAt == nil {
      let status = floor.engine.status(of: AgentID("amy"))!
      if status.call == CallID("plain") { servedAt = step }
      floor.accept(status.offer!.text, by: "amy", at: 80 + step)
      floor.end(status.call!.text, by: "amy", at: 80 + step)
    }
    // Those who came within 60 s of him go first: v0 to v29. v30 came after 60 s, and ties go to the earlier.
    #expect(servedAt == 30)
  }

  @Test func roundRobinOverFifteenHundredAgentsRingsEveryOneBeforeAnyTwice() {
    let names = (0..<1_500).map { "a\($0)" }
    var queue = QueueConfiguration(
      id: QueueID("q"), strategy: .roundRobin, offerTimeout: .seconds(10), wrapUp: WrapUpPolicy(mode: .none),
      announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    queue.declineLimit = 100
    var engine = ACDEngine(
      configuration: ACDConfiguration(queues: [queue], agents: names.map { AgentConfiguration(id: AgentID($0)) }),
      startingAt: Floor.noon)
    var actions: [ACDAction] = []
    for name in names {
      engine.logIn(agent: AgentID(name), at: Floor.noon, into: &actions)
      engine.ready(agent: AgentID(name), at: Floor.noon, into: &actions)
    }
    engine.enter(call: CallID("c1"), queue: QueueID("q"), at: Floor.noon, into: &actions)
    var rung: [AgentID] = []
    for step in Int64(0)..<3_000 {
      for case .offer(let offer, let agent, _, _, _, _, _) in actions {
        rung.append(agent)
        actions = []
        let refusal = engine.decline(offer: offer, by: agent, at: Floor.noon + .seconds(step), into: &actions)
        #expect(refusal == nil)
      }
    }
    #expect(rung.count >= 3_000)
    #expect(Set(rung.prefix(1_500)).count == 1_500 && Set(rung.dropFirst(1_500).prefix(1_500)).count == 1_500)
    #expect(engine.audit() == [])
  }

  @Test(arguments: [";", "|", "%0A", "\"", "'", "\n", "ready;1002", "a|b;c", "--", "\u{0}"])
  func aReasonOfAnyCharactersChangesNobodyElsesState(reason: String) {
    var floor = Floor(agents: ["amy", "bob"])
    _ = floor.at(1) { $0.notReady(agent: AgentID("amy"), reason: reason, at: $1, into: &$2) }
    #expect(floor.state("amy") == .notReady(reason: reason) && floor.state("bob") == .ready)
    floor.enter("c1", at: 2)
    #expect(floor.state("bob") == .offered && floor.state("amy") == .notReady(reason: reason))
  }

  @Test func aFreedAgentIsOfferedTheNextCallerInTheSameStep() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 1)
    floor.enter("c2", at: 2)
    _ = floor.heard()
    floor.end("c1", by: "amy", at: 50)
    #expect(floor.heard().contains("offer o2 c2 -> amy"))
    #expect(floor.engine.now == Floor.noon + .seconds(50), "no time has passed")
  }

  @Test func twoThousandWaitingOntoAThousandAgentsAreEachOfferedOnce() {
    let names = (0..<1_000).map { "a\($0)" }
    let queue = QueueConfiguration(
      id: QueueID("q"), wrapUp: WrapUpPolicy(mode: .none), announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    var engine = ACDEngine(
      configuration: ACDConfiguration(queues: [queue], agents: names.map { AgentConfiguration(id: AgentID($0)) }),
      startingAt: Floor.noon)
    var actions: [ACDAction] = []
    for number in 0..<2_000 {
      engine.enter(
        call: CallID("c\(number)"), queue: QueueID("q"), at: Floor.noon + Interval(microseconds: Int64(number)),
        into: &actions)
    }
    let ready = Floor.noon + .seconds(60)
    for name in names { engine.logIn(agent: AgentID(name), at: ready, into: &actions) }
    for name in names { engine.ready(agent: AgentID(name), at: ready, into: &actions) }
    var offered: [CallID] = []
    for round in 1...2 {
      var offers: [(OfferID, AgentID, CallID)] = []
      for case .offer(let offer, let agent, let call, _, _, _, _) in actions { offers.append((offer, agent, call)) }
      actions = []
      offered += offers.map(\.2)
      #expect(offers.count == 1_000 && Set(offers.map(\.1)).count == 1_000)
      for (offer, agent, call) in offers {
        let later = ready + .seconds(Int64(round))
        engine.accept(offer: offer, by: agent, at: later, into: &actions)
        engine.end(call: call, by: agent, at: later, into: &actions)
      }
    }
    #expect(offered == (0..<2_000).map { CallID("c\($0)") }, "all, once, in the order of their coming")
    #expect(engine.audit() == [])
  }
}
