public import CallModel

/// After the process has died and come back: what it was away for costs the caller nothing, and what only it knew
/// is asked for again.
extension Dialogue {
  /// What has outlived the process of what no journal has in the clear.
  public enum Memory: Sendable {
    case none
    /// The journal had them sealed, and the seal could be opened.
    case unusedKeys
    /// The process before handed over what it had.
    case all
  }

  /// The callers' time stood still for so long: each timer has as much left as before. What counts by the clock on
  /// the wall (how long a password proves who calls, how long a caller has waited) goes on.
  public mutating func pause(for gone: Interval, into actions: inout [DialogueAction]) {
    timerBase = timerBase + gone
    playbackBase = playbackBase + gone
    if let words = place?.lastWords { place?.lastWords = words + gone }
    if let offered = place?.offeredAt { place?.offeredAt = offered + gone }
    settle(into: &actions)
  }

  /// A password that was being keyed or checked is asked for afresh, without using an attempt; any other question
  /// is put to the host again under the same visit, so that what it has done already is found and not done twice.
  /// Where nobody knows the unused keys any more, those pressed ahead are gone, and an entry is asked for afresh too.
  public mutating func resume(at now: Timestamp, _ memory: Memory, into actions: inout [DialogueAction]) {
    if memory == .none { typeAhead.removeAll() }
    switch stage {
    case .asking:
      if isAskedAfresh(memory) {
        silence(into: &actions)
        proceed(to: .again, at: now, into: &actions)
      }
    case .awaitingHost: askHostAgain(at: now, into: &actions)
    case .notBegun, .speaking, .waiting, .talking, .transferring, .ended: break
    }
    settle(into: &actions)
  }

  private func isAskedAfresh(_ memory: Memory) -> Bool {
    switch memory {
    case .none: !(secret?.isEmpty ?? true) || !digits.isEmpty || !amount.keys.isEmpty
    case .unusedKeys: !(secret?.isEmpty ?? true)
    case .all: false
    }
  }

  private mutating func askHostAgain(at now: Timestamp, into actions: inout [DialogueAction]) {
    keepsVisit = true
    switch tree.kind(node) {
    case .secret:
      keepsVisit = false
      proceed(to: .again, at: now, into: &actions)
    case .action(let action): askHost(action.operation, at: now, into: &actions)
    case .choose(let choose): askHost(choose.operation, at: now, into: &actions)
    case .callback(let callback): proceed(to: register(callback, at: now, into: &actions), at: now, into: &actions)
    case .menu, .digits, .amount, .confirm, .say, .announcements, .branch, .queue, .survey, .transfer, .language, .call,
      .return, .end:
      preconditionFailure("A node of this kind asks nothing of the host.")
    }
  }
}
