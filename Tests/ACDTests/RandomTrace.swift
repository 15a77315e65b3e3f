import ACD
import CallModel

/// A seeded stream of small numbers (xorshift64), the same on each machine.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) {
    state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 | 1
    for _ in 0..<8 { _ = roll(2) }
  }

  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state >> 11) % UInt64(sides))
  }

  mutating func pick<T>(_ items: [T]) -> T { items[roll(items.count)] }
  mutating func chance(_ percent: Int) -> Bool { roll(100) < percent }
}

/// Makes settings and events: mostly such as the state allows, some that it refuses. Times are coarse, so that
/// much falls on one instant.
struct RandomTrace {
  /// A Monday, 00:00 UTC: 8:00 in Shanghai, and some queues close within the hour.
  let start = Timestamp.epoch + .hours(24 * 20_724)
  var dice: Dice
  var nextCall = 1

  init(seed: UInt64) { dice = Dice(seed: seed) }

  mutating func settings() -> ACDConfiguration {
    let skills = ["cards", "loans", "english"].map { SkillID($0) }
    let names = (1...4).map { QueueID("q\($0)") }
    let queues = names.map { queue($0, skills) }
    let agents = (1...9).map { number in
      AgentConfiguration(
        id: AgentID("\(1000 + number * 7 % 10)"),
        skills: skills.compactMap { dice.chance(60) ? SkillLevel($0, 1 + dice.roll(3), expires: expiry()) : nil },
        order: dice.roll(4), weight: 1 + dice.roll(3), takesFirst: takesFirst(names))
    }
    let rest = dice.chance(40) ? RestPolicy(after: 1 + dice.roll(5), for: .seconds(Int64(5 + dice.roll(15)))) : nil
    return ACDConfiguration(skills: skills, queues: queues, agents: agents, rest: rest)
  }

  private mutating func expiry() -> Timestamp? {
    dice.chance(15) ? start + .seconds(Int64(dice.roll(3_000))) : nil
  }

  private mutating func takesFirst(_ names: [QueueID]) -> [QueueID] {
    guard dice.chance(25) else { return [] }
    let first = dice.roll(names.count)
    return [names[first], names[(first + 1 + dice.roll(names.count - 1)) % names.count]]
  }

  private mutating func reservations(_ skills: [SkillID]) -> [Reservation] {
    guard dice.chance(35) else { return [] }
    return (0...dice.roll(2)).map { _ in
      let isAll = dice.chance(40)
      return Reservation(
        requirements: isAll ? [] : [SkillRequirement(dice.pick(skills), 1 + dice.roll(2))], idleAbove: dice.roll(4))
    }
  }

  private mutating func queue(_ id: QueueID, _ skills: [SkillID]) -> QueueConfiguration {
    let skill = dice.pick(skills)
    var rings = [RingConfiguration(requirements: [SkillRequirement(skill, 3), SkillRequirement(dice.pick(skills), 1)])]
    if dice.chance(70) {
      rings.append(
        RingConfiguration(after: .seconds(Int64(dice.roll(3) * 5)), requirements: [SkillRequirement(skill, 1)]))
    }
    if dice.chance(40) { rings.append(RingConfiguration(after: .seconds(20))) }
    if dice.chance(30) { rings = [RingConfiguration(requirements: [SkillRequirement(skill)])] }
    return QueueConfiguration(
      id: id, rings: rings, strategy: dice.pick(Strategy.allCases),
      ringStep: .seconds(Int64(1 + dice.roll(4))), reservations: reservations(skills),
      preferredWindow: dice.chance(50) ? .seconds(Int64(5 + dice.roll(15))) : .zero,
      previousAgent: dice.pick(PreviousAgent.allCases), previousWithin: .seconds(Int64(dice.roll(3) * 20)),
      base: Int64(dice.roll(3) * 20),
      rate: Int64(dice.roll(4)), pointsAtTarget: dice.chance(30) ? Int64(10 + dice.roll(50)) : nil,
      offerTimeout: .seconds(Int64(5 + dice.roll(10))),
      wrapUp: WrapUpPolicy(
        mode: dice.pick(WrapUpPolicy.Mode.allCases), limit: .seconds(20),
        codes: dice.chance(50) ? ["sale", "info"] : []),
      noAnswerLimit: 1 + dice.roll(3), declineLimit: 1 + dice.roll(3), maxWaiting: dice.chance(40) ? dice.roll(6) : nil,
      maxWait: dice.chance(60) ? .seconds(40) : nil,
      overflow: dice.pick([nil, .callback, .node(NodeID("sorry")), .callback]), joinWhenEmpty: dice.chance(60),
      leaveWhenEmpty: dice.chance(40), hours: hours(), closed: dice.pick([nil, .callback]),
      announce: AnnouncePolicy(positionsUpTo: dice.roll(5), every: dice.chance(50) ? .seconds(15) : nil),
      grace: .seconds(Int64(dice.roll(12))), holdLimit: .seconds(30))
  }

  private mutating func hours() -> OpeningHours {
    guard dice.chance(25) else { return .always }
    return OpeningHours(OpeningHours.Span(from: .zero, to: .hours(8) + .minutes(Int64(10 + dice.roll(30))))!)
  }

  /// How far the clock moves before the next event: often not at all.
  mutating func step() -> Interval {
    let choice = dice.roll(10)
    if choice < 4 { return .zero }
    if choice < 9 { return .seconds(Int64(1 + dice.roll(3))) }
    return Interval(microseconds: Int64(dice.roll(3_000_000)))
  }

  mutating func event(for model: ReferenceACD) -> TraceEvent {
    let agent = dice.pick(model.agents)
    let call = model.calls.isEmpty ? CallID("nobody") : dice.pick(model.calls).id
    switch dice.roll(40) {
    case 0..<9: return arrival(model)
    case 9..<11: return .leave(call, dice.pick([.abandoned, .callback, .selfService]))
    case 11: return .release(call)
    case 12: return .hangUp(call)
    case 13: return dice.chance(30) ? .unreachable(call) : .release(call)
    case 14, 15: return .logIn(agent.id)
    case 16: return dice.chance(50) ? .logOut(agent.id) : .ready(agent.id)
    case 17..<21: return .ready(agent.id)
    case 21: return .notReady(agent.id, dice.pick(["lunch", "training"]))
    case 22: return dice.chance(30) ? .connectionLost(agent.id) : .connectionRestored(agent.id)
    case 23: return dice.chance(10) ? .reconfigure(settings()) : .advance
    case 24: return dice.chance(80) ? .advance : gate(of: dice.pick(model.queues).id)
    default: return deed(of: agent, model)
    }
  }

  /// Closed more rarely than opened, so that traces get on.
  private mutating func gate(of queue: QueueID) -> TraceEvent {
    dice.chance(25) ? .close(queue, sendingAway: dice.chance(50)) : .open(queue)
  }

  private mutating func arrival(_ model: ReferenceACD) -> TraceEvent {
    nextCall += 1
    let known = model.calls.isEmpty || dice.chance(98) ? CallID("c\(nextCall)") : dice.pick(model.calls).id
    let arrival = dice.chance(15) ? model.now - .seconds(Int64(dice.roll(60))) : nil
    let credit = dice.chance(30) ? Int64(dice.roll(40)) : 0
    let preferred = dice.chance(25) ? dice.pick(model.agents).id : nil
    let excluded = dice.chance(15) ? (0...dice.roll(3)).map { _ in dice.pick(model.agents).id } : []
    let talks = dice.chance(25) ? (0...dice.roll(2)).map { _ in talk(model) } : []
    return .enter(
      known, dice.pick(model.queues).id, credit: credit, arrival: arrival, preferred: preferred, excluded: excluded,
      talks: talks)
  }

  private mutating func talk(_ model: ReferenceACD) -> PastTalk {
    let agent = dice.chance(90) ? dice.pick(model.agents).id : AgentID("stranger")
    return PastTalk(agent: agent, ended: model.now - .seconds(Int64(dice.roll(5) * 10)), isOfThisCall: dice.chance(50))
  }

  /// What this agent, as he is, would do next.
  private mutating func deed(of agent: ReferenceACD.Agent, _ model: ReferenceACD) -> TraceEvent {
    if let offer = agent.offer {
      let id = OfferID("o\(dice.chance(95) ? offer.number : offer.number + 1)")
      return dice.chance(75) ? .accept(id, agent.id) : .decline(id, agent.id)
    }
    if let call = agent.consults {
      return dice.pick([.end(call, agent.id), .connectionLost(agent.id), .connectionLost(agent.id), .advance])
    }
    if let call = agent.call, let asked = model.consultation(call), dice.chance(80) {
      let next: [TraceEvent] = [.complete(call, agent.id), .cancel(call, agent.id), .advance, .advance]
      return asked.stage == .speaking && dice.chance(50) ? .join(call, agent.id) : dice.pick(next)
    }
    if let call = agent.call {
      switch dice.roll(12) {
      case 0: return .hold(call, agent.id)
      case 1, 2: return .unhold(call, agent.id)
      case 3: return .transfer(call, agent.id, .queue(dice.pick(model.queues).id))
      case 4: return .transfer(call, agent.id, .agent(dice.pick(model.agents).id))
      case 5: return .wrap(call, agent.id, dice.pick(["sale", "info", "other"]))
      case 6: return .connectionLost(agent.id)
      case 7: return .consult(call, agent.id, .queue(dice.pick(model.queues).id))
      case 8, 9: return .consult(call, agent.id, .agent(dice.pick(model.agents).id))
      default: return .end(call, agent.id)
      }
    }
    if let work = agent.wrapUp {
      return dice.chance(60) ? .wrap(work.call, agent.id, dice.pick(["sale", "other"])) : .ready(agent.id)
    }
    return agent.state == .loggedOut ? .logIn(agent.id) : .ready(agent.id)
  }
}
