/// Where each agent stands among those of his profile: the leaves of one small binary tree for each profile, all
/// in one stretch of memory. Shared by the structures that can't be heaps.
///
/// A tree of width w has its nodes at 1..<2w, the leaves from w on, and the children of n at 2n and 2n + 1.
struct ProfileLeaves: Sendable, Codable {
  /// By profile: where its nodes begin.
  private(set) var base: [Int] = []
  /// By profile: leaves, a power of two.
  private(set) var width: [Int] = []
  /// By agent: his leaf, counted from 0.
  private(set) var leaf: [Int]
  /// One past the last node of all.
  private(set) var nodeCount = 0

  /// Leaves of a profile are in the order of `ranks`.
  init(profileOfAgent: [Int], profiles: Int, ranks: [Int]) {
    leaf = Array(repeating: 0, count: profileOfAgent.count)
    var sizes = Array(repeating: 0, count: profiles)
    for agent in profileOfAgent.indices.sorted(by: { ranks[$0] < ranks[$1] }) {
      leaf[agent] = sizes[profileOfAgent[agent]]
      sizes[profileOfAgent[agent]] += 1
    }
    for size in sizes {
      var leaves = 1
      while leaves < size { leaves *= 2 }
      base.append(nodeCount)
      width.append(leaves)
      nodeCount += 2 * leaves
    }
  }

  /// The node of an agent's leaf, counted within his profile's tree.
  func node(of agent: Int, in profile: Int) -> Int { width[profile] + leaf[agent] }
}
