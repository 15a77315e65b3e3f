import CallModel
import IVR

/// Kinds that ask nothing: they speak, ask the host, decide, wait or end.
extension NodeReader {
  /// What the engine tells the prompts of a node of this kind.
  static func values(of kind: Kind) -> [String] {
    switch kind {
    case .queue: ["position", "ahead", "ewt"]
    case .announcements: [Dialogue.announcement]
    case .menu, .digits, .amount, .secret, .confirm, .say, .action, .choose, .branch, .callback, .survey, .transfer,
      .language, .call, .returns, .end:
      []
    }
  }
  static let connectValues = ["agent"]
  static let waitingTimes = Interval.seconds(1)...Interval.hours(24)

  /// Stands in the node of a pending operation, which no engine ever sees.
  var placeholder: HostOperation? { isPending ? .lookUpCaller : nil }

  /// The operation under `operation`. `refusal` says why it can't stand in this kind of node.
  mutating func operation(_ refusal: (HostOperationSignature) -> String?) -> HostOperation? {
    guard let value = map.required("operation"), let word = value.text() else { return nil }
    guard let operation = HostOperation(rawValue: word) else {
      let hint = NearestWord.hint(word, among: HostOperation.allCases.map(\.rawValue))
      if !isPending { value.error("there is no operation \"\(word)\"\(hint)") }
      return nil
    }
    let signature = operation.signature
    if let refusal = refusal(signature) {
      value.error("the operation \"\(word)\" \(refusal), so it can't stand in a node of this kind")
      return nil
    }
    operationLevel = signature.level
    for input in signature.inputs { reads(input, at: value.position, by: "the operation \"\(word)\"") }
    sets(signature.outputs)
    return operation
  }

  /// `outcomes: {ok: next-node, none: {say: prompt, each: prompt, next: node}}`, one for each outcome.
  mutating func outcomes(of operation: HostOperation?) -> [OutcomeEdge]? {
    guard let outcomes = map.required("outcomes")?.map("\"outcomes\"") else { return nil }
    var edges: [OutcomeEdge] = []
    for entry in outcomes.entries {
      let edge = outcomeEdge(entry, operation)
      if let edge { edges.append(edge) }
    }
    for outcome in operation?.signature.outcomes ?? [] where !outcomes.has(outcome.rawValue) {
      let name = operation?.rawValue ?? ""
      log.error(outcomes.position, "the operation \"\(name)\" can answer \"\(outcome.rawValue)\": an edge is missing")
    }
    return edges
  }

  private mutating func outcomeEdge(_ entry: YAMLValue.Entry, _ operation: HostOperation?) -> OutcomeEdge? {
    let outcome = HostOutcome(rawValue: entry.key)
    let possible = operation.map { $0.signature.outcomes + [.unavailable] }
    if let possible, !possible.contains(where: { $0 == outcome }) {
      let hint = NearestWord.hint(entry.key, among: possible.map(\.rawValue))
      log.error(entry.keyPosition, "the operation \"\(operation!.rawValue)\" never answers \"\(entry.key)\"\(hint)")
    }
    guard entry.value.isMap else {
      let next = target(entry.value)
      guard let next, let outcome else { return nil }
      return OutcomeEdge(outcome: outcome, next: next)
    }
    guard var map = entry.value.map("the outcome \(entry.value.name)") else { return nil }
    let prompt = map.optional("say").flatMap { says($0, values: []) }
    let items = operation?.signature.itemOutputs ?? []
    let each = map.optional("each").flatMap { value -> PromptID? in
      if operation != nil, items.isEmpty { value.error("the operation \"\(operation!.rawValue)\" answers no list") }
      return says(value, values: items)
    }
    let next = map.required("next").flatMap { target($0) }
    map.finish()
    guard let next, let outcome else { return nil }
    return OutcomeEdge(outcome: outcome, prompt: prompt, each: each, next: next)
  }

  mutating func action() -> NodeKind? {
    let operation = operation { $0.takesSecret ? "takes a password" : nil }
    let when = map.optional("when")?.choice(ActionMoment.self)
    let outcomes = outcomes(of: operation)
    guard let operation = operation ?? placeholder, let outcomes else { return nil }
    return .action(Action(operation: operation, waitsForHearing: when == .heard, outcomes: outcomes))
  }

  mutating func branch() -> NodeKind? {
    let otherwise = target("otherwise")
    guard let conditions = map.required("when")?.list() else { return nil }
    if conditions.isEmpty { map.log.error(map.position, "\"when\" has no condition") }
    var arms: [Branch.Arm] = []
    for value in conditions {
      if let arm = arm(value) { arms.append(arm) }
    }
    return otherwise.map { .branch(Branch(arms: arms, otherwise: $0)) }
  }

  private mutating func arm(_ value: YAMLValue) -> Branch.Arm? {
    guard var map = value.map(value.name) else { return nil }
    let target = map.required("to").flatMap { self.target($0) }
    var conditions: [Branch.Condition?] = []
    if let value = map.optional("verified") {
      conditions.append(value.choice(LevelWord.self).map { .verified($0.level) })
    }
    if let value = map.optional("tier") { conditions.append(value.choice(CustomerTier.self).map { .tier($0) }) }
    if let value = map.optional("language") {
      conditions.append(names.languages.resolve(value).map { .language($0) })
    }
    if let value = map.optional("open") { conditions.append(names.hours.resolve(value).map { .open($0) }) }
    if let value = map.optional("known-caller") {
      let isTrue = value.boolean()
      if isTrue == false { value.error("\"known-caller\" can only be true: use \"otherwise\" for the others") }
      conditions.append(isTrue == true ? .knownCaller : nil)
    }
    if let value = map.optional("value") { conditions.append(valueCondition(value)) }
    map.finish()
    if conditions.count != 1 {
      let words = "verified, tier, language, open, known-caller, value"
      log.error(value.position, "\(value.name) needs one condition of \(words)")
    }
    guard conditions.count == 1, let condition = conditions[0], let target else { return nil }
    return .init(condition: condition, target: target)
  }

  /// `value: {name: loss, is: debit}`.
  private mutating func valueCondition(_ value: YAMLValue) -> Branch.Condition? {
    guard var map = value.map("\"value\"") else { return nil }
    let nameValue = map.required("name")
    let name = nameValue?.identifier()
    let text = map.required("is")?.text()
    map.finish()
    guard let nameValue, let name, let text else { return nil }
    reads(name, at: nameValue.position, by: "this condition")
    return .value(name: name, equals: text)
  }

  mutating func queue() -> NodeKind? {
    let queue = map.required("queue").flatMap { names.queues.resolve($0) }
    let options = map.optional("offer").flatMap { queueOptions($0) }
    let comfort = map.optional("comfort").flatMap { comfortMessages($0) }
    let connectPrompt = says("connected", values: Self.connectValues)
    let after = target("after")
    let closed = target("closed")
    let overflow = target("overflow")
    guard let queue, let after, let closed, let overflow else { return nil }
    return .queue(
      QueueEntry(
        queue: queue, options: options, comfort: comfort, connectPrompt: connectPrompt, after: after, closed: closed,
        overflow: overflow))
  }

  /// `comfort: {prompts: [thanks, self-service], every: 25s}`.
  private mutating func comfortMessages(_ value: YAMLValue) -> QueueEntry.Comfort? {
    guard var map = value.map("\"comfort\"") else { return nil }
    let list = map.required("prompts")
    let items = list?.list()
    var prompts: [PromptID] = []
    for item in items ?? [] {
      if let prompt = says(item, values: []) { prompts.append(prompt) }
    }
    let every = map.required("every")?.duration(QueueReader.announcements)
    map.finish()
    guard let list, let items else { return nil }
    if items.isEmpty { list.error("\"prompts\" has no prompt") }
    if items.count > SettingsLimits.comfortPrompts {
      list.error("there are \(items.count) comfort messages; at most \(SettingsLimits.comfortPrompts) are allowed")
    }
    guard let every, !prompts.isEmpty else { return nil }
    return .init(prompts: prompts, every: every)
  }

  /// `offer: {node: while-waiting, over: 60s, every: 45s}`.
  private mutating func queueOptions(_ value: YAMLValue) -> QueueEntry.Options? {
    guard var map = value.map("\"offer\"") else { return nil }
    let node = map.required("node").flatMap { self.node($0) }
    let over = map.required("over")?.duration(Self.waitingTimes)
    let every = map.required("every")?.duration(Self.waitingTimes)
    map.finish()
    guard let node, let over, let every else { return nil }
    return .init(node: node, whenWaitOver: over, every: every)
  }

  mutating func callback() -> NodeKind? {
    let queue = map.required("queue").flatMap { names.queues.resolve($0) }
    let outputs = HostOperation.registerCallback.signature.outputs
    sets(outputs)
    let registered = map.required("registered").flatMap { says($0, values: outputs) }
    let next = target("next")
    let unavailable = target("unavailable")
    guard let queue, let registered, let next, let unavailable else { return nil }
    return .callback(Callback(queue: queue, prompt: registered, next: next, unavailable: unavailable))
  }

  mutating func transfer() -> NodeKind? {
    let address = map.required("address")?.text()
    let unreachable = target("unreachable")
    guard let address, let unreachable else { return nil }
    return .transfer(Transfer(address: address, unreachable: unreachable))
  }

  mutating func call() -> NodeKind? {
    let subtree = map.required("subtree").flatMap { node($0) }
    let then = target("then")
    guard let subtree, let then else { return nil }
    return .call(subtree: subtree, then: then)
  }

  mutating func end() -> NodeKind? {
    map.required("disposition")?.identifier().map { .end(disposition: $0) }
  }
}

/// `when:` of an action: as soon as the walk comes there, or when all that was said before has been heard.
enum ActionMoment: String, CaseIterable {
  case said, heard
}
