import CallModel

extension ACDEngine {
  /// Notes that somebody left a queue, so that those behind have moved up.
  mutating func touch(_ queue: Int) {
    guard !queues[queue].isTouched else { return }
    queues[queue].isTouched = true
    touchedQueues.append(queue)
  }

  /// Tells those who have moved up to a position that their queue announces.
  mutating func announceMoves(into actions: inout [ACDAction]) {
    guard !touchedQueues.isEmpty else { return }
    touchedQueues.sort()
    for queue in touchedQueues {
      queues[queue].isTouched = false
      var position = 1
      var slot = places.first(of: queue)
      while let present = slot, position <= queues[queue].configuration.announce.positionsUpTo {
        if position < contacts[present].announced { announce(present, position: position, into: &actions) }
        slot = places.next(after: present)
        position += 1
      }
    }
    touchedQueues.removeAll(keepingCapacity: true)
  }

  mutating func announce(_ slot: Int, position: Int, into actions: inout [ACDAction]) {
    guard contacts[slot].outbound == nil else { return }
    let queue = contacts[slot].queue
    contacts[slot].announced = position
    contacts[slot].nextAnnouncement = queues[queue].configuration.announce.every.map { now + $0 }
    setAlarm(ofContact: slot)
    actions.append(
      .position(
        call: contacts[slot].call, queue: queues[queue].configuration.id, position: position,
        estimatedWait: estimatedWait(queue, position: position)))
  }

  func estimatedWait(_ queue: Int, position: Int) -> Interval? {
    guard queues[queue].agentsLoggedIn > 0 else { return nil }
    return queues[queue].flow.estimate(position: position, at: now)
  }
}
