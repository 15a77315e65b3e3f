import ACD
import CallModel
import Testing

/// An agent's console or telephone is lost: nobody is stuck, and no caller loses his place.
@Suite struct ConnectionTests {
  private let amy = AgentID("amy")

  private func lose(_ floor: inout Floor, at seconds: Int64) -> ACDRefusal? {
    floor.at(seconds) { $0.connectionLost(agent: AgentID("amy"), at: $1, into: &$2) }
  }

  private func talking(_ change: (inout QueueConfiguration) -> Void = { _ in }) -> Floor {
    var floor = Floor(agents: ["amy", "bob"], change)
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 5)
    floor.enter("c2", at: 6)
    floor.accept("o2", by: "bob", at: 6)
    floor.enter("c3", at: 7)
    _ = floor.heard()
    return floor
  }

  @Test func whoComesBackInTimeGoesOnTalking() {
    var floor = talking()
    #expect(lose(&floor, at: 10) == nil)
    #expect(floor.engine.status(of: amy)?.isConnected == false)
    #expect(lose(&floor, at: 11) == .agentDisconnected(amy))
    #expect(floor.at(25) { $0.connectionRestored(agent: AgentID("amy"), at: $1, into: &$2) } == nil)
    floor.wait(until: 100)
    #expect(floor.heard() == [])
    #expect(floor.state("amy") == .talking)
    #expect(
      floor.at(100) { $0.connectionRestored(agent: AgentID("amy"), at: $1, into: &$2) }
        == .agentState(want: "disconnected", have: "connected"))
  }

  @Test func loggingInIsComingBack() {
    var floor = talking()
    #expect(lose(&floor, at: 10) == nil)
    #expect(floor.at(20) { $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) } == nil)
    floor.wait(until: 100)
    #expect(floor.heard() == [])
  }

  @Test func afterTheGraceTheCallerGoesBackWithHisSeniority() throws {
    var floor = talking()
    #expect(lose(&floor, at: 10) == nil)
    floor.wait(until: 25)
    #expect(
      floor.heard() == [
        "c1 ended with amy talk 20 hold 0 connection-lost", "amy logged-out", "c1 back in q connection-lost", "c1 at 1",
      ])
    let back = try #require(floor.engine.status(of: CallID("c1")))
    #expect(back.arrival == Floor.noon && back.position == 1, "before c3, who came later")
    floor.end("c2", by: "bob", at: 30)
    #expect(floor.heard().contains("offer o3 c1 -> bob"))
    let counters = floor.counters()
    #expect(counters.requeued == 1 && counters.offered == 4 && counters.answered == 2)
  }

  @Test func aHeldCallerGoesBackToo() {
    var floor = talking()
    #expect(floor.at(8) { $0.hold(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(lose(&floor, at: 10) == nil)
    floor.wait(until: 25)
    #expect(floor.heard().contains("c1 ended with amy talk 3 hold 17 connection-lost"))
  }

  @Test func anOfferGoesBackAtOnce() {
    var floor = Floor(agents: ["amy", "bob"])
    floor.enter("c1", at: 0)
    _ = floor.heard()
    #expect(lose(&floor, at: 1) == nil)
    #expect(
      floor.heard() == [
        "withdraw o1 c1 -> amy connection-lost", "amy logged-out", "offer o2 c1 -> bob", "bob offered",
      ])
  }

  @Test func whoIsFreeIsLoggedOutAtOnce() {
    var floor = Floor(agents: ["amy"])
    #expect(lose(&floor, at: 1) == nil)
    #expect(floor.state("amy") == .loggedOut)
    #expect(lose(&floor, at: 2) == .agentState(want: "connected", have: "logged-out"))
  }

  @Test func aCallThatEndsDuringTheGraceEndsTheShift() {
    var floor = talking()
    #expect(lose(&floor, at: 10) == nil)
    floor.hangUp("c1", at: 12)
    #expect(floor.state("amy") == .loggedOut, "nobody is at the desk to be ready")
    var wrapping = talking { $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(300)) }
    #expect(lose(&wrapping, at: 10) == nil)
    wrapping.hangUp("c1", at: 12)
    #expect(wrapping.state("amy") == .wrapUp)
    wrapping.wait(until: 25)
    #expect(wrapping.state("amy") == .loggedOut)
  }

  @Test func anUnreachableTelephoneSendsTheCallerBack() {
    var floor = talking()
    #expect(floor.at(8) { $0.unreachable(call: CallID("c1"), at: $1, into: &$2) } == nil)
    #expect(
      floor.heard() == [
        "c1 ended with amy talk 3 hold 0 unreachable", "amy not-ready(unreachable)", "c1 back in q unreachable",
        "c1 at 1",
      ])
    #expect(
      floor.at(9) { $0.unreachable(call: CallID("c1"), at: $1, into: &$2) }
        == .callState(want: "talking|held", have: "waiting"))
  }

  @Test func theLastAgentsLossEmptiesTheQueueIfItIsToBeLeft() {
    var floor = Floor(agents: ["amy"]) {
      $0.joinWhenEmpty = false
      $0.leaveWhenEmpty = true
      $0.overflow = .callback
    }
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 1)
    floor.enter("c2", at: 2)
    _ = floor.heard()
    #expect(lose(&floor, at: 10) == nil)
    floor.wait(until: 25)
    #expect(
      floor.heard().suffix(2) == ["c2 overflow no-agents to callback", "c1 overflow no-agents to callback"],
      "in the order of entering: c1 entered anew")
    #expect(floor.engine.status(of: CallID("c1")) == nil)
  }
}
