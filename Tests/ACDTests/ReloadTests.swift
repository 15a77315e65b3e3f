import ACD
import CallModel
import Testing

/// New settings while calls are under way: nobody who waits is lost, no conversation is cut.
@Suite struct ReloadTests {
  private func settings(_ queues: [QueueConfiguration], _ agents: [AgentConfiguration]) -> ACDConfiguration {
    ACDConfiguration(skills: [SkillID("x")], queues: queues, agents: agents)
  }

  private func queue(_ id: String, _ change: (inout QueueConfiguration) -> Void = { _ in }) -> QueueConfiguration {
    var queue = QueueConfiguration(
      id: QueueID(id), wrapUp: WrapUpPolicy(mode: .none), announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    change(&queue)
    return queue
  }

  private func agent(_ id: String, level: Int = 0) -> AgentConfiguration {
    AgentConfiguration(id: AgentID(id), skills: level > 0 ? [SkillLevel(SkillID("x"), level)] : [])
  }

  private func reload(_ floor: inout Floor, _ new: ACDConfiguration, at seconds: Int64) {
    _ = floor.at(seconds) {
      $0.reconfigure(new, at: $1, into: &$2)
      return nil
    }
  }

  @Test func aRemovedQueueServesWhomItHasAndThenVanishes() {
    var floor = Floor([queue("old"), queue("new")], agents: [agent("amy")], skills: [SkillID("x")])
    floor.staff(["amy"])
    floor.enter("c1", "old", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.enter("c2", "old", at: 1)
    _ = floor.heard()
    reload(&floor, settings([queue("new")], [agent("amy")]), at: 2)
    #expect(floor.heard() == [])
    #expect(floor.engine.queueStatus.map(\.queue.text) == ["new", "old"])
    #expect(
      floor.at(3) { $0.enter(call: CallID("c3"), queue: QueueID("old"), at: $1, into: &$2) }
        == .unknownQueue(QueueID("old")))
    floor.end("c1", by: "amy", at: 4)
    #expect(floor.heard().contains("offer o2 c2 -> amy"))
    floor.accept("o2", by: "amy", at: 5)
    #expect(floor.engine.queueStatus.map(\.queue.text) == ["new", "old"], "one of its calls is on a line")
    floor.end("c2", by: "amy", at: 6)
    #expect(floor.engine.queueStatus.map(\.queue.text) == ["new"])
  }

  @Test func aQueueThatComesBackHasItsCallers() {
    var floor = Floor([queue("q")], agents: [], skills: [SkillID("x")])
    floor.enter("c1", at: 0)
    reload(&floor, settings([], []), at: 1)
    reload(&floor, settings([queue("q")], []), at: 2)
    floor.enter("c2", at: 3)
    #expect(floor.engine.position(of: CallID("c2"))?.position == 2)
    #expect(floor.counters().offered == 2)
  }

  @Test func aRemovedAgentLeavesWhenHeIsFree() {
    var floor = Floor([queue("q")], agents: ["amy", "bob", "cid"].map { agent($0) }, skills: [SkillID("x")])
    floor.staff(["amy", "bob", "cid"])
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.enter("c2", at: 1)
    _ = floor.heard()
    reload(&floor, settings([queue("q")], []), at: 2)
    #expect(floor.heard() == ["cid logged-out"], "amy talks and bob is offered a call")
    #expect(floor.engine.agentStatus.map(\.agent.text) == ["amy", "bob"])
    floor.accept("o2", by: "bob", at: 3)
    floor.end("c2", by: "bob", at: 4)
    floor.hangUp("c1", at: 5)
    #expect(floor.heard().suffix(3).contains("amy logged-out"))
    #expect(floor.state("bob") == .loggedOut)
    #expect(floor.engine.agentStatus.isEmpty)
    #expect(
      floor.at(6) { $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) } == .agentRemoved(AgentID("amy")))
    reload(&floor, settings([queue("q")], [agent("amy")]), at: 7)
    #expect(floor.at(8) { $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) } == nil)
  }

  @Test func newSkillsAndNewRulesMatchAtOnceInTheOrderOfUrgency() {
    let needsSkill: (inout QueueConfiguration) -> Void = {
      $0.rings = [RingConfiguration(requirements: [SkillRequirement(SkillID("x"), 2)])]
    }
    var floor = Floor(
      [queue("a", needsSkill), queue("b", needsSkill)], agents: [agent("amy", level: 1), agent("bob", level: 1)],
      skills: [SkillID("x")])
    floor.staff(["amy", "bob"])
    floor.enter("c1", "a", at: 0)
    floor.enter("c2", "b", at: 1)
    floor.enter("c3", "a", at: 2)
    _ = floor.heard()
    let new = settings(
      [queue("a", needsSkill), queue("b") { $0.base = 1_000 }], [agent("amy", level: 2), agent("bob", level: 1)])
    reload(&floor, new, at: 3)
    #expect(
      floor.heard() == ["offer o1 c2 -> amy", "amy offered"],
      "b is more urgent now, and takes the first by id; bob still can't serve a")
  }

  @Test func ringsAreOpenAsTheNewSettingsSay() {
    var floor = Floor(
      [queue("q") { $0.rings = [RingConfiguration(requirements: [SkillRequirement(SkillID("x"))])] }],
      agents: [agent("amy")], skills: [SkillID("x")])
    floor.staff(["amy"])
    floor.enter("c1", at: 0)
    floor.enter("c2", at: 50)
    _ = floor.heard()
    let wider = queue("q") {
      $0.rings = [
        RingConfiguration(requirements: [SkillRequirement(SkillID("x"))]), RingConfiguration(after: .seconds(30)),
      ]
    }
    reload(&floor, settings([wider], [agent("amy")]), at: 60)
    #expect(floor.heard() == ["offer o1 c1 -> amy", "amy offered"])
    floor.accept("o1", by: "amy", at: 61)
    floor.end("c1", by: "amy", at: 70)
    #expect(!floor.heard().contains { $0.hasPrefix("offer") })
    floor.wait(until: 80)
    #expect(floor.heard() == ["offer o2 c2 -> amy", "amy offered"], "its new ring has its timer")
  }

  @Test func aStrategyMayChangeWhileAgentsAreIdle() {
    var floor = Floor([queue("q")], agents: ["amy", "bob"].map { agent($0) }, skills: [SkillID("x")])
    floor.staff(["amy", "bob"])
    let agents = [
      AgentConfiguration(id: AgentID("amy"), order: 2), AgentConfiguration(id: AgentID("bob"), order: 1),
    ]
    reload(&floor, settings([queue("q") { $0.strategy = .topDown }], agents), at: 1)
    floor.enter("c1", at: 2)
    #expect(floor.heard().last == "bob offered")
  }

  @Test func outstandingOffersAndConversationsGoOn() {
    var floor = Floor([queue("q")], agents: ["amy", "bob"].map { agent($0) }, skills: [SkillID("x")])
    floor.staff(["amy", "bob"])
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.enter("c2", at: 0)
    _ = floor.heard()
    reload(
      &floor, settings([queue("q") { $0.offerTimeout = .seconds(5) }], [agent("aa"), agent("bob"), agent("amy")]), at: 1
    )
    #expect(floor.heard() == [])
    #expect(floor.engine.agentStatus.map(\.agent.text) == ["aa", "bob", "amy"])
    floor.wait(until: 19)
    floor.accept("o2", by: "bob", at: 20)
    floor.hangUp("c1", at: 21)
    #expect(floor.state("amy") == .ready)
  }
}
