import CallModel
import IVR
import Settings
import Simulation

/// Finds, for edges of a tree, scripts that take them, and proves each by playing it.
struct EdgeWalker {
  struct Walk {
    var name: String
    var text: String
    var ways: [MenuWay]
  }

  /// An edge without a script.
  struct Missing {
    var way: MenuWay
    var reason: String
    /// A caller can take it, and yet no script was found.
    var isFault: Bool
  }

  struct Walks {
    var scripts: [Walk] = []
    var missing: [Missing] = []
    var taken = 0
  }

  let review: MenuReview
  private let world: ScenarioWorld
  private let desks: WalkScript.Desks
  private let password: String

  private var tree: MenuTree { review.loaded.tree }

  init(_ review: MenuReview, password: String) {
    self.review = review
    self.password = password
    world = ScenarioWorld(review.loaded)
    desks = WalkScript.Desks(review.loaded.acd, password: password)
  }

  /// Scripts for all edges. The longest routes come first, because they take others along.
  func walks(countsAll: Bool) -> Walks {
    var walks = Walks()
    var coverage = MenuCoverage(tree: tree)
    let wanted = tree.ways.filter { countsAll || $0.out.origin == .own }.map(\.way)
    let routes = wanted.enumerated().compactMap { place, way in
      review.analysis.route(to: way).map { (place: place, way: way, route: $0) }
    }
    for (_, way, route) in routes.sorted(by: { ($1.route.moves.count, $0.place) < ($0.route.moves.count, $1.place) }) {
      guard !coverage.hasTaken(way) else { continue }
      guard let walk = walk(way, route) else {
        walks.missing.append(Missing(way: way, reason: failure(of: route), isFault: true))
        continue
      }
      coverage.add(walk.ways)
      walks.scripts.append(walk)
    }
    for way in wanted where review.analysis.route(to: way) == nil {
      walks.missing.append(Missing(way: way, reason: review.reasonForNone(way), isFault: false))
    }
    walks.missing.removeAll { coverage.hasTaken($0.way) }
    walks.taken = wanted.count { coverage.hasTaken($0) }
    return walks
  }

  /// `nil` where the switchboard doesn't do what the analysis says, for want of an agent's password.
  private func walk(_ way: MenuWay, _ route: MenuRoute) -> Walk? {
    let node = tree[way.node]
    let title = "Takes the edge \"\(node.words(for: way.exit))\" of the node \(node.id)."
    let script = WalkScript(route, title: title, in: tree, review.world, desks)
    let outcome = world.play(script.text, named: node.id.text)
    guard outcome.hasPassed, WalkScript.follows(route, outcome.ways) else { return nil }
    return Walk(name: "\(node.id)-\(Self.fileName(node.words(for: way.exit)))", text: script.text, ways: outcome.ways)
  }

  /// `*` and spaces have no place in a file's name.
  private static func fileName(_ exit: String) -> String {
    let spelled = exit.replacing("*", with: "star").replacing("#", with: "hash")
    return String(spelled.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
  }

  private func failure(of route: MenuRoute) -> String {
    let needsAgent = route.moves.contains { if case .served = $0 { true } else { false } }
    let hint = needsAgent ? "; is \"\(password)\" the agents' password? see --desk-password" : ""
    return "no script takes it\(hint); tried: \(route.words)"
  }
}
