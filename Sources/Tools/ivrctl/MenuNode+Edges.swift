import CallModel
import IVR

/// One way out of a node, and what it takes to go it.
struct MenuEdge {
  /// The keys, the outcome or the condition.
  var label: String
  var target: Target
}

extension MenuNode {
  /// The word of the menu files for what the node does.
  var kindWord: String {
    switch kind {
    case .menu: "menu"
    case .digits: "digits"
    case .amount: "amount"
    case .secret: "secret"
    case .confirm: "confirm"
    case .say: "say"
    case .action: "action"
    case .choose: "choose"
    case .branch: "branch"
    case .queue: "queue"
    case .callback: "callback"
    case .survey: "survey"
    case .transfer: "transfer"
    case .language: "language"
    case .call: "call"
    case .return: "return"
    case .end: "end"
    }
  }

  /// The node's own ways, in their order; inherited links are in `links`.
  var edges: [MenuEdge] {
    switch kind {
    case .menu(let menu):
      menu.choices.map { MenuEdge(label: String($0.keys.map(\.character)), target: $0.target) }
        + edge("exhausted", menu.exhausted)
    case .digits(let entry): edge("ok", entry.ok) + edge("empty", entry.empty) + edge("exhausted", entry.exhausted)
    case .amount(let entry): edge("ok", entry.ok) + edge("exhausted", entry.exhausted)
    case .secret(let entry): edges(entry.outcomes) + edge("exhausted", entry.exhausted)
    case .confirm(let confirm):
      edge("1 yes", confirm.yes) + edge("2 change", confirm.change) + edge("* cancel", confirm.cancel)
    case .say(let next): edge("then", next)
    case .action(let action): edges(action.outcomes)
    case .choose(let choose):
      edge("ok", choose.ok) + edge("none", choose.none) + edge("exhausted", choose.exhausted)
    case .branch(let branch):
      branch.arms.map { MenuEdge(label: $0.condition.words, target: $0.target) } + edge("otherwise", branch.otherwise)
    case .queue(let entry):
      edge("while waiting", entry.options.map { .node($0.node) }) + edge("after", entry.after)
        + edge("closed", entry.closed) + edge("overflow", entry.overflow)
    case .callback(let callback): edge("then", callback.next) + edge("unavailable", callback.unavailable)
    case .survey(let survey):
      survey.answers.map { MenuEdge(label: "\($0.key.character) \($0.answer)", target: $0.target) }
        + edge("skip", survey.skip)
    case .transfer(let transfer): edge("unreachable", transfer.unreachable)
    case .language(let choice): edge("then", choice.next)
    case .call(let subtree, let then): edge("sub-tree", .node(subtree)) + edge("then", then)
    case .return, .end: []
    }
  }

  /// What the node does besides asking and leading on, in a few words; `nil` where its kind says it all.
  var purpose: String? {
    switch kind {
    case .digits(let entry): "into \(entry.into), \(entry.lengths.lowerBound) to \(entry.lengths.upperBound) digits"
    case .amount(let entry): "into \(entry.into)"
    case .secret(let entry): entry.operation.rawValue
    case .action(let action): action.operation.rawValue
    case .choose(let choose): choose.operation.rawValue
    case .queue(let entry): "queue \(entry.queue)"
    case .callback(let callback): "queue \(callback.queue)"
    case .transfer(let transfer): transfer.address
    case .language(let choice):
      choice.choices.map { "\($0.key.character) \($0.language)" }.joined(separator: ", ") + ", silent \(choice.silent)"
    case .end(let disposition): disposition
    case .menu, .confirm, .say, .branch, .survey, .call, .return: nil
    }
  }

  private func edge(_ label: String, _ target: Target?) -> [MenuEdge] {
    target.map { [MenuEdge(label: label, target: $0)] } ?? []
  }

  private func edges(_ outcomes: [OutcomeEdge]) -> [MenuEdge] {
    outcomes.map { MenuEdge(label: $0.outcome.rawValue, target: $0.next) }
  }
}

extension Branch.Condition {
  fileprivate var words: String {
    switch self {
    case .verified(let level): "verified \(level.rawValue)"
    case .tier(let tier): "tier \(tier.rawValue)"
    case .language(let language): "language \(language)"
    case .knownCaller: "known caller"
    case .value(let name, let text): "\(name) = \(text)"
    case .open: "open"
    }
  }
}

extension MenuTree {
  /// Where an edge leads, as the menu files would say it.
  func words(for target: Target) -> String {
    switch target {
    case .node(let index): self[index].id.text
    case .again: "(again)"
    case .back: "(back)"
    case .subtreeEnd: "(return)"
    }
  }

  /// A prompt's words with its holes as they are written; `nil` where it has none in that language.
  func words(of prompt: PromptID, in language: Language) -> String? {
    guard let template = prompts[prompt]?.templates.first(where: { $0.language == language }) else { return nil }
    return template.pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .hole(let name, let format): "{\(name):\(format.rawValue)}"
      }
    }.joined()
  }
}
