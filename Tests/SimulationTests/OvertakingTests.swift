import ACD
import CallModel
import Testing

@testable import Simulation

/// With equal rates, a caller may be overtaken only by those who arrive within the difference of their points.
@Suite struct OvertakingTests {
  private struct Stay {
    let arrival: Timestamp
    let points: Int64
    var answered: Timestamp?
  }

  private static let classes: [Int64] = [0, 30, 120]
  private static let rate: Int64 = 2

  /// A recorded run near saturation: 3,000 callers of three classes, four agents.
  private func recordedRun() -> [Stay] {
    let queues = Self.classes.indices.map { index in
      QueueConfiguration(
        id: QueueID("q\(index)"), base: Self.classes[index], rate: Self.rate, wrapUp: WrapUpPolicy(mode: .none))
    }
    let agents = (1...4).map { AgentConfiguration(id: AgentID("a\($0)")) }
    var engine = ACDEngine(
      configuration: ACDConfiguration(queues: queues, agents: agents), startingAt: Timestamp(microseconds: 0))
    var random = SplitMix64(seed: 5)
    var stays: [Stay] = []
    var agenda: [(at: Timestamp, call: CallID)] = []
    var actions: [ACDAction] = []
    for agent in agents {
      engine.logIn(agent: agent.id, at: engine.now, into: &actions)
      engine.ready(agent: agent.id, at: engine.now, into: &actions)
    }
    func settle() {
      var next = 0
      while next < actions.count {
        if case .offer(let offer, let agent, _, _, _, _, _) = actions[next] {
          engine.accept(offer: offer, by: agent, at: engine.now, into: &actions)
        } else if case .connect(let call, _, _, _, _) = actions[next] {
          stays[Int(call.text.dropFirst())!].answered = engine.now
          agenda.append((engine.now + Interval(fractionalSeconds: 100 * random.nextExponential()), call))
        }
        next += 1
      }
      actions = []
    }
    func release(until instant: Timestamp) {
      while let index = agenda.indices.min(by: { agenda[$0].at < agenda[$1].at }), agenda[index].at <= instant {
        let (at, call) = agenda.remove(at: index)
        engine.release(call: call, at: at, into: &actions)
        settle()
      }
    }
    var now = engine.now
    for number in 0..<3_000 {
      now = now + Interval(fractionalSeconds: 26.5 * random.nextExponential())
      release(until: now)
      let kind = random.next(below: 3)
      let credit = Int64(random.next(below: 2) * 15)
      stays.append(Stay(arrival: now, points: Self.classes[kind] + credit))
      engine.enter(
        call: CallID("c\(number)"), queue: QueueID("q\(kind)"), credit: credit, at: now, into: &actions)
      settle()
    }
    release(until: .distantFuture)
    return stays
  }

  @Test func overtakingIsBoundedForEveryPair() {
    let stays = recordedRun()
    var overtakings = 0
    for first in stays.indices {
      let early = stays[first]
      guard let answered = early.answered else {
        Issue.record("caller \(first) was never answered")
        continue
      }
      for late in stays[(first + 1)...] {
        if late.arrival >= answered { break }
        guard let other = late.answered, other < answered else { continue }
        overtakings += 1
        // rate x (arrival_j - arrival_i) <= points_j - points_i, in micropoints.
        let head = (late.points - early.points) * 1_000_000
        #expect(Self.rate * (late.arrival - early.arrival).microseconds <= head)
      }
    }
    #expect(overtakings > 100, "A run without overtaking proves nothing.")
  }
}
