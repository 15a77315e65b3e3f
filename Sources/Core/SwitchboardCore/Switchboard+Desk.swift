import ACD
import CallModel
import IVR
import LineProtocol

/// The verbs of desk.sock. What an agent may do is the ACD's to say; here its refusals get words.
extension Switchboard {
  mutating func performDesk(_ request: Request, _ asker: Asker, into effects: inout Outgoing) {
    if case .login(let login) = request { return logIn(login, asker, into: &effects) }
    guard let agent = sessions[asker.session].agent else {
      return refuse(asker, WireError(.notLoggedIn, text: "say LOGIN <agent> password=<password>"), into: &effects)
    }
    switch request {
    case .ready: command(asker, into: &effects) { $0.ready(agent: agent, at: $1, into: &$2) }
    case .notReady(let reason):
      command(asker, into: &effects) { $0.notReady(agent: agent, reason: reason, at: $1, into: &$2) }
    case .accept(let offer): command(asker, into: &effects) { $0.accept(offer: offer, by: agent, at: $1, into: &$2) }
    case .decline(let offer, let reason):
      command(asker, into: &effects) { $0.decline(offer: offer, by: agent, reason: reason, at: $1, into: &$2) }
    case .hold(let call): command(asker, into: &effects) { $0.hold(call: call, by: agent, at: $1, into: &$2) }
    case .unhold(let call): command(asker, into: &effects) { $0.unhold(call: call, by: agent, at: $1, into: &$2) }
    case .end(let call): command(asker, into: &effects) { $0.end(call: call, by: agent, at: $1, into: &$2) }
    case .transfer(let call, let target): transfer(call, by: agent, to: target, asker, into: &effects)
    case .wrap(let call, let code, let note): wrap(call, by: agent, code: code, note: note, asker, into: &effects)
    case .customer(let call): customer(call, of: agent, asker, into: &effects)
    case .supervise(let mode, let call): supervise(call, by: agent, mode, asker, into: &effects)
    case .leave: leaveSupervision(agent, asker, into: &effects)
    case .logout: command(asker, into: &effects) { $0.logOut(agent: agent, at: $1, into: &$2) }
    case .deferQuestion(let deferral): deferQuestion(deferral, of: agent, asker, into: &effects)
    case .registerCase(let entry): registerCase(entry, of: agent, asker, into: &effects)
    case .payee(let entry): registerPayee(entry, of: agent, asker, into: &effects)
    case .consult(let call, let target): consult(call, by: agent, with: target, asker, into: &effects)
    case .join(let call):
      ofOwnCall(call, agent, asker, into: &effects) { $0.join(call: $1, by: agent, at: $2, into: &$3) }
    case .complete(let call):
      ofOwnCall(call, agent, asker, into: &effects) { $0.complete(call: $1, by: agent, at: $2, into: &$3) }
    case .cancel(let call):
      ofOwnCall(call, agent, asker, into: &effects) { $0.cancelConsultation(call: $1, by: agent, at: $2, into: &$3) }
    case .login, .ping, .help, .quit, .sync, .show, .tick, .hello, .call, .key, .keys, .describe, .played, .bridged,
      .answered, .unanswered, .unreachable, .hangUp, .use, .snapshot, .acknowledge, .expect, .status, .calls, .queues,
      .agents, .why, .trace,
      .watch, .reload, .drain, .audit, .order, .gate, .callbacks, .cancelCallback, .backup, .centre, .unlock,
      .stop:
      preconditionFailure("a verb of another socket came to the desk")
    }
  }

  /// Says `OK` before what follows from it, or refuses and changes nothing.
  @discardableResult
  mutating func command(
    _ asker: Asker, into effects: inout Outgoing,
    _ body: (inout ACDEngine, Timestamp, inout [ACDAction]) -> ACDRefusal?
  ) -> Bool {
    var actions: [ACDAction] = []
    let refusal = body(&acd, now, &actions)
    if let refusal { refuse(asker, WireError(refusal), into: &effects) } else { ok(asker, into: &effects) }
    for action in actions { scratch.work.append(.routing(action)) }
    workOff(into: &effects)
    return refusal == nil
  }

  // MARK: - Logging in and out

  private mutating func logIn(_ login: Request.Login, _ asker: Asker, into effects: inout Outgoing) {
    if let agent = sessions[asker.session].agent {
      return refuse(asker, WireError(.alreadyLoggedIn, [Field("agent", agent)]), into: &effects)
    }
    // Also asked for an agent whom nobody knows: an unknown agent and a wrong password look the same.
    ask(.agentPassword(login.agent, login.password), for: asker, into: &effects)
  }

  mutating func passwordChecked(_ agent: AgentID, isRight: Bool, _ asker: Asker, into effects: inout Outgoing) {
    guard isRight else {
      // Whom nobody knows is not named: it may be a password in the wrong place.
      let known = acd.status(of: agent) == nil ? [] : [Field("agent", agent)]
      effects.append(.log(LogEntry(.warning, "a wrong password at a desk", known + identity(of: asker))))
      return refuse(asker, WireError(.badPassword), into: &effects)
    }
    if let desk = desks[agent] {
      guard sessions[desk].connection == nil else {
        return refuse(asker, WireError(.agentInUse, [Field("agent", agent)]), into: &effects)
      }
      // He is back at another console; the session that waited for him has nothing to wait for.
      deadlines.cancel(.linger(desk))
      sessions.remove(desk)
    }
    var actions: [ACDAction] = []
    if let refusal = acd.logIn(agent: agent, at: now, into: &actions) {
      return refuse(asker, WireError(refusal), into: &effects)
    }
    desks[agent] = asker.session
    sessions[asker.session].agent = agent
    ok(asker, [Field("agent", agent)], into: &effects)
    for action in actions { scratch.work.append(.routing(action)) }
    if actions.isEmpty, let status = acd.status(of: agent) {
      // Back within the grace time: nothing changed, so say what is.
      tellDesk(agent, agent.text, .state(state: status.state.word, reason: status.state.reason), into: &effects)
    }
    workOff(into: &effects)
    if let call = acd.status(of: agent)?.call, let slot = calls.slot(of: call), case .talking = calls[slot].stage {
      tellDesk(agent, call.text, connected(calls[slot]), into: &effects)
    }
  }

  /// The agent is logged out, by himself, by an operator or by a lost connection: the console is free.
  mutating func leaveDesk(_ agent: AgentID) {
    guard let number = desks.removeValue(forKey: agent) else { return }
    sessions[number].agent = nil
  }

  mutating func deskLost(_ agent: AgentID, into effects: inout Outgoing) {
    desks[agent] = nil
    route(into: &effects) { acd, now, actions in _ = acd.connectionLost(agent: agent, at: now, into: &actions) }
  }

  // MARK: - Calls

  private mutating func transfer(
    _ call: CallID, by agent: AgentID, to target: Request.TransferTarget, _ asker: Asker, into effects: inout Outgoing
  ) {
    switch target {
    case .queue(let queue):
      command(asker, into: &effects) { $0.transfer(call: call, by: agent, to: .queue(queue), at: $1, into: &$2) }
    case .agent(let other):
      command(asker, into: &effects) { $0.transfer(call: call, by: agent, to: .agent(other), at: $1, into: &$2) }
    case .menu(let node):
      guard let slot = calls.slot(of: call), calls[slot].leg?.agent == agent else {
        return refuse(asker, WireError(.unknownCall, [Field("call", call)]), into: &effects)
      }
      guard let demanded = calls[slot].dialogue.level(demandedBy: node) else {
        return refuse(asker, WireError(.unknownNode, [Field("node", node)]), into: &effects)
      }
      let proved = calls[slot].dialogue.verification(at: now)
      guard demanded <= proved else {
        let fields = [Field("want", demanded.rawValue), Field("have", proved.rawValue)]
        let text = "the caller must first be verified to the level that the node demands"
        return refuse(asker, WireError(.notPermitted, fields, text: text), into: &effects)
      }
      calls[slot].nodeAfterTalk = node
      command(asker, into: &effects) { $0.end(call: call, by: agent, at: $1, into: &$2) }
      if let slot = calls.slot(of: call) { calls[slot].nodeAfterTalk = nil }
    }
  }

  private mutating func wrap(
    _ call: CallID, by agent: AgentID, code: String, note: String?, _ asker: Asker, into effects: inout Outgoing
  ) {
    let isTaken = command(asker, into: &effects) { $0.wrap(call: call, by: agent, code: code, at: $1, into: &$2) }
    guard isTaken else { return }
    let epoch = epochsOfTalks[agent] ?? identity.epoch
    let record = WrapUpRecord(call: call, epoch: epoch, agent: agent, code: code, note: note, at: now)
    effects.append(.record(.wrapUp(record)))
  }

  /// The caller as the agent may see him: masked, and nothing but the tier until somebody has proved who he is.
  private mutating func customer(_ call: CallID, of agent: AgentID, _ asker: Asker, into effects: inout Outgoing) {
    guard let slot = calls.slot(of: call), calls[slot].leg?.agent == agent else {
      return refuse(asker, WireError(.unknownCall, [Field("call", call)]), into: &effects)
    }
    let dialogue = calls[slot].dialogue
    let level = dialogue.verification(at: now)
    var fields = [Field("call", call), Field("verified", level.rawValue)]
    if let customer = dialogue.customer {
      fields.append(Field("tier", customer.tier.rawValue))
      if level > .none {
        fields.append(Field("customer", customer.number.number))
        fields.append(Field("name", customer.maskedName))
      }
    }
    row(asker, "customer", fields, into: &effects)
    ok(asker, into: &effects)
  }
}
