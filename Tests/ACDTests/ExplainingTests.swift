import ACD
import CallModel
import Testing

/// Why a call is where it is: each rule that ranks or refuses an agent, said of the agent whom it concerns.
@Suite struct ExplainingTests {
  private static let loans = SkillID("loans")

  private func floor(_ change: (inout QueueConfiguration) -> Void = { _ in }) -> Floor {
    var queue = QueueConfiguration(
      id: QueueID("q"),
      rings: [
        RingConfiguration(requirements: [SkillRequirement(Self.loans, 3)]),
        RingConfiguration(after: .seconds(10), requirements: [SkillRequirement(Self.loans, 1)]),
      ], wrapUp: WrapUpPolicy(mode: .none), announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    change(&queue)
    let other = QueueConfiguration(id: QueueID("other"), wrapUp: WrapUpPolicy(mode: .none))
    func agent(_ id: String, _ level: Int, takesFirst: [String] = []) -> AgentConfiguration {
      AgentConfiguration(
        id: AgentID(id), skills: level > 0 ? [SkillLevel(Self.loans, level)] : [],
        takesFirst: takesFirst.map { QueueID($0) })
    }
    return Floor(
      [queue, other], agents: [agent("pro", 3), agent("pat", 3), agent("mid", 1), agent("new", 0)],
      skills: [Self.loans])
  }

  private func said(_ floor: Floor, of call: String = "c1") -> [String] {
    (floor.engine.candidates(for: CallID(call)) ?? []).map { "\($0.agent) \($0.sentence(at: floor.engine.now))" }
  }

  @Test func whoWaitsIsToldWhyNobodyComes() {
    var floor = floor()
    floor.staff(["mid", "pat"])
    _ = floor.at(0) { $0.notReady(agent: AgentID("pat"), reason: "tea", at: $1, into: &$2) }
    floor.enter("c1", at: 1)
    #expect(
      said(floor) == [
        "mid is in ring 1, which opens in 10000 ms", "new lacks the skill loans at level 1 or above",
        "pat is not ready: tea", "pro is logged out",
      ])
  }

  @Test func whoHasItStandsFirst() {
    var floor = floor()
    floor.staff(["pro", "pat"])
    floor.enter("c1", at: 1)
    #expect(said(floor).first == "pat has the call, or it rings at his desk")
    #expect(said(floor).contains("pro the call is with somebody else"))
    floor.enter("c2", at: 2)
    floor.enter("c3", at: 3)
    #expect(said(floor, of: "c3").contains("pro is busy: offered with c2"))
  }

  @Test func reservationsAndExclusionsAndPreferencesAreNamed() {
    var floor = floor {
      $0.reservations = [Reservation(requirements: [SkillRequirement(Self.loans, 3)], idleAbove: 1)]
      $0.preferredWindow = .seconds(60)
    }
    floor.staff(["pro"])
    _ = floor.at(1) {
      $0.enter(call: CallID("c1"), queue: QueueID("q"), excluded: [AgentID("pat")], at: $1, into: &$2)
    }
    #expect(said(floor).contains("pat must not have this caller"))
    #expect(said(floor).contains("pro is one of 1 idle of a group of which 1 stay for other queues"))
    floor.enter("x", "other", at: 2)
    _ = floor.at(3) {
      $0.enter(
        call: CallID("c2"), queue: QueueID("q"), arrival: Floor.noon, preferred: AgentID("pro"), at: $1, into: &$2)
    }
    _ = floor.at(13) { $0.logIn(agent: AgentID("mid"), at: $1, into: &$2) }
    floor.ready("mid", at: 13)
    _ = floor.at(14) { $0.logIn(agent: AgentID("pat"), at: $1, into: &$2) }
    floor.ready("pat", at: 14)
    #expect(said(floor, of: "c2").contains("pat the caller waits for agent pro, whom he prefers"))
    #expect(said(floor, of: "c2").contains("pro is busy: offered with x"))
    #expect(said(floor, of: "c1").first == "mid has the call, or it rings at his desk")
  }

  @Test func anUnknownCallHasNoCandidates() {
    #expect(floor().engine.candidates(for: CallID("c9")) == nil)
  }
}
