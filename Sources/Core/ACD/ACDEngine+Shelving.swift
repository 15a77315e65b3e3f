import CallModel

// Which heap a caller is in, and whom an agent's coming and going concerns.
extension ACDEngine {
  /// Puts a caller where his state says: with those who wait, with those for whom one more agent may ring, or
  /// nowhere while he waits for the agent whom he prefers.
  mutating func shelve(_ slot: Int) {
    if waiting.contains(slot) { waiting.remove(slot) }
    if ringing.contains(slot) { ringing.remove(slot) }
    guard !isHeldBack(slot) else { return }
    let matchClass = tables.firstClass[contacts[slot].queue] + contacts[slot].ring
    switch contacts[slot].place {
    case .waiting: waiting.insert(slot, key: placeKey(slot), into: matchClass)
    case .offered:
      guard wantsOneMore(slot) else { return }
      ringing.insert(slot, key: placeKey(slot), into: matchClass)
    case .talking, .dialling, .paused, .standby: return
    }
    stir(matchClass: matchClass)
  }

  /// Somebody rings for him, and one more may.
  @inline(__always) func wantsOneMore(_ slot: Int) -> Bool {
    guard contacts[slot].ringsSeveral, case .offered = contacts[slot].place else { return false }
    return contacts[slot].nextRing == nil
  }

  /// The agent whom he prefers serves him, and is busy: nobody else gets him for now.
  @inline(__always) func isHeldBack(_ slot: Int) -> Bool {
    guard let agent = contacts[slot].preferredWhileOpen else { return false }
    let matchClass = tables.firstClass[contacts[slot].queue] + contacts[slot].ring
    return isToBeWaitedFor(agent, matchClass, excluding: contacts[slot].excluded)
  }

  func isToBeWaitedFor(_ agent: Int, _ matchClass: Int, excluding excluded: [Int]) -> Bool {
    agents[agent].state.kind.isBusy && tables.profilesOfClass[matchClass, agents[agent].profile]
      && !excluded.contains(agent)
  }

  /// From now on, and for the queue's window, he goes to the agent whom he prefers.
  mutating func openPreference(_ slot: Int) {
    let window = queues[contacts[slot].queue].configuration.preferredWindow
    guard let agent = contacts[slot].preferred, window > .zero else { return }
    contacts[slot].preferenceEnds = now + window
    agents[agent].preferredBy.append(slot)
  }

  mutating func closePreference(_ slot: Int) {
    guard let agent = contacts[slot].preferredWhileOpen else { return }
    contacts[slot].preferenceEnds = nil
    agents[agent].preferredBy.removeAll { $0 == slot }
  }

  mutating func addToIdle(_ agent: Int) {
    let profile = agents[agent].profile
    for order in idle.orders { insertIntoIdle(agent, order) }
    stirred.add(row: 0, tables.classesOfProfile, row: profile)
    isStirred = true
    for group in tables.groups.ofProfile[profile] { countIdle(group, by: 1) }
  }

  /// Into one of the orders that are kept.
  mutating func insertIntoIdle(_ agent: Int, _ order: IdleOrder) {
    let profile = agents[agent].profile
    switch order {
    case .idleTime, .calls, .talkTime, .turns, .order:
      idle.insert(agent, of: profile, key: agents[agent].key(in: order), into: order)
    case .occupancy: idle.insert(agent, of: profile, agents[agent].occupancy, at: now)
    case .evenLottery: idle.insert(agent, of: profile, chances: 1, into: order)
    case .weightedLottery:
      idle.insert(agent, of: profile, chances: agents[agent].configuration.weight, into: order)
    }
  }

  mutating func removeFromIdle(_ agent: Int) {
    let profile = agents[agent].profile
    for order in idle.orders { idle.remove(agent, from: profile, in: order, at: now) }
    for group in tables.groups.ofProfile[profile] { countIdle(group, by: -1) }
  }

  private mutating func countIdle(_ group: Int, by step: Int) {
    idleInGroup[group] += step
    for queue in tables.groups.queues[group] {
      reviewReservations(of: queue)
      guard step > 0 else { continue }
      for matchClass in tables.firstClass[queue]...tables.widestClass(of: queue) { stir(matchClass: matchClass) }
    }
  }

  /// Which profiles this queue leaves to others at the moment.
  mutating func reviewReservations(of queue: Int) {
    unreserved.fill(row: queue, true)
    for share in tables.groups.ofQueue[queue] where idleInGroup[share.group] <= share.idleAbove {
      unreserved.subtract(row: queue, tables.groups.profiles, row: share.group)
    }
  }
}
