import CallModel
import IVR
import Terminal

/// The menus as an SVG picture: a band for each of their files, and in it the nodes from left to right.
///
/// Drawn here and not by a program for graphs: menus are a tree with many ways back into it, of which such programs
/// make a ball of wool, and no machine needs to have one installed. So a way back is a line of words on the node's
/// card; in a browser it leads to the card that it names.
struct MenuPicture {
  private let tree: MenuTree
  private let language: Language
  private let version: String
  private let bands: [MenuPictureLayout.Band]

  init(_ tree: MenuTree, _ language: Language, version: String) {
    self.tree = tree
    self.language = language
    self.version = version
    bands = MenuPictureLayout(tree, language).bands
  }

  private typealias Size = MenuPictureLayout.Size

  var svg: String {
    let tones = NodeTone.allCases.count
    let ofLegend = tones * Size.legendBox + 2 * Size.margin
    let width = max(bands.map(\.width).max() ?? 0, ofLegend) + 2 * Size.margin
    let height = (bands.last?.bottom ?? Size.head) + Size.margin
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "viewBox=\"0 0 \(width) \(height)\" font-family=\"sans-serif\" font-size=\"11\" fill=\"#222\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
    ]
    lines += legend
    for band in bands {
      lines.append(heading(of: band, width: width))
      lines += band.cards.compactMap { arrow(to: $0, in: band) }
      lines += band.cards.map(card)
    }
    return (lines + ["</svg>"]).joined(separator: "\n")
  }

  /// What the colours, the thick edge and the words below a line say.
  private var legend: [String] {
    let boxes = NodeTone.allCases.enumerated().map { place, tone in
      let x = Size.margin + place * Size.legendBox
      return "<rect x=\"\(x)\" y=\"\(Size.margin)\" width=\"\(Size.legendBox - 12)\" height=\"22\" rx=\"4\" "
        + "fill=\"\(tone.rawValue)\" stroke=\"#777\"/><text x=\"\(x + 7)\" y=\"\(Size.margin + 15)\">\(tone.words)</text>"
    }
    let sentences = [
      "\(tree.nodes.count) nodes, version \(version). A card: the node's name and kind, what is said, and below the line "
        + "the ways to nodes that are drawn elsewhere.",
      "A thick edge: a call begins here. Left out: inherited keys (\(inheritedKeys)) and what the tree falls back to; "
        + "ivrctl menu show has them.",
    ]
    return boxes
      + sentences.enumerated().map { place, sentence in
        "<text x=\"\(Size.margin)\" y=\"\(Size.margin + 42 + place * 16)\" fill=\"#555\">\(XMLText.escaped(sentence))</text>"
      }
  }

  private var inheritedKeys: String {
    var keys: [Character] = []
    for node in tree.nodes {
      for link in node.links where !keys.contains(link.key.character) { keys.append(link.key.character) }
    }
    return keys.sorted().map(String.init).joined(separator: ", ")
  }

  private func heading(of band: MenuPictureLayout.Band, width: Int) -> String {
    "<path d=\"M\(Size.margin) \(band.top)H\(width - Size.margin)\" stroke=\"#ccc\"/>"
      + "<text x=\"\(Size.margin)\" y=\"\(band.top + 22)\" font-size=\"15\" font-weight=\"bold\" fill=\"#444\">"
      + "\(XMLText.escaped(band.title))</text>"
  }

  /// Right from the card above, down, and right to this one; the label stands on the last stretch.
  private func arrow(to card: MenuPictureLayout.Card, in band: MenuPictureLayout.Band) -> String? {
    guard let parent = card.parent else { return nil }
    let from = band.cards[parent]
    let bend = from.x + Size.card + 14
    let (start, end) = (from.y + Size.eye, card.y + Size.eye)
    let label = XMLText.escaped(DisplayText.cut(card.label, to: Size.labelColumns))
    return "<path d=\"M\(from.x + Size.card) \(start)H\(bend)V\(end)H\(card.x)\" fill=\"none\" stroke=\"#999\"/>"
      + "<path d=\"M\(card.x - 6) \(end - 3)L\(card.x) \(end)L\(card.x - 6) \(end + 3)Z\" fill=\"#999\"/>"
      + "<text x=\"\(bend + 5)\" y=\"\(end - 4)\" font-size=\"10\" fill=\"#555\">\(label)"
      + "<title>\(XMLText.escaped(card.label))</title></text>"
  }

  private func card(_ card: MenuPictureLayout.Card) -> String {
    let node = tree[card.node]
    let tip = XMLText.escaped([node.kindWord, node.purpose, card.words].compactMap(\.self).joined(separator: "  "))
    let edge = card.node == tree.start ? "stroke=\"#222\" stroke-width=\"3\"" : "stroke=\"#777\""
    let x = card.x + Size.inset
    let kind = DisplayText.cut(
      [node.kindWord, node.purpose].compactMap(\.self).joined(separator: " "),
      to: max(Size.columns - DisplayText.columns(of: node.id.text) - 6, 8))
    var text =
      "<g id=\"n\(card.node.offset)\"><title>\(tip)</title><rect x=\"\(card.x)\" y=\"\(card.y)\" width=\"\(Size.card)\" "
      + "height=\"\(card.height)\" rx=\"5\" fill=\"\(node.tone.rawValue)\" \(edge)/>"
      + "<text x=\"\(x)\" y=\"\(card.y + 16)\"><tspan font-weight=\"bold\">\(XMLText.escaped(node.id.text))</tspan>"
      + "<tspan dx=\"6\" font-size=\"10\" fill=\"#555\">\(XMLText.escaped(kind))</tspan></text>"
    var y = card.y + Size.title
    for line in card.wordLines {
      text += "<text x=\"\(x)\" y=\"\(y + 10)\" font-size=\"10\">\(XMLText.escaped(line))</text>"
      y += Size.line
    }
    if !card.references.isEmpty {
      text += "<path d=\"M\(card.x) \(y + 3)H\(card.x + Size.card)\" stroke=\"#bbb\"/>"
      y += Size.rule
    }
    for reference in card.references {
      let line = DisplayText.cut(reference.line, to: Size.columns)
      let words = "<text x=\"\(x)\" y=\"\(y + 10)\" font-size=\"10\" fill=\"#345\">\(XMLText.escaped(line))</text>"
      text += reference.node.map { "<a href=\"#n\($0.offset)\">\(words)</a>" } ?? words
      y += Size.line
    }
    return text + "</g>"
  }
}

/// What a node is for, told apart at a glance by the colour of its card.
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
    case .password: "secret: a password"
    case .host: "action: the bank, the centre"
    case .people: "queue, callback, transfer"
    case .passing: "say, announcements, branch, call, return"
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
    case .say, .announcements, .branch, .call, .return: .passing
    case .end: .end
    }
  }
}
