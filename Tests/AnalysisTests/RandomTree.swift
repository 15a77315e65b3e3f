import ACD
import CallModel
import IVR

/// A tree and a centre made from a seed: all kinds of nodes, leading anywhere. Many are broken, which is the point.
struct RandomTree {
  private var random: SplitMix64
  private let count: Int
  private(set) var acd = ACDConfiguration()
  private(set) var tree: MenuTree!

  static let queues = ["open", "daytime", "staffed", "short"]
  private static let values = ["card", "account", "payee", "amount", "id6", "phone", "kind"]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    count = random.next(in: 3...14)
    acd = centre()
    let nodes = (0..<count).map { number in
      let kind = kind()
      return MenuNode(
        id: NodeID("n\(number)"), position: SourcePosition(file: "random.yaml", line: number + 1, column: 3),
        prompt: PromptID("p\(number)"), kind: kind, links: asksByMenu(kind) ? links() : [],
        level: random.chance(percent: 10) ? random.pick([.query, .transaction]) : .none)
    }
    let fallbacks = MenuTree.Fallbacks(exhausted: node(), hostDown: node())
    tree = MenuTree(
      version: "random", nodes: nodes, start: NodeIndex(0), fallbacks: fallbacks, prompts: prompts(),
      languages: [.chinese, .english])
  }

  private mutating func node() -> NodeIndex { NodeIndex(random.next(below: count)) }

  private mutating func target(mayAsk: Bool = false) -> Target {
    switch random.next(below: 20) {
    case 0: return .back
    case 1: return .subtreeEnd
    case 2 where mayAsk: return .again
    case _: return .node(node())
    }
  }

  private mutating func maybe() -> Target? { random.chance(percent: 30) ? target() : nil }

  private func asksByMenu(_ kind: NodeKind) -> Bool {
    switch kind {
    case .menu, .confirm, .language, .digits, .amount, .secret, .choose: true
    case .say, .announcements, .action, .branch, .queue, .callback, .survey, .transfer, .call, .return, .end: false
    }
  }

  private mutating func links() -> [Link] {
    var links: [Link] = []
    if random.chance(percent: 40) { links.append(Link(key: Key("0")!, target: target())) }
    if random.chance(percent: 40) { links.append(Link(key: Key("9")!, target: .again)) }
    if random.chance(percent: 40) { links.append(Link(key: .star, target: .back)) }
    return links
  }

  private mutating func kind() -> NodeKind {
    switch random.next(below: 17) {
    case 0, 1, 2: return .menu(Menu(choices: choices(), exhausted: maybe()))
    case 3: return .digits(digits())
    case 4: return .amount(AmountEntry(into: "amount", ok: target(), exhausted: maybe()))
    case 5: return secret()
    case 6:
      return .confirm(Confirm(yes: target(), change: maybe(), cancel: target()))
    case 7: return random.chance(percent: 70) ? .say(next: target()) : .announcements(next: target())
    case 8, 9: return action()
    case 10:
      let operation = random.pick([HostOperation.listAccounts, .listPayees])
      return .choose(
        Choose(
          operation: operation, item: PromptID("item"), takesOnlyItem: random.chance(percent: 50), ok: target(),
          none: target(), exhausted: maybe()))
    case 11: return .branch(Branch(arms: (0...random.next(below: 2)).map { _ in arm() }, otherwise: target()))
    case 12: return queue()
    case 13: return .callback(Callback(queue: id(), prompt: PromptID("item"), next: target(), unavailable: target()))
    case 14:
      return random.chance(percent: 50)
        ? .transfer(Transfer(address: "tel:1", unreachable: target()))
        : .survey(Survey(answers: [.init(key: Key("1")!, answer: "yes", target: target())], skip: target()))
    case 15:
      return random.chance(percent: 50)
        ? .call(subtree: node(), then: target())
        : .language(
          LanguageChoice(
            choices: [.init(key: Key("1")!, language: .chinese), .init(key: Key("2")!, language: .english)],
            silent: .chinese, next: target()))
    case _: return random.chance(percent: 30) ? .return : .end(disposition: "self-service")
    }
  }

  private mutating func choices() -> [MenuChoice] {
    let keys = ["1", "12", "2", "3", "#"].filter { _ in random.chance(percent: 50) }
    return (keys.isEmpty ? ["1"] : keys).map { text in
      let sets: [SessionAssignment] =
        random.chance(percent: 20) ? [.init(name: "kind", value: .text(random.pick(["debit", "credit"])))] : []
      return MenuChoice(keys: Array(Keys(text)!), target: target(mayAsk: true), sets: sets)
    }
  }

  private mutating func digits() -> DigitsEntry {
    let shapes: [(lengths: ClosedRange<Int>, pattern: String?, checks: [DigitsEntry.Check])] = [
      (4...6, nil, []), (16...16, nil, [.luhn(lengths: 16...16)]), (8...8, nil, [.pastDate(days: 30)]),
      (4...4, nil, [.futureDate(days: 14)]), (4...4, "62dd", [.luhn(lengths: 4...4)]),
    ]
    let shape = random.pick(shapes)
    return DigitsEntry(
      into: random.pick(Self.values), lengths: shape.lengths, endKey: random.chance(percent: 70) ? .hash : nil,
      pattern: shape.pattern, checks: shape.checks, ok: target(), empty: maybe(), exhausted: maybe())
  }

  private mutating func secret() -> NodeKind {
    let operation = random.pick([HostOperation.verifyQueryPassword, .verifyTransactionPassword])
    return .secret(SecretEntry(operation: operation, outcomes: outcomes(operation, mayAsk: true), exhausted: maybe()))
  }

  private mutating func action() -> NodeKind {
    let operation = random.pick([HostOperation.lookUpCaller, .balance, .checkTransfer, .transfer, .reportLoss])
    return .action(Action(operation: operation, outcomes: outcomes(operation, mayAsk: false)))
  }

  private mutating func outcomes(_ operation: HostOperation, mayAsk: Bool) -> [OutcomeEdge] {
    let all = operation.signature.outcomes + (random.chance(percent: 50) ? [.unavailable] : [])
    return all.map { OutcomeEdge(outcome: $0, next: $0 == .wrong && mayAsk ? .again : target(mayAsk: mayAsk)) }
  }

  private mutating func arm() -> Branch.Arm {
    let conditions: [Branch.Condition] = [
      .verified(.query), .tier(.vip), .language(.english), .knownCaller, .value(name: "kind", equals: "debit"),
      .open(OpeningHours(.init(from: .hours(9), to: .hours(18))!)),
    ]
    return .init(condition: random.pick(conditions), target: target())
  }

  private mutating func id() -> QueueID { QueueID(random.pick(Self.queues)) }

  private mutating func queue() -> NodeKind {
    let options: QueueEntry.Options? =
      random.chance(percent: 40) ? .init(node: node(), whenWaitOver: .seconds(60), every: .seconds(45)) : nil
    return .queue(
      QueueEntry(queue: id(), options: options, after: target(), closed: target(), overflow: target()))
  }

  /// One queue of each manner, and an agent for all.
  private mutating func centre() -> ACDConfiguration {
    let daytime = OpeningHours(.init(from: .hours(9), to: .hours(18))!)
    let elsewhere: OverflowTarget? = random.chance(percent: 30) ? .node(NodeID("n1")) : nil
    return ACDConfiguration(
      skills: [SkillID("general")],
      queues: [
        QueueConfiguration(id: QueueID("open")),
        QueueConfiguration(id: QueueID("daytime"), hours: daytime, closed: elsewhere),
        QueueConfiguration(id: QueueID("staffed"), overflow: elsewhere, joinWhenEmpty: false),
        QueueConfiguration(id: QueueID("short"), maxWait: .seconds(40)),
      ],
      agents: [
        AgentConfiguration(id: AgentID("1001"), skills: [SkillLevel(SkillID("general"))])
      ])
  }

  /// Every node says something; some speak a value.
  private mutating func prompts() -> PromptCatalogue {
    let own = (0..<count).map { number -> Prompt in
      var pieces: [Prompt.Piece] = [.words("node \(number) ")]
      if random.chance(percent: 20) { pieces.append(.hole(.init(name: random.pick(Self.values), format: .text))) }
      return Prompt(
        id: PromptID("p\(number)"),
        templates: [Language.chinese, .english].map { Prompt.Template(language: $0, pieces: pieces) })
    }
    return PromptCatalogue(own)
  }
}
