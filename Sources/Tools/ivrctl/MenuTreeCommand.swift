import ArgumentParser
import CallModel
import IVR
import Settings
import Terminal

struct MenuTreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree", abstract: "All nodes as an indented list, from the start.",
    discussion: """
      Each node stands in full where the fewest steps lead to it; elsewhere only its name is repeated. \
      Inherited links (0, 9, *) are left out: ivrctl menu show has them.

      EXAMPLES
        ivrctl menu tree | less
        ivrctl menu tree --lang en

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("The language of the prompts: else the tree's first.", valueName: "tag"))
  var lang: String?

  @OptionGroup var menus: MenuPlace
  @OptionGroup var output: OutputOptions

  func run() throws {
    let tree = try menus.load().tree
    let language = try lang.map { try MenuOptions.language($0, of: tree) } ?? tree.languages[0]
    let entries = TreeListing(tree).entries
    if output.json {
      output.show(.array(entries.map { $0.json(tree, language) }))
    } else {
      let screen = TerminalDevice.output
      output.show(entries.map { $0.line(tree, language, screen.style, width: screen.width) })
    }
  }
}

/// The tree in the order of reading. A node stands in full where the fewest steps lead to it; elsewhere only its
/// name is repeated.
struct TreeListing {
  struct Entry {
    var depth: Int
    /// How one gets here from the node above; `nil` for where a call begins.
    var label: String?
    var target: Target
    /// It stands in full elsewhere.
    var isRepeated: Bool
  }

  /// A way by which a node is reached: the number of a way out of a node, or of a root.
  private struct Way: Equatable {
    var from: NodeIndex?
    var number: Int
  }

  private let tree: MenuTree
  private var homes: [Way?]
  private(set) var entries: [Entry] = []

  init(_ tree: MenuTree) {
    self.tree = tree
    homes = Array(repeating: nil, count: tree.nodes.count)
    var roots: [(label: String?, node: NodeIndex)] = [
      (nil, tree.start), ("attempts used up", tree.fallbacks.exhausted), ("bank unavailable", tree.fallbacks.hostDown),
    ]
    for (number, root) in roots.enumerated() { findHomes(from: root.node, Way(from: nil, number: number)) }
    for offset in tree.nodes.indices where homes[offset] == nil {
      findHomes(from: NodeIndex(offset), Way(from: nil, number: roots.count))
      roots.append(("by a link", NodeIndex(offset)))
    }
    for (number, root) in roots.enumerated() { list(root.label, root.node, number) }
  }

  /// Breadth first, so that the first way found is a shortest. Of a branch's ways the last is followed first, which
  /// is for everybody whom no condition picks out: so the tree that most callers meet is the one that stands in full.
  private mutating func findHomes(from root: NodeIndex, _ way: Way) {
    guard homes[root.offset] == nil else { return }
    homes[root.offset] = way
    var row = [root]
    while !row.isEmpty {
      var next: [NodeIndex] = []
      for node in row {
        let ways = Array(tree.ownWays(of: node).enumerated())
        for (number, edge) in ways.filter({ $0.element.exit == .otherwise }) + ways {
          guard case .node(let index) = edge.target, homes[index.offset] == nil else { continue }
          homes[index.offset] = Way(from: node, number: number)
          next.append(index)
        }
      }
      row = next
    }
  }

  /// Depth first, with a stack of its own: a tree of thousands of nodes may be one long chain.
  private mutating func list(_ label: String?, _ root: NodeIndex, _ number: Int) {
    let isRepeated = homes[root.offset] != Way(from: nil, number: number)
    var open = [Entry(depth: 0, label: label, target: .node(root), isRepeated: isRepeated)]
    while let entry = open.popLast() {
      entries.append(entry)
      guard case .node(let node) = entry.target, !entry.isRepeated else { continue }
      let ways = tree.ownWays(of: node).enumerated().map { number, edge in
        let isHome: Bool =
          if case .node(let index) = edge.target { homes[index.offset] == Way(from: node, number: number) } else {
            false
          }
        let isNode: Bool = if case .node = edge.target { true } else { false }
        let label = tree[node].words(for: edge.exit)
        return Entry(depth: entry.depth + 1, label: label, target: edge.target, isRepeated: isNode && !isHome)
      }
      open += ways.reversed()
    }
  }
}

extension TreeListing.Entry {
  func line(_ tree: MenuTree, _ language: Language, _ style: Style, width: Int?) -> String {
    let indent = String(repeating: "  ", count: depth)
    let way = label.map { "\($0): " } ?? ""
    guard case .node(let index) = target, !isRepeated else {
      return style.dim(indent + way + (isRepeated ? "-> " : "") + tree.words(for: target))
    }
    let node = tree[index]
    let purpose = node.purpose.map { " \($0)" } ?? ""
    let words = node.prompt.flatMap { tree.words(of: $0, in: language) }.map { "  " + DisplayText.printable($0) } ?? ""
    let head = "\(indent)\(way)\(node.id)"
    let rest = " [\(node.kindWord)\(purpose)]\(words)"
    guard let width else { return head + rest }
    let room = max(width - DisplayText.columns(of: head), 0)
    return style.dim(indent + way) + node.id.text + style.dim(DisplayText.cut(rest, to: room))
  }

  func json(_ tree: MenuTree, _ language: Language) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("depth", .number(depth)), .init("on", label.map { .string($0) } ?? .null),
      .init("to", .string(tree.words(for: target))), .init("repeated", .bool(isRepeated)),
    ]
    if case .node(let index) = target, !isRepeated {
      members.append(.init("kind", .string(tree[index].kindWord)))
      let words = tree[index].prompt.flatMap { tree.words(of: $0, in: language) }
      members.append(.init("says", words.map { .string($0) } ?? .null))
    }
    return .object(members)
  }
}
