import CallModel
import Testing

@testable import ACD

/// What waiting callers are told: where they are, and how long it may take.
@Suite struct PositionTests {
  @Test func whoMovesUpWithinReachIsToldAndNobodyElse() {
    var floor = Floor(agents: []) { $0.announce = AnnouncePolicy(positionsUpTo: 2, every: nil) }
    for call in ["c1", "c2", "c3", "c4"] { floor.enter(call, at: 0) }
    #expect(floor.heard() == ["c1 at 1", "c2 at 2", "c3 at 3", "c4 at 4"], "all are told on entering")
    floor.hangUp("c2", at: 1)
    #expect(floor.heard() == ["c3 at 2"], "c1 hasn't moved, c4 is at 3")
    floor.hangUp("c1", at: 2)
    #expect(floor.heard() == ["c3 at 1", "c4 at 2"])
  }

  @Test func whoIsOvertakenIsToldOnlyWhenHeIsBetterOffThanEverTold() {
    var floor = Floor(agents: [])
    floor.enter("c1", at: 0)
    floor.enter("c2", at: 1)
    floor.enter("vip", credit: 1_000, at: 2)
    #expect(floor.heard() == ["c1 at 1", "c2 at 2", "vip at 1"])
    floor.hangUp("vip", at: 3)
    #expect(floor.heard() == [], "back to what they were told")
    floor.hangUp("c1", at: 4)
    #expect(floor.heard() == ["c2 at 1"])
  }

  @Test func eachIsToldAgainAfterTheInterval() {
    var floor = Floor(agents: []) { $0.announce = AnnouncePolicy(positionsUpTo: 0, every: .seconds(30)) }
    floor.enter("c1", at: 0)
    floor.enter("c2", at: 10)
    _ = floor.heard()
    floor.wait(until: 29)
    #expect(floor.heard() == [])
    floor.wait(until: 30)
    #expect(floor.heard() == ["c1 at 1"])
    floor.wait(until: 60)
    #expect(floor.heard() == ["c2 at 2", "c1 at 1"])
  }

  @Test func anAnnouncementStartsTheIntervalAnew() {
    var floor = Floor(agents: []) { $0.announce = AnnouncePolicy(positionsUpTo: 5, every: .seconds(30)) }
    floor.enter("c1", at: 0)
    floor.enter("c2", at: 0)
    floor.hangUp("c1", at: 20)
    _ = floor.heard()
    floor.wait(until: 49)
    #expect(floor.heard() == [])
    floor.wait(until: 50)
    #expect(floor.heard() == ["c2 at 1"])
  }

  @Test func positionsAreByUrgencyAndCountThoseBeingOffered() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 0)
    floor.enter("c2", at: 1)
    floor.enter("c3", arrival: -10, at: 2)
    func position(_ call: String) -> Int? { floor.engine.position(of: CallID(call))?.position }
    #expect(position("c1") == 2 && position("c2") == 3 && position("c3") == 1)
    floor.accept("o1", by: "amy", at: 3)
    #expect(position("c1") == nil && position("c2") == 2)
    #expect(position("nobody") == nil)
  }

  // MARK: The estimate

  @Test func withoutDataTheWaitIsUnknown() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 0)
    floor.enter("c2", at: 0)
    #expect(floor.engine.position(of: CallID("c2"))?.estimatedWait == nil)
  }

  /// Calls `c11`, `c12`... who came at noon, and amy, who needs 60 s for each: six are served, and the seventh
  /// is on her line at second 360.
  private func steady(callers: Int) -> Floor {
    var floor = Floor(agents: ["amy"])
    for number in 1...callers { floor.enter("c\(10 + number)", at: 0) }
    for number in 1...6 {
      let start = Int64(number - 1) * 60
      floor.accept("o\(number)", by: "amy", at: start)
      floor.end("c\(10 + number)", by: "amy", at: start + 60)
    }
    floor.accept("o7", by: "amy", at: 360)
    return floor
  }

  /// One agent, a call each 60 s, the queue never empty: the wait is 60 s a place.
  @Test func aSteadyQueueIsEstimatedByItsPace() {
    let floor = steady(callers: 12)
    // c18 to c22 wait; the next is due in 60 s.
    #expect(floor.engine.position(of: CallID("c18"))?.estimatedWait == .seconds(60))
    #expect(floor.engine.position(of: CallID("c22"))?.estimatedWait == .seconds(300))
    #expect(floor.engine.status(of: QueueID("q"))?.estimatedWait == .seconds(360))
  }

  @Test func aQueueThatHasStoppedLooksSlowerNeverFaster() {
    var estimator = WaitEstimator(startingAt: .epoch)
    estimator.change(unoffered: 20, waiting: 20, at: .epoch)
    for second in 1...5 { estimator.noteService(at: .epoch + .seconds(Int64(second) * 10)) }
    let pace = estimator.estimate(position: 1, at: .epoch + .seconds(50))
    #expect(pace == .seconds(10))
    let later = [100, 1_000, 10_000].map { estimator.estimate(position: 1, at: .epoch + .seconds($0))! }
    #expect(later == later.sorted() && later[0] > .seconds(10))
    let never = estimator.estimate(position: 1, at: .epoch + .hours(24 * 365))
    #expect(never == WaitEstimator.slowest)
  }

  @Test func tooFewObservationsAreNone() {
    var estimator = WaitEstimator(startingAt: .epoch)
    estimator.change(unoffered: 9, waiting: 9, at: .epoch)
    for sample in 1...WaitEstimator.minimumSamples {
      #expect(estimator.estimate(position: 1, at: .epoch + .seconds(100)) == nil)
      estimator.noteService(at: .epoch + .seconds(Int64(sample)))
    }
    #expect(estimator.estimate(position: 1, at: .epoch + .seconds(100)) != nil)
  }

  @Test func onlyTheLatestObservationsCount() {
    var estimator = WaitEstimator(startingAt: .epoch)
    estimator.change(unoffered: 99, waiting: 99, at: .epoch)
    var time = Timestamp.epoch
    for _ in 0..<100 {
      time = time + .seconds(1)
      estimator.noteService(at: time)
    }
    #expect(estimator.estimate(position: 1, at: time) == .seconds(1))
    for _ in 0..<WaitEstimator.window {
      time = time + .seconds(20)
      estimator.noteService(at: time)
    }
    #expect(estimator.estimate(position: 1, at: time) == .seconds(20))
  }

  @Test func quietTimeIsNotSlowTime() {
    var estimator = WaitEstimator(startingAt: .epoch)
    var time = Timestamp.epoch
    for _ in 0..<10 {
      estimator.change(unoffered: 1, waiting: 1, at: time)
      time = time + .seconds(30)
      estimator.noteService(at: time)
      estimator.change(unoffered: -1, waiting: -1, at: time)
      time = time + .hours(1)
    }
    #expect(estimator.estimate(position: 1, at: time) == .seconds(30))
  }

  /// The sum of 1 / (mu + (j - 1) theta), against its definition in floating point.
  @Test(arguments: [(1, 0.0), (8, 0.0), (8, 0.1), (16, 0.5), (60, 0.05), (1_000, 0.02), (50_000, 0.001)])
  func theSumIsTheFormulas(position: Int, leaving: Double) {
    let interval = 42_000_000.0
    let terms = WaitEstimator.Terms(interval: Int64(interval), leaving: Int64(leaving * 1_048_576))
    let exact = (0..<position).reduce(0.0) { $0 + interval / (1 + Double($1) * leaving) }
    let found = Double(terms.total(of: position))
    // Exact up to rounding while each term is its own slice; slices cost some percent of a long queue.
    let tolerance = position <= WaitEstimator.Terms.slices || leaving == 0 ? 0.001 : 0.2
    #expect(abs(found - exact) <= exact * tolerance, "\(found) for \(exact)")
  }

  @Test func impatienceShortensTheWait() throws {
    var floor = steady(callers: 40)
    func last() throws -> Interval { try #require(floor.engine.position(of: CallID("c50"))?.estimatedWait) }
    let before = try last()
    for number in 20...30 { floor.hangUp("c\(10 + number)", at: 361) }
    // 11 places fewer are 660 s; that others give up as well shortens it by more.
    #expect(before - (try last()) > .seconds(700))
  }

  @Test func withoutAgentsTheWaitIsUnknown() {
    var floor = steady(callers: 9)
    floor.end("c17", by: "amy", at: 400)
    #expect(floor.engine.position(of: CallID("c19"))?.estimatedWait != nil)
    _ = floor.at(401) { $0.connectionLost(agent: AgentID("amy"), at: $1, into: &$2) }
    #expect(floor.engine.position(of: CallID("c19"))?.estimatedWait == nil)
  }
}
