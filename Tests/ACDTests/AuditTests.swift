import CallModel
import Testing

@testable import ACD

/// An audit that can't fail proves nothing: here the engine is broken by hand, and the audit must say so.
@Suite struct AuditTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    /// What the audit says of it.
    var testDescription: String
    var inflict: @Sendable (inout ACDEngine) -> Void

    init(_ sentence: String, _ inflict: @escaping @Sendable (inout ACDEngine) -> Void) {
      testDescription = sentence
      self.inflict = inflict
    }
  }

  /// `c1` is offered to amy, `c2` talks with bob, `c3` waits, cid is away.
  private func engine() -> ACDEngine {
    var floor = Floor(agents: ["bob", "amy", "cid"]) {
      $0.maxWait = .seconds(100)
      $0.overflow = .callback
    }
    _ = floor.at(1) { $0.notReady(agent: AgentID("cid"), reason: "tea", at: $1, into: &$2) }
    floor.enter("c0", at: 2)
    floor.enter("c2", at: 2)
    floor.accept("o2", by: "bob", at: 3)
    floor.hangUp("c0", at: 4)
    floor.enter("c1", at: 5)
    floor.enter("c3", at: 6)
    floor.wait(until: 7)
    return floor.engine
  }

  @Test(arguments: [
    Damage("q: offered isn't the sum of what became") { $0.queues[0].counters.answered += 1 },
    Damage("amy: offer and state disagree") { $0.agents[1].state = .ready },
    Damage("bob: line and state disagree") { $0.agents[0].state = .wrapUp },
    Damage("cid: idle list and state disagree") { $0.agents[2].state = .ready },
    Damage("cid: times in states don't add up to the time logged in") {
      $0.agents[2].spent[AgentState.Kind.ready.rawValue] += 1
    },
    Damage("c2 is on the line of one who doesn't know") { $0.agents[0].slot = nil },
    Damage("c1 is offered to one who doesn't know") { $0.agents[1].offer = nil },
    Damage("amy: his offer isn't in the list of offers") { $0.offers = OfferLog() },
    Damage("c3 waits, and isn't where its ring and queue say") {
      $0.contacts[$0.contacts.slot(of: CallID("c3"))!].ring = 1
    },
    Damage("c3: its timer is wrong") { $0.timers.cancel(.contact($0.contacts.slot(of: CallID("c3"))!)) },
    Damage("cid: his timer is wrong") { $0.timers.set(.agent(2), at: Floor.noon + .hours(1)) },
    Damage("3 timers, 2 of them somebody's") { $0.timers.set(.contact(99), at: Floor.noon + .hours(1)) },
    Damage("cid: removed and free, and not logged out") { $0.agents[2].isConfigured = false },
    Damage("amy: has a grace time for nothing") { $0.agents[1].graceEnds = Floor.noon + .hours(1) },
    Damage("q: agents logged in are miscounted") { $0.queues[0].agentsLoggedIn = 2 },
    Damage("q: list and count disagree") { $0.queues[0].lastIn = -1 },
    Damage("q: tree and count disagree") { $0.places.remove($0.contacts.slot(of: CallID("c3"))!, from: 0) },
    Damage("q: heaps and count disagree") { $0.waiting.remove($0.contacts.slot(of: CallID("c3"))!) },
    Damage("c3 waits while one who could serve it is idle") { $0.addToIdle(2) },
    Damage("the last event has left something to settle") { $0.emptiedQueues = [0] },
  ])
  func whatIsBrokenIsSaid(damage: Damage) {
    var engine = engine()
    #expect(engine.audit() == [])
    damage.inflict(&engine)
    #expect(engine.audit().contains(damage.testDescription), "found: \(engine.audit())")
  }
}
