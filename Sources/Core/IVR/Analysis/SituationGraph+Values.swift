import CallModel

/// Which values have been collected when they are read: on every way, or only on some.
extension SituationGraph {
  /// A use of a value: by an operation at a place, or by a prompt on a passage.
  private struct Use {
    var name: Int
    var node: NodeIndex
    /// The passage with which it happens.
    var passage: Int
    var prompt: PromptID?
  }

  func uncollected() -> [MenuFinding] {
    let collected = collectedOnAllWays()
    var reported: Set<String> = []
    var findings: [MenuFinding] = []
    var routes: [Int: [Int?]] = [:]
    for use in uses(collected) {
      let key = "\(use.node.offset) \(use.name) \(use.prompt?.text ?? "")"
      guard !reported.contains(key) else { continue }
      if routes[use.name] == nil { routes[use.name] = firstWithout(use.name) }
      // Some other passage to the same node may be the one that a caller can take.
      guard let route = route(to: use, routes[use.name]!) else { continue }
      reported.insert(key)
      findings.append(finding(use, route))
    }
    return findings
  }

  private func finding(_ use: Use, _ route: MenuRoute) -> MenuFinding {
    let value = names.names[use.name]
    if let prompt = use.prompt {
      return MenuFinding(
        kind: .unspoken, isError: false, node: use.node,
        sentence: "the prompt \"\(prompt)\" speaks {\(value)}, which callers on this way have not been asked for and "
          + "the bank has not told", route: route)
    }
    return MenuFinding(
      kind: .uncollected, isError: true, node: use.node,
      sentence: "the operation of \(id(use.node)) reads \"\(value)\", which is not collected on every way: "
        + "lead callers past a node that asks for it", route: route)
  }

  /// Uses of what is not collected on every way, in the order of discovery.
  private func uses(_ collected: [NameSet]) -> [Use] {
    var uses: [Use] = []
    for (number, passage) in passages.enumerated() {
      let before = passage.from.map { collected[$0] } ?? NameSet()
      let after = before.subtracting(passage.clears).union(passage.sets)
      for spoken in passage.spoken {
        guard let name = names[spoken.value], !after.contains(name) else { continue }
        uses.append(
          Use(name: name, node: speaker(of: spoken.prompt, passage), passage: number, prompt: spoken.prompt))
      }
      let call = places[passage.to].call
      guard call.dialogue.stage == .awaitingHost else { continue }
      // A callback takes the calling number where nobody has keyed another, and has a way out without.
      if case .callback = tree.kind(call.dialogue.node) { continue }
      for input in call.dialogue.awaitedOperation.signature.inputs {
        guard let name = names[input], !after.contains(name) else { continue }
        uses.append(Use(name: name, node: call.dialogue.node, passage: number, prompt: nil))
      }
    }
    return uses
  }

  /// The node that says the prompt on this passage.
  func speaker(of prompt: PromptID, _ passage: Passage) -> NodeIndex {
    let arrived = node(of: passage.to)
    let nodes = [arrived] + passage.ways.map(\.node)
    return nodes.first { tree.prompt($0) == prompt } ?? passage.ways.first?.node ?? arrived
  }

  /// For each place what every way to it has collected: the greatest fixed point of the passages.
  private func collectedOnAllWays() -> [NameSet] {
    var collected = Array(repeating: NameSet.all, count: places.count)
    var isWaiting = Array(repeating: false, count: places.count)
    var open: [Int] = []
    func flow(_ passage: Passage, from before: NameSet) {
      let after = before.subtracting(passage.clears).union(passage.sets)
      let narrowed = collected[passage.to].intersection(after)
      guard narrowed != collected[passage.to] else { return }
      collected[passage.to] = narrowed
      if !isWaiting[passage.to] {
        isWaiting[passage.to] = true
        open.append(passage.to)
      }
    }
    for passage in passages where passage.from == nil { flow(passage, from: NameSet()) }
    var next = 0
    while next < open.count {
      let place = open[next]
      next += 1
      isWaiting[place] = false
      for passage in places[place].leaving { flow(passages[passage], from: collected[place]) }
    }
    return collected
  }

  /// For each place the passage by which it is first reached without the value; `nil` where it never is, or begins.
  private func firstWithout(_ name: Int) -> [Int?] {
    var first = Array(repeating: Int?.none, count: places.count)
    var row: [Int] = []
    func reach(_ number: Int) {
      let passage = passages[number]
      guard !passage.sets.contains(name), first[passage.to] == nil else { return }
      first[passage.to] = number
      row.append(passage.to)
    }
    for (number, passage) in passages.enumerated() where passage.from == nil { reach(number) }
    var next = 0
    while next < row.count {
      for number in places[row[next]].leaving { reach(number) }
      next += 1
    }
    return first
  }

  /// `nil` where a caller who remembers everything doesn't come to it without the value.
  private func route(to use: Use, _ first: [Int?]) -> MenuRoute? {
    var chain = [use.passage]
    var at = passages[use.passage].from
    while let place = at {
      guard let passage = first[place] else { return nil }
      chain.append(passage)
      at = passages[passage].from
    }
    let route = route(along: chain.reversed())
    guard let call = walk(route), call.dialogue.values[names.names[use.name]] == nil else { return nil }
    return route
  }
}
