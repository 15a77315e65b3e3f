import CallModel

extension ACDEngine {
  @inline(__always) func nextAlarm(ofContact slot: Int) -> Alarm? {
    let queue = contacts[slot].queue
    let (ring, rings) = (contacts[slot].ring + 1, queues[queue].configuration.rings.count)
    return contacts[slot].nextAlarm(ringAfter: ring < rings ? queues[queue].configuration.rings[ring].after : nil)
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

  @inline(__always) func nextAlarm(ofAgent agent: Int) -> Alarm? {
    guard let slot = agents[agent].slot else { return agents[agent].nextAlarm(holdLimit: nil) }
    return agents[agent].nextAlarm(holdLimit: queues[contacts[slot].queue].configuration.holdLimit)
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
    case .estimateCheck: checkEstimate(slot, into: &actions)
    case .certificateExpiry, .graceEnd, .holdEnd, .wrapUpEnd, .offerTimeout, .blendingCheck, .deadlineSoon, .restEnd,
      nil:
      preconditionFailure("A call's timer is for a ring, a preference, its patience, an announcement or an attempt.")
    }
  }

  mutating func fireAlarm(ofAgent agent: Int, into actions: inout [ACDAction]) {
    let alarm = agents[agent].timer
    agents[agent].timer = nil
    switch alarm?.kind {
    case .graceEnd: giveUpConnection(agent, into: &actions)
    case .holdEnd where agents[agent].state == .consulting:
      endConsultation(agents[agent].slot!, because: .holdLimit, into: &actions)
    case .holdEnd: takeOffHold(agent, into: &actions)
    case .wrapUpEnd: endWrapUpAtLimit(agent, into: &actions)
    case .deadlineSoon: warn(agent, into: &actions)
    case .restEnd: endRest(agent, into: &actions)
    case .offerTimeout where agents[agent].offer!.isDialling: giveUpDialling(agent, into: &actions)
    case .offerTimeout: endOffer(agent, because: .noAnswer, reason: AgentState.Reason.noAnswer, into: &actions)
    case .certificateExpiry, .nextRing, .ringOpening, .preferenceEnd, .maxWait, .announcement, .callbackDue,
      .blendingCheck, .estimateCheck, nil:
      preconditionFailure("An agent's timer is for an offer, a hold, a wrap-up, a rest or a lost connection.")
    }
  }

  /// A wider circle of agents may serve this caller from now on.
  private mutating func openRing(_ slot: Int) {
    contacts[slot].ring += 1
    shelve(slot)
    setAlarm(ofContact: slot)
  }
}
