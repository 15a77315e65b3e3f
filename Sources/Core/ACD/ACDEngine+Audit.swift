import CallModel

extension ACDEngine {
  /// What should hold and doesn't, in words. Empty: all is well. O(callers + agents): for tests, simulation and
  /// an operator's question, not for each event.
  public func audit() -> [String] {
    var found: [String] = []
    for slot in 0..<contacts.slotCount where contacts.isLive(slot) { auditContact(slot, &found) }
    for agent in agents.indices { auditAgent(agent, &found) }
    for queue in queues.indices { auditQueue(queue, &found) }
    auditMatching(&found)
    auditTimers(&found)
    auditOutbound(&found)
    found += waiting.audit("class")
    found += standby.audit("standby")
    found += ringing.audit("ringing class")
    found += idle.audit()
    if isStirred || !touchedQueues.isEmpty || !emptiedQueues.isEmpty {
      found.append("the last event has left something to settle")
    }
    return found
  }

  /// Every contact in exactly one place; its links lead back to it.
  private func auditContact(_ slot: Int, _ found: inout [String]) {
    let contact = contacts[slot]
    let isListed = places.contains(slot)
    let matchClass = tables.firstClass[contact.queue] + contact.ring
    let hasPlace = contact.outbound?.hasPlace ?? true
    if let agent = contact.preferredWhileOpen, agents[agent].preferredBy.count(where: { $0 == slot }) != 1 {
      found.append("\(contact.call) prefers one who doesn't know")
    }
    switch contact.place {
    case .waiting:
      let home = isHeldBack(slot) ? nil : matchClass
      if waiting.home(of: slot) != home || !isListed {
        found.append("\(contact.call) waits, and isn't where its ring and queue say")
      }
      auditRing(slot, &found)
    case .offered(let agent):
      let home = wantsOneMore(slot) && !isHeldBack(slot) ? matchClass : nil
      if waiting.contains(slot) || isListed != hasPlace || ringing.home(of: slot) != home {
        found.append("\(contact.call) is offered and somewhere else")
      }
      for agent in [agent] + contact.alsoOffered where agents[agent].offer?.slot != slot {
        found.append("\(contact.call) is offered to one who doesn't know")
      }
      if contact.ringsSeveral { auditRing(slot, &found) }
    case .talking(let agent):
      if waiting.contains(slot) || isListed { found.append("\(contact.call) is on a line and in a queue") }
      if agents[agent].slot != slot { found.append("\(contact.call) is on the line of one who doesn't know") }
      auditConsultation(contact, agent, slot, &found)
    case .dialling(let agent):
      if waiting.contains(slot) || isListed != hasPlace { found.append("\(contact.call) is dialled and elsewhere") }
      if agents[agent].offer?.slot != slot { found.append("\(contact.call) is dialled for one who doesn't know") }
    case .paused:
      if waiting.contains(slot) || isListed { found.append("\(contact.call) is paused and in a queue") }
    case .standby:
      if standby.home(of: slot) != contact.queue || isListed { found.append("\(contact.call) isn't on standby") }
    }
  }

  private func auditConsultation(_ contact: Contact, _ agent: Int, _ slot: Int, _ found: inout [String]) {
    let isOnHold = agents[agent].state == .consulting
    guard let consultation = contact.consultation else {
      if isOnHold { found.append("\(contact.call) is on hold for a consultation with nobody") }
      return
    }
    let colleague = agents[consultation.colleague]
    if isOnHold != (consultation.stage != .joined) { found.append("\(contact.call): hold and consultation disagree") }
    let isThere =
      switch consultation.stage {
      case .asked: colleague.offer?.slot == slot && colleague.offer?.isConsultation == true
      case .speaking: colleague.consults == slot && colleague.state == .consulting
      case .joined: colleague.consults == slot && colleague.state == .talking
      }
    if !isThere { found.append("\(contact.call) is asked about of one who doesn't know") }
  }

  private func auditRing(_ slot: Int, _ found: inout [String]) {
    let contact = contacts[slot]
    let rings = queues[contact.queue]
    let before = rings.ring(at: now - Interval(microseconds: 1), from: contact.ringClock)
    if contact.ring < before || contact.ring > rings.ring(at: now, from: contact.ringClock) {
      found.append("\(contact.call) has ring \(contact.ring) open at the wrong time")
    }
  }

  private func auditAgent(_ agent: Int, _ found: inout [String]) {
    let record = agents[agent]
    let id = record.configuration.id
    if (record.offer != nil) != (record.state == .offered) { found.append("\(id): offer and state disagree") }
    if ((record.slot ?? record.consults) != nil) != record.state.kind.isOnCall {
      found.append("\(id): line and state disagree")
    }
    if (record.wrapUp != nil) != (record.state == .wrapUp) { found.append("\(id): wrap-up and state disagree") }
    if let offer = record.offer {
      let contact = contacts[offer.slot]
      let place: Contact.Place = offer.isDialling ? .dialling(agent) : .offered(agent)
      let isAsked = offer.isConsultation && contact.consultation?.colleague == agent
      if contact.place != place, !contact.alsoOffered.contains(agent), !isAsked {
        found.append("\(id): offered one who is elsewhere")
      }
      if holder(ofOffer: offer.number) != agent { found.append("\(id): his offer isn't in the list of offers") }
    }
    if let slot = record.slot, contacts[slot].place != .talking(agent) {
      found.append("\(id): on the line with one who is elsewhere")
    }
    if let slot = record.consults, contacts[slot].consultation?.colleague != agent || record.slot != nil {
      found.append("\(id): consulted about one who is elsewhere")
    }
    if record.graceEnds != nil, record.slot == nil, record.consults == nil, record.wrapUp == nil,
      record.state.kind != .notReady
    {
      found.append("\(id): has a grace time for nothing")
    }
    if !record.isConfigured, record.state == .ready || record.state.kind == .notReady {
      found.append("\(id): removed and free, and not logged out")
    }
    if !idle.agrees(about: agent, in: record.profile, isReady: record.state == .ready) {
      found.append("\(id): idle list and state disagree")
    }
    for slot in record.preferredBy where contacts[slot].preferredWhileOpen != agent {
      found.append("\(id): preferred by one who doesn't know")
    }
    let present = record.state == .loggedOut ? 0 : (now - record.since).microseconds
    let shift = record.shiftBegan.map { (now - $0).microseconds } ?? 0
    if record.spent.reduce(present, +) != record.staffed + shift {
      found.append("\(id): times in states don't add up to the time logged in")
    }
  }

  private func auditQueue(_ queue: Int, _ found: inout [String]) {
    let record = queues[queue]
    let id = record.configuration.id
    let counters = record.counters
    let gone = counters.answered + counters.abandoned + counters.overflowed + counters.calledBack + counters.rejected
    if counters.offered != gone + record.flow.waiting - record.placeholders {
      found.append("\(id): offered isn't the sum of what became")
    }
    if places.count(of: queue) != record.flow.waiting { found.append("\(id): tree and count disagree") }
    var unoffered = record.configuration.rings.indices.reduce(0) {
      $0 + waiting.count(of: tables.firstClass[queue] + $1)
    }
    var listed = 0
    var (slot, last) = (record.firstIn, -1)
    while slot >= 0, listed <= record.flow.waiting {
      if contacts[slot].previous != last || contacts[slot].queue != queue { found.append("\(id): list is broken") }
      if last >= 0, contacts[last].serial > contacts[slot].serial { found.append("\(id): list is out of order") }
      if contacts[slot].place == .waiting, isHeldBack(slot) { unoffered += 1 }
      (slot, last) = (contacts[slot].following, slot)
      listed += 1
    }
    if unoffered != record.flow.unoffered { found.append("\(id): heaps and count disagree") }
    if listed != record.flow.waiting - record.placeholders || record.lastIn != last {
      found.append("\(id): list and count disagree")
    }
    let widest = tables.widestClass(of: queue)
    let loggedIn = agents.count { $0.state != .loggedOut && tables.profilesOfClass[widest, $0.profile] }
    if loggedIn != record.agentsLoggedIn { found.append("\(id): agents logged in are miscounted") }
    var (ordered, previous) = (0, Int?.none)
    var next = places.first(of: queue)
    while let present = next, ordered <= record.flow.waiting {
      if let previous, placeKey(present) < placeKey(previous) { found.append("\(id): tree is out of order") }
      (previous, next) = (present, places.next(after: present))
      ordered += 1
      if places.rank(of: present) != ordered { found.append("\(id): a rank is wrong") }
    }
    if ordered != record.flow.waiting { found.append("\(id): walk and count disagree") }
  }

  /// Outbound work is counted once, wherever it is.
  private func auditOutbound(_ found: inout [String]) {
    let none = Array(repeating: 0, count: queues.count)
    var (open, placed, unoffered) = (none, none, none)
    for slot in 0..<contacts.slotCount where contacts.isLive(slot) && contacts[slot].outbound != nil {
      open[contacts[slot].queue] += 1
      placed[contacts[slot].queue] += places.contains(slot) ? 1 : 0
      unoffered[contacts[slot].queue] += waiting.contains(slot) ? 1 : 0
    }
    for (queue, record) in queues.enumerated() {
      let id = record.configuration.id
      if record.counters.outboundOpen != open[queue] { found.append("\(id): outbound work is miscounted") }
      if record.placeholders != placed[queue] || record.unofferedPlaceholders != unoffered[queue] {
        found.append("\(id): outbound work in line is miscounted")
      }
    }
  }

  /// No eligible contact waits while an eligible agent is idle, nor rings for one where more may ring.
  private func auditMatching(_ found: inout [String]) {
    for matchClass in 0..<tables.classCount {
      let profiles = mayServe(matchClass).profiles
      for (group, does) in [(waiting, "waits"), (ringing, "rings alone")] {
        for slot in group.items(of: matchClass) {
          let excluded = contacts[slot].excluded
          let isKept = profiles.contains { idle.agents(of: $0).contains { !excluded.contains($0) } }
          if isKept { found.append("\(contacts[slot].call) \(does) while one who could serve it is idle") }
        }
      }
    }
    for group in idleInGroup.indices {
      let count = agents.count { $0.state == .ready && tables.groups.profiles[group, $0.profile] }
      if count != idleInGroup[group] { found.append("group \(group): the idle are miscounted") }
    }
    for queue in queues.indices {
      for profile in 0..<tables.profileCount {
        let isLeft = tables.groups.ofQueue[queue].contains {
          tables.groups.profiles[$0.group, profile] && idleInGroup[$0.group] <= $0.idleAbove
        }
        if unreserved[queue, profile] == isLeft {
          found.append("\(queues[queue].configuration.id): who is left to others is wrong")
        }
      }
    }
  }

  /// Each timer refers to something alive, and each lease has its timer.
  private func auditTimers(_ found: inout [String]) {
    var count = 0
    for slot in 0..<contacts.slotCount where contacts.isLive(slot) {
      let contact = contacts[slot]
      count += contact.timer == nil ? 0 : 1
      if contact.timer != nextAlarm(ofContact: slot) || timers.deadline(of: .contact(slot)) != contact.timer?.at {
        found.append("\(contact.call): its timer is wrong")
      }
    }
    for (agent, record) in agents.enumerated() {
      count += record.timer == nil ? 0 : 1
      if record.timer != nextAlarm(ofAgent: agent) || timers.deadline(of: .agent(agent)) != record.timer?.at {
        found.append("\(record.configuration.id): his timer is wrong")
      }
    }
    if timers.deadline(of: .certificates) != tables.nextExpiry { found.append("certificates: their timer is wrong") }
    count += tables.nextExpiry == nil ? 0 : 1
    count += blendingCheck == nil ? 0 : 1
    if count != timers.count { found.append("\(timers.count) timers, \(count) of them somebody's") }
    if let next = timers.next, next < now { found.append("a timer is overdue") }
  }
}
