public import CallModel

/// What explains a decision of the past, together with the records of what agents did then: the queues and skills of
/// the present settings, and what each agent has been doing since when, for a stretch that isn't over is in no record.
///
/// A value that is handed to whoever reads the records, so that the scheduler keeps nothing of decisions that are
/// over. What the records don't say is not guessed: that a caller waited for the agent whom he prefers, and what an
/// agent takes first, is left out.
public struct ACDHindsight: Hashable, Sendable, Codable {
  struct Agent: Hashable, Sendable, Codable {
    let id: AgentID
    let skills: [SkillLevel]
    let state: AgentState
    let since: Timestamp
  }

  struct Queue: Hashable, Sendable, Codable {
    let id: QueueID
    let rings: [RingConfiguration]
  }

  let agents: [Agent]
  let queues: [Queue]

  /// Each agent's part in an offer of this queue to a caller who came at `entered`: whom it was made to, then who was
  /// passed over, the longest idle first, then the others by id. `states`: what agents were doing at that instant, from
  /// the records. `nil`: the settings no longer name the queue.
  public func candidates(
    of id: QueueID, by decision: OfferDecision, entered: Timestamp, states: [AgentIntervalRecord]
  ) -> [ACDCandidate]? {
    guard var candidates = candidates(of: id, at: decision.at, entered: entered, states: states, besides: decision)
    else { return nil }
    candidates.insert(ACDCandidate(agent: decision.agent, verdict: .has), at: 0)
    return candidates
  }

  /// The same for the instant at which a caller left who was never offered to anybody.
  public func candidates(
    of id: QueueID, at instant: Timestamp, entered: Timestamp, states: [AgentIntervalRecord]
  ) -> [ACDCandidate]? {
    candidates(of: id, at: instant, entered: entered, states: states, besides: nil)
  }

  private func candidates(
    of id: QueueID, at instant: Timestamp, entered: Timestamp, states: [AgentIntervalRecord],
    besides decision: OfferDecision?
  ) -> [ACDCandidate]? {
    guard let rings = queues.first(where: { $0.id == id })?.rings else { return nil }
    var recorded: [AgentID: AgentIntervalRecord] = [:]
    for stretch in states where stretch.from <= instant && instant < stretch.to { recorded[stretch.agent] = stretch }
    var passedOver: [(since: Timestamp, candidate: ACDCandidate)] = []
    var others: [ACDCandidate] = []
    for agent in agents where agent.id != decision?.agent {
      let (state, since) = agent.doing(at: instant, recorded[agent.id])
      let rule: ACDCandidate.Rule
      if decision?.excluded.contains(agent.id) == true {
        rule = .excluded
      } else if decision?.reserved.contains(agent.id) == true {
        rule = .wasReserved
      } else {
        rule = agent.rule(state, since: since, rings, at: instant, entered: entered)
      }
      let candidate = ACDCandidate(agent: agent.id, verdict: .refused(rule))
      if case .passedOver = rule { passedOver.append((since, candidate)) } else { others.append(candidate) }
    }
    passedOver.sort { $0.since != $1.since ? $0.since < $1.since : $0.candidate.agent < $1.candidate.agent }
    return passedOver.map(\.candidate) + others
  }
}

extension ACDHindsight.Agent {
  func doing(at instant: Timestamp, _ recorded: AgentIntervalRecord?) -> (AgentState, since: Timestamp) {
    if let recorded, let state = AgentState(word: recorded.state, reason: recorded.reason) {
      return (state, recorded.from)
    }
    return since <= instant ? (state, since) : (.loggedOut, instant)
  }

  /// The first rule that kept him from the call.
  func rule(
    _ state: AgentState, since: Timestamp, _ rings: [RingConfiguration], at instant: Timestamp, entered: Timestamp
  ) -> ACDCandidate.Rule {
    guard let ring = rings.firstIndex(where: { missing($0, at: instant) == nil }) else {
      return rings.last.flatMap { missing($0, at: instant) }.map { .lacksSkill($0) } ?? .loggedOut
    }
    switch state {
    case .loggedOut: return .loggedOut
    case .notReady(let reason): return .notReady(reason: reason)
    case .offered, .talking, .held, .consulting, .wrapUp: return .busy(state: state.kind, call: nil)
    case .ready: break
    }
    let opens = entered + rings[ring].after
    return opens > instant ? .ringOpens(ring: ring, at: opens) : .passedOver(idle: instant - since, ring: ring)
  }

  private func missing(_ ring: RingConfiguration, at instant: Timestamp) -> SkillRequirement? {
    ring.requirements.first { wanted in
      !skills.contains { has in
        has.skill == wanted.skill && has.level >= wanted.level && has.expires.map { $0 > instant } ?? true
      }
    }
  }
}

extension AgentState {
  /// As the records have it.
  init?(word: String, reason: String?) {
    guard let kind = Kind.allCases.first(where: { $0.word == word }) else { return nil }
    switch kind {
    case .loggedOut: self = .loggedOut
    case .notReady: self = .notReady(reason: reason ?? "")
    case .ready: self = .ready
    case .offered: self = .offered
    case .talking: self = .talking
    case .held: self = .held
    case .consulting: self = .consulting
    case .wrapUp: self = .wrapUp
    }
  }
}

extension ACDEngine {
  /// For explaining decisions that are over. O(agents + queues).
  public var hindsight: ACDHindsight {
    let known = agents.indices.filter { agents[$0].isConfigured }.sorted { agents[$0].rank < agents[$1].rank }
    return ACDHindsight(
      agents: known.map {
        .init(
          id: agents[$0].configuration.id, skills: agents[$0].configuration.skills, state: agents[$0].state,
          since: agents[$0].since)
      },
      queues: queues.map { .init(id: $0.configuration.id, rings: $0.configuration.rings) })
  }
}
