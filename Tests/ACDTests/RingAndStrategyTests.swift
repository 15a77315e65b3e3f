import ACD
import CallModel
import Testing

/// Which agent: the lowest ring, then the queue's strategy, then the smaller id.
@Suite struct RingAndStrategyTests {
  private static let skill = SkillID("loans")

  /// Specialists (level 3) at once, the skilled (level 1) after 10 s, anyone after 30 s.
  private func floor(_ strategy: Strategy = .longestIdle, _ change: (inout QueueConfiguration) -> Void = { _ in })
    -> Floor
  {
    var queue = QueueConfiguration(
      id: QueueID("q"),
      rings: [
        RingConfiguration(requirements: [SkillRequirement(Self.skill, 3)]),
        RingConfiguration(after: .seconds(10), requirements: [SkillRequirement(Self.skill, 1)]),
        RingConfiguration(after: .seconds(30)),
      ], strategy: strategy, wrapUp: WrapUpPolicy(mode: .none), announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    change(&queue)
    func agent(_ id: String, _ level: Int, order: Int = 0) -> AgentConfiguration {
      AgentConfiguration(
        id: AgentID(id), skills: level > 0 ? [SkillLevel(Self.skill, level)] : [], order: order)
    }
    return Floor(
      [queue], agents: [agent("any", 0), agent("mid", 1, order: 2), agent("mia", 2, order: 1), agent("pro", 3)],
      skills: [Self.skill])
  }

  @Test func ringsOpenWhenTheirTimeComesAlsoWhenNobodyIsFree() {
    var floor = floor()
    floor.enter("c1", at: 0)
    floor.staff(["any"])
    floor.wait(until: 29)
    #expect(!floor.heard().contains { $0.hasPrefix("offer") })
    #expect(floor.engine.status(of: CallID("c1"))?.ring == 1)
    floor.wait(until: 30)
    #expect(floor.heard() == ["offer o1 c1 -> any", "any offered"])
    #expect(floor.engine.why(CallID("c1"))?.why == ["most-urgent", "ring-2", "longest-idle"])
  }

  @Test func theLowestRingGoesBeforeTheLongestIdle() {
    var floor = floor()
    floor.staff(["any", "mid"])
    _ = floor.at(5) { $0.logIn(agent: AgentID("pro"), at: $1, into: &$2) }
    floor.ready("pro", at: 5)
    floor.enter("c1", arrival: -60, at: 20)
    #expect(floor.heard().contains("offer o1 c1 -> pro"), "idle for the shortest time, but of ring 0")
    floor.enter("c2", arrival: -60, at: 21)
    #expect(floor.heard().contains("offer o2 c2 -> mid"))
    floor.enter("c3", arrival: -60, at: 22)
    #expect(floor.heard().contains("offer o3 c3 -> any"))
  }

  @Test func ringsCountFromTheArrivalThatACallBrings() {
    var floor = floor()
    floor.staff(["mid"])
    floor.enter("c1", arrival: -4, at: 5)
    #expect(!floor.heard().contains { $0.hasPrefix("offer") })
    floor.wait(until: 6)
    #expect(floor.heard() == ["offer o1 c1 -> mid", "mid offered"])
  }

  @Test func longestIdleTakesWhoWasReadyFirst() {
    var floor = Floor(agents: ["amy", "bob", "cid"])
    floor.enter("c1", at: 10)
    floor.enter("c2", at: 11)
    floor.accept("o1", by: "amy", at: 12)
    floor.accept("o2", by: "bob", at: 12)
    floor.end("c2", by: "bob", at: 20)
    floor.end("c1", by: "amy", at: 30)
    _ = floor.at(40) { $0.notReady(agent: AgentID("cid"), reason: "tea", at: $1, into: &$2) }
    floor.ready("cid", at: 50)
    _ = floor.heard()
    for (index, agent) in ["bob", "amy", "cid"].enumerated() {
      floor.enter("d\(index)", at: 60)
      #expect(floor.heard().last == "\(agent) offered", "a break earns no seniority")
    }
  }

  @Test func topDownTakesTheSmallestOrderWhoeverWaited() {
    var floor = floor(.topDown)
    floor.staff(["mid"])
    _ = floor.at(9) { $0.logIn(agent: AgentID("mia"), at: $1, into: &$2) }
    floor.ready("mia", at: 9)
    _ = floor.heard()
    floor.enter("c1", arrival: 0, at: 20)
    #expect(floor.heard().contains("offer o1 c1 -> mia"))
    #expect(floor.engine.why(CallID("c1"))?.why == ["most-urgent", "ring-1", "top-down"])
  }

  @Test(arguments: Set(Strategy.allCases).subtracting([.random, .weightedRandom]))
  func equalAgentsGoByID(strategy: Strategy) {
    var floor = Floor(agents: ["bob", "amy", "cid"]) { $0.strategy = strategy }
    floor.enter("c1", at: 1)
    #expect(floor.heard().first { $0.hasPrefix("offer") } == "offer o1 c1 -> amy")
  }

  @Test func queuesOfDifferentStrategiesShareTheirAgents() {
    let queues = [Strategy.topDown, .longestIdle].map {
      QueueConfiguration(id: QueueID($0.rawValue), strategy: $0, wrapUp: WrapUpPolicy(mode: .none))
    }
    var floor = Floor(
      queues,
      agents: [
        AgentConfiguration(id: AgentID("amy"), order: 2), AgentConfiguration(id: AgentID("bob"), order: 1),
        AgentConfiguration(id: AgentID("cid"), order: 3),
      ])
    floor.staff(["amy", "bob", "cid"])
    floor.enter("c1", "top-down", at: 1)
    #expect(floor.heard().last == "bob offered")
    floor.enter("c2", "longest-idle", at: 2)
    #expect(floor.heard().last == "amy offered")
    floor.enter("c3", "top-down", at: 3)
    #expect(floor.heard().last == "cid offered")
  }

  @Test func aRingThatOpensDuringAnOfferIsOpenAfterIt() {
    var floor = floor { $0.offerTimeout = .seconds(15) }
    floor.staff(["pro", "mid"])
    floor.enter("c1", at: 0)
    #expect(floor.heard().contains("offer o1 c1 -> pro"))
    floor.wait(until: 15)
    #expect(
      floor.heard() == [
        "withdraw o1 c1 -> pro no-answer", "pro not-ready(no-answer)", "offer o2 c1 -> mid", "mid offered",
      ])
  }
}
