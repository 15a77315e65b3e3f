import CallModel

/// Where a caller is and what counts there: two callers with equal situations have the same ways before them.
///
/// Not all that a dialogue knows. Values are left out but those that a branch looks at (they are followed apart,
/// see `CollectedValues`); of where `back` and `return` lead only the next step is kept, so that a tree has few
/// situations. What deeper steps could do is therefore found where some first caller does it, and never invented.
struct Situation: Hashable {
  private enum Phase: Hashable { case asking, awaitingHost, waiting, transferring, over }

  private let phase: Phase
  private let node: NodeIndex
  private let verification: VerificationLevel
  private let language: Language?
  private let isLanguageOpen: Bool
  private let tier: CustomerTier?
  private let isKnown: Bool
  private let conditions: [String?]
  private let back: NodeIndex?
  private let call: NodeIndex?
  private let place: NodeIndex?
  private let isInOptions: Bool
  private let canBeRefused: Bool
  private let stillThere: [[QueueID]]
  private let start: Int

  init(_ call: AnalysedCall, start: Int, _ relevance: Relevance) {
    let dialogue = call.dialogue
    phase =
      switch dialogue.stage {
      case .asking: .asking
      case .awaitingHost: .awaitingHost
      case .waiting: .waiting
      case .transferring: .transferring
      case .notBegun, .speaking, .talking, .ended: .over
      }
    let isOver = phase == .over
    node = dialogue.node
    verification = isOver ? .none : dialogue.verification(at: call.now)
    language = relevance.language && !isOver ? dialogue.language : nil
    isLanguageOpen = relevance.languageNodes && !isOver && !dialogue.hasPressed && dialogue.isLanguageKnown
    tier = relevance.tier && !isOver ? dialogue.customer?.tier : nil
    isKnown = relevance.known && !isOver && dialogue.customer != nil
    conditions = isOver ? [] : relevance.values.map { dialogue.values[$0]?.plainText }
    var history = dialogue.history
    if history.last == dialogue.node { history.removeLast() }
    back = isOver ? nil : history.last
    self.call = isOver ? nil : dialogue.calls.last
    place = isOver ? nil : dialogue.place?.node
    isInOptions = dialogue.place?.isInOptions ?? false
    canBeRefused = phase == .waiting && call.queue.map(call.canBeRefused) ?? false
    stillThere =
      switch phase {
      case .awaitingHost, .waiting: call.stillThere
      case .asking, .transferring, .over: []
      }
    self.start = isOver ? 0 : start
  }
}

/// What the branches of a tree look at: nothing else makes two callers differ.
struct Relevance {
  var language = false
  var languageNodes = false
  var tier = false
  var known = false
  /// Names of values, in the order of the tree.
  var values: [String] = []

  init(_ tree: MenuTree) {
    for node in tree.nodes {
      switch node.kind {
      case .branch(let branch): for arm in branch.arms { note(arm.condition) }
      case .language: languageNodes = true
      case .menu, .digits, .amount, .secret, .confirm, .say, .announcements, .action, .choose, .queue, .callback,
        .survey, .transfer,
        .call, .return, .end:
        break
      }
    }
  }

  private mutating func note(_ condition: Branch.Condition) {
    switch condition {
    case .tier: tier = true
    case .language: language = true
    case .knownCaller: known = true
    case .value(let name, equals: _): if !values.contains(name) { values.append(name) }
    case .verified, .open: break
    }
  }
}
