import ACD
import CallModel
import IVR
import LineProtocol

/// Calling customers: the ACD says when an agent waits for one, a gateway dials, and what comes of it goes back.
///
/// Dialling is the gateway's. It is asked by `DIAL` if it has said `HELLO ... dial=yes`, and answers `ANSWERED` or
/// `UNANSWERED`. The line is a simulated leg like every other: no audio passes here.
extension Switchboard {
  /// The host has registered a callback for this caller. In a queue, the work takes his place over, also if the queue
  /// has sent him away to be called back; from the menus, it waits for an agent whom no caller needs.
  mutating func promiseCallback(
    _ id: CallID, phone: String, queue: QueueID, of slot: CallSlot, into effects: inout Outgoing
  ) {
    let call = calls[slot].id
    var job = CallbackJob(id: id, phone: phone, queue: queue, language: calls[slot].dialogue.language, due: now)
    job.gateway = sessions[calls[slot].session].name
    (job.talks, job.excluded) = (pastTalks(of: slot), barred(for: slot))
    job.customer = calls[slot].dialogue.customer?.number
    guard case .waiting(let visit) = calls[slot].stage else {
      if let kept = keptPlaces[call], kept.queue == queue { job.place = kept.place }
      keptPlaces[call] = nil
      return take(job, into: &effects)
    }
    guard callbacks[id] == nil else { return }
    job.queue = visit.queue
    callbacks[id] = job
    closeVisit(slot, visit, result: QueueLeaveReason.callback.rawValue, into: &effects)
    let refusal = route(into: &effects) { acd, now, actions in
      acd.keepPlace(of: call, for: id, at: now, into: &actions)
    }
    if let refusal { lose(id, refusal, into: &effects) }
  }

  /// Work from outside: registered in an earlier life of the server, or a job of an outbound project. Work that is
  /// known already is passed over.
  mutating func take(_ job: CallbackJob, into effects: inout Outgoing) {
    guard callbacks[job.id] == nil, calls.slot(of: job.id) == nil else { return }
    var job = job
    for agent in accusations.agents(accusedBy: [.number(job.phone)]) where !job.excluded.contains(agent) {
      job.excluded.append(agent)
    }
    callbacks[job.id] = job
    let refusal = route(into: &effects) { acd, now, actions in acd.give(job.work, at: now, into: &actions) }
    if let refusal { lose(job.id, refusal, into: &effects) }
  }

  /// The task stays open in the book; the operator reads why nobody will dial.
  private mutating func lose(_ id: CallID, _ refusal: ACDRefusal, into effects: inout Outgoing) {
    callbacks[id] = nil
    effects.append(
      .log(LogEntry(.warning, "callback \(id) can't be scheduled: \(refusal.symbol)", [Field("call", id)])))
  }

  /// Nobody is to call this customer any more. Who talks to him already goes on.
  mutating func withdrawJob(_ id: CallID, into effects: inout Outgoing) {
    guard callbacks[id] != nil else { return }
    route(into: &effects) { acd, now, actions in _ = acd.cancelOutbound(id, at: now, into: &actions) }
  }

  // MARK: - Dialling

  /// An agent waits: asks a gateway to dial.
  mutating func dial(
    _ id: CallID, _ agent: AgentID, _ queue: QueueID, attempt: Int, ring: Interval, into effects: inout Outgoing
  ) {
    guard var job = callbacks[id], let dialler = dialler(for: job) else {
      effects.append(
        .log(
          LogEntry(
            .warning, "callback \(id): no gateway is there that dials", [Field("call", id), Field("agent", agent)])))
      return missed(id, .noGateway, into: &effects)
    }
    job.dialler = dialler
    job.agent = agent
    job.attempts = attempt
    callbacks[id] = job
    sessions[dialler].dials.append(id)
    tell(dialler, id.text, .dial(phone: job.phone, queue: queue, attempt: attempt, ring: ring), into: &effects)
    tellDesk(agent, id.text, .dialling(attempt: attempt, ring: ring), into: &effects)
  }

  /// The gateway that brought the caller, else the first by name of those that dial.
  private func dialler(for job: CallbackJob) -> SessionNumber? {
    guard drain == .open else { return nil }
    let able = sessions.ordered.filter { sessions[$0].dialsOut && sessions[$0].connection != nil }
    return able.first { sessions[$0].name != nil && sessions[$0].name == job.gateway }
      ?? able.min { (sessions[$0].name ?? "") < (sessions[$1].name ?? "") }
  }

  private mutating func missed(_ id: CallID, _ result: DialResult, into effects: inout Outgoing) {
    note(result, of: id, into: &effects)
    route(into: &effects) { acd, now, actions in
      _ = acd.customerMissed(call: id, result: result, at: now, into: &actions)
    }
  }

  /// The attempt is over: out of the gateway's list, into the records.
  private mutating func note(_ result: DialResult, of id: CallID, into effects: inout Outgoing) {
    guard let job = callbacks[id] else { return }
    if let dialler = job.dialler, sessions.exists(dialler) { sessions[dialler].dials.removeAll { $0 == id } }
    callbacks[id]?.dialler = nil
    guard result.isAttempt else { return }
    let record = DialRecord(call: id, attempt: job.attempts, agent: job.agent, result: result, at: now)
    effects.append(.record(.dial(record)))
  }

  // MARK: - What operators see and order

  mutating func listCallbacks(_ asker: Asker, into effects: inout Outgoing) {
    let owed = callbacks.keys.sorted()
    for id in owed.prefix(limits.listedRows) {
      guard let job = callbacks[id], let status = acd.status(of: id) else { continue }
      var fields = [
        Field("callback", id), Field("queue", status.queue), Field("state", status.place.word),
        Field("attempts", job.attempts),
      ]
      if let position = status.position { fields.append(Field("position", position)) }
      if let due = status.due { fields.append(Field("due", seconds: max(due - now, .zero))) }
      row(asker, "callback", fields, into: &effects)
    }
    ok(asker, [Field("callbacks", owed.count)], into: &effects)
  }

  mutating func cancelCallback(_ id: CallID, _ asker: Asker, into effects: inout Outgoing) {
    guard callbacks[id] != nil else {
      return refuse(asker, WireError(.unknownID, [Field("id", id)]), into: &effects)
    }
    command(asker, into: &effects) { $0.cancelOutbound(id, at: $1, into: &$2) }
    let who = "user \(sessions[asker.session].peer.userID)"
    effects.append(
      .log(
        LogEntry(
          .warning, "callback \(id) was taken back by order of \(who)", [Field("call", id)] + identity(of: asker))))
  }

  // MARK: - What gateways report

  mutating func answered(_ id: CallID, _ asker: Asker, into effects: inout Outgoing) {
    guard isDialling(id, asker, into: &effects), let job = callbacks[id] else { return }
    guard calls.count < limits.calls else {
      let fields = [Field("limit", limits.calls), Field("after", milliseconds: limits.retryAfter)]
      return refuse(asker, WireError(.tooManyCalls, fields), into: &effects)
    }
    ok(asker, [Field("call", id)], into: &effects)
    note(.answered, of: id, into: &effects)
    callbacks[id] = nil
    effects.append(.record(.outboundClosed(OutboundClosedRecord(call: id, state: "done", at: now))))
    var dialogue = Dialogue(
      tree: settings.tree, language: job.language, callingNumber: job.phone, playback: sessions[asker.session].playback)
    dialogue.beginCallback(for: job.queue, at: now)
    let slot = begin(id, dialogue, from: job.phone, to: nil, asker)
    calls[slot].wasDialled = true
    calls[slot].stage = .waiting(.init(queue: job.queue, enteredAt: acd.status(of: id)?.entered ?? now))
    monitor(.call, id.text, [Field("state", "started")], into: &effects)
    route(into: &effects) { acd, now, actions in _ = acd.customerAnswered(call: id, at: now, into: &actions) }
  }

  mutating func unanswered(_ id: CallID, _ result: DialResult, _ asker: Asker, into effects: inout Outgoing) {
    guard isDialling(id, asker, into: &effects) else { return }
    ok(asker, into: &effects)
    missed(id, result, into: &effects)
  }

  private mutating func isDialling(_ id: CallID, _ asker: Asker, into effects: inout Outgoing) -> Bool {
    if sessions[asker.session].dials.contains(id) { return true }
    refuse(asker, WireError(.unknownCall, [Field("call", id)], text: "it is not being dialled"), into: &effects)
    return false
  }

  /// The ACD waits no longer.
  mutating func stopDialling(_ id: CallID, into effects: inout Outgoing) {
    guard let dialler = callbacks[id]?.dialler else { return }
    note(.noAnswer, of: id, into: &effects)
    if sessions.exists(dialler) { tell(dialler, id.text, .undial, into: &effects) }
  }

  /// A gateway's connection is gone: whether a telephone rings somewhere is unknown, so it was an attempt.
  mutating func dialsLost(of number: SessionNumber, into effects: inout Outgoing) {
    for id in sessions[number].dials { missed(id, .noAnswer, into: &effects) }
  }

  mutating func outboundEnded(_ id: CallID, _ end: OutboundEnd, into effects: inout Outgoing) {
    callbacks[id] = nil
    effects.append(.record(.outboundClosed(OutboundClosedRecord(call: id, state: end.rawValue, at: now))))
  }
}
