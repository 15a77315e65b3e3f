import ArgumentParser
import CallModel
import IVR
import Settings
import Terminal

struct MenuShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One node: what is said, what is asked, where it leads, and from where one gets there.",
    discussion: """
      EXAMPLES
        ivrctl menu show main
        ivrctl menu show balance --json

      \(Exit.help)
      """)

  @Argument(help: "The node's id.")
  var node: String

  @OptionGroup var menus: MenuPlace
  @OptionGroup var output: OutputOptions

  func run() throws {
    let loaded = try menus.load()
    guard let index = loaded.tree.index(of: NodeID(node)) else {
      let near = loaded.tree.nodes.map(\.id.text).filter { Self.slips($0, node) <= 2 }
      let hint = near.isEmpty ? "ivrctl menu tree lists them" : "did you mean \(near.joined(separator: ", "))?"
      Exit.complain("no node is called \(node); \(hint)")
      throw Exit.usage
    }
    let details = NodeDetails(index: index, tree: loaded.tree, pending: loaded.pending)
    if output.json { output.show(details.json) } else { output.show(details.lines(TerminalDevice.output.style)) }
  }

  private static func slips(_ a: String, _ b: String) -> Int {
    EditDistance.between(Array(a.utf8), Array(b.utf8.prefix(SettingsLimits.identifierLength)))
  }
}

/// One node for people and for programs.
struct NodeDetails {
  let index: NodeIndex
  let tree: MenuTree
  let pending: [PendingNode]

  private var node: MenuNode { tree[index] }
  private var wants: PendingNode.Want? { pending.first { $0.node == node.id }?.wants }

  /// The nodes with a way of their own to this one.
  private var comesFrom: [String] {
    tree.nodes.indices.map { NodeIndex($0) }
      .filter { other in tree.ownWays(of: other).contains { $0.target == .node(index) } }.map { tree[$0].id.text }
  }

  private var facts: [(name: String, value: String)] {
    var facts = [("node", node.id.text), ("kind", node.kindWord)]
    if let purpose = node.purpose { facts.append(("does", purpose)) }
    switch wants {
    case .operation: facts.append(("pending", "its operation is not offered yet: an agent helps instead"))
    case .approval: facts.append(("proposed", "live when a change request for it is approved; see --with-proposed"))
    case nil: break
    }
    if let reference = node.reference { facts.append(("reference", reference)) }
    facts.append(("level", "\(node.level.rawValue)"))
    facts.append(("file", node.position.description))
    let rules = node.input
    facts.append(
      ("input", "first \(rules.first.seconds) s, between \(rules.inter.seconds) s, \(rules.attempts) attempts"))
    if let prompt = node.prompt {
      facts.append(("prompt", prompt.text))
      for language in tree.languages { facts.append((language.tag, tree.words(of: prompt, in: language) ?? "-")) }
    }
    return facts
  }

  func lines(_ style: Style) -> [String] {
    let width = 11
    var lines = facts.map { style.dim(Self.padded($0.name, width)) + DisplayText.printable($0.value) }
    for (number, out) in tree.waysOut(of: index).enumerated() {
      let origin = out.origin == .fallback ? " (fallback)" : ""
      lines.append(
        style.dim(Self.padded(number == 0 ? "ways" : "", width))
          + "\(node.words(for: out.exit))\(origin) -> \(tree.words(for: out.target))")
    }
    lines.append(style.dim(Self.padded("from", width)) + (comesFrom.isEmpty ? "-" : comesFrom.joined(separator: ", ")))
    return lines
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("node", .string(node.id.text)), .init("kind", .string(node.kindWord)),
      .init("level", .number(node.level.rawValue)), .init("pending", .bool(wants == .operation)),
      .init("proposed", .bool(wants == .approval)),
      .init("file", .string(node.position.file)), .init("line", .number(node.position.line)),
    ]
    if let purpose = node.purpose { members.append(.init("does", .string(purpose))) }
    if let reference = node.reference { members.append(.init("reference", .string(reference))) }
    if let prompt = node.prompt {
      members.append(.init("prompt", .string(prompt.text)))
      let texts = tree.languages.compactMap { language in
        tree.words(of: prompt, in: language).map { JSONValue.Member(language.tag, .string($0)) }
      }
      members.append(.init("texts", .object(texts)))
    }
    let ways = tree.waysOut(of: index)
    for (name, origin) in [("ways", WayOut.Origin.own), ("links", .link), ("fallbacks", .fallback)] {
      members.append(.init(name, .array(ways.filter { $0.origin == origin }.map(json))))
    }
    members.append(.init("from", .array(comesFrom.map { .string($0) })))
    return .object(members)
  }

  private func json(_ out: WayOut) -> JSONValue {
    let label: String = if case .link(let key) = out.exit { String(key.character) } else { node.words(for: out.exit) }
    return .object([.init("on", .string(label)), .init("to", .string(tree.words(for: out.target)))])
  }
}
