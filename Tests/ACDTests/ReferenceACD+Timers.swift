import ACD
import CallModel

extension ReferenceACD {
  /// In the order in which timers of one instant fire.
  enum Kind: Int {
    case certificate, grace, hold, wrapUp, offer, nextRing, ring, preference, maxWait, announcement, soon, rest
  }

  struct Due {
    var at: Timestamp
    var kind: Kind
    /// Of a call its serial, of an agent his place by id.
    var number: Int
    var call: CallID?
    var agent: AgentID?
  }

  func timers() -> [Due] {
    var due: [Due] = []
    let expiry = known.flatMap(\.skills).compactMap(\.expires).filter { $0 > skillsAsOf }.min()
    if let expiry { due.append(Due(at: expiry, kind: .certificate, number: 0)) }
    for call in calls where call.place == .waiting || call.ringsSeveral {
      func add(_ at: Timestamp?, _ kind: Kind) {
        if let at { due.append(Due(at: at, kind: kind, number: call.serial, call: call.id)) }
      }
      let rings = queue(call.queue).rings
      if call.ring + 1 < rings.count { add(call.ringClock + rings[call.ring + 1].after, .ring) }
      add(call.preferenceEnds, .preference)
      add(call.nextRing, .nextRing)
      guard call.place == .waiting else { continue }
      add(call.patienceEnds, .maxWait)
      add(call.nextAnnouncement, .announcement)
    }
    let byID = agents.map(\.id).sorted()
    for agent in agents {
      func add(_ at: Timestamp?, _ kind: Kind) {
        if let at { due.append(Due(at: at, kind: kind, number: byID.firstIndex(of: agent.id)!, agent: agent.id)) }
      }
      add(agent.offer?.ends, .offer)
      if agent.offer != nil { add(agent.warnsAt, .soon) }
      add(agent.wrapUp?.ends, .wrapUp)
      add(agent.graceEnds, .grace)
      if agent.state == .notReady(reason: "rest") { add(agent.restEnds, .rest) }
      if agent.state == .held || agent.state == .consulting, agent.call != nil {
        add(agent.since + queue(calls[callIndex(agent.call!)!].queue).holdLimit, .hold)
      }
    }
    return due
  }

  mutating func fire(to limit: Timestamp, through kind: Kind?) {
    while let due = timers().filter({ due in
      due.at < limit || due.at == limit && kind.map { due.kind.rawValue <= $0.rawValue } ?? false
    })
    .min(by: { ($0.at, $0.kind.rawValue, $0.number) < ($1.at, $1.kind.rawValue, $1.number) }) {
      now = due.at
      if let call = due.call { fire(due.kind, call: callIndex(call)!) }
      if let agent = due.agent { fire(due.kind, agent: agentIndex(agent)!) }
      if due.kind == .certificate { expire() }
      settle()
    }
    now = limit
  }

  private mutating func fire(_ kind: Kind, call: Int) {
    switch kind {
    case .ring: calls[call].ring += 1
    case .nextRing: calls[call].nextRing = nil
    case .preference: calls[call].preferenceEnds = nil
    case .maxWait: overflow(call, .maxWait)
    case .announcement:
      let id = calls[call].id
      announce(call, line(calls[call].queue).firstIndex { $0.id == id }! + 1)
    case .certificate, .grace, .hold, .wrapUp, .offer, .soon, .rest: break
    }
  }

  private mutating func fire(_ kind: Kind, agent: Int) {
    switch kind {
    case .grace:
      if let asked = agents[agent].consults { return endConsultation(asked, .connectionLost) }
      guard let call = agents[agent].call else { return goHome(agent) }
      part(agent, .connectionLost)
      goHome(agent)
      requeue(call, agent, .connectionLost)
    case .hold where agents[agent].state == .consulting: endConsultation(agents[agent].call!, .holdLimit)
    case .hold: takeOffHold(agent)
    case .wrapUp:
      if agents[agent].wrapUp!.mode == .mandatory, !agents[agent].wrapUp!.isCoded {
        agents[agent].afterwards = "uncoded"
      }
      finish(agent)
    case .offer: endOffer(agent, .noAnswer, "no-answer")
    case .soon:
      agents[agent].warnsAt = nil
      let offer = agents[agent].offer!
      actions.append(
        .deadlineSoon(offer: OfferID("o\(offer.number)"), agent: agents[agent].id, left: offer.ends - now))
    case .rest:
      forgetRow(agent)
      agents[agent].idleSince = now
      change(agent, .ready)
    case .certificate, .nextRing, .ring, .preference, .maxWait, .announcement: break
    }
  }

  private mutating func expire() {
    skillsAsOf = now
    lookAtRingsAgain()
    emptied = queues.map(\.id)
  }

  /// After a change of skills or settings.
  mutating func lookAtRingsAgain() {
    for index in calls.indices where calls[index].place.waits {
      let queue = queue(calls[index].queue)
      if queue.strategy != .ringAll, queue.strategy != .ringProgressively { calls[index].ringsSeveral = false }
      if queue.strategy != .ringProgressively { calls[index].nextRing = nil }
      calls[index].ring = openRing(calls[index])
    }
  }

  mutating func takeOffHold(_ agent: Int) {
    closeStretch(agents[agent].call!, held: true)
    actions.append(.unheld(call: agents[agent].call!, agent: agents[agent].id))
    change(agent, .talking)
  }

  mutating func closeStretch(_ call: CallID, held: Bool) {
    let index = callIndex(call)!
    let stretch = now - calls[index].stretchBegan
    if held { calls[index].hold += stretch } else { calls[index].talk += stretch }
    calls[index].stretchBegan = now
  }

  /// Ends a conversation for both.
  mutating func part(_ agent: Int, _ cause: TalkEnd) {
    let call = agents[agent].call!
    if consultation(call) != nil { dissolveConsultation(call, .callEnded) }
    closeStretch(call, held: [.held, .consulting].contains(agents[agent].state))
    agents[agent].call = nil
    let record = calls[callIndex(call)!]
    actions.append(
      .talkEnded(
        call: call, agent: agents[agent].id, queue: record.queue, talk: record.talk, hold: record.hold, cause: cause))
  }

  mutating func goHome(_ agent: Int) {
    agents[agent].wrapUp = nil
    agents[agent].graceEnds = nil
    agents[agent].afterwards = nil
    agents[agent].missed = 0
    agents[agent].declined = 0
    change(agent, .loggedOut)
  }

  mutating func finish(_ agent: Int) {
    agents[agent].wrapUp = nil
    if !isEmployed(agents[agent].id) || agents[agent].graceEnds != nil { return goHome(agent) }
    if let reason = agents[agent].afterwards ?? (isExhausted(agent) ? "rest" : nil) {
      agents[agent].afterwards = nil
      change(agent, .notReady(reason: reason))
    } else {
      forgetRow(agent)
      agents[agent].idleSince = now
      change(agent, .ready)
    }
  }

  mutating func wrapUp(_ agent: Int, _ call: CallID, _ id: QueueID) {
    let policy = queue(id).wrapUp
    if policy.mode == .none || (policy.mode != .timed && agents[agent].isCoded) { return finish(agent) }
    agents[agent].wrapUp = (call, id, now + policy.limit, policy.mode, agents[agent].isCoded)
    change(agent, .wrapUp)
    actions.append(.wrapUp(agent: agents[agent].id, call: call, queue: id, until: now + policy.limit))
  }

  mutating func requeue(_ id: CallID, _ agent: Int, _ cause: TalkEnd) {
    let index = callIndex(id)!
    actions.append(
      .requeued(
        call: id, queue: calls[index].queue, agent: agents[agent].id, arrival: calls[index].arrival, cause: cause))
    emptied.append(calls[index].queue)
    beginStay(index)
  }

  /// For the call as it then is: still ringing elsewhere, or not.
  mutating func closeOffer(_ agent: Int, _ reason: WithdrawReason) -> Int {
    let offer = agents[agent].offer!
    agents[agent].offer = nil
    let index = callIndex(offer.call)!
    if calls[index].place == .offered(agents[agent].id), let next = calls[index].alsoOffered.first {
      calls[index].place = .offered(next)
      calls[index].alsoOffered.removeFirst()
    } else {
      calls[index].alsoOffered.removeAll { $0 == agents[agent].id }
    }
    actions.append(
      .withdraw(offer: OfferID("o\(offer.number)"), agent: agents[agent].id, call: offer.call, reason: reason))
    return callIndex(offer.call)!
  }

  mutating func endOffer(_ agent: Int, _ cause: WithdrawReason, _ reason: String) {
    let isConsultation = agents[agent].offer!.isConsultation
    let ringsElsewhere = !calls[callIndex(agents[agent].offer!.call)!].alsoOffered.isEmpty
    let call = closeOffer(agent, cause)
    let queue = queue(calls[call].queue)
    if isConsultation {
      noteConsultEnd(calls[call].id, cause == .declined ? .declined : .noAnswer)
      backToCaller(calls[call].id)
    } else if !ringsElsewhere {
      beginWaiting(call)
      emptied.append(queue.id)
    }
    if cause == .declined { agents[agent].declined += 1 } else { agents[agent].missed += 1 }
    let isOver =
      cause == .declined
      ? agents[agent].declined >= queue.declineLimit : agents[agent].missed >= queue.noAnswerLimit
    if !isEmployed(agents[agent].id) {
      goHome(agent)
    } else if isOver {
      change(agent, .notReady(reason: reason))
    } else {
      agents[agent].idleSince = now
      change(agent, .ready)
    }
  }
}
