import CallModel
import IVR
import Terminal

/// Where each node's card stands in `MenuPicture`.
///
/// Apart from the drawing because it is another question: which node stands beside which, so that no two cards or
/// lines meet. A node begins a row of its own in the band of its file where the way to it comes from another file.
struct MenuPictureLayout {
  /// In pixels, and in columns of `DisplayText`.
  enum Size {
    static let margin = 20
    /// The legend stands above the bands.
    static let head = 100
    static let heading = 36
    static let card = 280
    static let columns = 45
    static let inset = 7
    /// From a card's left edge to that of the next beside it.
    static let step = card + 140
    static let labelColumns = 21
    /// From a card's top to where lines meet it.
    static let eye = 12
    static let title = 22
    static let line = 14
    /// Around the line above a card's references.
    static let rule = 6
    static let gap = 12
    static let legendBox = 200
    static let mostWordLines = 3
  }

  /// A way to a node that is drawn elsewhere, or to where the caller came from.
  struct Reference {
    var labels: [String]
    var words: String
    var node: NodeIndex?

    var line: String { "\(labels.joined(separator: ", ")) → \(words)" }
  }

  struct Card {
    var node: NodeIndex
    /// How one gets here from the card to the left.
    var labels: [String]
    /// In the band's cards.
    var parent: Int?
    var depth: Int
    var words: String
    var wordLines: [String]
    var references: [Reference] = []
    var x = 0
    var y = 0

    var label: String { labels.joined(separator: ", ") }

    var height: Int {
      Size.title + wordLines.count * Size.line
        + (references.isEmpty ? 2 : Size.rule + 4 + references.count * Size.line)
    }
  }

  /// The nodes of one file.
  struct Band {
    var title: String
    /// In the order of reading: a node, then all that stands right of it.
    var cards: [Card] = []
    var top = 0

    var width: Int { (cards.map(\.x).max() ?? 0) + Size.card }
    var bottom: Int { (cards.map { $0.y + $0.height }.max() ?? top + Size.heading) + Size.margin }
  }

  private(set) var bands: [Band] = []

  init(_ tree: MenuTree, _ language: Language) {
    gather(tree, language)
    var top = Size.head
    for place in bands.indices {
      bands[place].top = top
      bands[place].place()
      top = bands[place].bottom
    }
  }

  /// Where the entry that is open at a depth of the listing has its card.
  private struct Open {
    var clump: Int
    var card: Int
    var file: String
  }

  /// A node and what stands right of it, as far as the file reaches.
  private struct Clump {
    var file: String
    var cards: [Card] = []

    /// A card's further ways to its neighbour are not drawn apart from the first.
    mutating func mergeWays() {
      for place in cards.indices {
        guard let parent = cards[place].parent else { continue }
        let node = cards[place].node
        let further = cards[parent].references.filter { $0.node == node }
        cards[place].labels += further.flatMap(\.labels)
        cards[parent].references.removeAll { $0.node == node }
      }
    }
  }

  private mutating func gather(_ tree: MenuTree, _ language: Language) {
    var clumps: [Clump] = []
    var open: [Open] = []
    for entry in TreeListing(tree).entries {
      open.removeLast(max(0, open.count - entry.depth))
      let above = open.last
      let node: NodeIndex? = if case .node(let index) = entry.target { index } else { nil }
      if let above, entry.isRepeated || node == nil {
        clumps[above.clump].cards[above.card].refer(to: entry, node, tree)
      } else if let node, !entry.isRepeated {
        let file = tree[node].position.file
        let stays = above.map { $0.file == file } ?? false
        if let above, !stays { clumps[above.clump].cards[above.card].refer(to: entry, node, tree) }
        if !stays { clumps.append(Clump(file: file)) }
        let clump = stays ? above!.clump : clumps.count - 1
        let words = DisplayText.printable(tree[node].prompt.flatMap { tree.words(of: $0, in: language) } ?? "")
        clumps[clump].cards.append(
          Card(
            node: node, labels: entry.label.map { [$0] } ?? [], parent: stays ? above?.card : nil,
            depth: stays ? clumps[clump].cards[above!.card].depth + 1 : 0, words: words,
            wordLines: Self.lines(words)))
        open.append(Open(clump: clump, card: clumps[clump].cards.count - 1, file: file))
      }
    }
    for var clump in clumps {
      clump.mergeWays()
      let name = clump.file.split(separator: "/").last.map(String.init) ?? clump.file
      if !bands.contains(where: { $0.title == name }) { bands.append(Band(title: name)) }
      bands[bands.firstIndex { $0.title == name }!].append(clump.cards)
    }
  }

  private static func lines(_ words: String) -> [String] {
    guard !words.isEmpty else { return [] }
    let lines = DisplayText.wrapped(words, to: Size.columns)
    guard lines.count > Size.mostWordLines else { return lines }
    return lines.prefix(Size.mostWordLines - 1)
      + [DisplayText.cut(lines[(Size.mostWordLines - 1)...].joined(), to: Size.columns)]
  }
}

extension MenuPictureLayout.Card {
  /// Ways of one node to the same place are one line: `1, 2, exhausted → main`.
  fileprivate mutating func refer(to entry: TreeListing.Entry, _ node: NodeIndex?, _ tree: MenuTree) {
    let words = tree.words(for: entry.target)
    let label = entry.label ?? ""
    if let known = references.firstIndex(where: { $0.words == words }) {
      references[known].labels.append(label)
    } else {
      references.append(MenuPictureLayout.Reference(labels: [label], words: words, node: node))
    }
  }
}

extension MenuPictureLayout.Band {
  fileprivate mutating func append(_ clump: [MenuPictureLayout.Card]) {
    let offset = cards.count
    cards += clump.map { card in
      var card = card
      card.parent = card.parent.map { $0 + offset }
      return card
    }
  }

  /// A card's first neighbour stands at its height, the others below; a run of such neighbours is moved down as one,
  /// until each is clear of the card above it and of the lines that come from there.
  fileprivate mutating func place() {
    typealias Size = MenuPictureLayout.Size
    /// For each column, how far down it is taken.
    var floors: [Int] = []
    var start = 0
    while start < cards.count {
      var end = start + 1
      while end < cards.count, cards[end].parent == end - 1 { end += 1 }
      let run = start..<end
      while floors.count <= cards[end - 1].depth { floors.append(top + Size.heading) }
      let y = run.map { floors[cards[$0].depth] }.max() ?? top
      for place in run {
        let depth = cards[place].depth
        cards[place].x = Size.margin + depth * Size.step
        cards[place].y = y
        floors[depth] = y + cards[place].height + Size.gap
      }
      // The line down from the card to the left ends here: the next card below it may begin its own.
      if let parent = cards[start].parent {
        floors[cards[parent].depth] = max(floors[cards[parent].depth], y + Size.title + Size.gap)
      }
      start = end
    }
  }
}
