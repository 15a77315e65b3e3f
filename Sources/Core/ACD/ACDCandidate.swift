public import CallModel

/// What an agent is to a call at this moment: offered to him, his place in the line of those who may have it, or the
/// first rule that keeps him from it.
public struct ACDCandidate: Hashable, Sendable {
  public enum Verdict: Hashable, Sendable {
    /// Has it on his line, or it rings at his desk.
    case has
    /// Idle and allowed: from 1, in the order in which they would be taken. Draws have no order.
    case ranked(Int, ring: Int)
    case refused(Rule)
  }

  /// In the order in which they are asked.
  public enum Rule: Hashable, Sendable {
    case excluded
    /// A skill that the queue's widest ring asks for, and that the agent has not, not at that level, or no longer.
    case lacksSkill(SkillRequirement)
    case loggedOut
    case notReady(reason: String)
    /// After so many calls in a row.
    case resting(calls: Int, until: Timestamp)
    /// Offered another call, talking, holding, consulting or wrapping up.
    case busy(state: AgentState.Kind, call: CallID?)
    /// His ring opens at that instant.
    case ringOpens(ring: Int, at: Timestamp)
    /// The caller waits for the agent whom he prefers.
    case waitsForPreferred(AgentID)
    /// So many of his group are idle, and so many stay for other queues.
    case reserved(idle: Int, idleAbove: Int)
    /// He was one of those who stay for other queues: said of decisions that are over.
    case wasReserved
    /// Somebody waits in a queue from which he takes first.
    case takesFirst(QueueID)
    /// The call is on a line, and not his.
    case served
    /// He was idle for so long and his ring was open, and another was taken: said of decisions that are over.
    case passedOver(idle: Interval, ring: Int)
  }

  public var agent: AgentID
  public var verdict: Verdict
}

extension ACDCandidate {
  /// A stable word: `has`, `ranked`, or the rule.
  public var word: String {
    switch verdict {
    case .has: "has-it"
    case .ranked: "ranked"
    case .refused(.excluded): "excluded"
    case .refused(.lacksSkill): "lacks-skill"
    case .refused(.loggedOut): "logged-out"
    case .refused(.notReady): "not-ready"
    case .refused(.resting): "resting"
    case .refused(.busy): "busy"
    case .refused(.ringOpens): "ring-closed"
    case .refused(.waitsForPreferred): "waits-for-preferred"
    case .refused(.reserved), .refused(.wasReserved): "reserved"
    case .refused(.takesFirst): "takes-first"
    case .refused(.served): "served"
    case .refused(.passedOver): "passed-over"
    }
  }

  /// In words, for an operator; `now` is when it is so.
  public func sentence(at now: Timestamp) -> String {
    switch verdict {
    case .has: "has the call, or it rings at his desk"
    case .ranked(let place, let ring): "may have it: number \(place), through ring \(ring)"
    case .refused(.excluded): "must not have this caller"
    case .refused(.lacksSkill(let wanted)): "lacks the skill \(wanted.skill) at level \(wanted.level) or above"
    case .refused(.loggedOut): "is logged out"
    case .refused(.notReady(let reason)): "is not ready: \(reason)"
    case .refused(.resting(let calls, let until)):
      "must rest after \(calls) calls in a row, for another \((until - now).seconds) s"
    case .refused(.busy(let state, let call)): "is busy: \(state.word)" + (call.map { " with \($0)" } ?? "")
    case .refused(.ringOpens(let ring, let at)):
      "is in ring \(ring), which opens in \((at - now).milliseconds) ms"
    case .refused(.waitsForPreferred(let agent)): "the caller waits for agent \(agent), whom he prefers"
    case .refused(.reserved(let idle, let above)):
      "is one of \(idle) idle of a group of which \(above) stay for other queues"
    case .refused(.wasReserved): "was idle, and one of those who stay for other queues"
    case .refused(.takesFirst(let queue)): "takes from queue \(queue) first, where somebody waits for him"
    case .refused(.served): "the call is with somebody else"
    case .refused(.passedOver(let idle, let ring)):
      "is idle for \(idle.seconds) s, in ring \(ring); the rules put another first"
    }
  }
}
