public import CallModel

/// One call of the analysis: the production dialogue, muted, with a host and queues that do what a move says.
///
/// Since it is the production dialogue that walks, no rule of walking is written down twice, and a route that was
/// found is one that a caller can take.
struct AnalysedCall: Sendable {
  /// What one move brought about.
  struct Happened {
    var ways: [MenuWay] = []
    /// Names of values that prompts spoke from the session, with their prompts.
    var spoken: [(prompt: PromptID, value: String)] = []
    /// The walk went round by itself.
    var endedInLoop = false
    /// A queue has given the caller up.
    var isSentOn = false
    /// The queue that he came to, whether it lets him in or not.
    var queue: QueueID?
    fileprivate var hasAskedHost = false
  }

  private let world: AnalysisWorld
  var dialogue: Dialogue
  private(set) var now: Timestamp
  /// The kinds of agents of whom one has talked with the caller just now, so that he is still logged in: no time has
  /// passed, and nobody has done anything since. Empty where that matters to no queue.
  private(set) var stillThere: [[QueueID]] = []

  init(tree: MenuTree, world: AnalysisWorld, start: AnalysisWorld.Start) {
    self.world = world
    now = start.at
    dialogue = Dialogue(
      tree: tree, language: start.language, callingNumber: AnalysisWorld.callingNumber, playback: .instant)
    dialogue.isMute = true
  }

  /// The queue in which the caller waits.
  var queue: AnalysisWorld.Queue? { if case .waiting(let queue) = dialogue.phase { world[queue] } else { nil } }

  func isOpen(_ queue: AnalysisWorld.Queue) -> Bool { queue.hours.isOpen(at: now) }

  var rest: MenuRoute.Rest? {
    switch dialogue.stage {
    case .asking: .asked(dialogue.node)
    case .ended: .ended
    case .notBegun, .awaitingHost, .speaking, .waiting, .talking, .transferring: nil
    }
  }

  mutating func perform(_ move: WalkMove) -> Happened {
    dialogue.ways = []
    var happened = Happened()
    noteWhoIsThere(move)
    switch move {
    case .call: happen(&happened) { $0.begin(at: $1, into: &$2) }
    case .keys(let keys): happen(&happened) { $0.press(keys, at: $1, into: &$2) }
    case .pass(let interval): waitOut(interval, &happened)
    case .host(let operation, let outcome, let items, let language):
      let reply = Self.reply(operation, outcome, items: items, language)
      happen(&happened) { $0.hostReplied(reply, at: $1, into: &$2) }
    case .served:
      happen(&happened) { $0.agentAnswered(agent: AgentID("agent"), at: $1, into: &$2) }
      now = now + Self.talk
      happen(&happened) { $0.agentReleased(at: $1, into: &$2) }
    case .closed(let id):
      lose(id, to: world[id].closed, &happened) { $0.queueClosed(at: $1, into: &$2) }
    case .overflowed(let id, let wait):
      if wait > .zero { waitOut(wait, &happened) }
      // Whoever has left meanwhile, or waits for the bank's answer, isn't there to be sent on.
      happened.isSentOn = dialogue.place?.queue == id && !happened.hasAskedHost
      lose(id, to: world[id].overflow, &happened) { $0.queueOverflowed(to: nil, at: $1, into: &$2) }
    case .unreachable: happen(&happened) { $0.transferFailed(at: $1, into: &$2) }
    }
    happened.ways = dialogue.ways ?? []
    return happened
  }

  private mutating func noteWhoIsThere(_ move: WalkMove) {
    switch move {
    case .call, .keys, .pass, .unreachable: stillThere = []
    case .served(let id):
      let kinds = world[id].agents
      stillThere = kinds.contains([]) ? [] : kinds
    case .overflowed(let id, let wait): stillThere = wait > .zero ? [] : stillThere.filter { !$0.contains(id) }
    // The bank may answer at once.
    case .host, .closed: break
    }
  }

  /// The caller comes to the queue now, and it may find nobody logged in. Who is in it already is not asked again.
  func canBeRefused(by queue: AnalysisWorld.Queue) -> Bool {
    guard queue.needsAgents, let place = dialogue.place, place.enteredAt == now, place.offeredAt == nil else {
      return false
    }
    return stillThere.isEmpty || stillThere.contains { !$0.contains(queue.id) }
  }

  private mutating func waitOut(_ interval: Interval, _ happened: inout Happened) {
    let end = now + interval
    while let deadline = dialogue.announcedDeadline, deadline <= end {
      now = max(now, deadline)
      happen(&happened) { $0.deadlineReached(at: $1, into: &$2) }
    }
    now = end
  }

  /// How long the queue in which the caller has a place will keep him; `nil` where it keeps him for ever.
  var timeLeft: Interval? {
    dialogue.place.flatMap { place in world[place.queue].longestWait.map { place.enteredAt + $0 - now } }
  }

  /// How long an agent talks.
  static let talk = Interval.seconds(1)

  private mutating func lose(
    _ id: QueueID, to elsewhere: AnalysisWorld.Elsewhere?, _ happened: inout Happened,
    own: (inout Dialogue, Timestamp, inout [DialogueAction]) -> Void
  ) {
    switch elsewhere {
    case nil: happen(&happened, own)
    case .node(let node): happen(&happened) { $0.queueOverflowed(to: node, at: $1, into: &$2) }
    case .queue(let other):
      happen(&happened) { $0.requeued(to: other, at: $1, into: &$2) }
      happened.queue = other
      tellPosition(in: other, &happened)
    }
  }

  private mutating func happen(
    _ happened: inout Happened, _ event: (inout Dialogue, Timestamp, inout [DialogueAction]) -> Void
  ) {
    var actions: [DialogueAction] = []
    event(&dialogue, now, &actions)
    for action in actions {
      switch action {
      case .say(let utterance):
        for value in utterance.saying.values { happened.spoken.append((utterance.saying.prompt, value.name)) }
      case .enterQueue(let queue):
        happened.queue = queue
        tellPosition(in: queue, &happened)
      case .end(let cause, disposition: _): if cause == .menuLoop { happened.endedInLoop = true }
      case .askHost: happened.hasAskedHost = true
      case .stop, .ask, .noInput, .noMatch, .deadline, .waitTold, .callbackRegistered, .leaveQueue, .bridge, .transfer,
        .surveyAnswer:
        break
      }
    }
  }

  /// As the scheduler does it: a queue that takes the caller says at once where he stands.
  private mutating func tellPosition(in queue: QueueID, _ happened: inout Happened) {
    guard isOpen(world[queue]) else { return }
    happen(&happened) { $0.queueUpdated(position: 1, estimatedWait: nil, at: $1, into: &$2) }
  }

  private static func reply(
    _ operation: HostOperation, _ outcome: HostOutcome, items: Int, _ language: Language?
  ) -> HostReply {
    var reply = HostReply(id: 0, call: CallID("analysis"), outcome: outcome)
    for name in operation.signature.outputs(after: outcome) { reply.values[name] = .digits("1") }
    if outcome == .ok {
      reply.items = (0..<items).map { _ in
        var item: SessionValues = [:]
        for name in operation.signature.itemOutputs { item[name] = .digits("1") }
        return item
      }
    }
    reply.customer = CustomerFacts.standIn(for: outcome, language: language)
    return reply
  }
}

extension CustomerFacts {
  /// Somebody of whom nothing is known but what an outcome says: the customer of made-up answers.
  public static func standIn(for outcome: HostOutcome, language: Language?) -> CustomerFacts? {
    let tier: CustomerTier
    switch outcome {
    case .vip: tier = .vip
    case .elder: tier = .elder
    case .blocked: tier = .blocked
    case .normal, .ok: tier = .normal
    case .none, .wrong, .unset, .locked, .mismatch, .weak, .different, .full, .over, .insufficient, .limit, .refused,
      .unavailable:
      return nil
    }
    return CustomerFacts(number: CustomerNumber(1), maskedName: "*", tier: tier, language: language)
  }
}
