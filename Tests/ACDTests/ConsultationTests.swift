import ACD
import CallModel
import Testing

/// An agent asks a colleague about a call: every way into it, and every way out.
@Suite struct ConsultationTests {
  /// Amy has c1 since 0; bob is ready.
  private static func asking(_ change: (inout QueueConfiguration) -> Void = { _ in }) -> Floor {
    var floor = Floor(agents: ["amy", "bob"]) {
      $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(30))
      change(&$0)
    }
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    _ = floor.heard()
    return floor
  }

  /// Both speak since 12.
  private static func speaking(_ change: (inout QueueConfiguration) -> Void = { _ in }) -> Floor {
    var floor = asking(change)
    floor.consult(with: .agent(AgentID("bob")), at: 10)
    floor.accept("o2", by: "bob", at: 12)
    _ = floor.heard()
    return floor
  }

  @Test func theCallerIsOnHoldWhileAColleagueIsAsked() {
    var floor = Self.asking()
    floor.consult(with: .agent(AgentID("bob")), at: 10)
    #expect(floor.heard() == ["c1 held", "amy consulting", "o2 amy asks bob about c1", "bob offered"])
    floor.accept("o2", by: "bob", at: 12)
    #expect(floor.heard() == ["amy speaks with bob about c1", "bob consulting"])
    #expect(floor.engine.status(of: CallID("c1"))?.place == .consulting(AgentID("amy")))
    #expect(floor.engine.status(of: AgentID("bob"))?.call == CallID("c1"))
  }

  @Test func theColleagueTakesOverAndTheAgentWrapsUp() {
    var floor = Self.speaking()
    #expect(floor.at(20) { $0.complete(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(
      floor.heard() == [
        "c1 unheld", "c1 ended with amy talk 10 hold 10 handed-over", "c1 amy -> bob in q", "bob talking",
        "amy wrap-up", "amy wraps c1 until 50",
      ])
    floor.end("c1", by: "bob", at: 60)
    #expect(floor.heard().first == "amy ready")
    #expect(floor.state("bob") == .wrapUp)
    #expect(floor.counters().answered == 1, "one caller, answered once")
  }

  @Test func allThreeSpeakAndThenTheColleagueTakesOver() {
    var floor = Self.speaking()
    #expect(floor.at(15) { $0.join(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(floor.heard() == ["c1 unheld", "amy talking", "bob talking", "c1 with amy and bob"])
    let refusal = floor.at(16) { $0.hold(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) }
    #expect(refusal == .callState(want: "talking|held", have: "joined"))
    #expect(floor.at(30) { $0.complete(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(
      floor.heard() == [
        "c1 ended with amy talk 25 hold 5 handed-over", "c1 amy -> bob in q", "amy wrap-up", "amy wraps c1 until 60",
      ])
  }

  @Test(arguments: [false, true]) func theAgentTakesTheCallerBack(joined: Bool) {
    var floor = Self.speaking()
    if joined { _ = floor.at(15) { $0.join(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } }
    _ = floor.heard()
    #expect(
      floor.at(20) { $0.cancelConsultation(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    let back = joined ? [] : ["c1 unheld", "amy talking"]
    #expect(floor.heard() == ["c1 without bob cancelled", "bob ready"] + back)
    floor.end("c1", by: "amy", at: 40)
    #expect(floor.heard().first == "c1 ended with amy talk \(joined ? 35 : 30) hold \(joined ? 5 : 10) agent-ended")
  }

  @Test func anOfferToAColleagueCanBeTakenBack() {
    var floor = Self.asking()
    floor.consult(with: .agent(AgentID("bob")), at: 10)
    _ = floor.heard()
    #expect(
      floor.at(11) { $0.cancelConsultation(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(
      floor.heard() == [
        "c1 without bob cancelled", "withdraw o2 c1 -> bob cancelled", "bob ready", "c1 unheld", "amy talking",
      ])
  }

  @Test func aColleagueMayDeclineOrNotAnswer() {
    var floor = Self.asking { $0.declineLimit = 2 }
    floor.consult(with: .agent(AgentID("bob")), at: 10)
    _ = floor.heard()
    floor.decline("o2", by: "bob", at: 11)
    #expect(
      floor.heard() == [
        "withdraw o2 c1 -> bob declined", "c1 without bob declined", "c1 unheld", "amy talking", "bob ready",
      ])
    floor.consult(with: .agent(AgentID("bob")), at: 12)
    _ = floor.heard()
    floor.wait(until: 32)
    #expect(
      floor.heard() == [
        "withdraw o3 c1 -> bob no-answer", "c1 without bob no-answer", "c1 unheld",
        "amy talking",
        "bob not-ready(no-answer)",
      ])
  }

  @Test func aCallerIsNotOnHoldForEver() {
    var floor = Self.speaking { $0.holdLimit = .seconds(60) }
    floor.wait(until: 69)
    #expect(floor.heard() == [])
    floor.wait(until: 70)
    #expect(floor.heard() == ["c1 without bob hold-limit", "bob ready", "c1 unheld", "amy talking"])
  }

  @Test(arguments: [false, true]) func theCallerHangsUp(accepted: Bool) {
    var floor = Self.asking()
    floor.consult(with: .agent(AgentID("bob")), at: 10)
    if accepted { floor.accept("o2", by: "bob", at: 12) }
    _ = floor.heard()
    floor.hangUp("c1", at: 20)
    let parted =
      accepted
      ? ["c1 without bob call-ended", "bob ready"]
      : ["c1 without bob call-ended", "withdraw o2 c1 -> bob caller-gone", "bob ready"]
    #expect(
      floor.heard() == parted + [
        "c1 ended with amy talk 10 hold 10 caller-hung-up", "amy wrap-up", "amy wraps c1 until 50",
      ])
  }

  @Test func theColleagueMayHangUp() {
    var floor = Self.speaking()
    floor.end("c1", by: "bob", at: 20)
    #expect(floor.heard() == ["c1 without bob left", "bob ready", "c1 unheld", "amy talking"])
  }

  @Test func aLostConsoleOfTheColleagueHasItsGraceTime() {
    var floor = Self.speaking { $0.grace = .seconds(5) }
    _ = floor.at(20) { $0.connectionLost(agent: AgentID("bob"), at: $1, into: &$2) }
    #expect(floor.heard() == [])
    floor.wait(until: 25)
    #expect(floor.heard() == ["c1 without bob connection-lost", "bob logged-out", "c1 unheld", "amy talking"])
  }

  @Test func aLostConsoleOfTheAgentSendsTheCallerBackToTheQueue() {
    var floor = Self.speaking { $0.grace = .seconds(5) }
    _ = floor.at(20) { $0.connectionLost(agent: AgentID("amy"), at: $1, into: &$2) }
    floor.wait(until: 25)
    #expect(
      floor.heard().prefix(4) == [
        "c1 without bob call-ended", "bob ready", "c1 ended with amy talk 10 hold 15 connection-lost", "amy logged-out",
      ])
    #expect(floor.state("bob") == .offered, "he is the next who could have him")
  }

  @Test func notReadySaidMeanwhileIsKept() {
    var floor = Self.speaking()
    _ = floor.at(15) { $0.notReady(agent: AgentID("bob"), reason: "lunch", at: $1, into: &$2) }
    #expect(
      floor.at(20) { $0.cancelConsultation(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(floor.state("bob") == .notReady(reason: "lunch"))
  }

  @Test func aQueueIsAskedForWhoHasBeenIdleTheLongestInItsLowestRing() {
    let skill = SkillID("x")
    var floor = Floor(
      [
        QueueConfiguration(id: QueueID("q"), wrapUp: WrapUpPolicy(mode: .none)),
        QueueConfiguration(
          id: QueueID("experts"),
          rings: [
            RingConfiguration(requirements: [SkillRequirement(skill, 2)]),
            RingConfiguration(after: .seconds(30), requirements: [SkillRequirement(skill)]),
          ], wrapUp: WrapUpPolicy(mode: .none, codes: ["solved"])),
      ],
      agents: [
        AgentConfiguration(id: AgentID("amy")), AgentConfiguration(id: AgentID("bob"), skills: [SkillLevel(skill)]),
        AgentConfiguration(id: AgentID("eve"), skills: [SkillLevel(skill, 2)]),
      ], skills: [skill])
    floor.staff(["amy", "bob", "eve"])
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.consult(with: .queue(QueueID("experts")), at: 10)
    #expect(floor.state("eve") == .offered)
    floor.decline("o2", by: "eve", at: 11)
    floor.consult(with: .queue(QueueID("experts")), at: 12)
    floor.accept("o3", by: "bob", at: 13)
    #expect(floor.at(14) { $0.complete(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(floor.engine.status(of: CallID("c1"))?.queue == QueueID("experts"))
    let coded = floor.at(15) { $0.wrap(call: CallID("c1"), by: AgentID("bob"), code: "solved", at: $1, into: &$2) }
    #expect(coded == nil, "its codes count now")
  }

  @Test func whatCannotBe() {
    var floor = Self.asking()
    func consult(_ target: TransferTarget, by agent: String = "amy") -> ACDRefusal? {
      floor.at(10) { $0.consult(call: CallID("c1"), by: AgentID(agent), with: target, at: $1, into: &$2) }
    }
    #expect(consult(.agent(AgentID("zoe"))) == .unknownAgent(AgentID("zoe")))
    #expect(consult(.agent(AgentID("amy"))) == .agentState(want: "ready", have: "talking"))
    #expect(consult(.queue(QueueID("tea"))) == .unknownQueue(QueueID("tea")))
    #expect(consult(.agent(AgentID("bob")), by: "bob") == .notYourCall(CallID("c1")))
    let complete = floor.at(10) { $0.complete(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) }
    #expect(complete == .callState(want: "speaking|joined", have: "talking"))
    #expect(consult(.agent(AgentID("bob"))) == nil)
    #expect(consult(.queue(QueueID("q"))) == .callState(want: "talking|held", have: "asked"))
    let join = floor.at(10) { $0.join(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) }
    #expect(join == .callState(want: "speaking", have: "asked"))
    let transfer = floor.at(10) {
      $0.transfer(call: CallID("c1"), by: AgentID("amy"), to: .queue(QueueID("q")), at: $1, into: &$2)
    }
    #expect(transfer == .callState(want: "talking|held", have: "asked"))
    let theirs = floor.at(10) { $0.complete(call: CallID("c1"), by: AgentID("bob"), at: $1, into: &$2) }
    #expect(theirs == .notYourCall(CallID("c1")))
  }

  @Test func aQueueWithoutAnIdleAgentIsNotAsked() {
    var floor = Floor(agents: ["amy"])
    floor.enter("c1", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    let refusal = floor.at(5) {
      $0.consult(call: CallID("c1"), by: AgentID("amy"), with: .queue(QueueID("q")), at: $1, into: &$2)
    }
    #expect(refusal == .queueRefuses(QueueID("q"), .noAgents))
  }

  /// Everything that can happen, in any order; `Floor` audits after each event.
  @Test func nothingIsEverStuckOrInTwoPlaces() {
    var seen: Set<String> = []
    for seed in UInt64(1)...8 { seen.formUnion(Self.happenings(seed: seed)) }
    for kind in [
      "consulting", "joined", "handedOver", "consultEnded cancelled", "consultEnded call-ended", "consultEnded left",
      "consultEnded no-answer",
    ] { #expect(seen.contains(kind), "no trace has \(kind)") }
  }

  private static func happenings(seed: UInt64) -> Set<String> {
    var dice = SplitMix64(seed: seed)
    let names = ["amy", "bob", "eve", "max"]
    var floor = Floor(agents: names) {
      $0.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(8))
      $0.grace = .seconds(6)
      $0.holdLimit = .seconds(40)
      $0.offerTimeout = .seconds(9)
    }
    var (second, calls) = (Int64(0), 0)
    var seen: Set<String> = []
    for _ in 1...1_500 {
      second += Int64(dice.next() % 4)
      let agent = AgentID(names[Int(dice.next() % 4)])
      let other = AgentID(names[Int(dice.next() % 4)])
      let status = floor.engine.status(of: agent)!
      let call = status.call ?? CallID("none")
      _ = floor.at(second) { engine, at, actions in
        if let offer = status.offer, dice.next() % 4 != 0 {
          return engine.accept(offer: offer, by: agent, at: at, into: &actions)
        }
        switch dice.next() % 16 {
        case 0, 1:
          // Colleagues are ready only where nobody waits for them.
          guard engine.queueStatus[0].waiting == 0 else { return engine.ready(agent: agent, at: at, into: &actions) }
          calls += 1
          return engine.enter(call: CallID("c\(calls)"), queue: QueueID("q"), at: at, into: &actions)
        case 2: return engine.hangUp(call: call, at: at, into: &actions)
        case 3: return engine.end(call: call, by: agent, at: at, into: &actions)
        case 4, 5: return engine.consult(call: call, by: agent, with: .agent(other), at: at, into: &actions)
        case 6: return engine.consult(call: call, by: agent, with: .queue(QueueID("q")), at: at, into: &actions)
        case 7: return engine.join(call: call, by: agent, at: at, into: &actions)
        case 8, 14, 15: return engine.complete(call: call, by: agent, at: at, into: &actions)
        case 9: return engine.cancelConsultation(call: call, by: agent, at: at, into: &actions)
        case 10: return engine.connectionLost(agent: agent, at: at, into: &actions)
        case 11: return engine.logIn(agent: agent, at: at, into: &actions)
        case 12: return engine.ready(agent: agent, at: at, into: &actions)
        case 13: return engine.unreachable(call: call, at: at, into: &actions)
        default:
          guard let offer = status.offer else { return engine.ready(agent: agent, at: at, into: &actions) }
          return engine.decline(offer: offer, by: agent, at: at, into: &actions)
        }
      }
      for action in floor.actions { seen.insert(action.kindAndReason) }
      _ = floor.heard()
    }
    return seen
  }
}

extension Floor {
  mutating func consult(with target: TransferTarget, at seconds: Int64) {
    #expect(
      at(seconds) { $0.consult(call: CallID("c1"), by: AgentID("amy"), with: target, at: $1, into: &$2) } == nil)
  }
}
