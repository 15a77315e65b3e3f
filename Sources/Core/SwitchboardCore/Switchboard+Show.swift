import ACD
import CallModel
import IVR
import LineProtocol

/// What calls, queues and agents look like to those who ask. Never keys, never a secret.
extension Switchboard {
  /// A call, a queue or an agent that lives now; otherwise the records are asked.
  mutating func show(_ id: String?, _ asker: Asker, into effects: inout Outgoing) {
    let role = sessions[asker.session].role
    guard let id else {
      switch role {
      case .gateway:
        guard let slot = currentCall(asker, into: &effects) else { return }
        describe(calls[slot], asker, into: &effects)
      case .desk:
        guard let agent = sessions[asker.session].agent, let status = acd.status(of: agent) else {
          return refuse(asker, WireError(.notLoggedIn), into: &effects)
        }
        row(asker, "agent", fields(of: status), into: &effects)
      case .operations:
        return refuse(asker, .missing("id"), into: &effects)
      }
      return ok(asker, into: &effects)
    }
    switch role {
    case .gateway:
      guard let slot = ownCall(CallID(id), asker, into: &effects) else { return }
      describe(calls[slot], asker, into: &effects)
    case .desk:
      guard let agent = sessions[asker.session].agent, let slot = calls.slot(of: CallID(id)),
        calls[slot].leg?.agent == agent
      else { return refuse(asker, WireError(.unknownCall, [Field("call", id)]), into: &effects) }
      describe(calls[slot], asker, into: &effects)
    case .operations:
      if let slot = calls.slot(of: call(offeredAs: OfferID(id)) ?? CallID(id)) {
        describe(calls[slot], asker, into: &effects)
      } else if let agent = acd.status(of: AgentID(id)) {
        row(asker, "agent", fields(of: agent), into: &effects)
      } else if let queue = acd.queueStatus.first(where: { $0.queue.text == id }) {
        row(asker, "queue", fields(of: queue), into: &effects)
      } else {
        return ask(.records(.call(CallID(id))), for: asker, into: &effects)
      }
    }
    ok(asker, into: &effects)
  }

  private mutating func describe(_ call: CallSession, _ asker: Asker, into effects: inout Outgoing) {
    row(asker, "call", summary(of: call), into: &effects)
    let tree = call.dialogue.tree
    let path = Field("path", list: call.dialogue.path.map { tree[$0].id.text })
    row(asker, "path", [path], into: &effects)
    for operation in call.dialogue.operations {
      let fields = [Field("operation", operation.operation.rawValue), Field("outcome", operation.outcome.rawValue)]
      row(asker, "operation", fields, into: &effects)
    }
    if case .menu = call.stage, let ask = call.dialogue.currentAsk {
      row(asker, "ask", Event.ask(Event.Ask(ask)).fields, into: &effects)
    }
  }

  func summary(of call: CallSession) -> [Field] {
    let dialogue = call.dialogue
    var fields = [
      Field("call", call.id), Field("state", call.stageName), Field("gateway", sessions[call.session].gatewayName),
    ]
    if let node = dialogue.path.last { fields.append(Field("node", dialogue.tree[node].id)) }
    fields.append(Field("lang", dialogue.language))
    fields.append(Field("verified", dialogue.verification(at: now).rawValue))
    fields.append(Field("age", seconds: now - call.startedAt))
    fields.append(Field("menus", dialogue.tree.version))
    switch call.stage {
    case .waiting(let visit):
      fields.append(Field("queue", visit.queue))
      if let position = visit.position { fields.append(Field("position", position)) }
      fields.append(Field("waited", seconds: now - visit.enteredAt))
    case .bridging(let leg), .talking(let leg):
      fields.append(Field("queue", leg.queue))
      fields.append(Field("agent", leg.agent))
      fields.append(Field("talked", seconds: now - leg.answeredAt))
    case .menu, .transferring: break
    }
    return fields
  }

  func fields(of queue: QueueStatus) -> [Field] {
    let counters = queue.counters
    return [
      Field("queue", queue.queue), Field("state", queue.gate.rawValue), Field("waiting", queue.waiting),
      Field("ringing", queue.ringing),
      Field("longest", seconds: queue.longestWait),
      Field("ewt", queue.estimatedWait.map { String($0.seconds) } ?? "unknown"),
      Field("logged-in", queue.agentsLoggedIn), Field("ready", queue.agentsReady),
      Field("talking", queue.agentsTalking), Field("offered", counters.offered), Field("answered", counters.answered),
      Field("in-target", counters.answeredInTarget), Field("abandoned", counters.abandoned),
      Field("overflowed", counters.overflowed), Field("called-back", counters.calledBack),
      Field("rejected", counters.rejected), Field("owed", counters.outboundOpen),
    ]
  }

  func fields(of agent: AgentStatus) -> [Field] {
    var fields = [Field("agent", agent.agent), Field("name", agent.name), Field("state", agent.state.word)]
    if let reason = agent.state.reason { fields.append(Field("reason", reason)) }
    fields.append(Field("since", seconds: now - agent.since))
    if let call = agent.call { fields.append(Field("call", call)) }
    if let queue = agent.queue { fields.append(Field("queue", queue)) }
    if let offer = agent.offer { fields.append(Field("offer", offer)) }
    fields.append(Field("answered", agent.answered))
    return fields
  }
}
