import CallModel
import IVR
import Terminal

/// The menus as an SVG picture: the tree of `TreeListing` from left to right.
///
/// Drawn here and not by a program for graphs: menus are a tree with some arrows across, which such programs make
/// into a ball of wool, and no machine needs to have one installed.
struct MenuPicture {
  /// In pixels.
  private enum Size {
    static let row = 30
    static let column = 360
    static let box = 210
    static let height = 24
    static let margin = 20
    /// The legend stands above the tree.
    static let legend = 40
  }

  private struct Box {
    var x: Int
    var y: Int
    var entry: TreeListing.Entry
    /// The row of the entry that leads here.
    var parent: Int?
  }

  private let tree: MenuTree
  private let language: Language
  private let boxes: [Box]

  init(_ tree: MenuTree, _ language: Language) {
    self.tree = tree
    self.language = language
    var boxes: [Box] = []
    var above: [Int] = []
    var row = 0
    for entry in Self.merged(TreeListing(tree).entries) {
      above.removeLast(max(0, above.count - entry.depth))
      // What comes first stands beside the node that leads to it.
      if let last = boxes.last, entry.depth <= last.entry.depth { row += 1 }
      let y = Size.margin + Size.legend + row * Size.row
      boxes.append(Box(x: Size.margin + entry.depth * Size.column, y: y, entry: entry, parent: above.last))
      above.append(boxes.count - 1)
    }
    self.boxes = boxes
  }

  /// Ways of one node to the same place are one arrow: `1, 2, exhausted`.
  private static func merged(_ entries: [TreeListing.Entry]) -> [TreeListing.Entry] {
    var merged: [TreeListing.Entry] = []
    /// For each depth the siblings so far, by their place in `merged`.
    var siblings: [[Int]] = []
    for entry in entries {
      while siblings.count <= entry.depth { siblings.append([]) }
      siblings.removeLast(siblings.count - entry.depth - 1)
      let twin = siblings[entry.depth].first { place in
        merged[place].target == entry.target && (merged[place].isRepeated || entry.isRepeated)
          && merged[place].label != nil
      }
      if let twin, entry.isRepeated, let label = entry.label {
        merged[twin].label = merged[twin].label.map { "\($0), \(label)" }
        continue
      }
      siblings[entry.depth].append(merged.count)
      merged.append(entry)
    }
    return merged
  }

  var svg: String {
    let ofLegend = NodeTone.allCases.count * (Size.box + Size.margin) + Size.margin
    let width = max((boxes.map(\.x).max() ?? 0) + Size.box + Size.margin, ofLegend)
    let height = Size.margin + Size.row + (boxes.map(\.y).max() ?? 0)
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "viewBox=\"0 0 \(width) \(height)\" font-family=\"sans-serif\" font-size=\"12\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
    ]
    lines += legend
    lines += boxes.compactMap(arrow)
    lines += boxes.map(box)
    return (lines + ["</svg>"]).joined(separator: "\n")
  }

  /// What the colours say.
  private var legend: [String] {
    NodeTone.allCases.enumerated().map { place, tone in
      let x = Size.margin + place * (Size.box + Size.margin)
      return "<rect x=\"\(x)\" y=\"\(Size.margin)\" width=\"\(Size.box)\" height=\"\(Size.height)\" rx=\"4\" "
        + "fill=\"\(tone.rawValue)\" stroke=\"#666\"/><text x=\"\(x + 6)\" y=\"\(Size.margin + 16)\">\(tone.words)</text>"
    }
  }

  /// Right from the box above, down, and right to this one; the label stands on the last stretch.
  private func arrow(to box: Box) -> String? {
    guard let parent = box.parent else { return nil }
    let from = boxes[parent]
    let bend = from.x + Size.box + 16
    let middle = box.y + Size.height / 2
    let path = "M\(from.x + Size.box) \(from.y + Size.height / 2)H\(bend)V\(middle)H\(box.x)"
    let label = XMLText.escaped(DisplayText.cut(box.entry.label ?? "", to: 20))
    return "<path d=\"\(path)\" fill=\"none\" stroke=\"#999\"/>"
      + "<text x=\"\(bend + 4)\" y=\"\(middle - 3)\" fill=\"#555\" font-size=\"11\">\(label)"
      + "<title>\(XMLText.escaped(box.entry.label ?? ""))</title></text>"
  }

  private func box(_ box: Box) -> String {
    guard case .node(let index) = box.entry.target, !box.entry.isRepeated else {
      let name = (box.entry.isRepeated ? "→ " : "") + tree.words(for: box.entry.target)
      return "<text x=\"\(box.x + 4)\" y=\"\(box.y + 16)\" fill=\"#777\">\(XMLText.escaped(name))</text>"
    }
    let node = tree[index]
    let words = node.prompt.flatMap { tree.words(of: $0, in: language) } ?? ""
    let purpose = node.purpose.map { " \($0)" } ?? ""
    let title = XMLText.escaped("\(node.kindWord)\(purpose)  \(words)")
    let name = XMLText.escaped(DisplayText.cut("\(node.id) · \(node.kindWord)", to: 32))
    return "<g><title>\(title)</title><rect x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(Size.box)\" "
      + "height=\"\(Size.height)\" rx=\"4\" fill=\"\(node.tone.rawValue)\" stroke=\"#666\"/>"
      + "<text x=\"\(box.x + 6)\" y=\"\(box.y + 16)\">\(name)</text></g>"
  }
}

/// What a node is for, told apart at a glance by the colour of its box.
private enum NodeTone: String, CaseIterable {
  case choosing = "#dbeafe"
  case keying = "#e0f2e9"
  case password = "#fde2e2"
  case host = "#fdf0d5"
  case people = "#e9dcf7"
  case passing = "#f2f2f2"
  case end = "#d9d9d9"

  var words: String {
    switch self {
    case .choosing: "menu, language, choose"
    case .keying: "digits, amount, confirm, survey"
    case .password: "secret"
    case .host: "action: the bank, the centre"
    case .people: "queue, callback, transfer"
    case .passing: "say, branch, call, return"
    case .end: "end"
    }
  }
}

extension MenuNode {
  fileprivate var tone: NodeTone {
    switch kind {
    case .menu, .language, .choose: .choosing
    case .digits, .amount, .confirm, .survey: .keying
    case .secret: .password
    case .action: .host
    case .queue, .callback, .transfer: .people
    case .say, .branch, .call, .return: .passing
    case .end: .end
    }
  }
}
