import ACD
import CallModel
import Testing

/// Outbound work on standby is given to agents only while inbound is within target.
struct BlendingTests {
  @Test func idleAgentGetsTheWorkThatIsDueFirst() {
    var floor = Floor(agents: ["amy"])
    #expect(floor.give("w2", due: -10, at: 0) == nil)
    #expect(floor.heard() == ["offer o1 w2 -> amy", "amy offered"])
    #expect(floor.give("w3", due: -20, at: 1) == nil)
    #expect(floor.give("w1", due: -30, at: 1) == nil)
    floor.accept("o1", by: "amy", at: 2)
    #expect(floor.at(3) { $0.customerAnswered(call: CallID("w2"), at: $1, into: &$2) } == nil)
    _ = floor.heard()
    floor.end("w2", by: "amy", at: 10)
    #expect(floor.heard().suffix(2) == ["offer o2 w1 -> amy", "amy offered"])
  }

  @Test func callersGoBeforeWorkHoweverLongItHasWaited() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c0", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    #expect(floor.give("w1", due: -5_000, at: 1) == nil)
    floor.enter("c1", at: 2)
    _ = floor.heard()
    floor.end("c0", by: "amy", at: 5)
    #expect(floor.heard().suffix(2) == ["offer o2 c1 -> amy", "amy offered"])
  }

  @Test func lateAnswersHoldWorkBackUntilTheyAreOld() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c0", at: 0)
    floor.wait(until: 10)
    floor.decline("o1", by: "amy", at: 10)
    floor.ready("amy", at: 30)
    floor.accept("o2", by: "amy", at: 30)
    floor.end("c0", by: "amy", at: 40)
    _ = floor.heard()
    #expect(floor.give("w1", at: 50) == nil)
    #expect(floor.heard() == [], "the only answer was late")
    floor.wait(until: 1_849)
    #expect(floor.heard() == [])
    floor.wait(until: 1_850)
    #expect(floor.heard() == ["offer o3 w1 -> amy", "amy offered"])
  }

  @Test func onlyWithinTargetInEveryQueueThatTheAgentServes() {
    let queues = ["q", "other"].map {
      QueueConfiguration(id: QueueID($0), wrapUp: WrapUpPolicy(mode: .none))
    }
    var floor = Floor(queues, agents: [AgentConfiguration(id: AgentID("amy"))])
    floor.enter("c0", "other", at: 0)
    floor.hangUp("c0", at: 60)
    floor.staff(at: 61, "amy")
    #expect(floor.give("w1", at: 62) == nil)
    #expect(floor.state("amy") == .ready, "the other queue has lost its only caller")
  }

  @Test func reserveStaysFreeForCallers() {
    var floor = Floor(agents: ["amy", "ben", "cat"]) { $0.blending = BlendingPolicy(reserve: 2) }
    #expect(floor.give("w1", at: 0) == nil)
    #expect(floor.give("w2", at: 0) == nil)
    #expect(floor.heard() == ["offer o1 w1 -> amy", "amy offered"])
  }

  @Test func workThatIsNotDueWaitsForItsTime() {
    var floor = Floor(agents: ["amy"])
    #expect(floor.give("w1", due: 100, at: 0) == nil)
    floor.wait(until: 99)
    #expect(floor.heard() == [])
    floor.wait(until: 100)
    #expect(floor.heard() == ["offer o1 w1 -> amy", "amy offered"])
  }

  @Test func declinedWorkGoesToAnotherAgent() {
    var floor = Floor(agents: ["amy", "ben"])
    #expect(floor.give("w1", at: 0) == nil)
    _ = floor.heard()
    floor.decline("o1", by: "amy", at: 1)
    #expect(floor.heard().suffix(2) == ["offer o2 w1 -> ben", "ben offered"])
  }

  @Test func workOfAnUnknownQueueIsRefused() {
    var floor = Floor(agents: ["amy"])
    #expect(floor.give("w1", to: "nowhere", at: 0) == .unknownQueue(QueueID("nowhere")))
  }

  /// Random days with callers, callbacks and work: the audit after every step, and at the end nothing is left.
  @Test(arguments: 1...20 as ClosedRange<UInt64>) func randomDaysLeaveNothingBehind(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var floor = Floor(agents: ["amy", "ben"])
    var second: Int64 = 0
    for step in 0..<400 {
      second += Int64(random.next() % 40)
      let calls = (0...step).map { "c\($0)" }
      switch random.next() % 8 {
      case 0, 1: floor.enter("c\(step)", at: second)
      case 2: _ = floor.keepPlace(calls[Int(random.next() % UInt64(calls.count))], for: "p\(step)", at: second)
      case 3: _ = floor.give("w\(step)", due: second + Int64(random.next() % 100), at: second)
      case 4: floor.acceptAll(at: second)
      case 5: floor.answerAll(missing: random.next() % 2 == 0, at: second)
      case 6: floor.endAll(at: second)
      default:
        for agent in ["amy", "ben"] { _ = floor.at(second) { $0.ready(agent: AgentID(agent), at: $1, into: &$2) } }
      }
    }
    func isOver() -> Bool {
      floor.engine.status(of: QueueID("q"))?.waiting == 0 && floor.counters().outboundOpen == 0
        && floor.engine.agentStatus.allSatisfy { $0.call == nil }
    }
    while !isOver() {
      second += 400
      for agent in ["amy", "ben"] { _ = floor.at(second) { $0.ready(agent: AgentID(agent), at: $1, into: &$2) } }
      floor.acceptAll(at: second)
      floor.answerAll(missing: false, at: second + 1)
      floor.endAll(at: second + 2)
      try #require(second < 1_000_000, "something is stuck")
    }
    #expect(floor.counters().outboundReached > 0)
  }
}

/// Vigna's generator, here so that a seed names a day.
private struct SplitMix {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

extension Floor {
  fileprivate mutating func staff(at seconds: Int64, _ agent: String) {
    _ = at(seconds) { $0.logIn(agent: AgentID(agent), at: $1, into: &$2) }
    _ = at(seconds) { $0.ready(agent: AgentID(agent), at: $1, into: &$2) }
  }

  fileprivate mutating func acceptAll(at seconds: Int64) {
    for agent in engine.agentStatus {
      guard let offer = agent.offer else { continue }
      _ = at(seconds) { $0.accept(offer: offer, by: agent.agent, at: $1, into: &$2) }
    }
  }

  fileprivate mutating func answerAll(missing: Bool, at seconds: Int64) {
    for agent in engine.agentStatus {
      guard let call = agent.call else { continue }
      _ = at(seconds) {
        missing
          ? $0.customerMissed(call: call, result: .noAnswer, at: $1, into: &$2)
          : $0.customerAnswered(call: call, at: $1, into: &$2)
      }
    }
  }

  fileprivate mutating func endAll(at seconds: Int64) {
    for agent in engine.agentStatus {
      guard let call = agent.call else { continue }
      _ = at(seconds) { $0.end(call: call, by: agent.agent, at: $1, into: &$2) }
    }
  }
}
