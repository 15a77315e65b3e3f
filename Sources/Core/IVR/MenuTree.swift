public import CallModel

/// A menu tree, checked and compiled: names are resolved to indices, so walking it looks nothing up.
///
/// Immutable and shared: each call holds the tree that it began with, whatever is loaded later.
public struct MenuTree: Sendable {
  /// Hash of the content of all menu files; a call's record names it.
  public let version: String
  public let nodes: [MenuNode]
  public let start: NodeIndex
  /// Where the engine goes when nothing else is said: attempts used up, a host that is down.
  public let fallbacks: Fallbacks
  public let prompts: PromptCatalogue
  /// The first is the default.
  public let languages: [Language]
  private let indices: [NodeID: NodeIndex]

  /// Targets that any node may fall back to.
  public struct Fallbacks: Sendable {
    /// After the last attempt, where the node says nothing else.
    public var exhausted: NodeIndex
    /// After `unavailable`, where the node has no edge for it.
    public var hostDown: NodeIndex

    public init(exhausted: NodeIndex, hostDown: NodeIndex) {
      self.exhausted = exhausted
      self.hostDown = hostDown
    }
  }

  /// `nodes` have distinct ids and `languages` is not empty: the loader has checked.
  public init(
    version: String, nodes: [MenuNode], start: NodeIndex, fallbacks: Fallbacks, prompts: PromptCatalogue,
    languages: [Language]
  ) {
    precondition(!languages.isEmpty, "a menu tree needs a language")
    self.version = version
    self.nodes = nodes
    self.start = start
    self.fallbacks = fallbacks
    self.prompts = prompts
    self.languages = languages
    var indices: [NodeID: NodeIndex] = [:]
    for (offset, node) in nodes.enumerated() { indices[node.id] = NodeIndex(offset) }
    precondition(indices.count == nodes.count, "two nodes of a menu tree have the same id")
    self.indices = indices
  }

  public subscript(index: NodeIndex) -> MenuNode { nodes[index.offset] }

  public func index(of id: NodeID) -> NodeIndex? { indices[id] }
}

/// A node by its place in `MenuTree.nodes`.
public struct NodeIndex: Hashable, Comparable, Sendable {
  public let offset: Int
  public init(_ offset: Int) { self.offset = offset }
  public static func < (a: Self, b: Self) -> Bool { a.offset < b.offset }
}
