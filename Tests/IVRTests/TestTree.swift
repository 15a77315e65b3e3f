import CallModel
import IVR

/// Builds small trees by name: a node may be mentioned before it is written. Each prompt's text is its own id
/// unless the test gives another; `@again`, `@back` and `@return` are the targets without a node.
struct TestTree {
  private var indices: [String: NodeIndex] = [:]
  private var names: [String] = []
  private var nodes: [Int: MenuNode] = [:]
  private var prompts: [String: Prompt] = [:]
  private var promptIDs: [String] = []
  var languages: [Language] = [.english, .chinese]
  var exhausted = "exhausted"
  var hostDown = "host-down"

  func built(start: String) -> MenuTree {
    var whole = self
    for name in [exhausted, hostDown] where whole.nodes[whole.index(name).offset] == nil {
      whole.end(name)
    }
    let list = whole.names.indices.map { offset in
      guard let node = whole.nodes[offset] else { preconditionFailure("no node \(whole.names[offset])") }
      return node
    }
    return MenuTree(
      version: "test", nodes: list, start: whole.index(start),
      fallbacks: .init(exhausted: whole.index(exhausted), hostDown: whole.index(hostDown)),
      prompts: PromptCatalogue(whole.promptIDs.map { whole.prompts[$0]! }), languages: languages)
  }

  mutating func index(_ name: String) -> NodeIndex {
    if let known = indices[name] { return known }
    let index = NodeIndex(names.count)
    names.append(name)
    indices[name] = index
    return index
  }

  mutating func to(_ name: String) -> Target {
    switch name {
    case "@again": .again
    case "@back": .back
    case "@return": .subtreeEnd
    default: .node(index(name))
    }
  }

  /// The prompt has the node's name; `prompt: nil` makes the node silent.
  mutating func node(
    _ name: String, prompt: String?, input: InputRules = InputRules(), links: [(String, String)] = [],
    level: VerificationLevel = .none, _ kind: NodeKind
  ) {
    if let prompt, prompts[prompt] == nil { self.prompt(prompt, prompt) }
    let place = index(name).offset
    let compiled = links.map { Link(key: Key(Character($0.0))!, target: to($0.1)) }
    nodes[place] = MenuNode(
      id: NodeID(name), position: SourcePosition(file: "test.yaml", line: place + 1, column: 1),
      prompt: prompt.map { PromptID($0) }, kind: kind, input: input, links: compiled, level: level)
  }

  mutating func node(
    _ name: String, input: InputRules = InputRules(), links: [(String, String)] = [],
    level: VerificationLevel = .none, _ kind: NodeKind
  ) {
    node(name, prompt: name, input: input, links: links, level: level, kind)
  }

  /// `{name:format}` is a hole.
  mutating func prompt(_ id: String, _ english: String, zh: String? = nil, interruptible: Bool = true) {
    if prompts[id] == nil { promptIDs.append(id) }
    prompts[id] = Prompt(
      id: PromptID(id), interruptible: interruptible,
      templates: [
        .init(language: .english, pieces: TestTree.pieces(english)),
        .init(language: .chinese, pieces: TestTree.pieces(zh ?? english)),
      ])
  }

  static func pieces(_ text: String) -> [Prompt.Piece] {
    var pieces: [Prompt.Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      let parts = rest[rest.index(after: open)..<close].split(separator: ":")
      let words = parts[1].split(separator: "|").map(String.init)
      pieces.append(
        .hole(.init(name: String(parts[0]), format: HoleFormat(rawValue: words[0])!, nouns: Array(words.dropFirst()))))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    return pieces
  }

  // MARK: - Kinds in short

  mutating func menu(
    _ name: String, _ choices: KeyValuePairs<String, String>, exhausted: String? = nil,
    input: InputRules = InputRules(), links: [(String, String)] = []
  ) {
    let compiled = choices.map { MenuChoice(keys: Array(Keys($0.key)!), target: to($0.value)) }
    node(name, input: input, links: links, .menu(Menu(choices: compiled, exhausted: exhausted.map { to($0) })))
  }

  mutating func say(_ name: String, next: String) { node(name, .say(next: to(next))) }

  mutating func end(_ name: String, prompt: String? = nil) { node(name, prompt: prompt, .end(disposition: name)) }

  mutating func digits(
    _ name: String, into: String? = nil, _ lengths: ClosedRange<Int> = 4...6, endKey: Key? = .hash,
    starIsX: Bool = false, pattern: String? = nil, checks: [DigitsEntry.Check] = [], ok: String, empty: String? = nil,
    exhausted: String? = nil, input: InputRules = .strings, links: [(String, String)] = []
  ) {
    let entry = DigitsEntry(
      into: into ?? name, lengths: lengths, endKey: endKey, starIsX: starIsX, pattern: pattern, checks: checks,
      ok: to(ok), empty: empty.map { to($0) }, exhausted: exhausted.map { to($0) })
    node(name, input: input, links: links, .digits(entry))
  }

  mutating func amount(_ name: String, maximum: Int64 = 99_999_999_999, ok: String, links: [(String, String)] = []) {
    let entry = AmountEntry(into: "amount", maximum: maximum, ok: to(ok))
    node(name, input: .strings, links: links, .amount(entry))
  }

  mutating func confirm(_ name: String, yes: String, change: String? = nil, cancel: String) {
    node(name, .confirm(Confirm(yes: to(yes), change: change.map { to($0) }, cancel: to(cancel))))
  }

  mutating func action(
    _ name: String, _ operation: HostOperation, prompt: String? = nil, level: VerificationLevel = .none,
    _ outcomes: KeyValuePairs<HostOutcome, String>, says: [HostOutcome: String] = [:], each: String? = nil
  ) {
    let edges = outcomes.map { outcome, next in
      OutcomeEdge(
        outcome: outcome, prompt: says[outcome].map { PromptID($0) },
        each: outcome == .ok ? each.map { PromptID($0) } : nil, next: to(next))
    }
    node(name, prompt: prompt, level: level, .action(Action(operation: operation, outcomes: edges)))
  }

  mutating func secret(
    _ name: String, operation: HostOperation = .verifyQueryPassword, _ outcomes: KeyValuePairs<HostOutcome, String>,
    says: [HostOutcome: String] = [:], exhausted: String? = nil, links: [(String, String)] = []
  ) {
    let edges = outcomes.map { OutcomeEdge(outcome: $0, prompt: says[$0].map { PromptID($0) }, next: to($1)) }
    let entry = SecretEntry(operation: operation, outcomes: edges, exhausted: exhausted.map { to($0) })
    node(name, input: .strings, links: links, .secret(entry))
  }

  mutating func queue(
    _ name: String, options: (node: String, over: Interval, every: Interval)? = nil,
    comfort: (prompts: [String], every: Interval)? = nil, connect: String? = nil, after: String = "bye",
    closed: String = "bye", overflow: String = "bye"
  ) {
    let offered = options.map {
      QueueEntry.Options(node: index($0.node), whenWaitOver: $0.over, every: $0.every)
    }
    for prompt in comfort?.prompts ?? [] { self.prompt(prompt, prompt) }
    let messages = comfort.map { QueueEntry.Comfort(prompts: $0.prompts.map { PromptID($0) }, every: $0.every) }
    let entry = QueueEntry(
      queue: QueueID(name), options: offered, comfort: messages, connectPrompt: connect.map { PromptID($0) },
      after: to(after),
      closed: to(closed), overflow: to(overflow))
    node(name, .queue(entry))
  }
}
