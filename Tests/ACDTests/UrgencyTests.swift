import CallModel
import Testing

@testable import ACD

/// Who is served next: `base + credit + rate x (t - arrival)`, exactly.
@Suite struct UrgencyTests {
  /// Two queues for one agent, `a` and `b`, with these rules.
  private func floor(a: (base: Int64, rate: Int64), b: (base: Int64, rate: Int64)) -> Floor {
    func queue(_ id: String, _ rule: (base: Int64, rate: Int64)) -> QueueConfiguration {
      QueueConfiguration(
        id: QueueID(id), base: rule.base, rate: rule.rate, wrapUp: WrapUpPolicy(mode: .none),
        announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    }
    return Floor([queue("a", a), queue("b", b)], agents: [AgentConfiguration(id: AgentID("amy"))])
  }

  /// Whom the agent gets when she comes at `second`.
  private func served(_ floor: Floor, at second: Int64) -> String? {
    var floor = floor
    _ = floor.at(second) { $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) }
    floor.ready("amy", at: second)
    return floor.engine.status(of: AgentID("amy"))?.call?.text
  }

  @Test func aLargeBaseIsStrictPriority() {
    var floor = floor(a: (1_000_000, 0), b: (0, 0))
    floor.enter("early", "b", at: 0)
    floor.enter("late", "a", at: 5_000)
    #expect(served(floor, at: 5_001) == "late")
  }

  @Test func equalRatesAreFirstInFirstOut() {
    var floor = floor(a: (0, 5), b: (0, 5))
    floor.enter("early", "b", at: 1)
    floor.enter("late", "a", at: 2)
    #expect(served(floor, at: 90) == "early")
  }

  @Test func aFasterRateOvertakesAtTheMomentOfTheFormula() {
    var floor = floor(a: (0, 1), b: (0, 3))
    floor.enter("slow", "a", at: 0)
    floor.enter("fast", "b", at: 20)
    // slow: t; fast: 3 (t - 20). Equal at t = 30, where the earlier arrival goes first.
    #expect(served(floor, at: 29) == "slow")
    #expect(served(floor, at: 30) == "slow")
    #expect(served(floor, at: 31) == "fast")
  }

  @Test func oneMicrosecondDecides() {
    var floor = floor(a: (0, 1), b: (0, 1))
    floor.enter("c1", "a", at: 10)
    _ = floor.at(10) {
      let almost = $1 - Interval(microseconds: 1)
      return $0.enter(call: CallID("c2"), queue: QueueID("b"), arrival: almost, at: $1, into: &$2)
    }
    #expect(served(floor, at: 11) == "c2")
  }

  @Test func tiesGoToTheEarlierArrivalAndThenToTheSmallerID() {
    var floor = floor(a: (10, 2), b: (0, 2))
    floor.enter("c9", "b", credit: 10, at: 7)
    floor.enter("c2", "a", at: 7)
    floor.enter("c5", "a", at: 7)
    #expect(served(floor, at: 8) == "c2")
    floor.enter("c1", "b", credit: 14, at: 9)
    #expect(served(floor, at: 20) == "c2", "equal points, and came earlier")
  }

  @Test func creditIsAHeadStart() {
    var floor = floor(a: (0, 2), b: (0, 2))
    floor.enter("normal", "a", at: 0)
    floor.enter("vip", "a", credit: 30, at: 14)
    #expect(served(floor, at: 100) == "vip", "30 points are 15 seconds at 2 a second")
    var other = self.floor(a: (0, 2), b: (0, 2))
    other.enter("normal", "a", at: 0)
    other.enter("vip", "a", credit: 30, at: 16)
    #expect(served(other, at: 100) == "normal")
  }

  /// With equal rates, j overtakes i only if it comes within ((base + credit)_j - (base + credit)_i) / rate.
  @Test(arguments: [(0, 7, 1), (20, 0, 2), (3, 50, 4), (10, 10, 3), (0, 1, 7)])
  func overtakingIsBounded(base: Int64, credit: Int64, rate: Int64) {
    let boundInMicroseconds = (base + credit) * 1_000_000 / rate
    for beyond in [Int64(-1), 0, 1] {
      let behind = Interval(microseconds: boundInMicroseconds + beyond)
      var floor = floor(a: (0, rate), b: (base, rate))
      floor.enter("i", "a", at: 0)
      _ = floor.at(1_000) {
        $0.enter(
          call: CallID("j"), queue: QueueID("b"), credit: credit, arrival: Floor.noon + behind, at: $1, into: &$2)
      }
      let isWithin = beyond < 0 || (beyond == 0 && (base + credit) * 1_000_000 % rate != 0)
      #expect(served(floor, at: 2_000) == (isWithin ? "j" : "i"), "\(beyond) microseconds beyond the bound")
    }
  }

  /// The largest values there may be, for a day and for a year: compared with the same sums done by hand.
  @Test(arguments: [Interval.hours(24), .hours(24 * 366)]) func nothingOverflows(waited: Interval) {
    let rule = UrgencyRule(base: ACDLimits.points, rate: ACDLimits.rate)
    let arrival = Floor.noon
    let key = rule.key(credit: ACDLimits.points, arrival: arrival, call: CallID("c"))
    let points = rule.urgency(of: key, at: arrival + waited)
    let micropoints = Int128(2_000_000_000_000) * 1_000_000 + Int128(1_000_000) * Int128(waited.microseconds)
    #expect(points == micropoints * 1_000_000)
    let least = UrgencyRule(base: -ACDLimits.points, rate: 0)
    #expect(least.urgency(of: least.key(credit: 0, arrival: arrival, call: CallID("d")), at: arrival) < points)
  }

  /// 100 points at the target, of 25 s in `a` and of 50 s in `b`: both callers are four fifths on their way at 50 s,
  /// when the earlier goes first.
  @Test func urgencyMayFollowTheTarget() {
    func queue(_ id: String, within: Int64) -> QueueConfiguration {
      QueueConfiguration(
        id: QueueID(id), rate: 0, pointsAtTarget: 100, serviceLevel: ServiceLevelTarget(within: .seconds(within)),
        announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    }
    var floor = Floor(
      [queue("a", within: 25), queue("b", within: 50)], agents: [AgentConfiguration(id: AgentID("amy"))])
    floor.enter("slow", "b", at: 10)
    floor.enter("fast", "a", at: 30)
    #expect(served(floor, at: 49) == "slow")
    #expect(served(floor, at: 50) == "slow")
    #expect(served(floor, at: 51) == "fast")
    floor.enter("later", "a", at: 51)
    #expect(served(floor, at: 60) == "fast")
  }

  @Test func creditAndSeniorityBeyondTheLimitsCountAsTheLimits() throws {
    var floor = floor(a: (0, 1), b: (0, 1))
    floor.enter("c1", "a", credit: .max, arrival: -10_000_000, at: 0)
    floor.enter("c2", "a", credit: .min, arrival: 50, at: 0)
    let old = try #require(floor.engine.status(of: CallID("c1")))
    #expect(old.arrival == Floor.noon - ACDLimits.seniority)
    let future = try #require(floor.engine.status(of: CallID("c2")))
    #expect(future.arrival == Floor.noon, "nobody arrives later than now")
    #expect(served(floor, at: 1) == "c1")
  }

  @Test func classesAndAgentsOfDifferentSkillsDoNotMix() {
    let skills = [SkillID("loans"), SkillID("cards")]
    func queue(_ id: String, base: Int64) -> QueueConfiguration {
      QueueConfiguration(
        id: QueueID(id), rings: [RingConfiguration(requirements: [SkillRequirement(SkillID(id), 2)])], base: base)
    }
    var floor = Floor(
      [queue("loans", base: 100), queue("cards", base: 0)],
      agents: [
        AgentConfiguration(id: AgentID("amy"), skills: [SkillLevel(skills[0], 1), SkillLevel(skills[1], 3)]),
        AgentConfiguration(id: AgentID("bob"), skills: [SkillLevel(skills[0], 2)]),
      ], skills: skills)
    floor.enter("c1", "loans", at: 0)
    floor.enter("c2", "cards", at: 5)
    floor.staff([])
    _ = floor.at(9) { $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) }
    floor.ready("amy", at: 10)
    #expect(floor.heard().contains("offer o1 c2 -> amy"), "level 1 in loans isn't enough for the more urgent one")
    _ = floor.at(11) { $0.logIn(agent: AgentID("bob"), at: $1, into: &$2) }
    floor.ready("bob", at: 11)
    #expect(floor.heard().contains("offer o2 c1 -> bob"))
  }
}
