import ACD
import CallModel
import Testing

/// The daemon was down: what had been running goes on with the time that was left, and nobody is served meanwhile.
@Suite struct RestartTests {
  private func goDown(_ floor: inout Floor, from seconds: Int64, to later: Int64) {
    _ = floor.at(seconds) { engine, now, actions in
      engine.advance(to: now, into: &actions)
      engine.pause(for: .seconds(later - seconds), into: &actions)
      return nil
    }
  }

  @Test func aQueuesPatienceAndAnnouncementsGoOnWithTheTimeThatIsLeft() {
    var floor = Floor(agents: []) {
      $0.announce = AnnouncePolicy(positionsUpTo: 3, every: .seconds(30))
      $0.maxWait = .seconds(100)
    }
    floor.enter("c1", at: 0)
    _ = floor.heard()
    goDown(&floor, from: 20, to: 1_000)
    floor.wait(until: 1_009)
    #expect(floor.heard() == [])
    floor.wait(until: 1_010)
    #expect(floor.heard() == ["c1 at 1"])
    floor.wait(until: 1_079)
    _ = floor.heard()
    floor.wait(until: 1_080)
    #expect(floor.heard().first == "c1 overflow max-wait rejected")
  }

  @Test func wrapUpGoesOnAndItsNewEndIsTold() {
    var floor = Floor(agents: ["amy"]) { $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(30)) }
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 5)
    floor.end("c1", by: "amy", at: 50)
    _ = floor.heard()
    goDown(&floor, from: 60, to: 500)
    #expect(floor.heard() == ["amy wraps c1 until 520"])
    floor.wait(until: 519)
    #expect(floor.heard() == [])
    floor.wait(until: 520)
    #expect(floor.heard() == ["amy ready"])
  }

  @Test func anOfferWaitsAsLongAsItHadLeft() {
    var floor = Floor(agents: ["amy"]) { $0.offerTimeout = .seconds(20) }
    floor.enter("c1", at: 0)
    _ = floor.heard()
    goDown(&floor, from: 5, to: 1_005)
    floor.wait(until: 1_019)
    #expect(floor.heard() == [])
    floor.wait(until: 1_020)
    #expect(floor.heard().first == "withdraw o1 c1 -> amy no-answer")
  }

  @Test func holdCountsOnlyTheTimeThatWasUp() {
    var floor = Floor(agents: ["amy"]) { $0.holdLimit = .seconds(60) }
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    _ = floor.at(10) { $0.hold(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) }
    _ = floor.heard()
    goDown(&floor, from: 30, to: 130)
    floor.wait(until: 169)
    #expect(floor.heard() == [])
    floor.wait(until: 170)
    #expect(floor.heard() == ["c1 unheld", "amy talking"])
  }

  @Test func aLostConsoleHasTheRestOfItsGrace() {
    var floor = Floor(agents: ["amy"]) { $0.grace = .seconds(15) }
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    _ = floor.at(0) { $0.connectionLost(agent: AgentID("amy"), at: $1, into: &$2) }
    _ = floor.heard()
    goDown(&floor, from: 5, to: 500)
    floor.wait(until: 505)
    #expect(floor.state("amy") != .loggedOut)
    floor.wait(until: 510)
    #expect(floor.state("amy") == .loggedOut)
  }
}
