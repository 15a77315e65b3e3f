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
      place?.lastWords = now
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
    case .confirm, .digits, .say, .announcements, .action, .branch, .callback, .language, .call, .return: return true
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
    if before.position == nil {
      if let prompt = tree.prompt(before.node) { tell([prompt], isLonger: false, at: now, into: &actions) }
    } else if !isPlaying {
      // Moving up quickly must not pile up sentences.
      let id = tree.id(before.node)
      if before.isBroken(by: estimatedWait, at: now) {
        tell(
          [ConventionalPrompt.queueLonger(at: id), ConventionalPrompt.queueLonger()], isLonger: true, at: now,
          into: &actions)
      } else {
        tell(
          [ConventionalPrompt.queueUpdate(at: id), ConventionalPrompt.queueUpdate()], isLonger: false, at: now,
          into: &actions)
      }
    }
    offerOptions(at: now, into: &actions)
  }

  /// Says the first of these prompts that there is, with the caller's place and wait, or its variant for who is next or
  /// for a wait that nobody can tell. A promise once made is
  /// repeated, not replaced, while it can still be kept; so it grows only where `isLonger` apologizes.
  private mutating func tell(
    _ prompts: [PromptID], isLonger: Bool, at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    guard let place, let position = place.position, let id = prompts.first(where: { tree.prompts[$0] != nil })
    else { return }
    var known: SessionValues = ["position": .number(Int64(position)), "ahead": .number(Int64(max(position - 1, 0)))]
    let standing = isLonger ? nil : place.promiseEnds.map { max($0 - now, .zero) }
    let wait = place.estimatedWait ?? standing
    if let wait { known["ewt"] = .interval(wait) }
    let variants = ConventionalPrompt.variants(of: id, isNext: position <= 1, isWaitUnknown: wait == nil)
    let words = tree.prompts[variants.first { tree.prompts[$0] != nil } ?? id]
    say(id, words, known, at: now, into: &actions)
    self.place?.lastWords = now
    guard words?.template(in: language)?.speaks("ewt") ?? false else { return }
    if isLonger { self.place?.promiseEnds = nil }
    guard let estimate = place.estimatedWait else { return }
    let promised = RoundedWait(estimate).promised
    if standing == nil { self.place?.promiseEnds = promised.map { now + $0 } }
    actions.append(.waitTold(WaitPromise(estimate: estimate, promised: promised, isLonger: isLonger)))
  }

  /// Offers the options if it is time.
  mutating func offerOptions(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard stage == .waiting, let place, let options = entry(of: place)?.options,
      let due = place.nextOffer(options), due <= now
    else { return }
    proceed(to: beginOptions(options, at: now), at: now, into: &actions)
  }

  private mutating func beginOptions(_ options: QueueEntry.Options, at now: Timestamp) -> Target? {
    guard let node = place?.node else { return nil }
    place?.isInOptions = true
    place?.offeredAt = now
    // The queue's clock brings this round, not the tree.
    silentSteps = 0
    return leave(node, by: .options, to: .node(options.node))
  }

  /// Options that have been offered once can be taken all the while, without hearing them again.
  mutating func takeOption(_ pressed: Key, at now: Timestamp, into actions: inout [DialogueAction]) -> Target? {
    guard let place, place.offeredAt != nil, let options = entry(of: place)?.options,
      case .menu = tree.kind(options.node), tree.level(options.node) <= verification(at: now)
    else { return nil }
    let table = tree.keyTable(options.node)
    let key = keyLedger.use(pressed, choosing: table.knows(pressed, after: []))
    guard table.knows(key, after: []) else { return nil }
    _ = beginOptions(options, at: now)
    beginVisit(of: options.node)
    ask(at: now, into: &actions)
    return take(known: key, at: now, into: &actions)
  }

  /// Says the next comfort message if nothing has been said for long enough.
  mutating func comfort(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard stage == .waiting, let place, let comfort = entry(of: place)?.comfort, place.nextComfort(comfort) <= now
    else { return }
    self.place?.lastWords = now
    guard !isPlaying else { return }
    let message = Int(place.nextMessage) % comfort.prompts.count
    self.place?.nextMessage = UInt8((message + 1) % comfort.prompts.count)
    say(comfort.prompts[message], at: now, into: &actions)
  }

  /// When a waiting caller is to hear something that no event brings.
  var nextWords: Timestamp? {
    guard let place, let comfort = entry(of: place)?.comfort.map({ place.nextComfort($0) }) else { return nextOffer }
    return nextOffer.map { min($0, comfort) } ?? comfort
  }

  /// When the options are offered to a waiting caller; in the past: now.
  var nextOffer: Timestamp? {
    place.flatMap { place in entry(of: place)?.options.flatMap { place.nextOffer($0) } }
  }

  private func entry(of place: QueuePlace) -> QueueEntry? {
    if case .queue(let entry) = tree.kind(place.node) { entry } else { nil }
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
