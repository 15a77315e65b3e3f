import ACD
import CallModel
import IVR
import LineProtocol

/// A new process goes on where an old one was lost: by a crash, or stopped in order.
///
/// An input like any other, so that a journal with several lives in it is one history. It comes in two parts, with
/// the time between the lives in the middle: `standStill` at the last instant of the old life, so that no caller's
/// timer runs out while nobody was there to hear his keys, and `goOn` at the first of the new one.
extension Switchboard {
  /// Connections are gone but for those that were handed over, and with them whoever was anonymous. Named sessions get
  /// the whole linger time.
  mutating func standStill(_ life: Restart, until instant: Timestamp, into effects: inout Outgoing) {
    let lingers = instant + limits.linger
    questions.removeAll()
    let gone = max(instant - now, .zero)
    route(into: &effects) { acd, _, actions in acd.pause(for: gone, into: &actions) }
    if case .draining(by: let by?) = drain {
      drain = .draining(by: by + gone)
      deadlines.set(.drain, at: by + gone, rank: 2)
    }
    let kept = Set((life.handedOver ?? []).compactMap { sessions.number(of: $0) })
    for agent in acd.agentStatus {
      guard let desk = desks[agent.agent], !kept.contains(desk) else { continue }
      route(into: &effects) { acd, now, actions in
        _ = acd.consoleDied(agent: agent.agent, graceEnds: lingers, at: now, into: &actions)
      }
    }
    for number in sessions.ordered where sessions.exists(number) && !kept.contains(number) {
      if sessions[number].name != nil {
        detach(number, until: lingers)
      } else {
        if let agent = sessions[number].agent { desks[agent] = nil }
        dissolve(number, into: &effects)
      }
    }
    for index in calls.slots.indices where calls.slots[index] != nil {
      converse(CallSlot(index), into: &effects) { dialogue, _, actions in dialogue.pause(for: gone, into: &actions) }
    }
  }

  /// Events that were sent and not durable yet have gone, and their numbers are known outside: they are passed over, and
  /// nothing is sent again, so that whoever resumes from any of them is told of the gap.
  private mutating func leap() {
    for number in sessions.ordered where sessions[number].name != nil {
      sessions[number].lastEvent += Int64(limits.backlog)
      sessions[number].acknowledge(sessions[number].lastEvent)
    }
  }

  mutating func goOn(_ life: Restart, into effects: inout Outgoing) {
    identity.server = life.server
    identity.epoch = life.epoch
    startedAt = now
    isStorageShort = false
    isOverloaded = false
    if life.isAfterPowerCut { leap() }
    if drain == .stopped { drain = .open }
    for connection in life.handedOver ?? [] {
      guard let number = sessions.number(of: connection) else { continue }
      effects.append(.send(connection, .notice(.epoch(life.epoch))))
      relieve(number, into: &effects)
    }
    for index in calls.slots.indices where calls.slots[index] != nil {
      let slot = CallSlot(index)
      calls[slot].hostRequest = nil
      converse(slot, into: &effects) { dialogue, now, actions in
        dialogue.resume(at: now, life.memory, into: &actions)
      }
    }
    stopIfDrained(into: &effects)
  }
}
