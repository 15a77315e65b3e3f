import CallModel

/// Waiting for an agent, and the options offered meanwhile.
extension Dialogue {
  /// Joins the queue; a caller who has a place in it already (he comes from its options) goes on waiting.
  mutating func wait(in entry: QueueEntry, at now: Timestamp, into actions: inout [DialogueAction]) {
    stage = .waiting
    if place != nil {
      place?.node = node
      place?.isInOptions = false
      // The next offer is counted from the end of this one.
      if place?.offeredAt != nil { place?.offeredAt = now }
    } else {
      place = QueuePlace(queue: entry.queue, node: node, enteredAt: now)
      actions.append(.enterQueue(entry.queue))
    }
  }

  mutating func leaveQueue(_ reason: QueueLeaveReason, into actions: inout [DialogueAction]) {
    guard place != nil else { return }
    place = nil
    actions.append(.leaveQueue(reason))
  }

  /// Whether the caller's place outlasts going to this node. The offer is its first node and what is needed to
  /// answer it; any other node that lets the caller do business is self-service again.
  func keeps(_ place: QueuePlace, on index: NodeIndex) -> Bool {
    if case .queue(let entry) = tree.kind(index) { return index == place.node || entry.queue == place.queue }
    guard place.isInOptions, case .queue(let waited) = tree.kind(place.node) else { return false }
    if index == waited.options?.node { return true }
    switch tree.kind(index) {
    case .confirm, .digits, .say, .action, .branch, .callback, .language, .call, .return: return true
    case .menu, .amount, .secret, .choose, .queue, .survey, .transfer, .end: return false
    }
  }

  /// Says the queue's prompt the first time, a shorter one afterwards; then it may be time for the options.
  mutating func announce(
    position: Int, estimatedWait: Interval?, at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    guard let before = place else { return }
    place?.position = position
    place?.estimatedWait = estimatedWait
    guard stage == .waiting else { return }
    var known: SessionValues = ["position": .number(Int64(position)), "ahead": .number(Int64(max(position - 1, 0)))]
    if let estimatedWait { known["ewt"] = .interval(estimatedWait) }
    if before.position == nil {
      if let prompt = tree.prompt(before.node) { say(prompt, known, at: now, into: &actions) }
    } else if !isPlaying {
      // Moving up quickly must not pile up sentences.
      let id = tree.id(before.node)
      sayFirst(
        of: [ConventionalPrompt.queueUpdate(at: id), ConventionalPrompt.queueUpdate()], known, at: now, into: &actions)
    }
    offerOptions(at: now, into: &actions)
  }

  /// Offers the options if it is time.
  mutating func offerOptions(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard stage == .waiting, let place, case .queue(let entry) = tree.kind(place.node), let options = entry.options,
      let due = place.nextOffer(options), due <= now
    else { return }
    self.place?.isInOptions = true
    self.place?.offeredAt = now
    // The queue's clock brings this round, not the tree.
    silentSteps = 0
    proceed(to: leave(place.node, by: .options, to: .node(options.node)), at: now, into: &actions)
  }

  /// Waits in a queue that somebody else has put the caller into.
  mutating func waitAgain(in queue: QueueID, at now: Timestamp, into actions: inout [DialogueAction]) {
    let present = place?.node ?? servedFrom
    if case .queue(let entry) = tree.kind(present), entry.queue == queue {
      node = present
    } else {
      node = tree.queueNode(of: queue) ?? present
    }
    beginAnew(into: &actions)
    place = QueuePlace(queue: queue, node: node, enteredAt: now)
    if path.count < DialogueLimits.path { path.append(node) }
    stage = .waiting
  }

  /// What was going on with the caller is over: somebody else decides where he is now.
  mutating func beginAnew(into actions: inout [DialogueAction]) {
    silence(into: &actions)
    forgetKeys()
    place?.isInOptions = false
    items = []
    history = []
    calls = []
    silentSteps = 0
    noInputs = 0
    noMatches = 0
  }
}
