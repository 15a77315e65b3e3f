import ACD
import CallModel
import Testing

/// Why an offer that is over was made: from what agents did then, as the records have it, and what is known now.
@Suite struct HindsightTests {
  private static let loans = SkillID("loans")

  /// `pat` and `pro` serve from ring 0, `mid` from 10 s on, `new` never.
  private func floor() -> Floor {
    let queue = QueueConfiguration(
      id: QueueID("q"),
      rings: [
        RingConfiguration(requirements: [SkillRequirement(Self.loans, 3)]),
        RingConfiguration(after: .seconds(10), requirements: [SkillRequirement(Self.loans, 1)]),
      ], offerTimeout: .minutes(5), wrapUp: WrapUpPolicy(mode: .none),
      announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    let levels = [("pat", 3), ("pro", 3), ("mid", 1), ("new", 0), ("tom", 3)]
    let agents = levels.map { id, level in
      AgentConfiguration(id: AgentID(id), skills: level > 0 ? [SkillLevel(Self.loans, level)] : [])
    }
    return Floor([queue], agents: agents, skills: [Self.loans])
  }

  private func said(
    _ floor: Floor, chosen: String, at seconds: Int64, entered: Int64, decided: OfferDecision? = nil
  ) -> [String] {
    let states = floor.actions.compactMap { action -> AgentIntervalRecord? in
      guard case .stateInterval(let agent, let state, let from, let to) = action else { return nil }
      return AgentIntervalRecord(agent: agent, state: state.word, reason: state.reason, from: from, to: to)
    }
    let instant = Floor.noon + .seconds(seconds)
    let decision = OfferDecision(offer: OfferID("o1"), agent: AgentID(chosen), at: instant, why: [])
    let candidates = floor.engine.hindsight.candidates(
      of: QueueID("q"), by: decided ?? decision, entered: Floor.noon + .seconds(entered),
      states: states)
    return (candidates ?? []).map { "\($0.agent) \($0.word): \($0.sentence(at: instant))" }
  }

  @Test func eachAgentsPartIsWhatItWasThen() {
    var floor = floor()
    floor.staff(["pat", "mid"])
    _ = floor.at(0) { $0.logIn(agent: AgentID("pro"), at: $1, into: &$2) }
    _ = floor.at(0) { $0.logIn(agent: AgentID("tom"), at: $1, into: &$2) }
    floor.ready("pro", at: 2)
    _ = floor.at(3) { $0.notReady(agent: AgentID("tom"), reason: "tea", at: $1, into: &$2) }
    floor.enter("c1", at: 5)
    let wanted = [
      "pat has-it: has the call, or it rings at his desk",
      "pro passed-over: is idle for 3 s, in ring 0; the rules put another first",
      "mid ring-closed: is in ring 1, which opens in 10000 ms",
      "new lacks-skill: lacks the skill loans at level 1 or above", "tom not-ready: is not ready: tea",
    ]
    #expect(said(floor, chosen: "pat", at: 5, entered: 5) == wanted)
    // Whatever happens afterwards.
    floor.accept("o1", by: "pat", at: 6)
    floor.ready("tom", at: 7)
    _ = floor.at(8) { $0.logOut(agent: AgentID("mid"), at: $1, into: &$2) }
    _ = floor.at(8) { $0.notReady(agent: AgentID("pro"), reason: "lunch", at: $1, into: &$2) }
    floor.end("c1", by: "pat", at: 60)
    #expect(said(floor, chosen: "pat", at: 5, entered: 5) == wanted)
  }

  @Test func whoTalkedOrHadGoneIsSaidSo() {
    var floor = floor()
    floor.staff(["pat"])
    floor.enter("c1", at: 1)
    floor.accept("o1", by: "pat", at: 2)
    _ = floor.at(2) { $0.logIn(agent: AgentID("pro"), at: $1, into: &$2) }
    floor.ready("pro", at: 2)
    floor.enter("c2", at: 3)
    let said = said(floor, chosen: "pro", at: 3, entered: 3)
    #expect(said.contains("pat busy: is busy: talking"))
    #expect(said.contains("tom logged-out: is logged out"))
    #expect(
      floor.engine.hindsight.candidates(
        of: QueueID("gone"), at: Floor.noon, entered: Floor.noon, states: []) == nil)
  }

  /// What no record of agents' states tells is kept with the decision.
  @Test func whoWasExcludedOrLeftToOthersIsSaidSo() throws {
    var floor = floor()
    var settings = floor.settings
    settings.queues[0].reservations = [Reservation(requirements: [SkillRequirement(Self.loans, 3)], idleAbove: 1)]
    _ = floor.at(0) {
      $0.reconfigure(settings, at: $1, into: &$2)
      return nil
    }
    floor.staff(["pat", "pro", "mid", "tom"])
    let refusal = floor.at(5) {
      $0.enter(call: CallID("c1"), queue: QueueID("q"), excluded: [AgentID("tom")], at: $1, into: &$2)
    }
    #expect(refusal == nil)
    #expect(floor.state("pat") == .offered)
    floor.accept("o1", by: "pat", at: 6)
    _ = floor.at(7) { $0.logOut(agent: AgentID("tom"), at: $1, into: &$2) }
    // Of those at level 3 only pro is idle, and one of them stays for others.
    floor.enter("c2", at: 8)
    floor.wait(until: 18)
    let first = try #require(floor.engine.why(CallID("c1")))
    #expect(
      said(floor, chosen: "pat", at: 5, entered: 5, decided: first).contains("tom excluded: must not have this caller"))
    let second = try #require(floor.engine.why(CallID("c2")))
    #expect(second.agent == AgentID("mid") && second.reserved == [AgentID("pro")] && second.excluded.isEmpty)
    #expect(
      said(floor, chosen: "mid", at: 18, entered: 8, decided: second)
        .contains("pro reserved: was idle, and one of those who stay for other queues"))
  }
}
