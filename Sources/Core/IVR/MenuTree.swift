public import CallModel

/// A menu tree, checked and compiled: names are resolved to indices and keys to tables, so walking it looks
/// nothing up.
///
/// Immutable and shared: each call holds the tree that it began with, whatever is loaded later. A copy costs
/// one reference.
public struct MenuTree: Sendable {
  private let storage: Storage

  /// Hash of the content of all menu files; a call's record names it.
  public var version: String { storage.version }
  public var nodes: [MenuNode] { storage.nodes }
  public var start: NodeIndex { storage.start }
  /// Where the engine goes when nothing else is said: attempts used up, a host that is down.
  public var fallbacks: Fallbacks { storage.fallbacks }
  public var prompts: PromptCatalogue { storage.prompts }
  /// The first is the default.
  public var languages: [Language] { storage.languages }

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
    storage = Storage(
      version: version, nodes: nodes, start: start, fallbacks: fallbacks, prompts: prompts, languages: languages)
    precondition(storage.indices.count == nodes.count, "two nodes of a menu tree have the same id")
  }

  /// One and the same, not only equal.
  public static func === (a: MenuTree, b: MenuTree) -> Bool { a.storage === b.storage }

  public subscript(index: NodeIndex) -> MenuNode { storage.nodes[index.offset] }

  public func index(of id: NodeID) -> NodeIndex? { storage.indices[id] }

  // MARK: - For the dialogue: one part of a node, without copying the whole

  func kind(_ index: NodeIndex) -> NodeKind { storage.nodes[index.offset].kind }
  func id(_ index: NodeIndex) -> NodeID { storage.nodes[index.offset].id }
  func prompt(_ index: NodeIndex) -> PromptID? { storage.nodes[index.offset].prompt }
  /// Its words, found already.
  func words(_ index: NodeIndex) -> Prompt? { storage.words[index.offset] }
  func fixedSaying(_ index: NodeIndex, in language: Language) -> Saying? {
    storage.words[index.offset]?.fixedSaying(in: language)
  }
  func input(_ index: NodeIndex) -> InputRules { storage.nodes[index.offset].input }
  func level(_ index: NodeIndex) -> VerificationLevel { storage.levels[index.offset] }
  func link(_ index: NodeIndex, _ key: Key) -> Target? {
    storage.nodes[index.offset].links.first { $0.key == key }?.target
  }
  /// Of the kinds whose choices are fixed.
  func keyTable(_ index: NodeIndex) -> KeyTable { storage.keyTables[index.offset] }
  /// Of the kinds that ask, but `choose`, whose keys depend on the list.
  func ask(_ index: NodeIndex) -> Ask? { storage.asks[index.offset] }
  /// The first node that waits in this queue.
  func queueNode(of queue: QueueID) -> NodeIndex? { storage.queueNodes[queue] }
  /// Some node says what callers are told in some days.
  public var tellsAnnouncements: Bool { nodes.contains { if case .announcements = $0.kind { true } else { false } } }
  /// The first node that registers callbacks for this queue: where a queue's `overflow: callback` leads.
  public func callbackNode(of queue: QueueID) -> NodeIndex? { storage.callbackNodes[queue] }

  /// Behind one reference, because a call's state is copied and a tree has many parts.
  private final class Storage: Sendable {
    let version: String
    let nodes: [MenuNode]
    let start: NodeIndex
    let fallbacks: Fallbacks
    let prompts: PromptCatalogue
    let languages: [Language]
    let indices: [NodeID: NodeIndex]
    let queueNodes: [QueueID: NodeIndex]
    let callbackNodes: [QueueID: NodeIndex]
    let keyTables: [KeyTable]
    let asks: [Ask?]
    let words: [Prompt?]
    let levels: [VerificationLevel]

    init(
      version: String, nodes: [MenuNode], start: NodeIndex, fallbacks: Fallbacks, prompts: PromptCatalogue,
      languages: [Language]
    ) {
      self.version = version
      self.nodes = nodes
      self.start = start
      self.fallbacks = fallbacks
      self.prompts = prompts
      self.languages = languages
      var indices: [NodeID: NodeIndex] = [:]
      var queueNodes: [QueueID: NodeIndex] = [:]
      var callbackNodes: [QueueID: NodeIndex] = [:]
      for (offset, node) in nodes.enumerated() {
        indices[node.id] = NodeIndex(offset)
        if case .queue(let entry) = node.kind, queueNodes[entry.queue] == nil {
          queueNodes[entry.queue] = NodeIndex(offset)
        }
        if case .callback(let callback) = node.kind, callbackNodes[callback.queue] == nil {
          callbackNodes[callback.queue] = NodeIndex(offset)
        }
      }
      self.indices = indices
      self.queueNodes = queueNodes
      self.callbackNodes = callbackNodes
      let keyTables = nodes.map(KeyTable.init(of:))
      self.keyTables = keyTables
      asks = nodes.indices.map { Ask.of(nodes[$0], at: NodeIndex($0), table: keyTables[$0]) }
      words = nodes.map { $0.prompt.flatMap { prompts[$0] } }
      levels = nodes.map(\.demandedLevel)
    }
  }
}

/// A snapshot names a tree by its version; whoever reads it says where trees are.
extension MenuTree: Codable {
  /// Finds the tree of a version, or throws.
  public typealias Source = @Sendable (String) throws -> MenuTree
  public static let sourceKey = CodingUserInfoKey(rawValue: "ivr.menu-trees")!

  public init(from decoder: any Decoder) throws {
    let version = try decoder.singleValueContainer().decode(String.self)
    guard let source = decoder.userInfo[Self.sourceKey] as? Source else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "nobody says where menu trees are"))
    }
    self = try source(version)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(version)
  }
}

/// A node by its place in `MenuTree.nodes`. Small, because paths and targets are made of it.
public struct NodeIndex: Hashable, Comparable, Sendable, Codable {
  private let place: Int32
  public var offset: Int { Int(place) }
  public init(_ offset: Int) { place = Int32(offset) }
  public static func < (a: Self, b: Self) -> Bool { a.place < b.place }
}
