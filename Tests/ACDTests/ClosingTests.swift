import ACD
import CallModel
import Testing

/// Queues that an operator closes, whatever their hours are.
@Suite struct ClosingTests {
  private static func closed(_ floor: inout Floor, sendingAway: Bool = false, at seconds: Int64) {
    #expect(
      floor.at(seconds) { $0.close(queue: QueueID("q"), sendingAway: sendingAway, at: $1, into: &$2) } == nil)
  }

  @Test func nobodyEntersAndWhoIsInIsServed() {
    var floor = Floor(agents: ["amy"]) { $0.closed = .node(NodeID("sorry")) }
    floor.enter("c1", at: 0)
    floor.enter("c2", at: 0)
    Self.closed(&floor, at: 1)
    _ = floor.heard()
    floor.enter("c3", at: 2)
    #expect(floor.heard() == ["c3 overflow closed to node(sorry)"])
    #expect(floor.engine.queueStatus[0].gate == .shut)
    floor.hangUp("c1", at: 3)
    #expect(floor.heard().contains("offer o2 c2 -> amy"))
    #expect(floor.at(4) { $0.open(queue: QueueID("q"), at: $1, into: &$2) } == nil)
    floor.enter("c4", at: 5)
    #expect(floor.heard().last == "c4 at 2")
    #expect(floor.engine.queueStatus[0].gate == .open)
  }

  @Test func thoseWhoWaitCanBeSentAwayButNobodyWhoIsBeingOffered() {
    var floor = Floor(agents: ["amy"]) { $0.closed = .node(NodeID("sorry")) }
    for call in ["c1", "c2", "c3"] { floor.enter(call, at: 0) }
    _ = floor.heard()
    Self.closed(&floor, sendingAway: true, at: 1)
    #expect(floor.heard() == ["c2 overflow closed to node(sorry)", "c3 overflow closed to node(sorry)"])
    floor.accept("o1", by: "amy", at: 2)
    #expect(floor.heard().contains("c1 with amy after 2"))
  }

  @Test func anUnknownQueueIsRefused() {
    var floor = Floor(agents: [])
    let refusal = floor.at(0) { $0.close(queue: QueueID("tea"), sendingAway: false, at: $1, into: &$2) }
    #expect(refusal == .unknownQueue(QueueID("tea")))
    #expect(floor.at(0) { $0.open(queue: QueueID("tea"), at: $1, into: &$2) } == .unknownQueue(QueueID("tea")))
  }

  @Test func aReloadOpensNothing() {
    var floor = Floor(agents: ["amy"])
    Self.closed(&floor, at: 0)
    let settings = ACDConfiguration(
      queues: [QueueConfiguration(id: QueueID("q"))], agents: [AgentConfiguration(id: AgentID("amy"))])
    _ = floor.at(1) {
      $0.reconfigure(settings, at: $1, into: &$2)
      return nil
    }
    floor.enter("c1", at: 2)
    #expect(floor.heard().last == "c1 overflow closed rejected")
  }

  @Test func customersAreCalledBackWhenTheQueueIsOpenAgainAndNotBefore() {
    var floor = Floor(agents: [])
    floor.enter("c1", at: 0)
    _ = floor.at(1) { $0.keepPlace(of: CallID("c1"), for: CallID("CB1"), at: $1, into: &$2) }
    Self.closed(&floor, at: 2)
    floor.engine = ClosingTests.withAmy(&floor)
    _ = floor.heard()
    floor.wait(until: 3_600)
    #expect(floor.heard() == [])
    _ = floor.at(4_000) { $0.open(queue: QueueID("q"), at: $1, into: &$2) }
    #expect(floor.heard() == ["offer o1 CB1 -> amy", "amy offered"])
  }

  private static func withAmy(_ floor: inout Floor) -> ACDEngine {
    let settings = ACDConfiguration(
      queues: [QueueConfiguration(id: QueueID("q"))], agents: [AgentConfiguration(id: AgentID("amy"))])
    _ = floor.at(3) {
      $0.reconfigure(settings, at: $1, into: &$2)
      return $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) ?? $0.ready(agent: AgentID("amy"), at: $1, into: &$2)
    }
    return floor.engine
  }
}
