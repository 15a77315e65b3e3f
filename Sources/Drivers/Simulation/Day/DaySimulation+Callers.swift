import CallModel
import LineProtocol
import Ledger

/// One call's caller: what he is, and what he is doing.
struct SimulatedCaller {
  let call: CallID
  let type: Int
  let attempt: Int
  let customer: DemoPerson
  /// All that chance decides about him.
  var random: SplitMix64
  /// When all is heard that has been said so far.
  var heardUntil: Timestamp
  /// Questions asked so far, and the node of the last.
  var questions = 0
  var node: NodeID?
  var isQueued = false
  var wasBridged = false
  var hasEnded = false
}

extension DaySimulation {
  /// Questions after which even a patient caller gives up.
  private static let mostQuestions = 40
  /// Words and characters of speech in a second.
  private static let wordsPerSecond = 2.5
  private static let charactersPerSecond = 4.5

  /// The next arrival, in this stretch of the day or a later one.
  mutating func planArrival(after instant: Timestamp) {
    var instant = instant
    while currentSlot < scenario.arrivals.count {
      let slot = scenario.arrivals[currentSlot]
      let begin = max(instant, scenario.midnight + slot.from)
      if slot.callsPerHour > 0 {
        let gap = Interval(fractionalSeconds: arrivals.nextExponential() * 3_600 / slot.callsPerHour)
        if begin + gap < scenario.midnight + slot.to { return agenda.plan(.arrive, at: begin + gap) }
      }
      instant = scenario.midnight + slot.to
      currentSlot += 1
    }
  }

  mutating func arrive(type: Int? = nil, attempt: Int) {
    let number = callers.count
    var random = SplitMix64(seed: scenario.seed, replication: 1 + number, stream: 1)
    let kind = type ?? drawType(&random)
    let customer = random.pick(customers)
    let call = CallID("c\(number)")
    let from = scenario.callers[kind].isKnown ? customer.customer.phone : "199\(10_000_000 + number)"
    callers.append(
      SimulatedCaller(
        call: call, type: kind, attempt: attempt, customer: customer, random: random, heardUntil: now))
    figures.noteArrival(at: now)
    if attempt > 1 { figures.redials += 1 }
    let refused = send(.call(Request.Arrival(call: call, from: from)), on: Self.gateway)
    if refused != nil { callers[number].hasEnded = true }
  }

  private func drawType(_ random: inout SplitMix64) -> Int {
    var place = random.next(below: scenario.callers.reduce(0) { $0 + $1.share })
    for (index, caller) in scenario.callers.enumerated() {
      if place < caller.share { return index }
      place -= caller.share
    }
    preconditionFailure("The shares add up to more than any place.")
  }

  mutating func callerHears(_ event: Event, _ number: Int64, _ call: CallID) {
    guard let caller = Int(call.text.dropFirst()) else { return }
    switch event {
    case .say(let say):
      let end = max(now, callers[caller].heardUntil) + Self.length(of: say)
      callers[caller].heardUntil = end
      agenda.plan(.heard(caller: caller, event: number), at: end)
    case .stop: callers[caller].heardUntil = now
    case .ask(let ask):
      callers[caller].questions += 1
      callers[caller].node = ask.node
      let mean = scenario.callers[callers[caller].type].thinks.fractionalSeconds
      // Never so long that silence would be taken for the answer.
      let longest = ask.first.fractionalSeconds * 0.9
      let thinks = min(longest, mean * 0.3 + mean * 0.7 * callers[caller].random.nextExponential())
      let at = max(now, callers[caller].heardUntil) + Interval(fractionalSeconds: thinks)
      agenda.plan(.answer(caller: caller, question: callers[caller].questions), at: at)
    case .queue: enterQueue(caller)
    case .bridge:
      callers[caller].isQueued = false
      callers[caller].wasBridged = true
      callers[caller].questions += 1
    case .end: callers[caller].hasEnded = true
    case .noInput, .noMatch, .hold, .unhold, .unbridge, .consulting, .consult, .join, .unconsult, .complete, .supervise,
      .unsupervise, .supervising, .dial,
      .undial, .dialling, .offer, .deadlineSoon, .withdrawn,
      .connected, .held, .unheld,
      .ended, .wrapUp, .state, .rest, .monitor:
      break
    }
  }

  private mutating func enterQueue(_ caller: Int) {
    guard !callers[caller].isQueued else { return }
    callers[caller].isQueued = true
    guard let mean = scenario.callers[callers[caller].type].patience else { return }
    let patience = Interval(fractionalSeconds: mean.fractionalSeconds * callers[caller].random.nextExponential())
    agenda.plan(.loseTheirPatience(caller: caller), at: now + patience)
  }

  mutating func hear(_ caller: Int, _ event: Int64) {
    guard !callers[caller].hasEnded else { return }
    send(.played(call: callers[caller].call, event: event), on: Self.gateway)
  }

  mutating func answer(_ caller: Int, _ question: Int) {
    guard !callers[caller].hasEnded, callers[caller].questions == question, let node = callers[caller].node else {
      return
    }
    let type = scenario.callers[callers[caller].type]
    let isServed = callers[caller].wasBridged || question > Self.mostQuestions
    // In a queue, a menu is offered that most leave unanswered.
    let unnamed: DayScenario.Answer = callers[caller].isQueued ? .nothing : isServed ? .hangUp : type.otherwise
    switch type.answers[node] ?? unnamed {
    case .nothing: break
    case .hangUp: hangUp(caller)
    case .press(let parts):
      let keys = Keys(parts.flatMap { Self.keys($0, callers[caller].customer) })
      guard !keys.isEmpty else { return hangUp(caller) }
      send(.key(Request.KeyPress(call: callers[caller].call, keys: keys)), on: Self.gateway)
    }
  }

  private static func keys(_ part: DayScenario.Answer.Part, _ customer: DemoPerson) -> [Key] {
    func keys(_ secret: Secret?) -> [Key] {
      secret?.withUnsafeBytes { bytes in bytes.compactMap { Key(ascii: $0) } } ?? []
    }
    switch part {
    case .keys(let fixed): return Array(fixed)
    case .card: return Array(customer.card.number).compactMap { Key($0) }
    case .queryPassword: return keys(customer.queryPassword)
    case .transactionPassword: return keys(customer.transactionPassword)
    }
  }

  mutating func losePatience(_ caller: Int) {
    guard callers[caller].isQueued, !callers[caller].hasEnded else { return }
    let type = scenario.callers[callers[caller].type]
    hangUp(caller)
    guard callers[caller].random.chance(percent: type.redialPercent) else { return }
    let after = type.redialAfter.fractionalSeconds * callers[caller].random.nextExponential()
    agenda.plan(
      .redial(type: callers[caller].type, attempt: callers[caller].attempt + 1),
      at: now + Interval(fractionalSeconds: after))
  }

  private mutating func hangUp(_ caller: Int) {
    send(.hangUp(call: callers[caller].call, cause: nil), on: Self.gateway)
    callers[caller].hasEnded = true
  }

  private static func length(of say: Event.Say) -> Interval {
    let isChinese = say.language.tag.hasPrefix("zh")
    let count = isChinese ? say.text.unicodeScalars.count : say.text.utf8.count { $0 == 0x20 } + 1
    return Interval(fractionalSeconds: Double(count) / (isChinese ? charactersPerSecond : wordsPerSecond))
  }
}
