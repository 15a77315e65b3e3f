public import CallModel

/// A conversation that a caller had with an agent before he enters a queue: what `QueueConfiguration.previousAgent`
/// is about.
public struct PastTalk: Hashable, Sendable, Codable {
  public var agent: AgentID
  public var ended: Timestamp
  /// Then it counts for every queue; one of an earlier call only within `QueueConfiguration.previousWithin`.
  public var isOfThisCall: Bool

  public init(agent: AgentID, ended: Timestamp, isOfThisCall: Bool) {
    self.agent = agent
    self.ended = ended
    self.isOfThisCall = isOfThisCall
  }
}

/// Whom a caller knows, and whom he must not get: kept apart from the contact, because most callers know nobody.
struct Acquaintance: Sendable, Codable {
  struct Talk: Sendable, Codable {
    let agent: Int
    let ended: Timestamp
    let isOfThisCall: Bool
  }

  /// Excluded from the call as a whole, whatever the queue says.
  var barred: [Int]
  /// The latest last; no more than `ACDLimits.exclusions`.
  var talks: [Talk]

  /// The agents whom this queue takes for previous ones.
  func agents(countingFor queue: QueueConfiguration, at instant: Timestamp) -> [Int] {
    talks.filter { $0.isOfThisCall || instant - $0.ended <= queue.previousWithin }.map(\.agent)
  }
}

extension ACDEngine {
  /// What the agents of a caller's earlier talks are to a queue: one to be preferred, or some to be excluded.
  /// `passedOnBy`: the agent who sends the caller there. He doesn't want him back.
  func relations(
    of acquaintance: Acquaintance?, to queue: Int, passedOnBy agent: Int? = nil
  ) -> (preferred: Int?, excluded: [Int]) {
    guard let acquaintance else { return (nil, []) }
    let settings = queues[queue].configuration
    switch settings.previousAgent {
    case .any: return (nil, acquaintance.barred)
    case .preferred:
      let known = acquaintance.agents(countingFor: settings, at: now)
      return (known.last { $0 != agent }, acquaintance.barred)
    case .excluded:
      var excluded = acquaintance.barred
      for known in acquaintance.agents(countingFor: settings, at: now) where !excluded.contains(known) {
        excluded.append(known)
      }
      return (nil, excluded)
    }
  }

  /// The part of what whoever routes calls knows that this engine knows too; `nil`: nothing.
  func acquaintance(talks: [PastTalk], excluded: [AgentID], customer: CustomerNumber?) -> Acquaintance? {
    let conflicted = customer.flatMap { conflicts[$0.number] } ?? []
    guard !talks.isEmpty || !excluded.isEmpty || !conflicted.isEmpty else { return nil }
    return Acquaintance(
      barred: conflicted + excluded.compactMap { agentIndex[$0] }.suffix(ACDLimits.exclusions),
      talks: talks.compactMap { talk in
        agentIndex[talk.agent].map { .init(agent: $0, ended: talk.ended, isOfThisCall: talk.isOfThisCall) }
      }.suffix(ACDLimits.exclusions))
  }

  /// As it is when the conversation that a caller has with an agent ends now.
  func acquaintance(of slot: Int, afterTalkWith agent: Int) -> Acquaintance {
    var acquaintance = contacts[slot].acquaintance ?? Acquaintance(barred: [], talks: [])
    if acquaintance.talks.count == ACDLimits.exclusions { acquaintance.talks.removeFirst() }
    acquaintance.talks.append(.init(agent: agent, ended: now, isOfThisCall: true))
    return acquaintance
  }
}
