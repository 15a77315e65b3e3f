import ACD
import CallModel
import LineProtocol

/// `WHY`: the decisions about a call, and every agent's part in it, in words.
extension Switchboard {
  mutating func why(_ id: String, _ asker: Asker, into effects: inout Outgoing) {
    let call = call(offeredAs: OfferID(id)) ?? CallID(id)
    guard let slot = calls.slot(of: call) else {
      // Ended, or never there: the records know.
      return ask(
        .records(.decisions(of: id, acd.hindsight, candidates: limits.candidateRows)), for: asker, into: &effects)
    }
    for visit in calls[slot].visits {
      guard let decision = visit.decision else { continue }
      row(asker, "why", fields(of: decision, visit.queue), text: decision.sentence, into: &effects)
    }
    guard let status = acd.status(of: call), let candidates = acd.candidates(for: call) else {
      return ok(asker, [Field("candidates", 0)], into: &effects)
    }
    if let decision = acd.why(call) {
      row(asker, "why", fields(of: decision, status.queue), text: decision.sentence, into: &effects)
    }
    for candidate in candidates.prefix(limits.candidateRows) {
      var fields = [Field("agent", candidate.agent), Field("rule", candidate.word)]
      if case .ranked(let place, let ring) = candidate.verdict {
        fields += [Field("rank", place), Field("ring", ring)]
      }
      row(asker, "candidate", fields, text: candidate.sentence(at: now), into: &effects)
    }
    ok(asker, [Field("candidates", candidates.count)], into: &effects)
  }

  private func fields(of decision: OfferDecision, _ queue: QueueID) -> [Field] {
    [
      Field("offer", decision.offer), Field("agent", decision.agent), Field("queue", queue),
      Field("ago", seconds: now - decision.at), Field("why", list: decision.why),
    ]
  }

  /// The call of an offer that an agent has not answered yet.
  func call(offeredAs offer: OfferID) -> CallID? { acd.agentStatus.first { $0.offer == offer }?.call }
}
