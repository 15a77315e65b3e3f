import ACD
import CallModel
import Testing

/// From an agent's answer to his next: hold, transfer, the end, wrap-up.
@Suite struct ConversationTests {
  /// `c1` is talking with `amy` from second 0 on.
  private func talking(
    agents: [String] = ["amy"], _ change: (inout QueueConfiguration) -> Void = { _ in }
  ) -> Floor {
    var floor = Floor(agents: agents, change)
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    _ = floor.heard()
    return floor
  }

  private func wrap(_ floor: inout Floor, _ call: String, _ code: String, at seconds: Int64) -> ACDRefusal? {
    floor.at(seconds) { $0.wrap(call: CallID(call), by: AgentID("amy"), code: code, at: $1, into: &$2) }
  }

  @Test func holdsAreCountedApartFromTalk() {
    var floor = talking()
    let (call, amy) = (CallID("c1"), AgentID("amy"))
    #expect(floor.at(10) { $0.hold(call: call, by: amy, at: $1, into: &$2) } == nil)
    #expect(floor.engine.status(of: call)?.place == .held(amy))
    #expect(
      floor.at(11) { $0.hold(call: call, by: amy, at: $1, into: &$2) }
        == .agentState(want: "talking", have: "held"))
    #expect(floor.at(25) { $0.unhold(call: call, by: amy, at: $1, into: &$2) } == nil)
    #expect(
      floor.at(26) { $0.unhold(call: call, by: amy, at: $1, into: &$2) }
        == .agentState(want: "held", have: "talking"))
    #expect(floor.at(30) { $0.hold(call: call, by: amy, at: $1, into: &$2) } == nil)
    floor.hangUp("c1", at: 37)
    #expect(
      floor.heard() == [
        "c1 held", "amy held", "c1 unheld", "amy talking", "c1 held", "amy held",
        "c1 ended with amy talk 15 hold 22 caller-hung-up", "amy ready",
      ])
  }

  @Test func nobodyIsOnHoldForEver() {
    var floor = talking { $0.holdLimit = .seconds(60) }
    #expect(floor.at(10) { $0.hold(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    floor.wait(until: 70)
    #expect(floor.heard() == ["c1 held", "amy held", "c1 unheld", "amy talking"])
    #expect(floor.engine.nextDeadline == nil)
  }

  @Test func onlyTheAgentOfACallMayTouchIt() {
    var floor = talking(agents: ["amy", "bob"])
    let (call, bob) = (CallID("c1"), AgentID("bob"))
    #expect(floor.at(1) { $0.end(call: call, by: bob, at: $1, into: &$2) } == .notYourCall(call))
    #expect(floor.at(1) { $0.hold(call: call, by: bob, at: $1, into: &$2) } == .notYourCall(call))
    #expect(
      floor.at(1) { $0.transfer(call: call, by: bob, to: .agent(bob), at: $1, into: &$2) } == .notYourCall(call))
    #expect(floor.at(1) { $0.wrap(call: call, by: bob, code: "x", at: $1, into: &$2) } == .notYourCall(call))
    #expect(
      floor.at(1) { $0.end(call: CallID("c7"), by: bob, at: $1, into: &$2) } == .unknownCall(CallID("c7")))
    #expect(floor.heard() == [])
  }

  @Test func aCallThatWaitsIsNotReleasedAndOneOnALineDoesNotLeave() {
    var floor = talking()
    floor.enter("c2", at: 1)
    #expect(
      floor.at(2) { $0.release(call: CallID("c2"), at: $1, into: &$2) }
        == .callState(want: "talking|held", have: "waiting"))
    #expect(
      floor.at(2) { $0.leave(call: CallID("c1"), reason: .callback, at: $1, into: &$2) }
        == .callState(want: "waiting|offered", have: "talking"))
  }

  // MARK: Wrap-up

  @Test func optionalWrapUpEndsByCodeByReadyOrByItself() {
    for (ending, seconds) in [("code", Int64(5)), ("ready", 6), ("limit", 30)] {
      var floor = talking { $0.wrapUp = WrapUpPolicy(mode: .optional, limit: .seconds(30)) }
      floor.end("c1", by: "amy", at: 0)
      #expect(
        floor.heard() == [
          "c1 ended with amy talk 0 hold 0 agent-ended", "amy wrap-up", "amy wraps c1 until 30",
        ])
      #expect(floor.engine.status(of: AgentID("amy"))?.call == CallID("c1"))
      if ending == "code" { #expect(wrap(&floor, "c1", "sale", at: seconds) == nil) }
      if ending == "ready" { floor.ready("amy", at: seconds) }
      if ending == "limit" { floor.wait(until: seconds) }
      #expect(floor.heard().last == "amy ready", "\(ending)")
      #expect(floor.engine.status(of: AgentID("amy"))?.since == Floor.noon + .seconds(seconds))
    }
  }

  @Test func mandatoryWrapUpWaitsForItsCode() {
    var floor = talking { $0.wrapUp = WrapUpPolicy(mode: .mandatory, limit: .seconds(300), codes: ["sale"]) }
    floor.end("c1", by: "amy", at: 10)
    let uncoded = ACDRefusal.agentState(want: "coded", have: "wrap-up")
    let amy = AgentID("amy")
    #expect(floor.at(11) { $0.ready(agent: amy, at: $1, into: &$2) } == uncoded)
    #expect(floor.at(11) { $0.notReady(agent: amy, reason: "tea", at: $1, into: &$2) } == uncoded)
    #expect(floor.at(11) { $0.logOut(agent: amy, at: $1, into: &$2) } == uncoded)
    #expect(wrap(&floor, "c1", "nonsense", at: 12) == .unknownCode("nonsense", known: ["sale"]))
    #expect(wrap(&floor, "c9", "sale", at: 12) == .notYourCall(CallID("c9")))
    #expect(floor.state("amy") == .wrapUp)
    #expect(wrap(&floor, "c1", "sale", at: 13) == nil)
    #expect(floor.heard().suffix(2) == ["amy codes c1 sale", "amy ready"])
  }

  @Test func mandatoryWrapUpHasALeaseToo() {
    var floor = talking { $0.wrapUp = WrapUpPolicy(mode: .mandatory, limit: .seconds(300)) }
    floor.end("c1", by: "amy", at: 0)
    floor.enter("c2", at: 1)
    floor.wait(until: 300)
    #expect(floor.heard().last == "amy not-ready(uncoded)", "and no call for who owes a code")
  }

  @Test func timedWrapUpRunsItsTimeWhateverTheCode() {
    var floor = talking { $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(30)) }
    floor.end("c1", by: "amy", at: 0)
    #expect(wrap(&floor, "c1", "sale", at: 5) == nil)
    #expect(floor.state("amy") == .wrapUp)
    floor.wait(until: 30)
    #expect(floor.state("amy") == .ready)
    var other = talking { $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(30)) }
    other.end("c1", by: "amy", at: 0)
    other.ready("amy", at: 5)
    #expect(other.state("amy") == .ready)
  }

  @Test func aCodeGivenDuringTheCallSavesTheWrapUp() {
    var floor = talking { $0.wrapUp = WrapUpPolicy(mode: .mandatory, limit: .seconds(30)) }
    #expect(wrap(&floor, "c1", "sale", at: 5) == nil)
    floor.end("c1", by: "amy", at: 9)
    #expect(floor.state("amy") == .ready)
    floor.enter("c2", at: 10)
    floor.accept("o2", by: "amy", at: 10)
    floor.end("c2", by: "amy", at: 11)
    #expect(floor.state("amy") == .wrapUp, "the code was the last call's")
  }

  @Test func notReadyDuringACallTakesEffectAfterIt() {
    var floor = talking()
    floor.enter("c2", at: 1)
    let amy = AgentID("amy")
    #expect(floor.at(2) { $0.notReady(agent: amy, reason: "lunch", at: $1, into: &$2) } == nil)
    #expect(floor.state("amy") == .talking)
    floor.end("c1", by: "amy", at: 9)
    #expect(floor.heard().last == "amy not-ready(lunch)")
    var other = talking()
    #expect(other.at(2) { $0.notReady(agent: amy, reason: "lunch", at: $1, into: &$2) } == nil)
    other.ready("amy", at: 3)
    other.end("c1", by: "amy", at: 9)
    #expect(other.state("amy") == .ready, "taken back")
    #expect(
      other.at(9) { $0.ready(agent: amy, at: $1, into: &$2) }
        == .agentState(want: "not-ready|wrap-up", have: "ready"))
  }

  @Test func wrapUpEndsBeforeAnOfferRunsOutAtTheSameInstant() {
    var floor = Floor(agents: ["amy", "bob"]) {
      $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(10))
      $0.offerTimeout = .seconds(10)
    }
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.end("c1", by: "amy", at: 5)
    floor.enter("c2", at: 5)
    _ = floor.heard()
    floor.wait(until: 15)
    #expect(
      floor.heard() == [
        "amy ready", "withdraw o2 c2 -> bob no-answer", "bob not-ready(no-answer)", "offer o3 c2 -> amy", "amy offered",
      ])
  }

  // MARK: Transfer

  @Test func aTransferKeepsTheSeniorityAndStartsTheRingsAnew() throws {
    let skill = SkillID("loans")
    var floor = Floor(
      [
        QueueConfiguration(id: QueueID("front"), wrapUp: WrapUpPolicy(mode: .none)),
        QueueConfiguration(
          id: QueueID("loans"),
          rings: [
            RingConfiguration(requirements: [SkillRequirement(skill)]), RingConfiguration(after: .seconds(60)),
          ], wrapUp: WrapUpPolicy(mode: .none)),
      ],
      agents: [AgentConfiguration(id: AgentID("amy"))], skills: [skill])
    floor.staff(["amy"])
    floor.enter("c1", "front", at: 0)
    floor.accept("o1", by: "amy", at: 5)
    floor.enter("c2", "loans", at: 10)
    _ = floor.heard()
    let refusal = floor.at(200) {
      $0.transfer(call: CallID("c1"), by: AgentID("amy"), to: .queue(QueueID("loans")), at: $1, into: &$2)
    }
    #expect(refusal == nil)
    let moved = try #require(floor.engine.status(of: CallID("c1")))
    #expect(moved.queue == QueueID("loans") && moved.arrival == Floor.noon && moved.position == 1)
    #expect(moved.ring == 0, "specialists first, though it came long ago")
    #expect(moved.entered == Floor.noon + .seconds(200))
    #expect(floor.heard().contains("offer o2 c2 -> amy"), "the other one waited past the wider ring's time")
    floor.accept("o2", by: "amy", at: 201)
    floor.end("c2", by: "amy", at: 230)
    #expect(!floor.heard().contains { $0.hasPrefix("offer") })
    floor.wait(until: 260)
    #expect(floor.heard().contains("offer o3 c1 -> amy"))
    #expect(floor.counters("front").answered == 1)
    #expect(floor.counters("loans").transferredIn == 1)
    #expect(floor.counters("loans").offered == 2)
  }

  @Test func aTransferIsRefusedWhereTheQueueWouldNotLetTheCallerIn() {
    let hours = OpeningHours(OpeningHours.Span(from: .hours(9), to: .hours(11))!)
    var floor = Floor(
      [
        QueueConfiguration(id: QueueID("q")), QueueConfiguration(id: QueueID("closed"), hours: hours),
        QueueConfiguration(
          id: QueueID("full"), rings: [RingConfiguration(requirements: [SkillRequirement(SkillID("x"))])], maxWaiting: 0
        ),
        QueueConfiguration(
          id: QueueID("empty"), rings: [RingConfiguration(requirements: [SkillRequirement(SkillID("x"))])],
          joinWhenEmpty: false),
      ], agents: [AgentConfiguration(id: AgentID("amy")), AgentConfiguration(id: AgentID("bob"))],
      skills: [SkillID("x")])
    floor.staff(["amy"])
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    _ = floor.heard()
    func transfer(_ target: TransferTarget) -> ACDRefusal? {
      floor.at(1) { $0.transfer(call: CallID("c1"), by: AgentID("amy"), to: target, at: $1, into: &$2) }
    }
    #expect(transfer(.queue(QueueID("closed"))) == .queueRefuses(QueueID("closed"), .closed))
    #expect(transfer(.queue(QueueID("full"))) == .queueRefuses(QueueID("full"), .full))
    #expect(transfer(.queue(QueueID("empty"))) == .queueRefuses(QueueID("empty"), .noAgents))
    #expect(transfer(.queue(QueueID("none"))) == .unknownQueue(QueueID("none")))
    #expect(transfer(.agent(AgentID("eve"))) == .unknownAgent(AgentID("eve")))
    #expect(transfer(.agent(AgentID("bob"))) == .agentState(want: "ready", have: "logged-out"))
    #expect(transfer(.agent(AgentID("amy"))) == .agentState(want: "ready", have: "talking"))
    #expect(floor.heard() == [], "and the conversation goes on")
  }

  @Test func aTransferToAnAgentRingsWithHimAlone() {
    var floor = talking(agents: ["amy", "bob", "cid"])
    _ = floor.at(10) {
      $0.transfer(call: CallID("c1"), by: AgentID("amy"), to: .agent(AgentID("cid")), at: $1, into: &$2)
    }
    #expect(
      floor.heard() == [
        "c1 ended with amy talk 10 hold 0 transferred", "amy ready", "c1 at 1", "offer o2 c1 -> cid", "cid offered",
      ])
    #expect(floor.engine.why(CallID("c1"))?.why == ["transfer"])
    floor.wait(until: 30)
    #expect(
      floor.heard() == [
        "withdraw o2 c1 -> cid no-answer", "cid not-ready(no-answer)", "offer o3 c1 -> bob", "bob offered",
      ], "who isn't taken by the colleague waits for anyone")
  }
}
