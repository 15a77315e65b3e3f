import CallModel
import IVR
import Settings
import Testing

/// The shipped menus hold the whole tree of the requirements.
@Suite struct ReferenceTreeTests {
  let reference: ReferenceTree
  let walk: TreeWalk

  init() throws {
    reference = try ReferenceTree()
    walk = TreeWalk(loaded: try MenuLoader.load(directory: ShippedMenus.directory))
  }

  /// Edges of the reference tree that the shipped tree doesn't have, each with its reason.
  static let deviations = [
    "E_BLOCK next=END": "it ends the call itself: END would say goodbye a second time",
    "I4 none=I4": "whether there is a branch is found out after it, and leads back to it",
    "I51 full=I51": "whether there is a place is found out when the half of the day is known, and leads back to it",
    "P33 over=P38": "the caller hears what is too much, and may key another amount",
    "P36 dup=P9": "a repeated transfer gets the stored answer, so it is `ok` like the first",
    "Q1 abandon=END": "a caller who hangs up walks nowhere",
    "Q2 abandon=END": "a caller who hangs up walks nowhere",
    "Q3 abandon=END": "a caller who hangs up walks nowhere",
    "Q4 abandon=END": "a caller who hangs up walks nowhere",
    "Q2 closed=T1": "closed only in an emergency, and then nobody is there to talk to: a callback is offered",
    "T1 hangup=END": "a caller who hangs up walks nowhere",
    "T1 transfer=Q1": "the agent's TRANSFER, not an edge of the tree",
    "T1 verify=A3": "the agent's TRANSFER to=menu:query-password, not an edge of the tree",
  ]

  /// Each desk has an own offer, closing and callback, so `Q1` in these edges stands for the caller's desk.
  static let desks = ["Q1", "Q2", "Q3", "Q4"]
  static let partsOfDesks = ["Q5", "Q6", "Q7", "Q9"]

  @Test func thereAre83Nodes() {
    #expect(reference.rows.count == 83)
    for row in reference.rows { #expect(!walk.nodes(of: row.id).isEmpty, "\(row.id) has no node") }
  }

  @Test func noNodeNamesAnUnknownReference() {
    let known = Set(reference.rows.map(\.id))
    let unknown = walk.tree.nodes.compactMap(\.reference).filter { !known.contains($0) }
    #expect(unknown == [])
  }

  @Test func eachEdgeLeadsWhereTheReferenceSays() {
    var missing: Set<String> = []
    for edge in reference.rows.flatMap(\.edges) {
      for node in walk.nodes(of: edge.from) where !has(edge, node) { missing.insert(edge.description) }
    }
    #expect(missing.subtracting(Self.deviations.keys).sorted() == [])
    #expect(Set(Self.deviations.keys).subtracting(missing).sorted() == [], "these are no deviations any more")
  }

  private func has(_ edge: ReferenceTree.Edge, _ node: MenuNode) -> Bool {
    if let pending = walk.pending(node) {
      return edge.to == edge.from || pending.edges.contains { walk.leads(.node($0), from: node, to: edge.to) }
    }
    let isOfDesk = edge.to == "Q1" && Self.partsOfDesks.contains(edge.from)
    let places = isOfDesk ? Self.desks : [edge.to]
    return walk.edges(of: node).contains { label, target in
      label == edge.label && places.contains { walk.leads(target, from: node, to: $0) }
    }
  }

  // MARK: - Words

  /// Texts that are not the reference's own, each with its reason.
  static let otherWords = [
    "N0": "the welcome is the protocol's own example, in two languages at once",
    "M1": "the English one is the protocol's own example",
    "L4": "which card it is, is known only when two of card, ID and calling number have agreed",
    "L5": "the bank says until when",
  ]

  /// A node that only decides, leads on or stands for something else says nothing.
  static let silent = ["N1", "A9"]

  @Test(arguments: ["zh", "en"]) func eachNodeSaysTheReferencesWords(_ language: String) throws {
    for row in reference.rows where !Self.silent.contains(row.id) {
      let said = walk.nodes(of: row.id).flatMap { walk.prompts(of: $0) }
      // What T1 says is said by the queues: the caller hears it before the agent.
      let prompts = row.id == "T1" ? [PromptID("agent-connected")] : said
      let texts = try prompts.map { try text($0, language) }
      #expect(texts.allSatisfy { !$0.isEmpty } && !texts.isEmpty, "\(row.id) says nothing in \(language)")
      if Self.otherWords[row.id] != nil { continue }
      let wanted = words(row.texts[language] ?? "")
      #expect(texts.contains { words($0) == wanted }, "\(row.id) in \(language): \(texts) for \(row.texts[language]!)")
    }
  }

  private func text(_ id: PromptID, _ language: String) throws -> String {
    let prompt = try #require(walk.tree.prompts[id])
    let template = try #require(prompt.templates.first { $0.language == Language(language) })
    return template.pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .hole(let hole): (["{}"] + hole.nouns.suffix(1)).joined(separator: language == "zh" ? "" : " ")
      }
    }.joined()
  }

  /// Without the names of holes, and without the units that values bring along.
  private func words(_ text: String) -> String {
    text.replacing(/\{[^}]*\}/, with: "{}").replacing("{}元", with: "{}").replacing("{} yuan", with: "{}")
  }
}
