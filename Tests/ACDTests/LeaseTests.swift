import CallModel
import Testing

@testable import ACD

/// Nothing is stuck: everybody puts the receiver down and walks away, and the clock runs. Each state of an agent and
/// each place of a call ends by itself, or is one in which somebody may rest, and then the loss of a connection or the
/// caller's hanging up, which no human has to report, ends it.
@Suite struct LeaseTests {
  private static let amy = AgentID("amy")
  private static let bob = AgentID("bob")
  private static let c1 = CallID("c1")
  private static let day: Int64 = 86_400

  /// Every state of an agent in which the engine can have him, by what he does.
  enum Situation: String, CaseIterable {
    case loggedOut, notReady, ready, offered, talking, held, consulting, consulted, asked, joined, dialling
    case wrapUpOptional, wrapUpMandatory, wrapUpTimed
    case reconnecting

    /// Where nothing is owed to anybody: these need not end.
    var isRest: Bool { [.loggedOut, .notReady, .ready].contains(self) }
    /// They last as long as the caller does.
    var isConversation: Bool { self == .talking || self == .joined }

    var watched: AgentID { self == .consulted || self == .asked ? LeaseTests.bob : LeaseTests.amy }

    var mode: WrapUpPolicy.Mode {
      switch self {
      case .wrapUpOptional: .optional
      case .wrapUpMandatory: .mandatory
      case .wrapUpTimed: .timed
      case .loggedOut, .notReady, .ready, .offered, .talking, .held, .consulting, .consulted, .asked, .joined,
        .dialling,
        .reconnecting:
        .none
      }
    }
  }

  private static func floor(in situation: Situation) -> Floor {
    var floor = Floor(agents: ["amy", "bob"]) {
      $0.wrapUp = WrapUpPolicy(mode: situation.mode, limit: .minutes(5))
      // So that nobody takes over what amy lets go of.
      $0.maxWait = .minutes(1)
    }
    let isAlone = ![.consulting, .consulted, .asked, .joined].contains(situation)
    if isAlone { _ = floor.at(0) { $0.logOut(agent: bob, at: $1, into: &$2) } }
    switch situation {
    case .loggedOut: _ = floor.at(0) { $0.logOut(agent: amy, at: $1, into: &$2) }
    case .notReady: _ = floor.at(0) { $0.notReady(agent: amy, reason: "tea", at: $1, into: &$2) }
    case .ready: break
    case .offered: floor.enter("c1", at: 0)
    case .dialling:
      let work = OutboundWork(id: c1, queue: QueueID("q"), due: Floor.noon)
      _ = floor.at(0) { $0.give(work, at: $1, into: &$2) }
      floor.accept("o1", by: "amy", at: 0)
    case .reconnecting:
      _ = floor.at(0) { $0.consoleDied(agent: amy, graceEnds: Floor.noon + .seconds(30), at: $1, into: &$2) }
    case .talking, .held, .consulting, .consulted, .asked, .joined, .wrapUpOptional, .wrapUpMandatory, .wrapUpTimed:
      floor.enter("c1", at: 0)
      floor.accept("o1", by: "amy", at: 0)
      converse(&floor, in: situation)
    }
    return floor
  }

  private static func converse(_ floor: inout Floor, in situation: Situation) {
    switch situation {
    case .held: _ = floor.at(1) { $0.hold(call: c1, by: amy, at: $1, into: &$2) }
    case .wrapUpOptional, .wrapUpMandatory, .wrapUpTimed: floor.hangUp("c1", at: 1)
    case .consulting, .consulted, .asked, .joined:
      _ = floor.at(1) { $0.consult(call: c1, by: amy, with: .agent(bob), at: $1, into: &$2) }
      if situation != .asked { floor.accept("o2", by: "bob", at: 2) }
      if situation == .joined { _ = floor.at(3) { $0.join(call: c1, by: amy, at: $1, into: &$2) } }
    case .loggedOut, .notReady, .ready, .offered, .talking, .dialling, .reconnecting: break
    }
  }

  private static func kind(_ floor: Floor, _ agent: AgentID) -> AgentState.Kind { floor.state(agent.text).kind }

  @Test func situationsReachEveryState() {
    let reached = Set(Situation.allCases.map { Self.kind(Self.floor(in: $0), $0.watched) })
    #expect(reached == Set(AgentState.Kind.allCases))
  }

  /// The lease. A conversation has none, for it is nobody's to end but its parties'.
  @Test(arguments: Situation.allCases) func everyTransitionalStateEndsByItself(situation: Situation) {
    var floor = Self.floor(in: situation)
    let before = Self.kind(floor, situation.watched)
    floor.wait(until: Self.day)
    let after = Self.kind(floor, situation.watched)
    if situation.isRest || situation.isConversation {
      #expect(after == before)
    } else {
      #expect([.loggedOut, .notReady, .ready, .talking].contains(after), "\(after.word)")
      #expect(after == .talking || !after.isOnCall)
    }
  }

  /// A conversation ends when the caller hangs up, which the gateway reports, whatever the agent does.
  @Test(
    arguments: Situation.allCases.filter { ![.loggedOut, .notReady, .ready, .dialling, .reconnecting].contains($0) })
  func theCallersHangingUpFreesEverybody(situation: Situation) {
    var floor = Self.floor(in: situation)
    if situation.mode == .none { floor.hangUp("c1", at: 4) }
    floor.wait(until: Self.day)
    for agent in [Self.amy, Self.bob] { #expect([.loggedOut, .notReady, .ready].contains(Self.kind(floor, agent))) }
    #expect(floor.engine.status(of: Self.c1) == nil)
  }

  /// And every state but `loggedOut` when the agent's connection is lost, which the socket reports.
  @Test(arguments: Situation.allCases.filter { $0 != .loggedOut && $0 != .reconnecting })
  func aLostConnectionEndsEveryState(situation: Situation) {
    var floor = Self.floor(in: situation)
    let refusal = floor.at(4) { $0.connectionLost(agent: situation.watched, at: $1, into: &$2) }
    #expect(refusal == nil)
    floor.wait(until: Self.day)
    #expect(floor.state(situation.watched.text) == .loggedOut)
  }

  /// A call is somewhere for good only where it waits for the one thing that it came for.
  @Test(arguments: Situation.allCases) func noCallIsLeftBehind(situation: Situation) {
    var floor = Self.floor(in: situation)
    _ = floor.at(4) { $0.connectionLost(agent: Self.amy, at: $1, into: &$2) }
    _ = floor.at(4) { $0.connectionLost(agent: Self.bob, at: $1, into: &$2) }
    floor.wait(until: Self.day)
    let place = floor.engine.status(of: Self.c1)?.place
    #expect(place == nil || place == .standby, "patience has ended, and work waits for agents")
  }

  /// Work between two attempts is due again by itself.
  @Test func aPauseEnds() {
    var floor = Self.floor(in: .dialling)
    _ = floor.at(5) { $0.customerMissed(call: Self.c1, result: .busy, at: $1, into: &$2) }
    #expect(floor.engine.status(of: Self.c1)?.place == .paused)
    floor.wait(until: 5 + 300)
    #expect(floor.state("amy") == .offered)
  }
}
