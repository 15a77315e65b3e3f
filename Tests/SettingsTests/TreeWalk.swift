import CallModel
import IVR
import Settings

/// Where the edges of a loaded tree lead, in the labels of the reference tree.
struct TreeWalk {
  let loaded: LoadedSettings
  var tree: MenuTree { loaded.tree }

  func nodes(of reference: String) -> [MenuNode] { tree.nodes.filter { $0.reference == reference } }

  func pending(_ node: MenuNode) -> PendingNode? { loaded.pending.first { $0.node == node.id } }

  /// Everything that a node says by itself, now or when it is no longer pending.
  func prompts(of node: MenuNode) -> [PromptID] {
    if let pending = pending(node) { return pending.prompts }
    let own = node.prompt.map { [$0] } ?? []
    switch node.kind {
    case .action(let action): return own + action.outcomes.flatMap { [$0.prompt, $0.each].compactMap(\.self) }
    case .secret(let secret): return own + secret.outcomes.compactMap(\.prompt)
    case .choose(let choose): return own + [choose.item]
    case .queue(let entry): return own + (entry.connectPrompt.map { [$0] } ?? [])
    case .callback(let callback): return own + [callback.prompt]
    case .menu, .digits, .amount, .confirm, .say, .announcements, .branch, .survey, .transfer, .language, .call,
      .return, .end:
      return own
    }
  }

  /// The edges of a node that isn't pending.
  func edges(of node: MenuNode) -> [(label: String, target: Target)] {
    let exhausted = Target.node(tree.fallbacks.exhausted)
    switch node.kind {
    case .menu(let menu):
      let choices = menu.choices.map { (String($0.keys.map(\.character)), $0.target) }
      // Five choices that lead to one place: the reference tree writes them as one.
      let isOneOfFive = choices.count == 5 && choices.allSatisfy { $0.1 == choices[0].1 }
      return choices + (isOneOfFive ? [("1..5", choices[0].1)] : [])
    case .digits(let entry):
      let empty = entry.empty.map { [("empty", $0)] } ?? []
      return [("ok", entry.ok), ("bad", .again), ("fail", entry.exhausted ?? exhausted)] + empty
    case .amount(let entry):
      // Whether it is over a limit is found out after it is ok.
      return [("ok", entry.ok), ("over", entry.ok), ("bad", .again), ("fail", entry.exhausted ?? exhausted)]
    case .secret(let entry):
      let others: [HostOutcome: String] = [.wrong: "bad", .different: "diff"]
      // A password keyed a second time is the same, or it is not.
      let same = entry.outcomes.filter { $0.outcome == .ok }.map { ("same", $0.next) }
      return entry.outcomes.map { (others[$0.outcome] ?? $0.outcome.rawValue, $0.next) } + same
        + [("fail", entry.exhausted ?? exhausted)]
    case .confirm(let confirm):
      return [("1", confirm.yes), ("*", confirm.cancel)] + (confirm.change.map { [("2", $0)] } ?? [])
    case .say(let next), .announcements(let next): return [("next", next)]
    case .action(let action):
      return action.outcomes.map { ($0.outcome == .unavailable ? "error" : $0.outcome.rawValue, $0.next) }
    case .choose(let choose): return [("1..5", choose.ok), ("none", choose.none)]
    case .branch(let branch):
      return branch.arms.map { (label($0.condition), $0.target) } + [("normal", branch.otherwise)]
    case .queue(let entry):
      let hold = entry.options.map { [("hold", Target.node($0.node))] } ?? []
      return [("agent", entry.after), ("closed", entry.closed), ("overflow", entry.overflow)] + hold
    case .callback(let callback): return [("next", callback.next), ("error", callback.unavailable)]
    case .survey(let survey):
      return survey.answers.map { (String($0.key.character), $0.target) } + [("*", survey.skip), ("2", survey.skip)]
    case .transfer(let transfer): return [("error", transfer.unreachable)]
    case .language(let choice): return choice.choices.map { (String($0.key.character), choice.next) }
    case .call(let subtree, then: _): return [("done", .node(subtree))]
    // The reference tree's node of this kind tells apart what it was called for.
    case .return: return [("acct", .subtreeEnd), ("card", .subtreeEnd)]
    case .end: return []
    }
  }

  private func label(_ condition: Branch.Condition) -> String {
    if case .tier(let tier) = condition { tier.rawValue } else { Self.describe(condition) }
  }

  static func describe(_ condition: Branch.Condition) -> String {
    switch condition {
    case .tier(let tier): "tier \(tier)"
    case .verified(let level): "verified \(level)"
    case .language(let language): "language \(language)"
    case .knownCaller: "known caller"
    case .value(let name, let text): "\(name) is \(text)"
    case .open: "open"
    }
  }

  /// Does this edge lead to a node of `reference`: directly, through nodes that the reference tree doesn't
  /// know, or through silent ones that only decide?
  func leads(_ target: Target, from node: MenuNode, to reference: String) -> Bool {
    var seen: Set<NodeIndex> = []
    var open = places(target, from: node)
    while let index = open.popLast() {
      guard seen.insert(index).inserted else { continue }
      let next = tree[index]
      if next.reference == reference { return true }
      guard next.reference == nil || isSilent(next) else { continue }
      if let pending = pending(next) { open += pending.edges }
      open += edges(of: next).flatMap { places($0.target, from: next) }
    }
    return false
  }

  private func isSilent(_ node: MenuNode) -> Bool {
    switch node.kind {
    case .branch, .call, .return: node.prompt == nil
    case .menu, .digits, .amount, .secret, .confirm, .say, .announcements, .action, .choose, .queue, .callback, .survey,
      .transfer,
      .language, .end:
      false
    }
  }

  private func places(_ target: Target, from node: MenuNode) -> [NodeIndex] {
    switch target {
    case .node(let index): [index]
    case .again: tree.index(of: node.id).map { [$0] } ?? []
    case .back: []
    case .subtreeEnd:
      tree.nodes.flatMap { caller -> [NodeIndex] in
        guard case .call(let subtree, let then) = caller.kind, isInside(subtree, node) else { return [] }
        return places(then, from: caller)
      }
    }
  }

  /// Whether `node` is reached from the first node of a sub-tree without leaving it.
  private func isInside(_ subtree: NodeIndex, _ node: MenuNode) -> Bool {
    var seen: Set<NodeIndex> = []
    var open = [subtree]
    while let index = open.popLast() {
      guard seen.insert(index).inserted else { continue }
      if tree[index].id == node.id { return true }
      for (_, target) in edges(of: tree[index]) { if case .node(let next) = target { open.append(next) } }
    }
    return false
  }
}
