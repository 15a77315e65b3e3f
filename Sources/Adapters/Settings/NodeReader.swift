import CallModel
import IVR

/// Reads one node of a topic file. The kinds are in extensions.
struct NodeReader {
  /// The kinds' names in the files.
  enum Kind: String, CaseIterable {
    case menu, digits, amount, secret, confirm, say, announcements, action, choose, branch, queue, callback, survey,
      transfer
    case language, call
    case returns = "return"
    case end
  }

  /// Which inherited links mean something where a node asks for keys.
  enum LinkUse {
    case none, all
    /// In a string only the star, and that only while nothing was keyed.
    case star
  }

  let id: String
  let names: TreeNames
  var inherited: Inherited
  var map: YAMLMap
  var draft: NodeDraft
  /// Keys of the node's own choices; links on them are shadowed.
  var ownKeys: [Key] = []
  /// The level that the node's operation demands.
  var operationLevel = VerificationLevel.none
  var isPending = false
  /// The kind asks for keys, so there is something to ask again.
  var asks = false

  var log: ProblemLog { map.log }

  init(_ entry: YAMLValue.Entry, id: String, names: TreeNames, inherited: Inherited, map: YAMLMap) {
    self.id = id
    self.names = names
    self.inherited = inherited
    self.map = map
    draft = NodeDraft(position: entry.keyPosition)
  }

  /// Reads everything, so that all errors of the node are said, then makes the node if there were none.
  mutating func read() -> NodeDraft {
    let reference = map.optional("ref")?.text()
    let meanwhile = pending()
    let instead = proposed()
    let kindValue = map.required("kind")
    let kind = kindValue?.choice(Kind.self)
    let prompt = says(
      "prompt", values: kind.map(Self.values(of:)) ?? [], role: kind == .choose ? .list : .sentence)
    let level = level()
    if let kind {
      map = map.named("the \(kind.rawValue) node \"\(id)\"")
      asks = linkUse(kind) != .none || kind == .survey
    }
    let nodeKind = kind.flatMap { self.kind($0) }
    let input = kind.map { self.input($0) } ?? InputRules()
    let links = kind.map { self.links($0) } ?? []
    if let kind { demandPrompt(kind) }
    let demanded = demandLevel(level)
    // Without a kind nobody knows which keys belong here.
    if kind != nil { map.finish() }
    guard let nodeKind else { return draft }
    let nodeID = NodeID(id)
    if let instead {
      draft.node = MenuNode(
        id: nodeID, reference: reference, position: draft.position, prompt: nil,
        kind: .branch(Branch(arms: [], otherwise: instead)))
    } else if let meanwhile {
      draft.node = MenuNode(
        id: nodeID, reference: reference, position: draft.position, prompt: names.pendingPrompt,
        kind: .say(next: meanwhile), input: input)
    } else {
      draft.node = MenuNode(
        id: nodeID, reference: reference, position: draft.position, prompt: prompt, kind: nodeKind, input: input,
        links: links, level: demanded)
    }
    return draft
  }

  // MARK: - What all kinds have

  /// `pending: agent`: the node is written out for later; until then the caller hears that an agent will
  /// help, and goes there.
  private mutating func pending() -> Target? {
    guard let value = map.optional("pending") else { return nil }
    isPending = true
    draft.pending = PendingNode(node: NodeID(id), prompts: [], edges: [])
    guard let index = names.nodes.resolve(value) else { return nil }
    draft.edges.append(index)
    return .node(index)
  }

  /// `proposed: old-main`: the node goes live when a change request that names it has been approved; until then whoever
  /// is led here goes on to the node named here, without a word.
  private mutating func proposed() -> Target? {
    guard let value = map.optional("proposed") else { return nil }
    let node = NodeID(id)
    guard let index = names.nodes.resolve(value) else { return nil }
    let isApproved = names.approved.cover(node)
    draft.proposal = ProposedNode(node: node, isApproved: isApproved, instead: index)
    draft.edges.append(index)
    guard !isApproved else { return nil }
    guard NodeID(names.nodes.names[index.offset]) != node else {
      value.error("the node that stands in for \"\(id)\" must be another")
      return nil
    }
    if draft.pending == nil { draft.pending = PendingNode(node: node, wants: .approval, prompts: [], edges: []) }
    log.warning(
      draft.position,
      "the node \"\(id)\" is proposed: callers go to \"\(names.nodes.names[index.offset])\" until a change request for "
        + "it is approved and the menus are loaded again")
    return .node(index)
  }

  private mutating func level() -> (level: VerificationLevel, position: SourcePosition)? {
    guard let value = map.optional("level"), let word = value.choice(LevelWord.self) else { return nil }
    return (word.level, value.position)
  }

  private func demandLevel(_ written: (level: VerificationLevel, position: SourcePosition)?) -> VerificationLevel {
    guard let written else { return operationLevel }
    if written.level < operationLevel {
      let needed = LevelWord(operationLevel).rawValue
      log.error(written.position, "the operation of \"\(id)\" demands the level \(needed)")
    }
    return written.level
  }

  private mutating func input(_ kind: Kind) -> InputRules {
    let isString = kind == .digits || kind == .amount || kind == .secret
    let inter = isString ? inherited.interDigits : inherited.interMenu
    guard asks else { return InputRules() }
    return InputRules(
      first: map.optional("first")?.duration(Inherited.durations) ?? inherited.first,
      inter: map.optional("inter")?.duration(Inherited.durations) ?? inter,
      attempts: map.optional("attempts")?.integer(1...SettingsLimits.attempts) ?? inherited.attempts)
  }

  private mutating func links(_ kind: Kind) -> [Link] {
    let use = linkUse(kind)
    guard use != .none else { return [] }
    if let value = map.optional("links") {
      for (key, position) in inherited.readLinks(value, names) where ownKeys.contains(key) {
        log.error(position, "the key \(key.character) is used twice: by the node itself and by a link")
      }
    }
    let links = inherited.links.filter { link in
      !ownKeys.contains(link.key) && (use == .all || link.key == .star)
    }
    for link in links { note(link.target) }
    return links
  }

  private func linkUse(_ kind: Kind) -> LinkUse {
    switch kind {
    case .menu, .confirm, .choose, .language: .all
    case .digits, .amount, .secret: .star
    case .say, .announcements, .action, .branch, .queue, .callback, .survey, .transfer, .call, .returns, .end: .none
    }
  }

  /// Who asks for keys says what for; a node that only speaks has something to say.
  private func demandPrompt(_ kind: Kind) {
    switch kind {
    case .menu, .digits, .amount, .secret, .confirm, .say, .announcements, .choose, .survey, .language:
      if !map.has("prompt") { log.error(map.position, "\(map.what) needs \"prompt\"") }
    case .action, .branch, .queue, .callback, .transfer, .call, .returns, .end:
      break
    }
  }

  // MARK: - Pieces

  mutating func target(_ key: String) -> Target? {
    map.required(key).flatMap { target($0) }
  }

  mutating func optionalTarget(_ key: String) -> Target? {
    map.optional(key).flatMap { target($0) }
  }

  mutating func target(_ value: YAMLValue) -> Target? {
    guard let target = value.target(names) else { return nil }
    if target == .again, !asks { value.error("there is nothing to ask again in \(map.what)") }
    note(target)
    return target
  }

  mutating func node(_ value: YAMLValue) -> NodeIndex? {
    guard let index = names.nodes.resolve(value) else { return nil }
    note(.node(index))
    return index
  }

  mutating func note(_ target: Target) {
    guard case .node(let index) = target else { return }
    if draft.pending == nil { draft.edges.append(index) } else { draft.pending?.edges.append(index) }
  }

  mutating func says(_ key: String, values: [String] = [], role: NodeDraft.Role = .sentence) -> PromptID? {
    map.optional(key).flatMap { says($0, values: values, role: role) }
  }

  mutating func says(_ value: YAMLValue, values: [String], role: NodeDraft.Role = .sentence) -> PromptID? {
    guard let prompt = names.prompts.resolve(value) else { return nil }
    if isPending {
      draft.pending?.prompts.append(prompt)
    } else {
      draft.speaks.append(.init(prompt: prompt, position: value.position, values: values, role: role))
    }
    return prompt
  }

  mutating func sets(_ names: [String]) {
    if !isPending { draft.sets.append(contentsOf: names) }
  }

  /// The name of a session value that the node sets.
  mutating func into() -> String? {
    guard let name = map.required("into")?.identifier() else { return nil }
    sets([name])
    return name
  }

  mutating func reads(_ name: String, at position: SourcePosition, by reader: String) {
    if !isPending { draft.reads.append(.init(name: name, position: position, reader: reader)) }
  }
}

/// Levels of verification as the files name them.
enum LevelWord: String, CaseIterable {
  case none, query, transaction, agent

  init(_ level: VerificationLevel) {
    switch level {
    case .none: self = .none
    case .query: self = .query
    case .transaction: self = .transaction
    case .agent: self = .agent
    }
  }

  var level: VerificationLevel {
    switch self {
    case .none: .none
    case .query: .query
    case .transaction: .transaction
    case .agent: .agent
    }
  }
}
