import ACD
import CallModel
import DequeModule
import IVR
import LineProtocol

/// Between a call's dialogue and everything that it asks for.
extension Switchboard {
  /// Lets something happen to a call's dialogue, and does what the dialogue then wants.
  mutating func converse(
    _ slot: CallSlot, into effects: inout Outgoing,
    _ happen: (inout Dialogue, Timestamp, inout [DialogueAction]) -> Void
  ) {
    var actions: [DialogueAction] = []
    swap(&actions, &scratch.dialogueActions)
    swap(&calls[slot].dialogue.keyLedger, &scratch.keyLedger)
    let hasAnnouncements = !announcements.isEmpty
    if hasAnnouncements { swap(&calls[slot].dialogue.announcements, &announcements) }
    happen(&calls[slot].dialogue, now, &actions)
    if hasAnnouncements { swap(&calls[slot].dialogue.announcements, &announcements) }
    swap(&calls[slot].dialogue.keyLedger, &scratch.keyLedger)
    noteWays(of: slot)
    let serial = calls[slot].serial
    let isFirst = !scratch.isWorking
    if !isFirst { for action in actions { scratch.work.append(.dialogue(slot, serial, action)) } }
    if sessions[calls[slot].session].isHalfClosed { scratch.work.append(.endIfIdle(slot, serial)) }
    if isFirst {
      // Nothing was before them in the list: they need not stand in it.
      scratch.isWorking = true
      for action in actions where isCurrent(slot, serial) { perform(action, of: slot, into: &effects) }
      scratch.isWorking = false
    }
    actions.removeAll(keepingCapacity: true)
    swap(&actions, &scratch.dialogueActions)
    workOff(into: &effects)
  }

  private mutating func noteWays(of slot: CallSlot) {
    guard waysTaken != nil, let ways = calls[slot].dialogue.ways, !ways.isEmpty else { return }
    waysTaken?.append(contentsOf: ways)
    calls[slot].dialogue.ways = []
  }

  /// A slot may have been given to another call since an action was noted.
  private func isCurrent(_ slot: CallSlot, _ serial: Int64) -> Bool {
    calls.isLive(slot) && calls[slot].serial == serial
  }

  /// Does what dialogues and the ACD want in the order in which they came to want it. One thing leads to
  /// another (entering a queue to an offer, an offer's answer to a prompt), so the list grows as it is worked
  /// off; nested calls only add to it.
  mutating func workOff(into effects: inout Outgoing) {
    guard !scratch.isWorking else { return }
    scratch.isWorking = true
    while let item = scratch.work.popFirst() {
      switch item {
      case .dialogue(let slot, let serial, let action):
        if isCurrent(slot, serial) { perform(action, of: slot, into: &effects) }
      case .endIfIdle(let slot, let serial):
        if isCurrent(slot, serial) { endIfIdle(slot, into: &effects) }
      case .routing(let action):
        perform(action, into: &effects)
      }
    }
    scratch.isWorking = false
  }

  private mutating func endIfIdle(_ slot: CallSlot, into effects: inout Outgoing) {
    let number = calls[slot].session
    if sessions[number].waitingFor == nil, sessions[number].parked.isEmpty, isIdle(slot) {
      end(slot, cause: .gatewayClosed, into: &effects)
    }
  }

  private mutating func perform(_ action: DialogueAction, of slot: CallSlot, into effects: inout Outgoing) {
    switch action {
    case .say(let utterance): say(utterance, to: slot, into: &effects)
    case .stop: tell(slot, .stop, into: &effects)
    case .ask(let ask): tell(slot, event(ask, of: slot), into: &effects)
    case .noInput(let node, let count): tell(slot, .noInput(node: node, count: count), into: &effects)
    case .noMatch(let node, let count): tell(slot, .noMatch(node: node, count: count), into: &effects)
    case .deadline(let instant):
      if let instant {
        deadlines.set(.dialogue(slot), at: instant)
      } else {
        deadlines.cancel(.dialogue(slot))
      }
    case .askHost(let query): askHost(query, for: slot, into: &effects)
    case .enterQueue(let queue): enterQueue(queue, slot, into: &effects)
    case .waitTold(let promise): note(promise, to: slot, into: &effects)
    case .callbackRegistered(let id, let phone, let queue):
      promiseCallback(id, phone: phone, queue: queue, of: slot, into: &effects)
    case .leaveQueue(let reason): leaveQueue(slot, reason: reason, into: &effects)
    case .bridge: bridge(slot, into: &effects)
    case .transfer(let address): transferOut(slot, address: address, into: &effects)
    case .surveyAnswer(let node, let answer):
      let visit = calls[slot].visits.last
      let record = SurveyAnswerRecord(
        call: calls[slot].id, epoch: calls[slot].epoch, node: node, agent: visit?.agent, queue: visit?.queue,
        answer: answer, at: now)
      effects.append(.record(.surveyAnswer(record)))
    case .end(let cause, let disposition):
      end(slot, cause: .dialogue(cause, disposition: disposition), into: &effects)
    }
  }

  mutating func tell(_ slot: CallSlot, _ event: Event, into effects: inout Outgoing) {
    tell(calls[slot].session, calls[slot].id.text, event, into: &effects)
  }

  private mutating func say(_ utterance: Utterance, to slot: CallSlot, into effects: inout Outgoing) {
    let number = calls[slot].session
    let event = tell(number, calls[slot].id.text, event(utterance.saying, of: slot), into: &effects)
    guard calls[slot].dialogue.playback == .reported else { return }
    calls[slot].unheard.append(.init(event: event, ordinal: utterance.ordinal))
    if calls[slot].unheard.count > limits.unheardPrompts { calls[slot].unheard.removeFirst() }
  }

  private mutating func askHost(_ query: HostQuery, for slot: CallSlot, into effects: inout Outgoing) {
    let id: Int64
    if query.isRepeated, let asked = calls[slot].hostRequest {
      id = asked
    } else {
      lastHostRequest += 1
      id = lastHostRequest
      calls[slot].hostRequest = id
    }
    let call = calls[slot]
    // What changes the books is not begun while the disk has no room for it; what was asked before is answered.
    if isStorageShort, query.operation.isKept {
      return hostReplied(HostReply(id: lastHostRequest, call: call.id, outcome: .unavailable), into: &effects)
    }
    effects.append(
      .askHost(
        HostRequest(
          id: id, call: call.id, operation: query.operation, arguments: query.arguments,
          secret: query.secret, customer: query.customer, callingNumber: call.callingNumber,
          failuresInCall: query.failuresInCall,
          idempotencyKey: "\(call.epoch)/\(call.serial)/\(query.visit)", at: now)))
  }

  mutating func hostReplied(_ reply: HostReply, into effects: inout Outgoing) {
    guard let slot = calls.slot(of: reply.call), calls[slot].hostRequest == reply.id else { return }
    calls[slot].hostRequest = nil
    let reply = preferences.completing(reply)
    converse(slot, into: &effects) { dialogue, now, actions in dialogue.hostReplied(reply, at: now, into: &actions) }
  }

  /// Hands the caller to an address outside; the gateway does it, and says how it went.
  private mutating func transferOut(_ slot: CallSlot, address: String, into effects: inout Outgoing) {
    calls[slot].stage = .transferring
    let event = Event.bridge(agent: AgentID("-"), address: address, offer: OfferID("-"))
    tell(slot, event, into: &effects)
    guard sessions[calls[slot].session].bridge == .instant else { return }
    converse(slot, into: &effects) { dialogue, now, actions in dialogue.transferAnswered(at: now, into: &actions) }
  }

  // MARK: - The end of a call

  /// Ends a call, whatever it is doing: leaves the queue or the agent, tells the gateway, makes the record.
  mutating func end(_ slot: CallSlot, cause: EndReason, into effects: inout Outgoing) {
    deadlines.cancel(.dialogue(slot))
    leaveACD(slot, into: &effects)
    let call = calls.remove(slot)
    if !keptPlaces.isEmpty { keptPlaces[call.id] = nil }
    let number = call.session
    removeFromSession(call, slot)
    let disposition = disposition(of: call, cause: cause)
    tell(number, call.id.text, .end(cause: cause.word, disposition: disposition), into: &effects)
    effects.append(.record(.call(record(of: call, cause: cause, disposition: disposition))))
    let fields = [Field("state", "ended"), Field("cause", cause.word), Field("disposition", disposition)]
    monitor(.call, call.id.text, fields, into: &effects)
    closeIfEmpty(number, into: &effects)
    stopIfDrained(into: &effects)
  }

  private mutating func removeFromSession(_ call: CallSession, _ slot: CallSlot) {
    let number = call.session
    let last = sessions[number].calls.removeLast()
    if last != slot {
      sessions[number].calls[call.placeInSession] = last
      calls[last].placeInSession = call.placeInSession
    }
    guard sessions[number].currentCall == slot else { return }
    sessions[number].currentCall = nil
    sessions[number].endedCall = call.id
  }

  private func disposition(of call: CallSession, cause: EndReason) -> String {
    if case .dialogue(_, let disposition) = cause { return disposition }
    guard let last = call.visits.last else {
      return call.dialogue.operations.contains { $0.outcome == .ok } ? "self-service" : "hung-up"
    }
    return last.agent != nil ? "agent" : last.result
  }

  private func record(of call: CallSession, cause: EndReason, disposition: String) -> CallRecord {
    let tree = call.dialogue.tree
    return CallRecord(
      call: call.id, epoch: call.epoch, gateway: sessions[call.session].gatewayName,
      callingNumber: call.callingNumber, calledNumber: call.calledNumber, language: call.dialogue.language,
      customer: call.dialogue.customer?.number, verification: call.dialogue.highestVerification,
      startedAt: call.startedAt, endedAt: now, cause: cause.word, disposition: disposition,
      menuVersion: tree.version, path: call.dialogue.path.map { tree[$0].id },
      operations: call.dialogue.operations, queueVisits: call.visits)
  }

  mutating func endCalls(of number: SessionNumber, cause: EndReason, into effects: inout Outgoing) {
    for slot in sessions[number].calls.reversed() where calls.isLive(slot) { end(slot, cause: cause, into: &effects) }
  }

  mutating func endAllCalls(cause: EndReason, into effects: inout Outgoing) {
    for index in calls.slots.indices where calls.slots[index] != nil {
      end(CallSlot(index), cause: cause, into: &effects)
    }
  }
}
