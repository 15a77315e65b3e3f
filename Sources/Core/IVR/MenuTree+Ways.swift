import CallModel

/// Every edge of a tree, as a list: what coverage counts, pictures draw and the analysis follows.
extension MenuTree {
  /// The node's own ways in the order of their kind, then its links, then what the tree falls back to.
  public func waysOut(of index: NodeIndex) -> [WayOut] {
    let node = self[index]
    var ways = ownWays(of: node.kind).map { WayOut(exit: $0, target: $1, origin: .own) }
    for link in usableLinks(of: index) {
      ways.append(WayOut(exit: .link(link.key), target: link.target, origin: .link))
    }
    func fallBack(_ exit: MenuExit, _ target: NodeIndex) {
      if !ways.contains(where: { $0.exit == exit }) {
        ways.append(WayOut(exit: exit, target: .node(target), origin: .fallback))
      }
    }
    switch node.kind {
    case .menu, .digits, .amount, .confirm: fallBack(.exhausted, fallbacks.exhausted)
    case .secret:
      fallBack(.exhausted, fallbacks.exhausted)
      fallBack(.outcome(.unavailable), fallbacks.hostDown)
    case .choose:
      fallBack(.exhausted, fallbacks.exhausted)
      fallBack(.outcome(.unavailable), fallbacks.hostDown)
    case .action: fallBack(.outcome(.unavailable), fallbacks.hostDown)
    case .say, .announcements, .branch, .queue, .callback, .survey, .transfer, .language, .call, .return, .end: break
    }
    return ways
  }

  /// All of them, in the order of the nodes.
  public var ways: [(way: MenuWay, out: WayOut)] {
    nodes.indices.flatMap { offset in
      let index = NodeIndex(offset)
      return waysOut(of: index).map { (MenuWay(node: index, exit: $0.exit), $0) }
    }
  }

  /// Links that a caller can use: neither shadowed by a choice nor out of place in a string.
  func usableLinks(of index: NodeIndex) -> [Link] {
    let node = self[index]
    return switch node.kind {
    case .menu, .confirm, .language:
      node.links.filter { keyTable(index).match(first: $0.key) == .decided(.link($0.key, $0.target), used: 1) }
    case .choose(let choose):
      node.links.filter { $0.key != choose.moreKey && !(1...Choose.pageSize).contains($0.key.digit ?? 0) }
    case .digits(let entry): node.links.filter { $0.key == .star && !entry.starIsX }
    case .amount, .secret: node.links.filter { $0.key == .star }
    case .say, .announcements, .action, .branch, .queue, .callback, .survey, .transfer, .call, .return, .end: []
    }
  }

  private func ownWays(of kind: NodeKind) -> [(MenuExit, Target)] {
    func optional(_ exit: MenuExit, _ target: Target?) -> [(MenuExit, Target)] { target.map { [(exit, $0)] } ?? [] }
    switch kind {
    case .menu(let menu):
      return menu.choices.enumerated().map { (.choice($0), $1.target) } + optional(.exhausted, menu.exhausted)
    case .digits(let entry):
      return [(.ok, entry.ok)] + optional(.empty, entry.empty) + optional(.exhausted, entry.exhausted)
    case .amount(let entry): return [(.ok, entry.ok)] + optional(.exhausted, entry.exhausted)
    case .secret(let entry):
      return entry.outcomes.map { (.outcome($0.outcome), $0.next) } + optional(.exhausted, entry.exhausted)
    case .confirm(let confirm):
      return [(.yes, confirm.yes)] + optional(.change, confirm.change) + [(.cancel, confirm.cancel)]
    case .say(let next), .announcements(let next): return [(.next, next)]
    case .action(let action): return action.outcomes.map { (.outcome($0.outcome), $0.next) }
    case .choose(let choose):
      return [(.ok, choose.ok), (.none, choose.none)] + optional(.exhausted, choose.exhausted)
    case .branch(let branch):
      return branch.arms.enumerated().map { (.arm($0), $1.target) } + [(.otherwise, branch.otherwise)]
    case .queue(let entry):
      return optional(.options, entry.options.map { .node($0.node) })
        + [(.after, entry.after), (.closed, entry.closed), (.overflow, entry.overflow)]
    case .callback(let callback): return [(.next, callback.next), (.unavailable, callback.unavailable)]
    case .survey(let survey):
      return survey.answers.enumerated().map { (.choice($0), $1.target) } + [(.skip, survey.skip)]
    case .transfer(let transfer): return [(.unreachable, transfer.unreachable)]
    case .language(let choice):
      return choice.choices.indices.map { (.choice($0), choice.next) } + [
        (.silent, choice.next), (.known, choice.next),
      ]
    case .call(let subtree, let then): return [(.subtree, .node(subtree)), (.next, then)]
    case .return, .end: return []
    }
  }
}
