import CallModel

/// Rounds that go on although the caller keys nothing.
extension SituationGraph {
  func loops() -> [MenuFinding] {
    var findings = selfMade()
    var reported: Set<NodeIndex> = []
    let silent = silentSteps()
    let inLoops = onCycles(silent)
    for place in places.indices where inLoops[place] {
      guard !reported.contains(node(of: place)), let round = round(from: place, silent, inLoops) else { continue }
      var nodes: [NodeIndex] = []
      for passage in round {
        let node = node(of: passages[passage].from!)
        reported.insert(node)
        if nodes.last != node { nodes.append(node) }
      }
      findings.append(loop(through: nodes, at: node(of: place), route(to: place) + route(along: round)))
    }
    return findings
  }

  /// The dialogue itself has cut a walk off.
  private func selfMade() -> [MenuFinding] {
    var reported: Set<NodeIndex> = []
    return passages.indices.compactMap { number in
      guard passages[number].endsInLoop else { return nil }
      let ways = passages[number].ways
      guard let last = ways.last?.node else { return nil }
      var nodes: [NodeIndex] = []
      for way in ways.reversed() {
        if nodes.contains(way.node) { break }
        nodes.append(way.node)
      }
      guard nodes.allSatisfy({ !reported.contains($0) }) else { return nil }
      reported.formUnion(nodes)
      return loop(through: nodes.reversed(), at: nodes.min() ?? last, route(through: number))
    }
  }

  private func loop(through nodes: [NodeIndex], at node: NodeIndex, _ route: MenuRoute) -> MenuFinding {
    let start = nodes.firstIndex(of: node) ?? 0
    let round = nodes[start...] + nodes[..<start] + [node]
    let names = round.map { tree[$0].id.text }.joined(separator: " -> ")
    return MenuFinding(
      kind: .loop, isError: true, node: node,
      sentence: "a caller who keys nothing goes round here (\(names)) and is cut off after "
        + "\(DialogueLimits.silentSteps) steps", route: route)
  }

  /// For each place the passages that the caller has no part in. Waiting for an agent is no loop.
  private func silentSteps() -> [[Int]] {
    places.map { place in
      if case .waiting = place.call.dialogue.stage { return [] }
      return place.leaving.filter { !passages[$0].isKeyed }
    }
  }

  /// Takes away, until none is left, the places that nothing leads to or that lead nowhere; what stays lies on a
  /// cycle or between two.
  private func onCycles(_ silent: [[Int]]) -> [Bool] {
    var stays = Array(repeating: true, count: places.count)
    var leaving = silent.map(\.count)
    var arriving = Array(repeating: 0, count: places.count)
    var sources = Array(repeating: [Int](), count: places.count)
    for (place, steps) in silent.enumerated() {
      for passage in steps {
        arriving[passages[passage].to] += 1
        sources[passages[passage].to].append(place)
      }
    }
    var open = places.indices.filter { leaving[$0] == 0 || arriving[$0] == 0 }
    while let place = open.popLast() {
      guard stays[place] else { continue }
      stays[place] = false
      for passage in silent[place] {
        let to = passages[passage].to
        arriving[to] -= 1
        if arriving[to] == 0 { open.append(to) }
      }
      for source in sources[place] {
        leaving[source] -= 1
        if leaving[source] == 0 { open.append(source) }
      }
    }
    return stays
  }

  /// The shortest round from a place to itself.
  private func round(from start: Int, _ silent: [[Int]], _ inLoops: [Bool]) -> [Int]? {
    var reachedBy: [Int: Int] = [:]
    var row = [start]
    while !row.isEmpty {
      var next: [Int] = []
      for place in row {
        for passage in silent[place] where inLoops[passages[passage].to] {
          let to = passages[passage].to
          guard reachedBy[to] == nil else { continue }
          reachedBy[to] = passage
          if to == start { return chain(to: start, reachedBy, start) }
          next.append(to)
        }
      }
      row = next
    }
    return nil
  }

  private func chain(to place: Int, _ reachedBy: [Int: Int], _ start: Int) -> [Int] {
    var chain: [Int] = []
    var at = place
    repeat {
      let passage = reachedBy[at]!
      chain.append(passage)
      at = passages[passage].from!
    } while at != start
    return chain.reversed()
  }
}

extension MenuRoute {
  static func + (a: MenuRoute, b: MenuRoute) -> MenuRoute {
    MenuRoute(moves: a.moves + b.moves, queues: a.queues + b.queues, ways: a.ways + b.ways, rest: b.rest)
  }
}
