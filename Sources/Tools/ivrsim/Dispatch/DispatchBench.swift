import ACD
import CallModel
import LineSwarm

/// One measurement: the production scheduler with all agents busy and so many callers waiting, kept so.
struct DispatchBench {
  struct Result {
    var waiting: Int
    var decisions = 0
    /// Of the decisions alone.
    var decisionNanoseconds: Int64 = 0
    /// Of arrivals, decisions and acceptances.
    var cycleNanoseconds: Int64 = 0
    /// Of single decisions, in rounds of their own, whose clock readings cost the others nothing.
    var latency = Latency()

    var decisionsPerSecond: Double { Double(decisions) * 1e9 / Double(max(1, decisionNanoseconds)) }
    var cyclesPerSecond: Double { Double(decisions) * 1e9 / Double(max(1, cycleNanoseconds)) }
  }

  /// One round of so many measures latencies.
  static let roundsPerTiming = 8

  private let waiting: Int
  private var engine: ACDEngine
  private var dice: SplitMix64
  private let agents: [AgentID]
  private let queues: [QueueID]
  private var now = Timestamp.epoch + .hours(24 * 20_724)
  private var nextCall = 0
  private var actions: [ACDAction] = []
  /// What is offered, and to whom.
  private var offers: [(offer: OfferID, agent: AgentID, call: CallID)] = []

  init(_ plan: DispatchPlan, waiting: Int) {
    self.waiting = waiting
    engine = ACDEngine(configuration: plan.configuration(), startingAt: now, seed: plan.seed)
    dice = SplitMix64(seed: plan.seed ^ UInt64(waiting))
    agents = (0..<plan.agents).map(DispatchPlan.agent)
    queues = (0..<plan.queues).map(DispatchPlan.queue)
    actions.reserveCapacity(16 * agents.count)
    for _ in 0..<waiting { arrive() }
    for agent in agents {
      engine.logIn(agent: agent, at: now, into: &actions)
      engine.ready(agent: agent, at: now, into: &actions)
    }
    takeOffers()
  }

  /// A caller for a random queue, half a millisecond after the one before.
  private mutating func arrive() {
    now = now + Interval(microseconds: 500)
    nextCall += 1
    engine.enter(call: CallID("c\(nextCall)"), queue: dice.pick(queues), at: now, into: &actions)
  }

  private mutating func takeOffers() {
    for case .offer(let offer, let agent, let call, _, _, _, _) in actions { offers.append((offer, agent, call)) }
    actions.removeAll(keepingCapacity: true)
  }

  /// `progress` is told the share that is done.
  mutating func measure(seconds: Double, _ progress: (Double) -> Void) -> Result {
    var result = Result(waiting: waiting)
    round(into: &result)
    result = Result(waiting: waiting)
    var rounds = 0
    while Double(result.decisionNanoseconds) < seconds * 1e9 {
      if rounds % Self.roundsPerTiming == 0 { timingRound(into: &result) } else { round(into: &result) }
      rounds += 1
      progress(Double(result.decisionNanoseconds) / (seconds * 1e9))
    }
    return result
  }

  /// Every agent with an offer accepts it and ends the call, and is offered the next; as many callers come.
  private mutating func round(into result: inout Result) {
    let accepted = offers
    offers.removeAll(keepingCapacity: true)
    let began = ProcessorTime.now
    for (offer, agent, _) in accepted { engine.accept(offer: offer, by: agent, at: now, into: &actions) }
    takeOffers()
    let talking = ProcessorTime.now
    for (_, agent, call) in accepted {
      now = now + Interval(microseconds: 1)
      engine.end(call: call, by: agent, at: now, into: &actions)
    }
    let decided = ProcessorTime.now
    let before = offers.count
    takeOffers()
    let made = offers.count - before
    let refilling = ProcessorTime.now
    for _ in 0..<accepted.count { arrive() }
    let full = ProcessorTime.now
    takeOffers()
    result.decisions += made
    result.decisionNanoseconds += decided - talking
    result.cycleNanoseconds += (decided - began) + (full - refilling)
  }

  /// The same, with a look at the clock before and after each decision.
  private mutating func timingRound(into result: inout Result) {
    let accepted = offers
    offers.removeAll(keepingCapacity: true)
    for (offer, agent, _) in accepted { engine.accept(offer: offer, by: agent, at: now, into: &actions) }
    for (_, agent, call) in accepted {
      now = now + Interval(microseconds: 1)
      let began = MonotonicInstant.now
      engine.end(call: call, by: agent, at: now, into: &actions)
      result.latency.record(MonotonicInstant.now - began)
    }
    for _ in 0..<accepted.count { arrive() }
    takeOffers()
  }
}
