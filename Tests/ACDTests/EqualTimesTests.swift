import ACD
import CallModel
import Testing

/// What happens at one and the same microsecond happens in a named order: a request, the end of a service, of a
/// wrap-up, of an offer's time, a ring that opens, an arrival, the end of a queue's patience, a callback that is due.
@Suite struct EqualTimesTests {
  private static func queue(_ id: String, _ change: (inout QueueConfiguration) -> Void = { _ in }) -> QueueConfiguration
  {
    var queue = QueueConfiguration(
      id: QueueID(id), rings: [RingConfiguration(requirements: [SkillRequirement(SkillID(id))])],
      wrapUp: WrapUpPolicy(mode: .none), announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    change(&queue)
    return queue
  }

  /// Each thing has a queue and agents of its own, so that nothing but the order shows.
  private static func everythingDueAt100() -> Floor {
    let ring = queue("ring") {
      $0.rings.append(RingConfiguration(after: .seconds(40), requirements: []))
    }
    let queues = [
      queue("grace") { $0.grace = .seconds(30) },
      queue("wrap") { $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(20)) },
      queue("offer") { $0.offerTimeout = .seconds(10) }, ring,
      queue("patience") { $0.maxWait = .seconds(15) },
      queue("due") { $0.callback = CallbackPolicy(attempts: 3, pause: .seconds(25), ring: .seconds(90)) },
      queue("arrival"),
    ]
    let names = queues.map(\.id.text).filter { !["ring", "patience", "arrival"].contains($0) }
    let agents = (names + ["off"]).map { name in
      AgentConfiguration(id: AgentID(name), skills: name == "off" ? [] : [SkillLevel(SkillID(name))])
    }
    var floor = Floor(queues, agents: agents, skills: queues.map { SkillID($0.id.text) })
    floor.staff(names)
    floor.enter("g", "grace", at: 1)
    floor.accept("o1", by: "grace", at: 1)
    floor.enter("w", "wrap", at: 2)
    floor.accept("o2", by: "wrap", at: 2)
    let work = OutboundWork(id: CallID("CB1"), queue: QueueID("due"), due: Floor.noon + .seconds(3))
    _ = floor.at(3) { $0.give(work, at: $1, into: &$2) }
    floor.accept("o3", by: "due", at: 3)
    floor.enter("r", "ring", at: 60)
    _ = floor.at(70) { $0.connectionLost(agent: AgentID("grace"), at: $1, into: &$2) }
    _ = floor.at(75) { $0.customerMissed(call: CallID("CB1"), result: .busy, at: $1, into: &$2) }
    floor.end("w", by: "wrap", at: 80)
    floor.enter("p", "patience", at: 85)
    floor.enter("o", "offer", at: 90)
    _ = floor.at(91) { $0.notReady(agent: AgentID("due"), reason: "tea", at: $1, into: &$2) }
    _ = floor.heard()
    return floor
  }

  private static let timers = [
    // The end of a service: a lost connection did not come back.
    "g ended with grace talk 99 hold 0 connection-lost", "grace logged-out", "g back in grace connection-lost",
    "g at 1",
    // The end of a wrap-up; its agent is idle now, and nobody is there for him yet.
    "wrap ready",
    // The end of an offer.
    "withdraw o4 o -> offer no-answer", "offer not-ready(no-answer)",
  ]
  /// The ring lets anyone in, so `wrap` gets the caller.
  private static let ringOpens = ["offer o5 r -> wrap", "wrap offered"]
  private static let patienceEnds = ["p overflow max-wait rejected"]

  @Test func timersOfOneMicrosecondFireInTheNamedOrder() {
    var floor = Self.everythingDueAt100()
    floor.wait(until: 100)
    #expect(floor.heard() == Self.timers + Self.ringOpens + Self.patienceEnds)
    // The callback was due as well, the last of all: its agent is away, so it waits for him.
    #expect(floor.engine.status(of: CallID("CB1"))?.place == .standby)
  }

  @Test func arrivalComesAfterTheRingsAndBeforePatience() {
    var floor = Self.everythingDueAt100()
    floor.enter("a", "arrival", at: 100)
    #expect(floor.heard() == Self.timers + Self.ringOpens + ["a at 1"], "patience has not ended yet")
    #expect(floor.engine.status(of: CallID("CB1"))?.place == .paused, "nor is the callback due")
    floor.wait(until: 100)
    #expect(floor.heard() == Self.patienceEnds)
  }

  @Test func aRequestComesBeforeEveryTimer() {
    var floor = Self.everythingDueAt100()
    floor.accept("o4", by: "offer", at: 100)
    #expect(floor.heard() == ["o with offer after 10", "offer talking"])
    _ = floor.at(100) { $0.connectionRestored(agent: AgentID("grace"), at: $1, into: &$2) }
    floor.hangUp("p", at: 100)
    floor.wait(until: 100)
    #expect(floor.heard() == ["wrap ready"] + Self.ringOpens, "neither the offer nor patience ends any more")
  }

  /// Blocked where all are busy: who comes at the instant at which an agent becomes free is let in.
  @Test func whoComesWhenAWrapUpEndsFindsItsAgentFree() {
    var floor = Floor(agents: ["amy"]) {
      $0.maxWaiting = 0
      $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(30))
    }
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.end("c1", by: "amy", at: 10)
    _ = floor.heard()
    floor.enter("c2", at: 40)
    #expect(floor.heard() == ["amy ready", "c2 at 1", "offer o2 c2 -> amy", "amy offered"])
  }
}
