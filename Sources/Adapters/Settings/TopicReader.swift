import CallModel
import IVR

/// Reads one file of nodes: what they inherit here, and the nodes.
struct TopicReader {
  private let defaults: YAMLValue?
  private let links: YAMLValue?
  private let entries: [YAMLValue.Entry]
  /// Those of `entries` whose names are good, in order.
  private var named: [YAMLValue.Entry] = []
  private let log: ProblemLog

  init?(_ file: YAMLValue) {
    guard var map = file.map("the menu file") else { return nil }
    log = file.log
    defaults = map.optional("defaults")
    links = map.optional("links")
    entries = map.required("nodes")?.map("\"nodes\"")?.entries ?? []
    map.finish()
  }

  init(nodes: YAMLValue) {
    log = nodes.log
    defaults = nil
    links = nil
    entries = nodes.map("\"nodes\"")?.entries ?? []
  }

  mutating func defineNames(_ names: inout NameTable<NodeIndex>) {
    for entry in entries {
      if let wrong = YAMLValue.wrongIdentifier(entry.key) {
        log.error(entry.keyPosition, "a node's name \(wrong)")
        names.isComplete = false
      } else if TargetWord(rawValue: entry.key) != nil {
        log.error(entry.keyPosition, "no node may be called \"\(entry.key)\": the word has a meaning as a target")
        names.isComplete = false
      } else if names.define(entry.key, NodeIndex(names.names.count), at: entry.keyPosition, log) {
        named.append(entry)
      }
    }
  }

  /// In the order in which the names were defined, so that each draft stands at its index.
  func read(_ names: TreeNames, _ inherited: Inherited, _ drafts: inout [NodeDraft]) {
    var inherited = inherited
    if let defaults { inherited.readDefaults(defaults) }
    if let links { inherited.readLinks(links, names) }
    for entry in named {
      guard let map = entry.value.map("the node \"\(entry.key)\"") else {
        drafts.append(NodeDraft(position: entry.keyPosition))
        continue
      }
      var reader = NodeReader(entry, id: entry.key, names: names, inherited: inherited, map: map)
      drafts.append(reader.read())
    }
  }
}
