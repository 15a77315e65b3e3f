import CallModel
import Testing

@testable import ACD

/// What becomes of an offer: taken, missed, declined, or the caller goes.
@Suite struct OfferTests {
  @Test func aCallerMeetsAnIdleAgentAtOnce() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 5)
    #expect(floor.heard() == ["c1 at 1", "offer o1 c1 -> amy", "amy offered"])
    floor.accept("o1", by: "amy", at: 8)
    #expect(floor.heard() == ["c1 with amy after 3", "amy talking"])
    floor.end("c1", by: "amy", at: 68)
    #expect(floor.heard() == ["c1 ended with amy talk 60 hold 0 agent-ended", "amy ready"])
    #expect(floor.engine.status(of: CallID("c1")) == nil)
    #expect(floor.counters().answered == 1)
    #expect(floor.counters().answeredInTarget == 1)
    #expect(floor.counters().waitOfAnswered == .seconds(3))
  }

  @Test func theOfferSaysByWhichRulesAndHowLong() throws {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 5)
    guard case .offer(let offer, _, _, let queue, let ttr, let waited, let why)? = floor.actions.dropFirst().first
    else {
      Issue.record("no offer")
      return
    }
    #expect(queue == QueueID("q") && ttr == .seconds(20) && waited == .zero)
    #expect(why == ["most-urgent", "ring-0", "longest-idle"])
    let decision = try #require(floor.engine.why(CallID("c1")))
    #expect(decision == OfferDecision(offer: offer, agent: AgentID("amy"), at: floor.time, why: why))
  }

  @Test func theFirstWhoWaitsGetsTheFirstWhoIsFree() {
    var floor = Floor(agents: ["amy"])
    for (second, call) in ["c1", "c2", "c3"].enumerated() { floor.enter(call, at: Int64(second)) }
    floor.accept("o1", by: "amy", at: 3)
    _ = floor.heard()
    floor.end("c1", by: "amy", at: 10)
    #expect(
      floor.heard() == [
        "c1 ended with amy talk 7 hold 0 agent-ended", "amy ready", "offer o2 c2 -> amy", "amy offered",
      ])
    #expect(floor.engine.status(of: CallID("c2"))?.place == .offered(OfferID("o2"), AgentID("amy")))
    #expect(floor.engine.status(of: CallID("c3"))?.place == .waiting)
  }

  @Test func anUnansweredOfferSetsTheAgentNotReadyAndTheCallerKeepsHisPlace() {
    var floor = Floor(agents: ["amy", "bob"])
    for (second, call) in ["c1", "c2", "c3"].enumerated() { floor.enter(call, at: Int64(second)) }
    _ = floor.heard()
    floor.wait(until: 19)
    #expect(floor.heard() == [])
    floor.wait(until: 20)
    #expect(floor.heard() == ["withdraw o1 c1 -> amy no-answer", "amy not-ready(no-answer)"])
    floor.accept("o2", by: "bob", at: 20)
    floor.end("c2", by: "bob", at: 30)
    _ = floor.heard()
    #expect(floor.engine.status(of: CallID("c1"))?.place == .offered(OfferID("o3"), AgentID("bob")), "before c3")
    #expect(floor.engine.status(of: CallID("c1"))?.entered == Floor.noon)
  }

  @Test func soManyUnansweredOffersAsTheQueueAllows() {
    var floor = Floor(agents: ["amy"]) { $0.noAnswerLimit = 3 }
    floor.enter("c1", at: 0)
    floor.wait(until: 59)
    #expect(floor.heard().filter { $0.hasPrefix("withdraw") }.count == 2)
    #expect(floor.state("amy") == .offered)
    floor.wait(until: 60)
    #expect(floor.heard().last == "amy not-ready(no-answer)")
    floor.ready("amy", at: 70)
    floor.accept("o4", by: "amy", at: 71)
    #expect(floor.engine.status(of: AgentID("amy"))?.missedInARow == 0)
  }

  @Test func anAcceptedOfferForgetsTheMissedOnes() {
    var floor = Floor(agents: ["amy"]) { $0.noAnswerLimit = 2 }
    floor.enter("c1", at: 0)
    floor.wait(until: 20)
    floor.accept("o2", by: "amy", at: 25)
    floor.end("c1", by: "amy", at: 30)
    floor.enter("c2", at: 40)
    floor.wait(until: 60)
    #expect(floor.state("amy") == .offered, "missed one since the last answer, so offered again")
    floor.wait(until: 80)
    #expect(floor.state("amy") == .notReady(reason: "no-answer"))
  }

  @Test func declinedOffersHaveTheirOwnLimit() {
    var floor = Floor(agents: ["amy", "bob"]) {
      $0.declineLimit = 2
      $0.noAnswerLimit = 1
    }
    floor.enter("c1", at: 5)
    floor.decline("o1", by: "amy", at: 6)
    #expect(
      floor.heard() == [
        "c1 at 1", "offer o1 c1 -> amy", "amy offered", "withdraw o1 c1 -> amy declined", "amy ready",
        "offer o2 c1 -> bob", "bob offered",
      ], "who declined goes to the end of the line")
    floor.decline("o2", by: "bob", at: 7)
    floor.decline("o3", by: "amy", reason: "own-account", at: 8)
    #expect(floor.state("amy") == .notReady(reason: "own-account"))
  }

  @Test func aCallerWhoGoesLeavesTheAgentHisIdleTime() {
    var floor = Floor(agents: ["amy", "bob"])
    floor.enter("c1", at: 10)
    #expect(floor.heard().contains("offer o1 c1 -> amy"))
    floor.hangUp("c1", at: 15)
    #expect(floor.heard() == ["withdraw o1 c1 -> amy caller-gone", "amy ready"])
    floor.enter("c2", at: 20)
    #expect(floor.heard().contains("offer o2 c2 -> amy"), "not bob, who has been idle as long but has the larger id")
    floor.accept("o2", by: "amy", at: 21)
    floor.end("c2", by: "amy", at: 22)
    floor.enter("c3", at: 30)
    #expect(floor.heard().last == "bob offered", "a call does cost the place")
  }

  @Test func theFreedAgentOfAGoneCallerServesTheNext() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 0)
    floor.enter("c2", at: 1)
    _ = floor.heard()
    floor.hangUp("c1", at: 2)
    #expect(
      floor.heard() == [
        "withdraw o1 c1 -> amy caller-gone", "amy ready", "offer o2 c2 -> amy", "amy offered", "c2 at 1",
      ])
    #expect(floor.counters().abandoned == 1)
  }

  @Test func refusedAnswersToOffers() {
    var floor = Floor(agents: ["amy", "bob"])
    floor.enter("c1", at: 0)
    func accept(_ offer: String, _ agent: String) -> ACDRefusal? {
      floor.at(1) { $0.accept(offer: OfferID(offer), by: AgentID(agent), at: $1, into: &$2) }
    }
    #expect(accept("o1", "eve") == .unknownAgent(AgentID("eve")))
    #expect(accept("o1", "bob") == .notYourOffer(OfferID("o1")))
    for nonsense in ["o0", "o2", "x1", "o01", "o+1", "", "o"] {
      #expect(accept(nonsense, "amy") == .unknownOffer(OfferID(nonsense)))
    }
    #expect(accept("o1", "amy") == nil)
    #expect(accept("o1", "amy") == .offerEnded(OfferID("o1")))
    let declined = floor.at(1) { $0.decline(offer: OfferID("o1"), by: AgentID("amy"), at: $1, into: &$2) }
    #expect(declined == .offerEnded(OfferID("o1")))
  }

  @Test func anAnswerAtTheLastMomentCounts() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 20)
    #expect(floor.state("amy") == .talking, "a request wins over a timer of the same instant")
    var late = Floor(agents: ["amy"])
    late.enter("c1", at: 0)
    let refusal = late.at(21) { $0.accept(offer: OfferID("o1"), by: AgentID("amy"), at: $1, into: &$2) }
    #expect(refusal == .offerEnded(OfferID("o1")))
    #expect(late.engine.status(of: AgentID("amy"))?.since == Floor.noon + .seconds(20), "at its own instant")
  }

  @Test func offersAreNumberedFromWhereTheyWereToldTo() {
    let configuration = ACDConfiguration(
      queues: [QueueConfiguration(id: QueueID("q"))], agents: [AgentConfiguration(id: AgentID("amy"))])
    var engine = ACDEngine(configuration: configuration, startingAt: Floor.noon, firstOffer: 701)
    var actions: [ACDAction] = []
    engine.logIn(agent: AgentID("amy"), at: Floor.noon, into: &actions)
    engine.ready(agent: AgentID("amy"), at: Floor.noon, into: &actions)
    engine.enter(call: CallID("c1"), queue: QueueID("q"), at: Floor.noon, into: &actions)
    #expect(actions.compactMap(\.line).contains("offer o701 c1 -> amy"))
    let old = engine.accept(offer: OfferID("o700"), by: AgentID("amy"), at: Floor.noon, into: &actions)
    #expect(old == .unknownOffer(OfferID("o700")))
  }

  @Test(arguments: [(10, nil), (11, 6), (20, 15)] as [(Int64, Int64?)])
  func anAgentIsToldFiveSecondsBeforeALongOfferEnds(ttr: Int64, at warned: Int64?) {
    var floor = Floor(agents: ["amy"]) { $0.offerTimeout = .seconds(ttr) }
    floor.enter("c1", at: 0)
    let warning = ACDAction.deadlineSoon(offer: OfferID("o1"), agent: AgentID("amy"), left: ACDLimits.offerWarning)
    if let warned {
      floor.wait(until: warned - 1)
      #expect(!floor.actions.contains(warning))
      floor.wait(until: warned)
      #expect(floor.actions.contains(warning))
    }
    floor.wait(until: ttr)
    #expect(floor.actions.filter { $0 == warning }.count == (warned == nil ? 0 : 1))
    #expect(floor.heard().contains("withdraw o1 c1 -> amy no-answer"))
  }

  @Test func whoHasAcceptedIsNotWarned() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 1)
    floor.wait(until: 60)
    #expect(!floor.actions.contains { if case .deadlineSoon = $0 { true } else { false } })
  }
}
