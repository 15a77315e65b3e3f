import CallModel
import IVR
import LineProtocol

/// The events that tell callers what one tree says and asks, each made when it is first told, and the same for every
/// caller after.
///
/// Apart from the tree, which knows nothing of events.
struct PreparedEvents: Sendable {
  let tree: MenuTree
  private var sayings: [Event?]
  private var asks: [Event?]

  init(of tree: MenuTree) {
    self.tree = tree
    sayings = Array(repeating: nil, count: tree.prompts.fixedSayings)
    asks = Array(repeating: nil, count: tree.nodes.count)
  }

  /// `number`: the saying's own.
  mutating func event(_ saying: Saying, _ number: Int) -> Event {
    if let event = sayings[number] { return event }
    let event = Event.say(Event.Say(saying))
    sayings[number] = event
    return event
  }

  /// `number`: the ask's own.
  mutating func event(_ ask: Ask, _ number: Int) -> Event {
    if let event = asks[number] { return event }
    let event = Event.ask(Event.Ask(ask))
    asks[number] = event
    return event
  }
}

extension Switchboard {
  mutating func event(_ saying: Saying, of slot: CallSlot) -> Event {
    guard let number = saying.number else { return .say(Event.Say(saying)) }
    return scratch.prepared[prepared(for: slot)].event(saying, number)
  }

  mutating func event(_ ask: Ask, of slot: CallSlot) -> Event {
    guard let number = ask.number else { return .ask(Event.Ask(ask)) }
    return scratch.prepared[prepared(for: slot)].event(ask, number)
  }

  /// Where the events of this call's tree are. Few trees are alive at once; of those that no new call gets, only the
  /// latest are kept.
  private mutating func prepared(for slot: CallSlot) -> Int {
    let tree = calls[slot].dialogue.tree
    if let place = scratch.prepared.firstIndex(where: { $0.tree === tree }) { return place }
    if scratch.prepared.count == Scratch.preparedTrees { scratch.prepared.removeFirst() }
    scratch.prepared.append(PreparedEvents(of: tree))
    return scratch.prepared.count - 1
  }
}

extension Event.Say {
  convenience init(_ saying: Saying) {
    self.init(
      prompt: saying.prompt, language: saying.language,
      interrupt: saying.interruptible ? nil : Event.Interrupt.none,
      values: saying.values.map { Field($0.name, $0.text) },
      pieces: saying.isOneRecording ? [] : saying.pieces.map(\.word), text: saying.text)
  }
}

extension Event.Ask {
  convenience init(_ ask: IVR.Ask) {
    self.init(
      node: ask.node, kind: Event.InputKind(ask.kind), keys: ask.keys, minimum: ask.minimum, maximum: ask.maximum,
      end: ask.endKey, first: ask.first, inter: ask.inter)
  }
}

extension Event.InputKind {
  init(_ kind: IVR.Ask.Kind) {
    switch kind {
    case .menu: self = .menu
    case .digits: self = .digits
    case .amount: self = .amount
    case .confirm: self = .confirm
    case .secret: self = .secret
    }
  }
}
