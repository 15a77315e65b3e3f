import CallModel
import Testing

@testable import ACD

/// The agents' states: which follow on which, who may ask for them, and how the time in them is kept.
@Suite struct AgentStateTests {
  private func perform(_ verb: String, _ floor: inout Floor, at seconds: Int64) -> ACDRefusal? {
    let amy = AgentID("amy")
    return floor.at(seconds) { engine, time, actions in
      switch verb {
      case "logIn": engine.logIn(agent: amy, at: time, into: &actions)
      case "logOut": engine.logOut(agent: amy, at: time, into: &actions)
      case "ready": engine.ready(agent: amy, at: time, into: &actions)
      case "notReady": engine.notReady(agent: amy, reason: "tea", at: time, into: &actions)
      case "lost": engine.connectionLost(agent: amy, at: time, into: &actions)
      default: preconditionFailure("no such verb")
      }
    }
  }

  /// An agent in each of the states, each reached by verbs.
  private func floor(in state: AgentState.Kind) -> Floor {
    var floor = Floor(
      [QueueConfiguration(id: QueueID("q"), wrapUp: WrapUpPolicy(mode: .optional))],
      agents: [AgentConfiguration(id: AgentID("amy"))])
    if state == .loggedOut { return floor }
    _ = perform("logIn", &floor, at: 0)
    if state == .notReady { return floor }
    _ = perform("ready", &floor, at: 0)
    if state == .ready { return floor }
    floor.enter("c1", at: 0)
    if state == .offered { return floor }
    floor.accept("o1", by: "amy", at: 0)
    if state == .held { _ = floor.at(0) { $0.hold(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) } }
    if state == .wrapUp { floor.end("c1", by: "amy", at: 0) }
    return floor
  }

  /// What each verb does in each state: the state after it, or nothing where it is refused.
  @Test(
    arguments: [
      ("logIn", [.loggedOut: .notReady]),
      ("logOut", [.notReady: .loggedOut, .ready: .loggedOut, .wrapUp: .loggedOut]),
      ("ready", [.notReady: .ready, .wrapUp: .ready]),
      (
        "notReady",
        [.notReady: .notReady, .ready: .notReady, .wrapUp: .notReady, .talking: .talking, .held: .held]
      ),
      (
        "lost",
        [
          .notReady: .loggedOut, .ready: .loggedOut, .offered: .loggedOut, .talking: .talking, .held: .held,
          .wrapUp: .wrapUp,
        ]
      ),
    ] as [(String, [AgentState.Kind: AgentState.Kind])])
  func verbsInStates(verb: String, outcomes: [AgentState.Kind: AgentState.Kind]) {
    for state in AgentState.Kind.allCases where state != .consulting {
      var floor = floor(in: state)
      #expect(floor.state("amy").kind == state)
      _ = floor.heard()
      let refusal = perform(verb, &floor, at: 5)
      #expect((refusal == nil) == (outcomes[state] != nil), "\(verb) in \(state.word)")
      #expect(floor.state("amy").kind == outcomes[state] ?? state, "\(verb) in \(state.word)")
      guard refusal != nil else { continue }
      #expect(floor.heard() == [], "a refused verb does nothing")
      #expect(refusal?.symbol == "agent-state" && refusal?.wantAndHave?.have == state.word)
      #expect(refusal?.wantAndHave?.want.isEmpty == false)
    }
  }

  @Test func unknownAgentsAreRefused() {
    var floor = Floor(agents: ["amy"])
    let eve = AgentID("eve")
    #expect(floor.at(0) { $0.logIn(agent: eve, at: $1, into: &$2) } == .unknownAgent(eve))
    #expect(floor.at(0) { $0.logOut(agent: eve, at: $1, into: &$2) } == .unknownAgent(eve))
    #expect(floor.at(0) { $0.ready(agent: eve, at: $1, into: &$2) } == .unknownAgent(eve))
    #expect(floor.at(0) { $0.notReady(agent: eve, reason: "x", at: $1, into: &$2) } == .unknownAgent(eve))
    #expect(floor.at(0) { $0.connectionLost(agent: eve, at: $1, into: &$2) } == .unknownAgent(eve))
    #expect(floor.at(0) { $0.connectionRestored(agent: eve, at: $1, into: &$2) } == .unknownAgent(eve))
  }

  @Test func theTableLeavesEveryStateAndReachesEveryState() {
    for kind in AgentState.Kind.allCases {
      #expect(!kind.next.isEmpty)
      #expect(AgentState.Kind.allCases.contains { $0 != kind && $0.next.contains(kind) })
      #expect(kind == .loggedOut || kind == .notReady || !kind.next.contains(kind), "a state ends in another one")
    }
    #expect(!AgentState.Kind.loggedOut.next.contains(.ready), "who comes is not ready before he says so")
    #expect(!AgentState.Kind.notReady.next.contains(.offered))
  }

  @Test func stretchesFollowOnEachOtherWithoutAGap() {
    var floor = Floor(agents: ["amy"]) { $0.wrapUp = WrapUpPolicy(mode: .optional, limit: .seconds(30)) }
    floor.enter("c1", at: 10)
    floor.accept("o1", by: "amy", at: 13)
    _ = floor.at(20) { $0.hold(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) }
    _ = floor.at(25) { $0.unhold(call: CallID("c1"), by: AgentID("amy"), at: $1, into: &$2) }
    floor.hangUp("c1", at: 40)
    floor.wait(until: 70)
    _ = floor.at(80) { $0.notReady(agent: AgentID("amy"), reason: "tea", at: $1, into: &$2) }
    _ = floor.at(95) { $0.logOut(agent: AgentID("amy"), at: $1, into: &$2) }
    _ = floor.at(200) { $0.logIn(agent: AgentID("amy"), at: $1, into: &$2) }
    _ = floor.at(205) { $0.logOut(agent: AgentID("amy"), at: $1, into: &$2) }
    #expect(
      floor.stretches() == [
        "amy ready 0-10", "amy offered 10-13", "amy talking 13-20", "amy held 20-25", "amy talking 25-40",
        "amy wrap-up 40-70", "amy ready 70-80", "amy not-ready(tea) 80-95", "amy not-ready(login) 200-205",
      ])
  }

  @Test func statusIsInTheOrderOfTheSettings() throws {
    var floor = Floor(agents: ["zoe", "amy", "bob"])
    floor.enter("c1", at: 5)
    floor.accept("o1", by: "amy", at: 8)
    let status = floor.engine.agentStatus
    #expect(status.map(\.agent.text) == ["zoe", "amy", "bob"])
    #expect(status[1].state == .talking && status[1].since == Floor.noon + .seconds(8))
    #expect(status[1].call == CallID("c1") && status[1].queue == QueueID("q") && status[1].answered == 1)
    #expect(status[0].call == nil && status[0].isConnected)
    let queue = try #require(floor.engine.queueStatus.first)
    #expect(queue.agentsLoggedIn == 3 && queue.agentsReady == 2 && queue.agentsTalking == 1)
    #expect(queue.waiting == 0 && queue.longestWait == .zero)
  }

  @Test func theLongestWaitIsOfWhoEnteredFirstWhateverHisUrgency() {
    var floor = Floor(agents: [])
    floor.enter("c1", at: 0)
    floor.enter("vip", credit: 500, at: 30)
    floor.wait(until: 50)
    #expect(floor.engine.status(of: QueueID("q"))?.longestWait == .seconds(50))
    floor.hangUp("c1", at: 60)
    #expect(floor.engine.status(of: QueueID("q"))?.longestWait == .seconds(30))
  }
}
