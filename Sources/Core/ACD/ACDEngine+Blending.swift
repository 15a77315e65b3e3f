import CallModel

/// Outbound work on standby, for agents whom no caller needs: see `BlendingPolicy`.
extension ACDEngine {
  /// After matching: gives standby work to those whom the policy lets have it.
  mutating func giveOutboundWork(into actions: inout [ACDAction]) {
    guard standby.count > 0 else { return setBlendingAlarm(nil) }
    var isHeldBack = false
    for queue in queues.indices {
      while let first = standby.first(of: queue) {
        if let until = contacts[first.item].outbound?.bounds?.until, until <= now {
          finishOutbound(first.item, .cancelled, into: &actions)
          continue
        }
        if !mayDial(first.item) {
          standby.remove(first.item)
          resumeOutbound(first.item, notBefore: now)
          continue
        }
        guard hasAgent(for: tables.widestClass(of: queue), excluding: []) else { break }
        let choice = chooseAgent(for: first.item)
        guard mayBlend(choice.agent) else {
          isHeldBack = true
          break
        }
        offer(first.item, to: choice.agent, because: ["blended"] + choice.words.dropFirst(), into: &actions)
      }
    }
    // A target is met again when late answers grow old, and nothing else may happen by then.
    setBlendingAlarm(isHeldBack ? now + ACDLimits.blendingCheck : nil)
  }

  /// Whether inbound is within target in every queue that the agent serves.
  private func mayBlend(_ agent: Int) -> Bool {
    for queue in queues.indices {
      let widest = tables.widestClass(of: queue)
      guard tables.profilesOfClass[widest, agents[agent].profile] else { continue }
      let record = queues[queue]
      if record.flow.unoffered > record.unofferedPlaceholders { return false }
      if !record.recent.isMet(record.configuration.serviceLevel, at: now) { return false }
      var ready = 0
      tables.profilesOfClass.forEach(inRow: widest) { ready += idle.count(of: $0) }
      if ready <= record.configuration.blending.reserve { return false }
    }
    return true
  }

  private mutating func setBlendingAlarm(_ at: Timestamp?) {
    guard let at else {
      if blendingCheck != nil { timers.cancel(.blending) }
      blendingCheck = nil
      return
    }
    // The one that is set stays: it would otherwise be put off by every event.
    guard blendingCheck == nil else { return }
    blendingCheck = at
    timers.set(.blending, at: at, rank: Alarm(at: at, kind: .blendingCheck).rank(0))
  }
}

/// The order in which work on standby is given: the earlier due first.
struct StandbyKey: Comparable, Sendable, Codable {
  let due: Timestamp
  let call: IDOrder

  static func < (a: Self, b: Self) -> Bool {
    a.due != b.due ? a.due < b.due : a.call < b.call
  }
}
