import ACD
import CallModel
import IVR
import SwitchboardCore

/// A tree with a node of each kind that takes keys, so that a password can be keyed at every wrong one.
enum EntryTree {
  static let source: [CodingUserInfoKey: any Sendable] = {
    let settings: SwitchboardSettings.Source = { Self.settings(version: $0) }
    let trees: MenuTree.Source = { Self.tree(version: $0) }
    return [SwitchboardSettings.sourceKey: settings, MenuTree.sourceKey: trees]
  }()

  static func settings(version: String = "entries") -> SwitchboardSettings {
    SwitchboardSettings(tree: tree(version: version), acd: acd)
  }

  /// Agents have 20 s to take an offer and 30 s after a call; callers wait 100 s at most.
  private static var acd: ACDConfiguration {
    var queue = QueueConfiguration(id: QueueID("general"), offerTimeout: .seconds(20), maxWait: .seconds(100))
    queue.wrapUp = WrapUpPolicy(mode: .timed, limit: .seconds(30))
    return ACDConfiguration(queues: [queue, QueueConfiguration(id: QueueID("cards"))], agents: TestTree.acd.agents)
  }

  private static let names = [
    "main", "card", "amount", "loans", "agents", "options", "password", "bye", "sure", "rate", "transaction",
  ]

  private static func to(_ name: String) -> Target { .node(NodeIndex(names.firstIndex(of: name)!)) }

  /// main: 1 a card's number, 2 an amount, 3 a list, 4 the queue (with options after 10 s), 5 or 55 a confirmation, 6 a
  /// survey, 7 the password, 8 the one for transactions, 0 the end. Whatever is done well leads back to main.
  private static func tree(version: String) -> MenuTree {
    let main = [
      "0": "bye", "1": "card", "2": "amount", "3": "loans", "4": "agents", "5": "sure", "55": "sure", "6": "rate",
      "7": "password", "8": "transaction",
    ]
    let kinds: [String: NodeKind] = [
      "main": .menu(menu(main)),
      "card": .digits(DigitsEntry(into: "card", lengths: 8...19, checks: [.luhn(lengths: 8...19)], ok: to("main"))),
      "amount": .amount(AmountEntry(into: "amount", maximum: 500_000, ok: to("main"))),
      "loans": .choose(Choose(operation: .listAccounts, item: PromptID("loan"), ok: to("main"), none: to("main"))),
      "agents": .queue(
        QueueEntry(
          queue: QueueID("general"),
          options: .init(node: NodeIndex(5), whenWaitOver: .seconds(10), every: .seconds(60)), after: to("bye"),
          closed: to("bye"), overflow: to("bye"))),
      "options": .menu(menu(["2": "main", "3": "card"])),
      "password": secret(.verifyQueryPassword),
      "transaction": secret(.verifyTransactionPassword),
      "bye": .end(disposition: "self-service"),
      "sure": .confirm(Confirm(yes: to("main"), cancel: to("main"))),
      "rate": .survey(Survey(answers: [.init(key: Key("1")!, answer: "good", target: to("main"))], skip: to("main"))),
    ]
    let nodes = names.map { name in
      MenuNode(
        id: NodeID(name), position: SourcePosition(file: "test.yaml", line: 1, column: 1), prompt: PromptID(name),
        kind: kinds[name]!)
    }
    let prompts = (names + ["loan", "no-input.1", "no-match.1"]).map { name in
      Prompt(
        id: PromptID(name), templates: [.init(language: .english, pieces: [.words("This is \(name).")])])
    }
    return MenuTree(
      version: version, nodes: nodes, start: NodeIndex(0),
      fallbacks: .init(exhausted: NodeIndex(7), hostDown: NodeIndex(7)), prompts: PromptCatalogue(prompts),
      languages: [.english])
  }

  private static func secret(_ operation: HostOperation) -> NodeKind {
    .secret(
      SecretEntry(
        operation: operation,
        outcomes: [
          OutcomeEdge(outcome: .ok, next: to("main")), OutcomeEdge(outcome: .wrong, next: .again),
          OutcomeEdge(outcome: .locked, next: to("bye")), OutcomeEdge(outcome: .unset, next: to("bye")),
        ]))
  }

  private static func menu(_ targets: [String: String]) -> Menu {
    Menu(
      choices: targets.sorted { $0.key < $1.key }.map { keys, name in
        MenuChoice(keys: Array(Keys(keys)!), target: to(name))
      })
  }
}
