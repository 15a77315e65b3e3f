/// How often each edge of a tree was taken.
public struct MenuCoverage: Sendable {
  public struct Edge: Sendable {
    public let way: MenuWay
    public let out: WayOut
    public internal(set) var taken = 0
  }

  public let tree: MenuTree
  /// All edges, in the order of the tree.
  public private(set) var edges: [Edge]
  private let places: [MenuWay: Int]

  public init(tree: MenuTree) {
    self.tree = tree
    let edges = tree.ways.map { Edge(way: $0.way, out: $0.out) }
    var places: [MenuWay: Int] = [:]
    for (place, edge) in edges.enumerated() { places[edge.way] = place }
    self.edges = edges
    self.places = places
  }

  /// Ways that the tree doesn't have are passed over: they were taken in another.
  public mutating func add(_ ways: [MenuWay]) {
    for way in ways { if let place = places[way] { edges[place].taken += 1 } }
  }

  public func hasTaken(_ way: MenuWay) -> Bool { places[way].map { edges[$0].taken > 0 } ?? false }
}
