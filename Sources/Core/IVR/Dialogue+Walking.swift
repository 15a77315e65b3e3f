import CallModel

/// Going from node to node until something has to be waited for.
extension Dialogue {
  /// Follows the target and whatever it leads to; then takes what the caller keyed ahead.
  mutating func proceed(to first: Target?, at now: Timestamp, into actions: inout [DialogueAction]) {
    var next = first
    while true {
      if let target = next {
        next = follow(target, at: now, into: &actions)
      } else if stage == .asking, !isProtected, let key = typeAhead.popFirst() {
        next = take(key, at: now, into: &actions)
      } else {
        return
      }
    }
  }

  /// One step; the target that it leads to, or `nil` where the walk stops for now.
  private mutating func follow(
    _ target: Target, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    silentSteps += 1
    guard silentSteps <= DialogueLimits.silentSteps else {
      sayFirst(of: [ConventionalPrompt.menuLoop], at: now, into: &actions)
      afterSpeaking(.endInLoop, at: now, into: &actions)
      return nil
    }
    switch target {
    case .node(let index): return enter(index, at: now, into: &actions)
    case .again: return present(at: now, into: &actions)
    case .back: return placeToGoBackTo()
    case .subtreeEnd:
      guard let call = calls.popLast(), case .call(_, let then) = tree.kind(call) else {
        return .node(tree.fallbacks.exhausted)
      }
      return leave(call, by: .next, to: then)
    }
  }

  /// Takes one of the ways out of the node (or of another), and notes it where somebody traces.
  mutating func leave(_ other: NodeIndex? = nil, by exit: MenuExit, to target: Target) -> Target {
    ways?.append(MenuWay(node: other ?? node, exit: exit))
    return target
  }

  private mutating func placeToGoBackTo() -> Target {
    if history.last == node { history.removeLast() }
    if let last = history.last { return .node(last) }
    if stage == .asking { return .again }
    return .node(tree.fallbacks.exhausted)
  }

  /// A visit begins. A node that demands more than the caller has proved is not entered and stands in no path.
  private mutating func enter(
    _ index: NodeIndex, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    guard tree.level(index) <= verification(at: now) else { return .node(tree.fallbacks.exhausted) }
    if let place, !keeps(place, on: index) { leaveQueue(.selfService, into: &actions) }
    beginVisit(of: index)
    switch tree.kind(index) {
    case .confirm, .secret, .queue: flush()
    case .language(let choice):
      // A wish to change the language comes by key; before the first key, a known one needs no question.
      if isLanguageKnown, !hasPressed { return leave(by: .known, to: choice.next) }
    case .menu, .digits, .amount, .say, .announcements, .action, .choose, .branch, .callback, .survey, .transfer, .call,
      .return, .end:
      break
    }
    return present(at: now, into: &actions)
  }

  mutating func beginVisit(of index: NodeIndex) {
    node = index
    if path.count < DialogueLimits.path { path.append(index) }
    noInputs = 0
    noMatches = 0
    items = []
    keepsVisit = false
    forgetKeyed()
  }

  /// Says and does what the node is for: on entry, and on `again`.
  private mutating func present(at now: Timestamp, into actions: inout [DialogueAction]) -> Target? {
    switch tree.kind(node) {
    case .choose(let choose): return presentPage(choose, at: now, into: &actions)
    case .queue(let entry):
      wait(in: entry, at: now, into: &actions)
      return nil
    case .announcements(let next):
      tellAnnouncements(at: now, into: &actions)
      return leave(by: .next, to: next)
    case .menu, .digits, .amount, .secret, .confirm, .say, .action, .branch, .callback, .survey, .transfer, .language,
      .call, .return, .end:
      sayPrompt(at: now, into: &actions)
    }
    switch tree.kind(node) {
    case .menu, .digits, .amount, .secret, .confirm, .survey, .language: ask(at: now, into: &actions)
    case .say(let next): return leave(by: .next, to: next)
    case .action(let action):
      if action.waitsForHearing {
        afterSpeaking(.askHost, at: now, into: &actions)
      } else {
        askHost(action.operation, at: now, into: &actions)
      }
    case .branch(let branch): return target(of: branch, at: now)
    case .callback(let callback): return register(callback, at: now, into: &actions)
    case .transfer: afterSpeaking(.transfer, at: now, into: &actions)
    case .call(let subtree, then: _):
      if let outer = calls.firstIndex(of: node) { calls.removeSubrange(outer...) }
      calls.append(node)
      return leave(by: .subtree, to: .node(subtree))
    case .return: return .subtreeEnd
    case .end: afterSpeaking(.endAtNode, at: now, into: &actions)
    case .choose, .queue, .announcements: preconditionFailure("Nodes with words of their own were presented above.")
    }
    return nil
  }

  /// The caller is asked, and his answer awaited.
  mutating func ask(at now: Timestamp, into actions: inout [DialogueAction]) {
    stage = .asking
    timerBase = now
    forgetKeyed()
    switch tree.kind(node) {
    case .menu, .digits, .amount, .choose, .language:
      if history.last != node { history.append(node) }
      if history.count > DialogueLimits.history { history.removeFirst() }
    case .secret(let entry): secret = SecretBuffer(capacity: entry.lengths.upperBound)
    case .confirm, .survey: break
    case .say, .announcements, .action, .branch, .queue, .callback, .transfer, .call, .return, .end:
      preconditionFailure("A node of this kind asks for nothing.")
    }
    guard let ask = currentAsk else { preconditionFailure("A node that asks has something to ask for.") }
    actions.append(.ask(ask))
  }

  /// Those of today in the caller's language, in the order of their papers.
  private mutating func tellAnnouncements(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard let prompt = tree.prompt(node) else { return }
    for announcement in announcements where announcement.isTold(at: now, in: language) {
      say(prompt, [Self.announcement: .text(announcement.text)], at: now, into: &actions)
    }
  }

  /// The value that the prompt of an `announcements` node speaks.
  public static let announcement = "announcement"

  private mutating func target(of branch: Branch, at now: Timestamp) -> Target {
    guard let arm = branch.arms.firstIndex(where: { holds($0.condition, at: now) }) else {
      return leave(by: .otherwise, to: branch.otherwise)
    }
    return leave(by: .arm(arm), to: branch.arms[arm].target)
  }

  private func holds(_ condition: Branch.Condition, at now: Timestamp) -> Bool {
    switch condition {
    case .verified(let level): verification(at: now) >= level
    case .tier(let tier): customer?.tier == tier
    case .language(let wanted): language == wanted
    case .knownCaller: customer != nil
    case .value(let name, let text): value(named: name)?.plainText == text
    case .open(let hours): hours.isOpen(at: now)
    }
  }
}

extension SessionValue {
  /// As a condition compares it: words and digits as they are, numbers in decimal. Other types equal nothing.
  var plainText: String? {
    switch self {
    case .text(let text), .digits(let text): text
    case .number(let number): String(number)
    case .term(let id): id.text
    case .money, .date, .instant, .interval: nil
    }
  }
}
