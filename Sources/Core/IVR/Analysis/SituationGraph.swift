import CallModel

/// All situations that callers of a tree can be in, and the passages between them, found breadth first: the first
/// way into each is a shortest.
struct SituationGraph {
  /// So many situations are followed; a tree of more is not analysed to its end.
  static let mostSituations = 100_000

  struct Place {
    var call: AnalysedCall
    /// The passage by which it was first reached; `nil` where calls begin.
    var first: Int?
    var start: Int
    /// Indices into `passages`.
    var leaving: Range<Int> = 0..<0
  }

  struct Passage {
    var from: Int?
    var to: Int
    var moves: [WalkMove]
    var queues: [QueueID?]
    var ways: [MenuWay]
    var spoken: [(prompt: PromptID, value: String)]
    /// Values that it sets, and those that it takes back.
    var sets: NameSet
    var clears: NameSet
    /// The caller has keyed something.
    var isKeyed: Bool
    var endsInLoop: Bool
  }

  let tree: MenuTree
  let world: AnalysisWorld
  let names: ValueNames
  private let relevance: Relevance
  private(set) var places: [Place] = []
  private(set) var passages: [Passage] = []
  /// False where there were too many.
  private(set) var isComplete = true
  private(set) var entered: [Bool]
  private var known: [Situation: Int] = [:]

  init(tree: MenuTree, world: AnalysisWorld, mostSituations: Int = Self.mostSituations) {
    self.tree = tree
    self.world = world
    relevance = Relevance(tree)
    names = ValueNames(tree)
    entered = Array(repeating: false, count: tree.nodes.count)
    for (number, start) in world.starts.enumerated() {
      arrive(by: [.call(start)], from: nil, AnalysedCall(tree: tree, world: world, start: start), number)
    }
    var next = 0
    while next < places.count {
      guard places.count <= mostSituations else {
        isComplete = false
        break
      }
      let first = passages.count
      for moves in places[next].call.choices { arrive(by: moves, from: next, places[next].call, places[next].start) }
      places[next].leaving = first..<passages.count
      next += 1
    }
  }

  private mutating func arrive(by moves: [WalkMove], from: Int?, _ origin: AnalysedCall, _ start: Int) {
    var call = origin
    var passage = Passage(
      from: from, to: 0, moves: moves, queues: [], ways: [], spoken: [], sets: NameSet(), clears: NameSet(),
      isKeyed: false,
      endsInLoop: false)
    for move in moves {
      let happened = call.perform(move)
      passage.queues.append(happened.queue)
      passage.ways += happened.ways
      passage.spoken += happened.spoken
      if happened.endedInLoop { passage.endsInLoop = true }
      if case .keys = move { passage.isKeyed = true }
    }
    passage.sets = names.set(in: call.dialogue.values)
    passage.clears = names.cleared(by: passage.ways, tree)
    for node in call.dialogue.path { entered[node.offset] = true }
    forget(&call)
    let situation = Situation(call, start: start, relevance)
    if let place = known[situation] {
      passage.to = place
    } else {
      passage.to = places.count
      known[situation] = places.count
      places.append(Place(call: call, first: passages.count, start: start))
    }
    passages.append(passage)
  }

  /// What makes no difference to what comes, so that what a passage sets is seen.
  private func forget(_ call: inout AnalysedCall) {
    var kept: SessionValues = [:]
    for name in relevance.values { kept[name] = call.dialogue.values[name] }
    call.dialogue.values = kept
    call.dialogue.path = []
    call.dialogue.operations = []
  }

  // MARK: - Routes

  /// How the first caller got there.
  func route(to place: Int) -> MenuRoute { route(through: places[place].first) }

  func route(through passage: Int?) -> MenuRoute {
    var chain: [Int] = []
    var next = passage
    while let passage = next {
      chain.append(passage)
      next = passages[passage].from.flatMap { places[$0].first }
    }
    return route(along: chain.reversed())
  }

  func route(along chain: [Int]) -> MenuRoute {
    var route = MenuRoute()
    for passage in chain {
      route.moves += passages[passage].moves
      route.queues += passages[passage].queues
      route.ways += passages[passage].ways
      route.rest = places[passages[passage].to].call.rest
    }
    return route
  }

  /// Walks a route as a caller does who remembers everything. `nil` where it doesn't take the ways that it says.
  func walk(_ route: MenuRoute) -> AnalysedCall? {
    guard case .call(let start)? = route.moves.first else { return nil }
    var call = AnalysedCall(tree: tree, world: world, start: start)
    var ways: [MenuWay] = []
    for move in route.moves { ways += call.perform(move).ways }
    return ways == route.ways ? call : nil
  }
}
