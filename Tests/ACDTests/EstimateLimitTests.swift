import CallModel
import Testing

@testable import ACD

/// Callers who would wait too long, as far as one can tell: they don't get in, or don't go on waiting.
@Suite struct EstimateLimitTests {
  /// Amy has served callers a minute each, and talks with the last of them since 300; nobody waits.
  private static func steady(_ change: (inout QueueConfiguration) -> Void) -> Floor {
    var floor = Floor(agents: ["amy"]) {
      $0.announce = AnnouncePolicy(positionsUpTo: 0, every: nil)
      $0.overflow = .node(NodeID("busy"))
      change(&$0)
    }
    for number in 1...6 { floor.enter("c\(number)", at: 0) }
    for number in 1...6 {
      floor.accept("o\(number)", by: "amy", at: Int64(number - 1) * 60)
      if number < 6 { floor.end("c\(number)", by: "amy", at: Int64(number) * 60) }
    }
    _ = floor.heard()
    return floor
  }

  @Test func whoWouldWaitTooLongIsNotLetIn() {
    var floor = Self.steady { $0.maxEstimateEntering = .seconds(120) }
    floor.enter("c7", at: 301)
    floor.enter("c8", at: 301)
    #expect(floor.heard() == ["c7 at 1 in 60", "c8 at 2 in 120"], "exactly the limit is not too long")
    floor.enter("c9", at: 301)
    #expect(floor.heard() == ["c9 overflow long-wait to node(busy)"])
    #expect(floor.counters().overflowed == 1)
  }

  @Test func aHeadStartCountsAndSoDoesAnAgentWhoIsIdle() {
    var floor = Self.steady { $0.maxEstimateEntering = .seconds(60) }
    floor.enter("c7", at: 301)
    floor.enter("vip", credit: 100, at: 302)
    #expect(floor.heard() == ["c7 at 1 in 60", "vip at 1 in 60"])
    floor.hangUp("c7", at: 303)
    floor.hangUp("vip", at: 303)
    floor.end("c6", by: "amy", at: 304)
    _ = floor.heard()
    floor.enter("c8", at: 400)
    #expect(floor.heard().contains("offer o7 c8 -> amy"))
  }

  @Test func whatNobodyCanTellIsNotTooLong() {
    var floor = Floor(agents: []) { $0.maxEstimateEntering = .seconds(1) }
    floor.enter("c1", at: 0)
    #expect(floor.heard() == ["c1 at 1"])
  }

  @Test func whoseWaitGrowsTooLongIsSentOn() {
    var floor = Self.steady { $0.maxEstimateWaiting = .seconds(70) }
    floor.enter("c7", at: 301)
    floor.enter("c8", at: 302)
    #expect(floor.heard() == ["c7 at 1 in 60", "c8 at 2 in 120"])
    floor.wait(until: 331)
    #expect(floor.heard() == [], "c7 is looked at, and may stay")
    floor.wait(until: 332)
    #expect(floor.heard() == ["c8 overflow long-wait to node(busy)"])
    floor.wait(until: 10 * 60)
    #expect(
      floor.heard() == ["c7 overflow long-wait to node(busy)"], "the longer nobody comes free, the longer it takes")
  }

  @Test func anOfferIsNotCutShort() {
    var floor = Self.steady {
      $0.maxEstimateWaiting = .seconds(70)
      $0.offerTimeout = .minutes(30)
    }
    floor.enter("c7", at: 301)
    floor.enter("c8", at: 302)
    floor.end("c6", by: "amy", at: 303)
    _ = floor.heard()
    floor.wait(until: 1_200)
    #expect(floor.heard() == ["c8 overflow long-wait to node(busy)"])
  }
}
