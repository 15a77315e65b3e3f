import CallModel

/// What may happen next to a call that rests: each a short list of moves, in a fixed order.
extension AnalysedCall {
  var choices: [[WalkMove]] {
    // A queue that lets nobody wait for longer takes the caller out of whatever he is doing meanwhile.
    guard let left = timeLeft else { return allChoices }
    return allChoices.filter { moves in
      moves.allSatisfy { if case .pass(let interval) = $0 { interval < left } else { true } }
    }
  }

  private var allChoices: [[WalkMove]] {
    switch dialogue.stage {
    case .asking: keyed + silence
    case .awaitingHost: answers
    case .waiting: whileWaiting
    case .transferring: [[.unreachable]]
    case .notBegun, .speaking, .talking, .ended: []
    }
  }

  // MARK: - The caller

  private var keyed: [[WalkMove]] {
    let tree = dialogue.tree
    let node = dialogue.node
    let links = tree.usableLinks(of: node).map { [$0.key] }
    switch tree.kind(node) {
    case .menu(let menu): return (menu.choices.map(\.keys) + links).map(press)
    case .confirm(let confirm):
      let keys = [Key("1")!] + (confirm.change == nil ? [] : [Key("2")!]) + [.star]
      return (keys.map { [$0] } + links).map(press)
    case .survey(let survey): return survey.answers.map { press([$0.key]) }
    case .language(let choice): return (choice.choices.map { [$0.key] } + links).map(press)
    case .choose: return ([[Key("1")!]] + links).map(press)
    case .digits(let entry):
      let sample = SampleEntry.keys(for: entry, today: CivilTime(now).day)
      let empty = entry.empty == nil ? [] : entry.endKey.map { [[$0]] } ?? []
      return ([sample].compactMap(\.self) + empty + links).map(press)
    case .amount(let entry): return ([SampleEntry.keys(for: entry)] + links).map(press)
    case .secret(let entry): return ([SampleEntry.keys(for: entry)] + links).map(press)
    case .say, .announcements, .action, .branch, .queue, .callback, .transfer, .call, .return, .end: return []
    }
  }

  /// The keys, and the time for another where a longer choice begins with them.
  private func press(_ keys: [Key]) -> [WalkMove] {
    var call = self
    _ = call.perform(.keys(Keys(keys)))
    guard call.dialogue.stage == .asking, call.dialogue.node == dialogue.node, !call.dialogue.menuKeys.isEmpty,
      let deadline = call.dialogue.announcedDeadline
    else { return [.keys(Keys(keys))] }
    return [.keys(Keys(keys)), .pass(deadline - now)]
  }

  /// Nothing is keyed until the node is left.
  private var silence: [[WalkMove]] {
    var call = self
    for _ in 0..<dialogue.tree.input(dialogue.node).attempts {
      guard let deadline = call.dialogue.announcedDeadline else { break }
      let happened = call.perform(.pass(deadline - call.now))
      if !happened.ways.isEmpty || happened.endedInLoop { return [[.pass(call.now - now)]] }
    }
    return []
  }

  // MARK: - The host

  private var answers: [[WalkMove]] {
    let operation = dialogue.awaitedOperation
    return (operation.signature.outcomes + [.unavailable]).flatMap { outcome -> [[WalkMove]] in
      languages(operation, outcome).flatMap { language in
        items(operation, outcome).map { [.host(operation, outcome, items: $0, language: language)] }
      }
    }
  }

  /// The bank may know the language of a caller; that matters while nothing has decided it.
  private func languages(_ operation: HostOperation, _ outcome: HostOutcome) -> [Language?] {
    guard operation == .lookUpCaller, CustomerFacts.standIn(for: outcome, language: nil) != nil,
      !dialogue.isLanguageKnown, !dialogue.hasPressed
    else { return [nil] }
    return [nil] + dialogue.tree.languages
  }

  private func items(_ operation: HostOperation, _ outcome: HostOutcome) -> [Int] {
    guard outcome == .ok, !operation.signature.itemOutputs.isEmpty else { return [0] }
    if case .choose(let choose) = dialogue.tree.kind(dialogue.node), choose.takesOnlyItem { return [1, 2] }
    return [2]
  }

  // MARK: - The queue

  /// Whoever keys nothing is still in the queue when it gives him up, whatever he has been offered meanwhile.
  private func loss(by queue: AnalysisWorld.Queue) -> WalkMove? {
    guard let wait = canBeRefused(by: queue) ? .zero : timeLeft else { return nil }
    var call = self
    let move = WalkMove.overflowed(queue.id, after: wait)
    return call.perform(move).isSentOn ? move : nil
  }

  private var whileWaiting: [[WalkMove]] {
    guard let queue else { return [] }
    guard isOpen(queue) else { return [[.closed(queue.id)]] }
    var choices: [[WalkMove]] = []
    if !queue.agents.isEmpty { choices.append([.served(queue.id)]) }
    if let offer = dialogue.nextOffer { choices.append([.pass(max(offer - now, .zero))]) }
    if let loss = loss(by: queue) { choices.append([loss]) }
    return choices
  }
}
