import CallModel
import IVR
import Testing

/// A caller, a host and a queue that do what a seed says, and a watch over what the dialogue makes of it.
///
/// The watch knows nothing of the tree but the few names of its money flow; what it checks holds for any tree.
struct WanderingCaller {
  private var random: SplitMix64
  private var dialogue: Dialogue
  private(set) var now = DialogueTester.noon
  private var deadline: Timestamp?
  private(set) var transcript: [String] = []
  /// Every finding, by sentence; empty is good.
  private(set) var faults: [String] = []

  // What the outside knows.
  private var isInQueue = false
  private var repeats = 0
  private var lastVisit = 0
  private var isAsked = false
  private var lastSaid = 0
  private var lastHeard = 0
  /// A confirmation of the money flow was answered with 1 and not used yet.
  private var hasYes = false
  private var paidVisit = 0

  init(seed: UInt64, playback: PlaybackMode) {
    random = SplitMix64(seed: seed)
    let from = random.next(below: 3) == 0 ? nil : "13800138000"
    dialogue = Dialogue(tree: BankTree.tree, language: nil, callingNumber: from, playback: playback)
    dialogue.ways = []
  }

  var hasEnded: Bool { dialogue.phase == .ended }
  var ways: [MenuWay] { dialogue.ways ?? [] }
  var nodes: [NodeID] { dialogue.path.map { dialogue.tree[$0].id } }

  mutating func begin() { happen("begin") { $0.begin(at: $1, into: &$2) } }

  // MARK: - One random event

  mutating func wander() {
    now = now + .milliseconds(Int64(random.next(below: 1_500)))
    fireDeadlines()
    switch random.next(below: 20) {
    case 0...11: press(keys())
    case 12: pass(.seconds(Int64(random.next(below: 7))))
    case 13: pass(.seconds(Int64(random.next(below: 60))))
    case 14, 15: answer()
    case 16: hear()
    case 17: updateQueue()
    case 18: if random.next(below: 4) == 0 { beAnswered() }
    default: if random.next(below: 4) == 0 { somethingRare() }
    }
    if isAsked, random.next(below: 3) > 0 { answer() }
    if dialogue.phase == .transferring {
      random.next(below: 2) == 0
        ? happen("transfer answered") { $0.transferAnswered(at: $1, into: &$2) }
        : happen("transfer failed") { $0.transferFailed(at: $1, into: &$2) }
    }
    if dialogue.phase == .talking, random.next(below: 3) == 0 {
      happen("released") { $0.agentReleased(at: $1, into: &$2) }
    }
  }

  /// The caller has put the telephone on the table; everybody else does the usual.
  mutating func goSilent() {
    var rounds = 0
    while !hasEnded, rounds < 2_000 {
      rounds += 1
      if isAsked {
        answer(.unavailable)
      } else if isInQueue, rounds % 7 == 0 {
        beAnswered()
      } else if dialogue.phase == .talking {
        happen("released") { $0.agentReleased(at: $1, into: &$2) }
      } else if dialogue.phase == .transferring {
        happen("transfer failed") { $0.transferFailed(at: $1, into: &$2) }
      } else if let deadline {
        now = max(now, deadline)
        fireDeadlines()
      } else if isInQueue {
        happen("position") { $0.queueUpdated(position: 2, estimatedWait: nil, at: $1, into: &$2) }
        pass(.seconds(60))
      } else {
        faults.append("stuck in \(dialogue.phase) at \(dialogue.currentNode?.text ?? "-")")
        return
      }
    }
    if !hasEnded { faults.append("never ends") }
  }

  // MARK: - What may happen

  /// Mostly what is asked for, so that the walk gets deep; sometimes anything.
  private mutating func keys() -> String {
    guard let ask = dialogue.currentAsk, random.next(below: 8) > 0 else {
      return String((0...random.next(below: 6)).map { _ in random.pick(Array("0123456789*#A")) })
    }
    switch ask.kind {
    case .menu, .confirm: return ask.keys.isEmpty ? "#" : random.pick(ask.keys)
    case .amount: return "\(1 + random.next(below: 60_000))" + random.pick(["#", "*5#", "*"])
    case .secret: return random.pick(["123456#", "12345#", "654321"])
    case .digits:
      switch ask.node.text {
      case "card", "loss": return random.pick(["6222020000000000#", "622202000000#", "#", "1234#"])
      case "id6": return random.pick(["12345*#", "123456#"])
      default: return random.pick(["5551234#", "555#", "*"])
      }
    }
  }

  private mutating func press(_ keys: String) {
    let wasConfirming = dialogue.currentAsk?.node.text == "sure"
    let walked = dialogue.path.count
    happen("press \(keys.count)") { $0.press(Keys(keys)!, at: $1, into: &$2) }
    if wasConfirming, keys.first == "1", nodes.dropFirst(walked).first?.text == "pay-pin" { hasYes = true }
  }

  private mutating func pass(_ interval: Interval) {
    let end = now + interval
    while let deadline, deadline <= end {
      now = max(now, deadline)
      fireDeadlines()
    }
    now = end
  }

  private mutating func fireDeadlines() {
    while let deadline, deadline <= now {
      self.deadline = nil
      happen("deadline") { $0.deadlineReached(at: $1, into: &$2) }
    }
  }

  private mutating func answer(_ forced: HostOutcome? = nil) {
    guard isAsked else { return }
    let outcome = forced ?? (random.next(below: 3) > 0 ? .ok : random.pick(HostOutcome.allCases))
    let looks = dialogue.currentNode?.text == "who"
    let count = random.next(below: 8)
    let items: [SessionValues] = (0..<count).map {
      ["account": .digits("\($0)"), "payee": .digits("\($0)"), "last4": .digits("000\($0)"), "name": .text("n\($0)")]
    }
    let values: SessionValues = [
      "last4": .digits("1234"), "balance": .money(Money(minorUnits: 123_45)), "fee": .money(Money(minorUnits: 0)),
      "id": .digits("9"), "due": .instant(now), "until": .instant(now), "reference": .digits("42"),
    ]
    let facts = CustomerFacts(number: CustomerNumber(3), maskedName: "*", tier: .normal, language: .english)
    let reply = HostReply(
      id: 1, call: CallID("c1"), outcome: looks && outcome == .ok ? .normal : outcome, values: values, items: items,
      customer: random.next(below: 2) == 0 ? facts : nil)
    happen("host \(reply.outcome.rawValue)") { $0.hostReplied(reply, at: $1, into: &$2) }
  }

  private mutating func hear() {
    let ordinal = lastHeard + random.next(below: lastSaid - lastHeard + 2)
    lastHeard = min(ordinal, lastSaid)
    happen("heard") { $0.promptHeard(through: ordinal, at: $1, into: &$2) }
  }

  private mutating func updateQueue() {
    guard isInQueue else { return }
    let wait: Interval? = random.next(below: 3) == 0 ? nil : .seconds(Int64(random.next(below: 200)))
    let position = 1 + random.next(below: 9)
    happen("position") { $0.queueUpdated(position: position, estimatedWait: wait, at: $1, into: &$2) }
  }

  private mutating func beAnswered() {
    guard isInQueue else { return }
    isInQueue = false
    happen("answered") { $0.agentAnswered(agent: AgentID("1001"), at: $1, into: &$2) }
  }

  private mutating func somethingRare() {
    switch random.next(below: 3) {
    case 0 where isInQueue:
      isInQueue = false
      happen("closed") { $0.queueClosed(at: $1, into: &$2) }
    case 1 where isInQueue:
      isInQueue = false
      let node = random.next(below: 2) == 0 ? nil : NodeID("closed")
      happen("overflowed") { $0.queueOverflowed(to: node, at: $1, into: &$2) }
    default:
      guard dialogue.phase == .talking else { return }
      if random.next(below: 2) == 0 {
        isInQueue = true
        happen("requeued") { $0.requeued(to: QueueID("agents"), at: $1, into: &$2) }
      } else {
        happen("resumed") { _ = $0.resume(at: NodeID("pin"), at: $1, into: &$2) }
      }
    }
  }

  // MARK: - The watch

  private mutating func happen(
    _ name: String, _ event: (inout Dialogue, Timestamp, inout [DialogueAction]) -> Void
  ) {
    let before = dialogue.phase
    let recorded = dialogue.operations.count
    var actions: [DialogueAction] = []
    event(&dialogue, now, &actions)
    if before == .ended { check(actions.isEmpty, "wants something after its end") }
    // Each answer, and each that never came, is recorded; whoever takes the caller away makes it nobody's.
    if dialogue.operations.count > recorded || dialogue.phase != .awaitingHost { isAsked = false }
    check(actions.count <= 400, "\(actions.count) actions in one event")
    check(actions.count { if case .deadline = $0 { true } else { false } } <= 1, "two deadlines in one event")
    for action in actions { watch(action) }
    transcript.append(
      "\(name): " + actions.compactMap { DialogueTester.line($0, dialogue.tree) }.joined(separator: " | "))
    checkState()
  }

  private mutating func watch(_ action: DialogueAction) {
    switch action {
    case .deadline(let instant): deadline = instant
    case .say(let utterance):
      check(utterance.ordinal == lastSaid + 1, "prompts are not numbered one by one")
      for words in [utterance.saying.text] + utterance.saying.values.map(\.text) {
        check(
          !["123456", "one two three four five six", "一二三四五六"].contains(where: words.contains), "speaks a password")
      }
      lastSaid = utterance.ordinal
      if dialogue.playback == .instant { lastHeard = lastSaid }
    case .stop:
      check(dialogue.playback == .reported, "stops what can't be playing")
      lastHeard = lastSaid
    case .askHost(let query):
      check(isAsked == query.isRepeated, "asks the host twice at once, or again what it never asked")
      repeats = query.isRepeated ? repeats + 1 : 0
      check(repeats <= DialogueLimits.hostRepeats, "asks the host again and again")
      check(!query.isRepeated || query.visit == lastVisit, "asks again under another key")
      lastVisit = query.visit
      isAsked = true
      check((query.secret != nil) == query.operation.signature.takesSecret, "secret or none for \(query.operation)")
      if query.operation == .transfer, query.visit != paidVisit {
        check(hasYes, "moves money without a yes")
        hasYes = false
        paidVisit = query.visit
      }
    case .enterQueue:
      check(!isInQueue, "enters a queue twice")
      isInQueue = true
    case .leaveQueue:
      check(isInQueue, "leaves a queue that it isn't in")
      isInQueue = false
    case .end: isInQueue = false
    case .bridge: check(!isInQueue, "bridges a caller who waits")
    case .ask, .noInput, .noMatch, .transfer, .surveyAnswer, .callbackRegistered, .waitTold: break
    }
  }

  private mutating func checkState() {
    let phase = dialogue.phase
    let hasDeadline = deadline != nil
    let isAsked = isAsked
    if let deadline { check(deadline >= now, "a deadline in the past") }
    switch phase {
    case .asking, .awaitingHost, .speaking: check(hasDeadline, "\(phase) without a deadline")
    case .waiting: check(isInQueue, "waits in no queue")
    case .ended, .transferring, .talking: check(!hasDeadline, "\(phase) with a deadline")
    case .notBegun: check(false, "not begun")
    }
    check((phase == .awaitingHost) == isAsked, "\(phase), the host asked: \(isAsked)")
    check((dialogue.currentAsk == nil) == (phase != .asking), "an ask in \(phase)")
  }

  private mutating func check(_ holds: Bool, _ sentence: @autoclosure () -> String) {
    if !holds { faults.append("\(sentence()) (event \(transcript.count))") }
  }
}
