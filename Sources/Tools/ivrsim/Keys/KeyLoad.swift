import LineSwarm
import Terminal

/// Presses keys on calls that stand at a menu and times the answers: the part that has to be fast.
///
/// Without a rate, each call has `depth` keys outstanding always, and a key's time runs from its sending. With a
/// rate, keys are due at fixed instants, call after call, and a key's time runs from the instant at which it was
/// due, also where it could be sent only later: a server that stalls can't hide it by holding up the loader
/// (G. Tene's "coordinated omission").
final class KeyLoad: SwarmHandler {
  /// How long the last answers may take.
  private static let patience = 10.0

  private let swarm: LineSwarm
  private let plan: KeyPlan
  private let depth: Int
  /// Over all calls, which take turns; `nil`: as fast as keys are answered.
  private var schedule: KeySchedule?
  private let keys: [[UInt8]]

  // Of each call.
  private var sent: [Int]
  private var answered: [Int]
  /// When the keys that are outstanding were sent: `depth` places a call.
  private var starts: [Int64]
  /// Keys that are due and wait for an answer to an earlier one.
  private var waiting: [Int]
  /// Of each connection; `nil` where numbers mean nothing.
  private var lastEvents: [Int64]?

  /// How many keys have been due.
  private var due = 0
  private var isSending = true
  private var windowStart = Int64.max
  private var windowEnd = Int64.max
  private(set) var count = KeyCount()

  init(swarm: LineSwarm, plan: KeyPlan, depth: Int, rate: Int?, lastEvents: [Int64]?) {
    self.swarm = swarm
    self.plan = plan
    self.depth = depth
    schedule = rate.map { KeySchedule(begin: .now, rate: $0) }
    self.lastEvents = lastEvents
    keys = (0..<plan.calls).map { plan.key(KeyPlan.repeatKey, of: $0) }
    sent = Array(repeating: 0, count: plan.calls)
    answered = sent
    waiting = sent
    starts = Array(repeating: 0, count: plan.calls * depth)
  }

  /// Loads for `warmUp` and then for `seconds`, which count, and waits for the last answers.
  /// `mark` is called at the beginning and at the end of what counts.
  func run(warmUp: Double, seconds: Double, progress: inout Progress, mark: () -> Void) throws {
    let begin = MonotonicInstant.now
    schedule?.begin = begin
    if schedule == nil {
      for call in 0..<plan.calls { for _ in 0..<depth { press(call) } }
    }
    try load(until: begin.after(seconds: warmUp), &progress)
    mark()
    let start = MonotonicInstant.now
    let end = start.after(seconds: seconds)
    windowStart = start.nanoseconds
    windowEnd = end.nanoseconds
    try load(until: end, &progress)
    mark()
    count.seconds = end.seconds(since: start)
    isSending = false
    progress.clear()
    try finish()
  }

  private func load(until end: MonotonicInstant, _ progress: inout Progress) throws {
    while true {
      let now = MonotonicInstant.now
      if now >= end {
        // Also those that have become due while we were busy: none is left out.
        _ = pressWhatIsDue(end)
        return
      }
      if swarm.openCount == 0 {
        throw ToolFailure("Every connection was closed: \(count.problem ?? "nothing was said").")
      }
      let next = pressWhatIsDue(now)
      try swarm.turn(until: min(end, next ?? end), self)
      progress.show("\(Quantity.count(count.total)) keys answered")
    }
  }

  /// Gives the instant at which the next key is due.
  private func pressWhatIsDue(_ now: MonotonicInstant) -> MonotonicInstant? {
    guard let schedule else { return nil }
    while true {
      let next = schedule.instant(of: due)
      if next >= now { return next }
      let call = due % plan.calls
      due += 1
      if sent[call] - answered[call] < depth { press(call) } else { waiting[call] += 1 }
    }
  }

  private func press(_ call: Int) {
    if schedule == nil { starts[call * depth + sent[call] % depth] = MonotonicInstant.now.nanoseconds }
    sent[call] += 1
    swarm.send(keys[call], on: plan.connection(of: call))
  }

  /// Sends what was due in time and waits for all answers, while patience lasts.
  private func finish() throws {
    var limit = MonotonicInstant.now.after(seconds: Self.patience)
    try turn(until: limit) { waiting.contains { $0 > 0 } }
    count.unsent = waiting.reduce(0, +)
    waiting = Array(repeating: 0, count: plan.calls)
    limit = MonotonicInstant.now.after(seconds: Self.patience)
    try turn(until: limit) { sent != answered }
    count.lost = zip(sent, answered).reduce(0) { $0 + $1.0 - $1.1 }
  }

  private func turn(until limit: MonotonicInstant, while isWaiting: () -> Bool) throws {
    while isWaiting(), swarm.openCount > 0, MonotonicInstant.now < limit { try swarm.turn(until: limit, self) }
  }

  // MARK: What comes

  private static let ask = Array("ASK".utf8)
  private static let noInput = Array("NOINPUT".utf8)
  private static let noMatch = Array("NOMATCH".utf8)
  private static let end = Array("END".utf8)

  func received(_ line: ArraySlice<UInt8>, on connection: Int) {
    let head = LineHead(line)
    switch head.kind {
    case .event:
      checkNumber(head.number, on: connection)
      let word = line[head.word]
      if word.elementsEqual(Self.ask) {
        answer(plan.callsPerConnection == 1 ? connection : CallNames.index(of: line[head.subject]))
      } else if word.elementsEqual(Self.noInput) || word.elementsEqual(Self.noMatch) || word.elementsEqual(Self.end) {
        count.note(line)
      }
    case .ok, .row, .notice: break
    case .error, .unknown: count.note(line)
    }
  }

  private func checkNumber(_ number: Int64, on connection: Int) {
    guard let last = lastEvents?[connection] else { return }
    if number != last + 1 { count.gaps += 1 }
    lastEvents?[connection] = number
  }

  private func answer(_ call: Int?) {
    guard let call, call < plan.calls, answered[call] < sent[call] else { return count.strays += 1 }
    let now = MonotonicInstant.now.nanoseconds
    let index = answered[call]
    answered[call] += 1
    count.total += 1
    let start =
      schedule?.instant(of: index * plan.calls + call).nanoseconds ?? starts[call * depth + index % depth]
    if start >= windowStart, start < windowEnd { count.latency.record(now - start) }
    if now >= windowStart, now < windowEnd { count.answered += 1 }
    if waiting[call] > 0 {
      waiting[call] -= 1
      press(call)
    } else if schedule == nil, isSending {
      press(call)
    }
  }

  func ended(_ connection: Int, _ end: ConnectionEnd) {
    count.note(Array("A connection was closed.".utf8)[...])
  }
}

/// What `KeyLoad` has counted.
struct KeyCount {
  /// Answers in the time that counts, and that time.
  var answered = 0
  var seconds = 0.0
  /// Answers, from the first.
  var total = 0
  var latency = Latency()
  /// Keys without an answer.
  var lost = 0
  /// Keys that were due and never sent, because earlier ones were not answered: the rate was not held.
  var unsent = 0
  /// Events whose number does not follow the one before.
  var gaps = 0
  /// Questions that no key has caused.
  var strays = 0
  /// Errors, calls that ended, keys that meant nothing to the menu.
  var problems = 0
  /// The first of them, as it came.
  private(set) var problem: String?

  var keysPerSecond: Double { seconds > 0 ? Double(answered) / seconds : 0 }
  var isClean: Bool { lost == 0 && unsent == 0 && gaps == 0 && strays == 0 && problems == 0 }

  mutating func note(_ line: ArraySlice<UInt8>) {
    problems += 1
    if problem == nil { problem = String(decoding: line, as: UTF8.self) }
  }
}
