import CallModel

/// Callers of each queue in order of service, with ranks: which position has this one, who are the first ten.
///
/// A treap (Seidel and Aragon, "Randomized Search Trees", 1996) with subtree sizes; nodes are named by their
/// items, so a rank is found by walking up from the node itself. All operations are O(log n) in expectation.
/// The priorities are a fixed stream, the same in each run.
struct PlaceTree<Key: Comparable & Sendable & Codable>: Sendable, Codable {
  private struct Node: Sendable, Codable {
    var parent: Int32 = -1
    var left: Int32 = -1
    var right: Int32 = -1
    /// Of the subtree; 0: the item is in no tree.
    var size: Int32 = 0
    var priority: UInt32 = 0
  }

  private var nodes: [Node] = []
  private var keys: [Key?] = []
  private var roots: [Int32]
  private var stream = SplitMix64(seed: 0)

  init(trees count: Int) { roots = Array(repeating: -1, count: count) }

  func count(of tree: Int) -> Int { Int(size(roots[tree])) }
  func contains(_ item: Int) -> Bool { item < nodes.count && nodes[item].size > 0 }

  /// From 1.
  func rank(of item: Int) -> Int {
    precondition(contains(item), "Only an item in a tree has a rank.")
    var node = Int32(item)
    var rank = size(nodes[item].left) + 1
    while nodes[Int(node)].parent >= 0 {
      let parent = nodes[Int(node)].parent
      if nodes[Int(parent)].right == node { rank += size(nodes[Int(parent)].left) + 1 }
      node = parent
    }
    return Int(rank)
  }

  /// The rank that an item with this key would have.
  func rank(for key: Key, in tree: Int) -> Int {
    var (node, rank) = (roots[tree], Int32(1))
    while node >= 0 {
      if key < keys[Int(node)]! {
        node = nodes[Int(node)].left
      } else {
        rank += size(nodes[Int(node)].left) + 1
        node = nodes[Int(node)].right
      }
    }
    return Int(rank)
  }

  /// Steps up to the root: the price of a rank.
  func depth(of item: Int) -> Int {
    var (node, steps) = (nodes[item].parent, 0)
    while node >= 0 { (node, steps) = (nodes[Int(node)].parent, steps + 1) }
    return steps
  }

  func first(of tree: Int) -> Int? {
    guard roots[tree] >= 0 else { return nil }
    return Int(leftmost(roots[tree]))
  }

  func next(after item: Int) -> Int? {
    if nodes[item].right >= 0 { return Int(leftmost(nodes[item].right)) }
    var node = Int32(item)
    while nodes[Int(node)].parent >= 0 {
      let parent = nodes[Int(node)].parent
      if nodes[Int(parent)].left == node { return Int(parent) }
      node = parent
    }
    return nil
  }

  mutating func insert(_ item: Int, key: Key, into tree: Int) {
    while nodes.count <= item {
      nodes.append(Node())
      keys.append(nil)
    }
    precondition(nodes[item].size == 0, "An item is in one tree at most.")
    nodes[item] = Node(size: 1, priority: nextPriority())
    keys[item] = key
    guard roots[tree] >= 0 else {
      roots[tree] = Int32(item)
      return
    }
    var node = roots[tree]
    while true {
      nodes[Int(node)].size += 1
      let isLeft = key < keys[Int(node)]!
      let child = isLeft ? nodes[Int(node)].left : nodes[Int(node)].right
      if child >= 0 {
        node = child
        continue
      }
      nodes[item].parent = node
      if isLeft { nodes[Int(node)].left = Int32(item) } else { nodes[Int(node)].right = Int32(item) }
      break
    }
    while nodes[item].parent >= 0, nodes[item].priority > nodes[Int(nodes[item].parent)].priority {
      rotateUp(Int32(item), in: tree)
    }
  }

  mutating func remove(_ item: Int, from tree: Int) {
    precondition(contains(item), "Only an item in a tree can be taken out.")
    while true {
      let (left, right) = (nodes[item].left, nodes[item].right)
      if left < 0, right < 0 { break }
      let isLeft = right < 0 || (left >= 0 && nodes[Int(left)].priority > nodes[Int(right)].priority)
      rotateUp(isLeft ? left : right, in: tree)
    }
    var ancestor = nodes[item].parent
    if ancestor < 0 {
      roots[tree] = -1
    } else if nodes[Int(ancestor)].left == Int32(item) {
      nodes[Int(ancestor)].left = -1
    } else {
      nodes[Int(ancestor)].right = -1
    }
    while ancestor >= 0 {
      nodes[Int(ancestor)].size -= 1
      ancestor = nodes[Int(ancestor)].parent
    }
    nodes[item].size = 0
    keys[item] = nil
  }

  private func size(_ node: Int32) -> Int32 { node < 0 ? 0 : nodes[Int(node)].size }

  private func leftmost(_ start: Int32) -> Int32 {
    var node = start
    while nodes[Int(node)].left >= 0 { node = nodes[Int(node)].left }
    return node
  }

  private mutating func nextPriority() -> UInt32 { UInt32(truncatingIfNeeded: stream.next() >> 32) }

  private mutating func rotateUp(_ node: Int32, in tree: Int) {
    let parent = nodes[Int(node)].parent
    let grandparent = nodes[Int(parent)].parent
    let middle: Int32
    if nodes[Int(parent)].left == node {
      middle = nodes[Int(node)].right
      nodes[Int(node)].right = parent
      nodes[Int(parent)].left = middle
    } else {
      middle = nodes[Int(node)].left
      nodes[Int(node)].left = parent
      nodes[Int(parent)].right = middle
    }
    if middle >= 0 { nodes[Int(middle)].parent = parent }
    nodes[Int(parent)].parent = node
    nodes[Int(node)].parent = grandparent
    if grandparent < 0 {
      roots[tree] = node
    } else if nodes[Int(grandparent)].left == parent {
      nodes[Int(grandparent)].left = node
    } else {
      nodes[Int(grandparent)].right = node
    }
    let whole = nodes[Int(parent)].size
    nodes[Int(parent)].size = size(nodes[Int(parent)].left) + size(nodes[Int(parent)].right) + 1
    nodes[Int(node)].size = whole
  }
}
