public import CallModel

/// All that can happen to a caller. Each event ends by telling the deadline, where it has changed.
extension Dialogue {
  public mutating func begin(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard stage == .notBegun else { return }
    proceed(to: .node(tree.start), at: now, into: &actions)
    settle(into: &actions)
  }

  // MARK: - The caller

  /// Zero or more keys, in the order of pressing. What one of them flushes (a confirmation, a password, an error,
  /// a queue) takes the keys after it along: they were pressed before the caller could know.
  public mutating func press(_ keys: Keys, at now: Timestamp, into actions: inout [DialogueAction]) {
    hasFlushed = false
    for key in keys where !hasFlushed {
      switch stage {
      case .asking:
        if !isProtected {
          proceed(to: take(key, at: now, into: &actions), at: now, into: &actions)
        } else if !dropsKeysDuringPrompt {
          keepForLater(key)
        }
      case .awaitingHost:
        if !isProtected { silence(into: &actions) }
        keepForLater(key)
      case .speaking(.askHost):
        // A key stops what is being said like everywhere, and the caller has heard as much as he wanted.
        keepForLater(key)
        if !isProtected { hearAll(at: now, into: &actions) }
      case .waiting: proceed(to: takeOption(key, at: now, into: &actions), at: now, into: &actions)
      case .notBegun, .speaking, .talking, .transferring, .ended: break
      }
    }
    leaveUnusedKeys()
    settle(into: &actions)
  }

  /// The instant of the last `.deadline` has come. Ignored where that has been replaced meanwhile.
  public mutating func deadlineReached(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard let announcedDeadline, announcedDeadline <= now else { return }
    self.announcedDeadline = nil
    switch stage {
    case .asking:
      if isPlaying {
        hear(through: lastOrdinal, at: now, into: &actions)
      } else {
        let next = hasKeyedNothing ? noInput(at: now, into: &actions) : interKeyTimeout(at: now, into: &actions)
        proceed(to: next, at: now, into: &actions)
      }
    case .speaking: hear(through: lastOrdinal, at: now, into: &actions)
    case .awaitingHost: hostIsLate(at: now, into: &actions)
    case .waiting:
      offerOptions(at: now, into: &actions)
      comfort(at: now, into: &actions)
    case .notBegun, .talking, .transferring, .ended: break
    }
    settle(into: &actions)
  }

  /// With `playback: .reported`: the caller has heard every prompt up to this one.
  public mutating func promptHeard(
    through ordinal: Int, at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    hear(through: ordinal, at: now, into: &actions)
    settle(into: &actions)
  }

  // MARK: - The host

  /// Ignored where no answer is awaited (any more).
  public mutating func hostReplied(
    _ reply: HostReply, at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    guard stage == .awaitingHost else { return }
    proceed(to: take(reply.outcome, reply, at: now, into: &actions), at: now, into: &actions)
    settle(into: &actions)
  }

  // MARK: - The queue

  /// `position` counts from 1; `estimatedWait` is `nil` where nobody can tell.
  public mutating func queueUpdated(
    position: Int, estimatedWait: Interval?, at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    announce(position: position, estimatedWait: estimatedWait, at: now, into: &actions)
    settle(into: &actions)
  }

  /// The queue has closed; the caller is out of it already.
  public mutating func queueClosed(at now: Timestamp, into actions: inout [DialogueAction]) {
    lose(to: nil, at: now, into: &actions) { ($0.closed, .closed) }
  }

  /// The queue would not take or keep the caller, who is out of it already. Without a node (or with one that
  /// the tree doesn't have) the queue node's own overflow edge is taken.
  public mutating func queueOverflowed(
    to node: NodeID?, at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    let target = node.flatMap(tree.index(of:)).map(Target.node)
    lose(to: target, at: now, into: &actions) { ($0.overflow, .overflow) }
  }

  /// `elsewhere` is what the queue itself says; where the node's own edge leads there too, it counts as taken.
  private mutating func lose(
    to elsewhere: Target?, at now: Timestamp, into actions: inout [DialogueAction],
    own: (QueueEntry) -> (target: Target, exit: MenuExit)
  ) {
    guard let lost = place, case .queue(let entry) = tree.kind(lost.node) else { return }
    place = nil
    if lost.isInOptions { silence(into: &actions) }
    forgetKeys()
    let edge = own(entry)
    let takesOwn = elsewhere == nil || elsewhere == edge.target
    proceed(
      to: takesOwn ? leave(lost.node, by: edge.exit, to: edge.target) : elsewhere, at: now, into: &actions)
    settle(into: &actions)
  }

  // MARK: - The agent

  /// Says the connect prompt, then `.bridge`. Whatever the caller was doing while he waited is over.
  public mutating func agentAnswered(
    agent: AgentID, at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    guard let answered = place else { return }
    place = nil
    node = answered.node
    servedFrom = answered.node
    beginAnew(into: &actions)
    if case .queue(let entry) = tree.kind(answered.node), let prompt = entry.connectPrompt {
      say(prompt, ["agent": .digits(agent.text)], at: now, into: &actions)
    }
    afterSpeaking(.bridge, at: now, into: &actions)
    settle(into: &actions)
  }

  /// The agent has ended; the caller is still there.
  public mutating func agentReleased(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard isWithAgent else { return }
    beginAnew(into: &actions)
    guard case .queue(let entry) = tree.kind(servedFrom) else {
      return end(.menuEnded, disposition: "agent", into: &actions)
    }
    proceed(to: leave(servedFrom, by: .after, to: entry.after), at: now, into: &actions)
    settle(into: &actions)
  }

  private var isWithAgent: Bool { stage == .talking || stage == .speaking(then: .bridge) }

  /// What a node of this call's tree demands of a caller; `nil` where there is no such node.
  public func level(demandedBy node: NodeID) -> VerificationLevel? { tree.index(of: node).map { tree.level($0) } }

  /// The agent hands the caller back to the menu. False, and nothing happens, where the tree has no such node
  /// or the caller has not proved what the node demands.
  public mutating func resume(
    at node: NodeID, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Bool {
    guard stage != .notBegun, stage != .ended, let index = tree.index(of: node),
      tree.level(index) <= verification(at: now)
    else { return false }
    beginAnew(into: &actions)
    proceed(to: .node(index), at: now, into: &actions)
    settle(into: &actions)
    return true
  }

  /// The caller waits again, in a queue that he has been put into already: transferred, or the agent was lost,
  /// or the queue before overflowed into it.
  public mutating func requeued(
    to queue: QueueID, at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    guard isWithAgent || place != nil else { return }
    waitAgain(in: queue, at: now, into: &actions)
    settle(into: &actions)
  }

  // MARK: - Transfers out

  /// The address of a `transfer` node has answered.
  public mutating func transferAnswered(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard stage == .transferring else { return }
    end(.transferred, disposition: EndCause.transferred.rawValue, into: &actions)
  }

  public mutating func transferFailed(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard stage == .transferring, case .transfer(let transfer) = tree.kind(node) else { return }
    proceed(to: leave(by: .unreachable, to: transfer.unreachable), at: now, into: &actions)
    settle(into: &actions)
  }

  // MARK: - Keys that come too early

  /// A confirmation or a password is not to be answered before its prompt is heard.
  private var dropsKeysDuringPrompt: Bool {
    switch tree.kind(node) {
    case .confirm, .secret: true
    case .menu, .digits, .amount, .say, .announcements, .action, .choose, .branch, .queue, .callback, .survey,
      .transfer, .language,
      .call, .return, .end:
      false
    }
  }

  private mutating func keepForLater(_ key: Key) {
    if typeAhead.count < DialogueLimits.typeAhead { typeAhead.append(key) }
  }
}
