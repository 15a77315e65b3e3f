import ACD
import CallModel
import IVR
import Settings

/// What callers notice when one set of menus takes the place of another.
struct MenuDiff {
  struct Change: Equatable {
    /// A node's name, a queue's, or `menus`.
    var subject: String
    var sentence: String
  }

  private let old: LoadedSettings
  private let new: LoadedSettings

  init(from old: LoadedSettings, to new: LoadedSettings) {
    self.old = old
    self.new = new
  }

  var changes: [Change] { whole + nodes + queues }

  // MARK: - The whole

  private var whole: [Change] {
    var sentences: [String] = []
    let before = old.tree.languages.map(\.tag)
    let after = new.tree.languages.map(\.tag)
    sentences += after.filter { !before.contains($0) }.map { "they can be heard in \($0)" }
    sentences += before.filter { !after.contains($0) }.map { "they can no longer be heard in \($0)" }
    func compare(_ what: String, _ node: (MenuTree) -> NodeIndex) {
      let was = old.tree[node(old.tree)].id
      let becomes = new.tree[node(new.tree)].id
      if was != becomes { sentences.append("\(what) \(becomes) instead of \(was)") }
    }
    compare("calls begin at", \.start)
    compare("after the last attempt callers go to", \.fallbacks.exhausted)
    compare("when the bank is down callers go to", \.fallbacks.hostDown)
    return sentences.map { Change(subject: "menus", sentence: $0) }
  }

  // MARK: - Nodes

  /// In the order of the new tree, then those that are gone.
  private var nodes: [Change] {
    let kept = new.tree.nodes.flatMap { node -> [Change] in
      guard let before = old.tree.index(of: node.id) else {
        return [Change(subject: node.id.text, sentence: "is new: \(summary(of: node, in: new.tree))")]
      }
      let index = new.tree.index(of: node.id)!
      return sentences(from: before, to: index).map { Change(subject: node.id.text, sentence: $0) }
    }
    let gone = old.tree.nodes.filter { new.tree.index(of: $0.id) == nil }
    return kept + gone.map { Change(subject: $0.id.text, sentence: "is gone: it was \(summary(of: $0, in: old.tree))") }
  }

  private func summary(of node: MenuNode, in tree: MenuTree) -> String {
    let purpose = node.purpose.map { " (\($0))" } ?? ""
    let words = node.prompt.flatMap { tree.words(of: $0, in: tree.languages[0]) }.map { " that says \"\($0)\"" } ?? ""
    return "a \(node.kindWord) node\(purpose)\(words)"
  }

  private func sentences(from before: NodeIndex, to after: NodeIndex) -> [String] {
    let was = old.tree[before]
    let becomes = new.tree[after]
    var sentences: [String] = []
    sentences += pending(was, becomes)
    if was.kindWord != becomes.kindWord {
      sentences.append("is a \(becomes.kindWord) node instead of a \(was.kindWord)")
    }
    if was.kindWord == becomes.kindWord, was.purpose != becomes.purpose {
      sentences.append("is now \(becomes.purpose ?? "-") instead of \(was.purpose ?? "-")")
    }
    if was.level != becomes.level {
      sentences.append("demands level \(becomes.level.rawValue) instead of \(was.level.rawValue) of a caller's proof")
    }
    sentences += spoken(was, becomes) + ways(before, after) + input(was.input, becomes.input)
    return sentences
  }

  private func pending(_ was: MenuNode, _ becomes: MenuNode) -> [String] {
    func wants(_ node: MenuNode, _ loaded: LoadedSettings) -> PendingNode.Want? {
      loaded.pending.first { $0.node == node.id }?.wants
    }
    let (before, after) = (wants(was, old), wants(becomes, new))
    guard before != after else { return [] }
    return switch after ?? before! {
    case .operation:
      [after == nil ? "does its work now, where an agent helped" : "an agent helps where it did its work"]
    case .approval: [after == nil ? "is live, and was only proposed" : "is only proposed, and was live"]
    }
  }

  /// Words, not names: a prompt that is called otherwise is the same to a caller.
  private func spoken(_ was: MenuNode, _ becomes: MenuNode) -> [String] {
    new.tree.languages.filter(old.tree.languages.contains).compactMap { language in
      let before = was.prompt.flatMap { old.tree.words(of: $0, in: language) }
      let after = becomes.prompt.flatMap { new.tree.words(of: $0, in: language) }
      if before == after { return nil }
      guard let after else { return "says nothing in \(language), where it said \"\(before ?? "")\"" }
      return "says in \(language) \"\(after)\"" + (before.map { " instead of \"\($0)\"" } ?? "")
    }
  }

  /// Ways by their words, for the place of a choice says nothing.
  private func ways(_ before: NodeIndex, _ after: NodeIndex) -> [String] {
    func words(_ loaded: LoadedSettings, _ node: NodeIndex) -> [(on: String, to: String)] {
      loaded.tree.waysOut(of: node).filter { $0.origin != .fallback }.map {
        (loaded.tree[node].words(for: $0.exit), loaded.tree.words(for: $0.target))
      }
    }
    let was = words(old, before)
    let becomes = words(new, after)
    let changed = becomes.compactMap { way -> String? in
      guard let former = was.first(where: { $0.on == way.on }) else {
        return "\(way.on) leads to \(way.to), and did nothing"
      }
      return former.to == way.to ? nil : "\(way.on) leads to \(way.to) instead of \(former.to)"
    }
    let gone = was.filter { way in !becomes.contains { $0.on == way.on } }
    return changed + gone.map { "\($0.on) no longer leads to \($0.to)" }
  }

  private func input(_ was: InputRules, _ becomes: InputRules) -> [String] {
    var sentences: [String] = []
    func compare(_ what: String, _ before: Interval, _ after: Interval) {
      if before != after { sentences.append("waits \(seconds(after)) for \(what) instead of \(seconds(before))") }
    }
    compare("the first key", was.first, becomes.first)
    compare("the next key", was.inter, becomes.inter)
    if was.attempts != becomes.attempts {
      sentences.append("allows \(becomes.attempts) attempts instead of \(was.attempts)")
    }
    return sentences
  }

  private func seconds(_ interval: Interval) -> String {
    interval.milliseconds % 1_000 == 0 ? "\(interval.seconds) s" : "\(interval.milliseconds) ms"
  }

  // MARK: - Queues

  private var queues: [Change] {
    let kept = new.acd.queues.flatMap { queue -> [Change] in
      guard let was = old.acd.queues.first(where: { $0.id == queue.id }) else {
        return [Change(subject: "queue \(queue.id)", sentence: "is new")]
      }
      return sentences(was, queue).map { Change(subject: "queue \(queue.id)", sentence: $0) }
    }
    let gone = old.acd.queues.filter { queue in !new.acd.queues.contains { $0.id == queue.id } }
    return kept + gone.map { Change(subject: "queue \($0.id)", sentence: "is gone") }
  }

  private func sentences(_ was: QueueConfiguration, _ becomes: QueueConfiguration) -> [String] {
    var sentences: [String] = []
    if was.hours != becomes.hours { sentences.append("is open at other hours") }
    if was.maxWait != becomes.maxWait {
      let keeps = { (wait: Interval?) in wait.map { "for \(self.seconds($0))" } ?? "for as long as it takes" }
      sentences.append("keeps callers \(keeps(becomes.maxWait)) instead of \(keeps(was.maxWait))")
    }
    if was.maxWaiting != becomes.maxWaiting { sentences.append("takes another number of callers at once") }
    if was.overflow != becomes.overflow || was.closed != becomes.closed {
      sentences.append("sends callers elsewhere when it is full or closed")
    }
    if was.base != becomes.base || was.rate != becomes.rate { sentences.append("has another urgency") }
    if was.rings != becomes.rings { sentences.append("is served by other agents") }
    if was.joinWhenEmpty != becomes.joinWhenEmpty || was.leaveWhenEmpty != becomes.leaveWhenEmpty {
      sentences.append("treats callers otherwise while no agent is logged in")
    }
    return sentences
  }
}
