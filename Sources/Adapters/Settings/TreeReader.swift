import CallModel
import IVR

/// Reads `tree.yaml`: languages, where calls start, and what all nodes inherit.
struct TreeReader {
  struct Header {
    var start: NodeIndex
    var fallbacks: MenuTree.Fallbacks
  }

  private var map: YAMLMap
  private(set) var languages: [Language] = []
  private(set) var inherited = Inherited()
  /// The tree's own file may have nodes too.
  let ownNodes: TopicReader?

  init?(_ file: YAMLValue) {
    guard var map = file.map("the tree file") else { return nil }
    ownNodes = map.optional("nodes").map { TopicReader(nodes: $0) }
    self.map = map
  }

  mutating func readLanguages(_ names: inout NameTable<Language>) {
    guard let value = map.required("languages"), let items = value.list() else { return }
    for item in items {
      guard let tag = item.identifier(), names.define(tag, Language(tag), at: item.position, map.log) else { continue }
      languages.append(Language(tag))
    }
    if items.isEmpty { value.error("\"languages\" has no language") }
    if items.count > SettingsLimits.languages {
      value.error("there are \(items.count) languages; at most \(SettingsLimits.languages) are allowed")
    }
  }

  /// The rest, when nodes and prompts are known.
  mutating func readHeader(_ names: inout TreeNames) -> Header? {
    let start = map.required("start").flatMap { names.nodes.resolve($0) }
    let fallbacks = map.required("fallbacks").flatMap { self.fallbacks($0, names) }
    names.pendingPrompt = map.required("pending-prompt").flatMap { names.prompts.resolve($0) }
    if let value = map.optional("defaults") { inherited.readDefaults(value) }
    if let value = map.optional("links") { inherited.readLinks(value, names) }
    map.finish()
    guard let start, let fallbacks else { return nil }
    return Header(start: start, fallbacks: fallbacks)
  }

  /// `fallbacks: {exhausted: agent, host-down: host-is-down}`.
  private func fallbacks(_ value: YAMLValue, _ names: TreeNames) -> MenuTree.Fallbacks? {
    guard var map = value.map(value.name) else { return nil }
    let exhausted = map.required("exhausted").flatMap { names.nodes.resolve($0) }
    let hostDown = map.required("host-down").flatMap { names.nodes.resolve($0) }
    map.finish()
    guard let exhausted, let hostDown else { return nil }
    return .init(exhausted: exhausted, hostDown: hostDown)
  }
}
