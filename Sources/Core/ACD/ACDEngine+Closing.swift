public import CallModel

/// What an operator decides about a queue, whatever its hours are.
extension ACDEngine {
  /// Nobody enters from now on, and no customer is called back, until `open`; also not after a reload. Callers go
  /// where the queue's `closed` says: those who come, and with `sendingAway` also those who wait and are not being
  /// offered. Otherwise who is in is still served.
  @discardableResult
  public mutating func close(
    queue id: QueueID, sendingAway: Bool, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let queue = openIndex(of: id) else { return .unknownQueue(id) }
    queues[queue].isShut = true
    if sendingAway { sendAway(from: queue, because: .closed, into: &actions) }
    settle(into: &actions)
    return nil
  }

  /// By its hours again.
  @discardableResult
  public mutating func open(
    queue id: QueueID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    guard let queue = openIndex(of: id) else { return .unknownQueue(id) }
    queues[queue].isShut = false
    // An operator's word is rare enough to look at everybody.
    for slot in 0..<contacts.slotCount where contacts.isLive(slot) && contacts[slot].queue == queue {
      guard contacts[slot].place == .paused, contacts[slot].outbound?.waitsForOpening == true else { continue }
      resumeOutbound(slot, notBefore: now)
    }
    settle(into: &actions)
    return nil
  }

  /// Those who wait without an offer, in the order in which they came.
  mutating func sendAway(from queue: Int, because reason: OverflowReason, into actions: inout [ACDAction]) {
    var slot = queues[queue].firstIn
    while slot >= 0 {
      let following = contacts[slot].following
      if contacts[slot].place == .waiting { overflow(slot, because: reason, into: &actions) }
      slot = following
    }
  }
}
