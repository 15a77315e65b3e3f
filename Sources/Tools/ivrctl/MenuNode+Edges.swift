import CallModel
import IVR

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
    case .announcements: "announcements"
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

  /// What it takes to go one of the node's ways: the keys, the outcome, the condition.
  func words(for exit: MenuExit) -> String {
    switch exit {
    case .choice(let place): choiceWords(place)
    case .link(let key): "\(key.character) (link)"
    case .exhausted: "exhausted"
    case .ok: "ok"
    case .empty: "empty"
    case .yes: "1 yes"
    case .change: "2 change"
    case .cancel: "* cancel"
    case .outcome(let outcome): outcome.rawValue
    case .none: "none"
    case .next: "then"
    case .arm(let place): if case .branch(let branch) = kind { branch.arms[place].condition.words } else { "" }
    case .otherwise: "otherwise"
    case .known: "known language"
    case .silent: "silent"
    case .options: "while waiting"
    case .after: "after"
    case .closed: "closed"
    case .overflow: "overflow"
    case .skip: "skip"
    case .unavailable: "unavailable"
    case .unreachable: "unreachable"
    case .subtree: "sub-tree"
    }
  }

  private func choiceWords(_ place: Int) -> String {
    switch kind {
    case .menu(let menu): String(menu.choices[place].keys.map(\.character))
    case .survey(let survey): "\(survey.answers[place].key.character) \(survey.answers[place].answer)"
    case .language(let choice): "\(choice.choices[place].key.character) \(choice.choices[place].language)"
    case .digits, .amount, .secret, .confirm, .say, .announcements, .action, .choose, .branch, .queue, .callback,
      .transfer, .call,
      .return, .end:
      ""
    }
  }

  /// What the node does besides asking and leading on, in a few words; `nil` where its kind says it all.
  var purpose: String? {
    switch kind {
    case .digits(let entry):
      entry.lengths.count == 1
        ? "into \(entry.into), \(entry.lengths.upperBound) digits"
        : "into \(entry.into), \(entry.lengths.lowerBound) to \(entry.lengths.upperBound) digits"
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
    case .menu, .confirm, .say, .announcements, .branch, .survey, .call, .return: nil
    }
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
  /// The ways that the node itself writes.
  func ownWays(of index: NodeIndex) -> [WayOut] { waysOut(of: index).filter { $0.origin == .own } }

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
      case .hole(let hole): "{\(hole.name):\(([hole.format.rawValue] + hole.nouns).joined(separator: "|"))}"
      }
    }.joined()
  }
}
