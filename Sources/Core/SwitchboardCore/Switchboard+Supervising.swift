import ACD
import CallModel
import LineProtocol

/// A supervisor's part in somebody else's conversation. Whether he may is the centre's desk to say, and its audit
/// trail keeps it; his leg is the gateway's, and simulated here like all.
struct Supervision: Sendable, Codable {
  var call: CallID
  var mode: SupervisionMode
}

extension Switchboard {
  mutating func supervise(
    _ call: CallID, by agent: AgentID, _ mode: SupervisionMode, _ asker: Asker, into effects: inout Outgoing
  ) {
    guard let slot = calls.slot(of: call) else {
      return refuse(asker, WireError(.unknownCall, [Field("call", call)]), into: &effects)
    }
    guard case .talking(let leg) = calls[slot].stage, leg.agent != agent else {
      return refuse(asker, .conflict(.wrongState, want: "talking|held", have: calls[slot].stageName), into: &effects)
    }
    guard let state = acd.status(of: agent)?.state, state.kind == .notReady else {
      let have = acd.status(of: agent)?.state.word ?? "-"
      return refuse(asker, .conflict(.wrongState, want: "not-ready", have: have), into: &effects)
    }
    order(["call", mode.rawValue, call.text], by: agent, asker, into: &effects)
  }

  /// He may. What has changed while the desk wrote it down is looked at again.
  mutating func beginSupervision(
    of call: CallID, by agent: AgentID, _ mode: SupervisionMode, into effects: inout Outgoing
  ) {
    guard let slot = calls.slot(of: call), case .talking(let leg) = calls[slot].stage, leg.agent != agent,
      desks[agent] != nil, let status = acd.status(of: agent), status.state.kind == .notReady
    else { return }
    if supervisions[agent]?.call != call { endSupervision(by: agent, because: "left", into: &effects) }
    if !calls[slot].supervisors.contains(agent) { calls[slot].supervisors.append(agent) }
    supervisions[agent] = Supervision(call: call, mode: mode)
    effects.append(
      .log(
        LogEntry(
          .info, "agent \(agent) supervises call \(call): \(mode.rawValue)",
          [Field("agent", agent), Field("call", call)])))
    tell(slot, .supervise(agent: agent, address: status.address, mode: mode), into: &effects)
    tellDesk(agent, call.text, .supervising(agent: leg.agent, mode: mode, reason: nil), into: &effects)
  }

  mutating func leaveSupervision(_ agent: AgentID, _ asker: Asker, into effects: inout Outgoing) {
    guard supervisions[agent] != nil else {
      let have = acd.status(of: agent)?.state.word ?? "-"
      return refuse(asker, .conflict(.wrongState, want: "supervising", have: have), into: &effects)
    }
    ok(asker, into: &effects)
    endSupervision(by: agent, because: "left", into: &effects)
  }

  mutating func endSupervision(by agent: AgentID, because reason: String, into effects: inout Outgoing) {
    guard let supervision = supervisions.removeValue(forKey: agent) else { return }
    guard let slot = calls.slot(of: supervision.call) else { return }
    calls[slot].supervisors.removeAll { $0 == agent }
    tell(slot, .unsupervise(agent: agent), into: &effects)
    let talking = calls[slot].leg?.agent ?? AgentID("-")
    tellDesk(
      agent, supervision.call.text, .supervising(agent: talking, mode: nil, reason: reason), into: &effects)
  }

  /// The conversation is over.
  mutating func endSupervisions(of slot: CallSlot, into effects: inout Outgoing) {
    for agent in calls[slot].supervisors { endSupervision(by: agent, because: "ended", into: &effects) }
  }
}
