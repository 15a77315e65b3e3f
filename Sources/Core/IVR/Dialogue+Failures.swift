import CallModel

/// Silence and wrong keys: counted apart, answered with prompts that taper, and at last with a way out.
extension Dialogue {
  mutating func noInput(at now: Timestamp, into actions: inout [DialogueAction]) -> Target? {
    if case .survey(let survey) = tree.kind(node) { return leave(by: .skip, to: survey.skip) }
    noInputs += 1
    actions.append(.noInput(node: tree.id(node), count: noInputs))
    return failed(noInputs, ConventionalPrompt.noInput(_:at:), at: now, into: &actions)
  }

  mutating func noMatch(at now: Timestamp, into actions: inout [DialogueAction]) -> Target? {
    noMatches += 1
    actions.append(.noMatch(node: tree.id(node), count: noMatches))
    return failed(noMatches, ConventionalPrompt.noMatch(_:at:), at: now, into: &actions)
  }

  private mutating func failed(
    _ count: Int, _ prompt: (Int, NodeID?) -> PromptID, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    forgetKeys()
    guard count < tree.input(node).attempts else { return exhausted() }
    let generic = stride(from: count, through: 1, by: -1).map { prompt($0, nil) }
    sayFirst(of: [prompt(count, tree.id(node))] + generic, at: now, into: &actions)
    return .again
  }

  /// Where the node leads after the last attempt. A caller who doesn't answer a queue's options goes on waiting:
  /// he may have put the telephone down on the table.
  /// A choice of languages is decided by silence.
  mutating func exhausted() -> Target {
    if case .language(let choice) = tree.kind(node) {
      language = choice.silent
      return leave(by: .silent, to: choice.next)
    }
    return leave(by: .exhausted, to: ownExhausted() ?? .node(place?.node ?? tree.fallbacks.exhausted))
  }

  private func ownExhausted() -> Target? {
    switch tree.kind(node) {
    case .menu(let menu): return menu.exhausted
    case .digits(let entry): return entry.exhausted
    case .amount(let entry): return entry.exhausted
    case .secret(let entry): return entry.exhausted
    case .choose(let choose): return choose.exhausted
    case .language, .confirm, .survey, .say, .announcements, .action, .branch, .queue, .callback, .transfer, .call,
      .return, .end:
      return nil
    }
  }
}
