import CallModel

extension ACDEngine {
  /// What a waiting caller waits for next, besides an agent. While an offer is outstanding nothing runs but
  /// what may bring more agents to ring: a caller whose patience ends then still gets the agent, or overflows when
  /// the offer has failed.
  func nextAlarm(ofContact slot: Int) -> Alarm? {
    let contact = contacts[slot]
    if contact.place == .paused, let outbound = contact.outbound { return Alarm(at: outbound.due, kind: .callbackDue) }
    guard contact.place == .waiting || contact.ringsSeveral else { return nil }
    var alarm: Alarm?
    func consider(_ at: Timestamp?, _ kind: Alarm.Kind) {
      guard let at else { return }
      let other = Alarm(at: at, kind: kind)
      alarm = alarm.map { min($0, other) } ?? other
    }
    let rings = queues[contact.queue].configuration.rings
    if contact.ring + 1 < rings.count { consider(contact.ringClock + rings[contact.ring + 1].after, .ringOpening) }
    consider(contact.preferenceEnds, .preferenceEnd)
    consider(contact.nextRing, .nextRing)
    guard contact.place == .waiting else { return alarm }
    consider(contact.patienceEnds, .maxWait)
    consider(contact.nextAnnouncement, .announcement)
    return alarm
  }

  mutating func setAlarm(ofContact slot: Int) {
    let alarm = nextAlarm(ofContact: slot)
    guard alarm != contacts[slot].timer else { return }
    contacts[slot].timer = alarm
    if let alarm {
      timers.set(.contact(slot), at: alarm.at, rank: alarm.rank(contacts[slot].serial))
    } else {
      timers.cancel(.contact(slot))
    }
  }

  mutating func clearAlarm(ofContact slot: Int) {
    guard contacts[slot].timer != nil else { return }
    contacts[slot].timer = nil
    timers.cancel(.contact(slot))
  }

  func nextAlarm(ofAgent agent: Int) -> Alarm? {
    let holdLimit = agents[agent].slot.map { queues[contacts[$0].queue].configuration.holdLimit }
    return agents[agent].nextAlarm(holdLimit: holdLimit)
  }

  mutating func setAlarm(ofAgent agent: Int) {
    let alarm = nextAlarm(ofAgent: agent)
    guard alarm != agents[agent].timer else { return }
    agents[agent].timer = alarm
    if let alarm {
      timers.set(.agent(agent), at: alarm.at, rank: alarm.rank(Int64(agents[agent].rank)))
    } else {
      timers.cancel(.agent(agent))
    }
  }

  mutating func fireAlarm(ofContact slot: Int, into actions: inout [ACDAction]) {
    let alarm = contacts[slot].timer
    contacts[slot].timer = nil
    switch alarm?.kind {
    case .ringOpening: openRing(slot)
    case .preferenceEnd:
      closePreference(slot)
      shelve(slot)
      setAlarm(ofContact: slot)
    case .nextRing:
      contacts[slot].nextRing = nil
      shelve(slot)
      setAlarm(ofContact: slot)
    case .maxWait: overflow(slot, because: .maxWait, into: &actions)
    case .announcement: announce(slot, position: places.rank(of: slot), into: &actions)
    case .callbackDue: resumeOutbound(slot, notBefore: now)
    case .certificateExpiry, .graceEnd, .holdEnd, .wrapUpEnd, .offerTimeout, .blendingCheck, nil:
      preconditionFailure("A call's timer is for a ring, a preference, its patience, an announcement or an attempt.")
    }
  }

  mutating func fireAlarm(ofAgent agent: Int, into actions: inout [ACDAction]) {
    let alarm = agents[agent].timer
    agents[agent].timer = nil
    switch alarm?.kind {
    case .graceEnd: giveUpConnection(agent, into: &actions)
    case .holdEnd: takeOffHold(agent, into: &actions)
    case .wrapUpEnd: endWrapUpAtLimit(agent, into: &actions)
    case .offerTimeout where agents[agent].offer!.isDialling: giveUpDialling(agent, into: &actions)
    case .offerTimeout: endOffer(agent, because: .noAnswer, reason: AgentState.Reason.noAnswer, into: &actions)
    case .certificateExpiry, .nextRing, .ringOpening, .preferenceEnd, .maxWait, .announcement, .callbackDue,
      .blendingCheck, nil:
      preconditionFailure("An agent's timer is for an offer, a hold, a wrap-up or a lost connection.")
    }
  }

  /// A wider circle of agents may serve this caller from now on.
  private mutating func openRing(_ slot: Int) {
    contacts[slot].ring += 1
    shelve(slot)
    setAlarm(ofContact: slot)
  }
}
