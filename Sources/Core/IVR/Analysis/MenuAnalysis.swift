import CallModel

/// Follows every way that callers can take through a tree, and says what is wrong with it.
///
/// Pure: it drives muted copies of the production dialogue through all situations (see `Situation`), breadth first,
/// so that each finding comes with a shortest way there.
public struct MenuAnalysis: Sendable {
  public let tree: MenuTree
  /// In the order of the nodes.
  public let findings: [MenuFinding]
  /// How many situations were followed.
  public let situations: Int
  private let routes: [MenuWay: MenuRoute]

  /// `expected` are nodes that will be led to one day, by nodes that wait for an operation of the bank.
  public init(tree: MenuTree, world: AnalysisWorld, expected: [NodeIndex] = []) {
    self.init(SituationGraph(tree: tree, world: world), expected: expected)
  }

  init(_ graph: SituationGraph, expected: [NodeIndex]) {
    tree = graph.tree
    situations = graph.places.count
    let refusals = graph.refusals()
    var findings = graph.unreachable(expected: expected + refusals.map(\.node))
    findings += graph.deadEnds() + graph.loops() + refusals + graph.uncollected()
    findings += graph.impassable() + graph.exposedSecrets() + graph.limits()
    self.findings = findings.enumerated().sorted { ($0.element.node, $0.offset) < ($1.element.node, $1.offset) }
      .map(\.element)
    routes = graph.routesToWays()
  }

  /// A shortest way that takes this edge; `nil` where no caller can take it.
  public func route(to way: MenuWay) -> MenuRoute? { routes[way] }
}

extension SituationGraph {
  func id(_ node: NodeIndex) -> String { "\"\(tree[node].id)\"" }

  func node(of place: Int) -> NodeIndex { places[place].call.dialogue.node }

  /// The edge may be taken on the way, so that the route ends with it or soon after.
  func routesToWays() -> [MenuWay: MenuRoute] {
    var first: [MenuWay: Int] = [:]
    var order: [MenuWay] = []
    for (number, passage) in passages.enumerated() {
      for way in passage.ways where first[way] == nil {
        first[way] = number
        order.append(way)
      }
    }
    var routes: [MenuWay: MenuRoute] = [:]
    for way in order { routes[way] = route(through: first[way]) }
    return routes
  }

  // MARK: - Nodes that nobody reaches

  func unreachable(expected: [NodeIndex]) -> [MenuFinding] {
    var excused = Array(repeating: false, count: tree.nodes.count)
    var open =
      expected
      + tree.nodes.indices.flatMap { offset -> [NodeIndex] in
        // What a queue does depends on its settings, which change without the tree.
        guard case .queue = tree.kind(NodeIndex(offset)) else { return [] }
        return tree.waysOut(of: NodeIndex(offset)).compactMap(\.target.node)
      }
    while let node = open.popLast() {
      guard !excused[node.offset] else { continue }
      excused[node.offset] = true
      open += tree.waysOut(of: node).compactMap(\.target.node)
    }
    return tree.nodes.indices.filter { !entered[$0] && !excused[$0] && isComplete }.map { offset in
      MenuFinding(
        kind: .unreachable, isError: false, node: NodeIndex(offset),
        sentence: "no caller can get to the node \(id(NodeIndex(offset))): mend the way that should lead to it, "
          + "or delete the node")
    }
  }

  // MARK: - Dead ends

  /// Situations from which no end and no agent can be reached, the first of each node.
  func deadEnds() -> [MenuFinding] {
    guard isComplete else { return [] }
    var arriving = Array(repeating: [Int](), count: places.count)
    for passage in passages { if let from = passage.from { arriving[passage.to].append(from) } }
    var isGood = places.map { Self.isGood($0.call) }
    var open = isGood.indices.filter { isGood[$0] }
    while let place = open.popLast() {
      for from in arriving[place] where !isGood[from] {
        isGood[from] = true
        open.append(from)
      }
    }
    var reported: Set<NodeIndex> = []
    return isGood.indices.compactMap { place in
      guard !isGood[place], reported.insert(node(of: place)).inserted else { return nil }
      return MenuFinding(
        kind: .deadEnd, isError: true, node: node(of: place),
        sentence: "from \(id(node(of: place))) no way leads to an end or to an agent: callers are caught there",
        route: route(to: place))
    }
  }

  private static func isGood(_ call: AnalysedCall) -> Bool {
    switch call.dialogue.stage {
    case .ended, .transferring, .talking: true
    case .waiting: call.queue.map(call.isOpen) ?? false
    case .notBegun, .asking, .awaitingHost, .speaking: false
    }
  }

  // MARK: - Authentication

  /// Edges to nodes that demand more than the caller has proved: he is sent away instead.
  func refusals() -> [MenuFinding] {
    var reported: Set<NodeIndex> = []
    var findings: [MenuFinding] = []
    let demanding = waysToDemandingNodes()
    for (number, passage) in passages.enumerated() {
      let call = places[passage.to].call
      let proved = call.dialogue.verification(at: call.now)
      for way in passage.ways {
        guard let target = demanding[way], tree.level(target) > proved, reported.insert(target).inserted else {
          continue
        }
        findings.append(
          MenuFinding(
            kind: .level, isError: true, node: target,
            sentence: "\(id(target)) demands \(tree.level(target).demand), which callers who come from "
              + "\(id(way.node)) may not have given: they are sent to \(id(tree.fallbacks.exhausted)) instead",
            route: route(through: number)))
      }
    }
    return findings
  }

  private func waysToDemandingNodes() -> [MenuWay: NodeIndex] {
    var targets: [MenuWay: NodeIndex] = [:]
    for (way, out) in tree.ways {
      if let target = out.target.node, tree.level(target) > .none { targets[way] = target }
    }
    return targets
  }

  // MARK: - Single nodes

  func impassable() -> [MenuFinding] {
    let today = CivilTime(world.starts[0].at).day
    return tree.nodes.indices.compactMap { offset in
      guard case .digits(let entry) = tree.nodes[offset].kind, SampleEntry.keys(for: entry, today: today) == nil else {
        return nil
      }
      return MenuFinding(
        kind: .noEntry, isError: true, node: NodeIndex(offset),
        sentence: "no string of digits that was tried passes the length, pattern and checks of "
          + "\(id(NodeIndex(offset))) together: nobody gets past it")
    }
  }

  func limits() -> [MenuFinding] {
    var findings: [MenuFinding] = []
    func add(_ sentence: String) {
      findings.append(MenuFinding(kind: .tooLarge, isError: false, node: tree.start, sentence: sentence))
    }
    if !isComplete {
      add("callers of this tree can be in more than \(Self.mostSituations) situations; only so many were checked")
    }
    if names.isFull { add("the tree has more than \(ValueNames.most) values; only so many were followed") }
    return findings
  }
}

extension Target {
  /// The node that it names, if it names one.
  public var node: NodeIndex? { if case .node(let index) = self { index } else { nil } }
}

extension VerificationLevel {
  fileprivate var demand: String {
    switch self {
    case .none: "nothing"
    case .query: "the query password"
    case .transaction: "the transaction password"
    case .agent: "an agent's check of the caller"
    }
  }
}
