import ACD
import CallModel
import Testing

/// Who may enter a queue, who must leave it, and what the counters say.
@Suite struct EntryTests {
  @Test func aClosedQueueSendsCallersToItsClosedTarget() {
    let hours = OpeningHours(OpeningHours.Span(from: .hours(9), to: .hours(12) + .minutes(1))!)
    var floor = Floor(agents: ["amy"]) {
      $0.hours = hours
      $0.closed = .node(NodeID("closed"))
    }
    floor.enter("c1", at: 59)
    floor.enter("c2", at: 59)
    _ = floor.heard()
    floor.enter("c3", at: 60)
    #expect(floor.heard() == ["c3 overflow closed to node(closed)"])
    floor.hangUp("c1", at: 61)
    #expect(floor.heard().contains("offer o2 c2 -> amy"), "who is in is still served")
    #expect(floor.counters().overflowed == 1)
  }

  @Test func emergencyClosesAQueueAtOnceByReload() {
    var floor = Floor(agents: ["amy"])
    var hours = OpeningHours.always
    hours.isClosedForEmergency = true
    let closed = ACDConfiguration(
      queues: [QueueConfiguration(id: QueueID("q"), hours: hours)], agents: [AgentConfiguration(id: AgentID("amy"))])
    _ = floor.at(5) {
      $0.reconfigure(closed, at: $1, into: &$2)
      return nil
    }
    floor.enter("c1", at: 6)
    #expect(floor.heard().last == "c1 overflow closed rejected")
    #expect(floor.counters().rejected == 1)
  }

  @Test func maxWaitingCountsThoseWithoutAnOffer() {
    var floor = Floor(agents: ["amy"]) {
      $0.maxWaiting = 2
      $0.overflow = .callback
    }
    for call in ["c1", "c2", "c3"] { floor.enter(call, at: 0) }
    #expect(floor.engine.queueStatus[0].waiting == 3 && floor.engine.queueStatus[0].ringing == 1)
    floor.enter("c4", at: 1)
    #expect(floor.heard().last == "c4 overflow full to callback")
    floor.hangUp("c3", at: 2)
    floor.enter("c5", at: 3)
    #expect(floor.heard().last == "c5 at 3")
  }

  @Test func noneMayWaitButWhoeverIsTakenAtOnceComesIn() {
    var floor = Floor(agents: ["amy"]) { $0.maxWaiting = 0 }
    floor.enter("c1", at: 0)
    #expect(floor.heard().contains("offer o1 c1 -> amy"))
    floor.enter("c2", at: 0)
    #expect(floor.heard() == ["c2 overflow full rejected"])
  }

  @Test func aQueueWithoutAgentsMayRefuseToBeJoined() {
    var floor = Floor(
      [QueueConfiguration(id: QueueID("q"), joinWhenEmpty: false)],
      agents: [
        AgentConfiguration(id: AgentID("amy"))
      ])
    floor.enter("c1", at: 0)
    #expect(floor.heard() == ["c1 overflow no-agents rejected"])
    _ = floor.at(1) { $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) }
    floor.enter("c2", at: 2)
    #expect(floor.heard().last == "c2 at 1", "logged in is enough, also on a break")
  }

  @Test func aQueueMayBeLeftWithItsLastAgent() {
    let skill = SkillID("x")
    var floor = Floor(
      [
        QueueConfiguration(
          id: QueueID("q"), rings: [RingConfiguration(requirements: [SkillRequirement(skill)])],
          overflow: .queue(QueueID("other")), leaveWhenEmpty: true), QueueConfiguration(id: QueueID("other")),
      ],
      agents: [
        AgentConfiguration(id: AgentID("amy"), skills: [SkillLevel(skill)]),
        AgentConfiguration(id: AgentID("bob"), skills: [SkillLevel(skill)]), AgentConfiguration(id: AgentID("cid")),
      ], skills: [skill])
    for name in ["amy", "bob", "cid"] { _ = floor.at(0) { $0.logIn(agent: AgentID(name), at: $1, into: &$2) } }
    floor.enter("c1", at: 1)
    floor.enter("c2", credit: 100, at: 2)
    _ = floor.at(3) { $0.logOut(agent: AgentID("amy"), at: $1, into: &$2) }
    _ = floor.heard()
    _ = floor.at(4) { $0.logOut(agent: AgentID("bob"), at: $1, into: &$2) }
    #expect(
      floor.heard() == [
        "bob logged-out", "c1 overflow no-agents to queue(other)", "c2 overflow no-agents to queue(other)",
      ])
  }

  @Test func patienceEndsInOverflow() throws {
    var floor = Floor(agents: []) {
      $0.maxWait = .seconds(30)
      $0.overflow = .node(NodeID("sorry"))
    }
    floor.enter("c1", arrival: -50, at: 0)
    floor.wait(until: 29)
    _ = floor.heard()
    floor.wait(until: 30)
    guard case .overflow(_, _, let target, .maxWait, let arrival)? = floor.actions.first else {
      Issue.record("no overflow")
      return
    }
    #expect(target == .node(NodeID("sorry")))
    #expect(arrival == Floor.noon - .seconds(50), "to be passed on, so that the place is kept")
  }

  @Test func anOfferOutlastsPatienceAndItsFailureDoesNot() {
    var floor = Floor(agents: ["amy"]) {
      $0.maxWait = .seconds(10)
      $0.overflow = .callback
    }
    floor.enter("c1", at: 0)
    floor.wait(until: 19)
    #expect(floor.state("amy") == .offered)
    floor.wait(until: 20)
    #expect(floor.heard().last == "c1 overflow max-wait to callback")
    #expect(floor.engine.status(of: AgentID("amy"))?.since == floor.time)
  }

  @Test func ringsOpenBeforePatienceEndsAtTheSameInstant() {
    let skill = SkillID("x")
    var floor = Floor(
      [
        QueueConfiguration(
          id: QueueID("q"),
          rings: [
            RingConfiguration(requirements: [SkillRequirement(skill)]), RingConfiguration(after: .seconds(30)),
          ], maxWait: .seconds(30), overflow: .callback)
      ], agents: [AgentConfiguration(id: AgentID("amy"))], skills: [skill])
    floor.staff(["amy"])
    floor.enter("c1", at: 0)
    floor.wait(until: 30)
    #expect(floor.heard().suffix(2) == ["offer o1 c1 -> amy", "amy offered"])
  }

  @Test func refusedEntries() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 0)
    func enter(_ call: String, _ queue: String) -> ACDRefusal? {
      floor.at(1) { $0.enter(call: CallID(call), queue: QueueID(queue), at: $1, into: &$2) }
    }
    #expect(enter("c2", "nowhere") == .unknownQueue(QueueID("nowhere")))
    #expect(enter("c1", "q") == .duplicateCall(CallID("c1")))
    #expect(
      floor.at(1) { $0.leave(call: CallID("c9"), reason: .abandoned, at: $1, into: &$2) }
        == .unknownCall(CallID("c9")))
  }

  @Test func everyWayOutHasItsCounterAndTheyAddUp() {
    var floor = Floor(agents: ["amy"]) {
      $0.maxWaiting = 5
      $0.maxWait = .seconds(100)
      $0.overflow = .callback
      $0.serviceLevel = ServiceLevelTarget(percent: 80, within: .seconds(20))
      $0.offerTimeout = .seconds(500)
    }
    for number in 1...7 { floor.enter("c\(number)", at: 0) }
    floor.accept("o1", by: "amy", at: 20)
    for (call, reason) in [("c2", LeaveReason.abandoned), ("c3", .callback), ("c4", .selfService)] {
      #expect(floor.at(20) { $0.leave(call: CallID(call), reason: reason, at: $1, into: &$2) } == nil)
    }
    floor.hangUp("c5", at: 21)
    floor.wait(until: 100)
    floor.enter("c8", at: 101)
    let counters = floor.counters()
    #expect(counters.offered == 8)
    #expect(counters.answered == 1 && counters.answeredInTarget == 1, "at exactly the target is in time")
    #expect(counters.abandoned == 2 && counters.abandonedInTarget == 1)
    #expect(counters.calledBack == 1)
    #expect(counters.overflowed == 3 && counters.leftForSelfService == 1)
    #expect(counters.rejected == 0)
    #expect(floor.engine.queueStatus[0].waiting == 1)
  }
}
