import CallModel
import IVR
import Terminal

/// The menus in the languages of programs that draw graphs.
struct MenuGraphText {
  /// An arrow between two nodes, with all the ways that it stands for.
  struct Arrow {
    var from: NodeIndex
    /// `nil` for `again`, `back` and `return`, which lead to no one node.
    var to: NodeIndex
    var labels: [String]
  }

  private let tree: MenuTree
  private let language: Language

  init(_ tree: MenuTree, _ language: Language) {
    self.tree = tree
    self.language = language
  }

  var arrows: [Arrow] {
    tree.nodes.indices.map { NodeIndex($0) }.flatMap { node -> [Arrow] in
      var arrows: [Arrow] = []
      for way in tree.ownWays(of: node) {
        guard let to = way.target.node else { continue }
        let label = tree[node].words(for: way.exit)
        if let place = arrows.firstIndex(where: { $0.to == to }) {
          arrows[place].labels.append(label)
        } else {
          arrows.append(Arrow(from: node, to: to, labels: [label]))
        }
      }
      return arrows
    }
  }

  /// The name, the kind, and the beginning of what is said.
  private func lines(of node: MenuNode) -> [String] {
    let purpose = node.purpose.map { " \($0)" } ?? ""
    let words = node.prompt.flatMap { tree.words(of: $0, in: language) }
    return [node.id.text, node.kindWord + purpose]
      + (words.map { [DisplayText.cut(DisplayText.printable($0), to: 40)] } ?? [])
  }

  // MARK: - Graphviz

  var dot: String {
    var lines = [
      "digraph menus {", "  rankdir=LR;", "  node [shape=box, style=rounded, fontsize=10];", "  edge [fontsize=9];",
    ]
    for (offset, node) in tree.nodes.enumerated() {
      let label = self.lines(of: node).map(Self.quoted).joined(separator: "\\n")
      lines.append("  n\(offset) [label=\"\(label)\"\(offset == tree.start.offset ? ", penwidth=3" : "")];")
    }
    for arrow in arrows {
      let label = Self.quoted(arrow.labels.joined(separator: ", "))
      lines.append("  n\(arrow.from.offset) -> n\(arrow.to.offset) [label=\"\(label)\"];")
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  // MARK: - Mermaid

  var mermaid: String {
    var lines = ["flowchart LR"]
    for (offset, node) in tree.nodes.enumerated() {
      lines.append("  n\(offset)[\"\(self.lines(of: node).map(Self.entities).joined(separator: "<br/>"))\"]")
    }
    for arrow in arrows {
      let label = Self.entities(arrow.labels.joined(separator: ", "))
      lines.append("  n\(arrow.from.offset) -->|\"\(label)\"| n\(arrow.to.offset)")
    }
    return lines.joined(separator: "\n")
  }

  /// Mermaid writes signs that mean something to it as numbers.
  private static func entities(_ text: String) -> String {
    text.map { "\"#;<>&|{}[]`*_".contains($0) ? "#\($0.unicodeScalars.first!.value);" : String($0) }.joined()
  }
}
