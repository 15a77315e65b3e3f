public import CallModel

/// A day as the records have it: who came to which queue and when, how long they waited and were served, and when which
/// agents were there. What a replay needs, and no more.
public struct RecordedDay: Sendable {
  public enum Outcome: Hashable, Sendable {
    case answered
    case abandoned
    /// A callback, back to the menus, not let in, sent elsewhere.
    case left
  }

  public struct Call: Hashable, Sendable {
    public var call: CallID
    public var queue: QueueID
    public var at: Timestamp
    public var waited: Interval
    public var outcome: Outcome
    /// Talk and hold; `nil` where nobody answered.
    public var handling: Interval?

    public init(
      call: CallID, queue: QueueID, at: Timestamp, waited: Interval, outcome: Outcome, handling: Interval?
    ) {
      self.call = call
      self.queue = queue
      self.at = at
      self.waited = waited
      self.outcome = outcome
      self.handling = handling
    }
  }

  /// A time in which an agent took calls.
  public struct Presence: Hashable, Sendable {
    public var agent: AgentID
    public var from: Timestamp
    public var to: Timestamp

    public init(agent: AgentID, from: Timestamp, to: Timestamp) {
      self.agent = agent
      self.from = from
      self.to = to
    }
  }

  /// In the order of coming.
  public var calls: [Call]
  /// By agent, then time.
  public var presences: [Presence]
  /// Lengths that were seen.
  public var wrapUps: [Interval]
  public var answerTimes: [Interval]

  public init(calls: [Call], presences: [Presence], wrapUps: [Interval] = [], answerTimes: [Interval] = []) {
    self.calls = calls
    self.presences = presences
    self.wrapUps = wrapUps
    self.answerTimes = answerTimes
  }

  /// Each call's first way through the queues, up to the first answer; later transfers are part of no replay.
  public init(records: [CallRecord], stretches: [AgentIntervalRecord]) {
    calls = records.compactMap(Self.call).sorted { ($0.at, $0.call) < ($1.at, $1.call) }
    presences = []
    var sorted: [AgentIntervalRecord] = []
    for stretch in stretches.sorted(by: { ($0.agent, $0.from) < ($1.agent, $1.from) }) where stretch != sorted.last {
      // One that touches two parts of a reading is there twice.
      sorted.append(stretch)
    }
    for stretch in sorted where stretch.state != "not-ready" && stretch.from < stretch.to {
      if let last = presences.last, last.agent == stretch.agent, last.to == stretch.from {
        presences[presences.count - 1].to = stretch.to
      } else {
        presences.append(Presence(agent: stretch.agent, from: stretch.from, to: stretch.to))
      }
    }
    wrapUps = sorted.filter { $0.state == "wrap-up" }.map { $0.to - $0.from }
    answerTimes = sorted.filter { $0.state == "offered" }.map { $0.to - $0.from }
  }

  private static func call(_ record: CallRecord) -> Call? {
    guard let first = record.queueVisits.first else { return nil }
    let answered = record.queueVisits.first { $0.result == "answered" }
    let last = answered ?? record.queueVisits[record.queueVisits.count - 1]
    let outcome: Outcome = answered != nil ? .answered : last.result == "abandoned" ? .abandoned : .left
    return Call(
      call: record.call, queue: first.queue, at: first.enteredAt, waited: max(.zero, last.leftAt - first.enteredAt),
      outcome: outcome, handling: answered.map { $0.talk + $0.hold })
  }

  /// Queues that had calls, by name.
  public var queues: [QueueID] { Set(calls.map(\.queue)).sorted() }

  public func patience(in queue: QueueID) -> KaplanMeier {
    KaplanMeier(
      calls.filter { $0.queue == queue }
        .map { .init(seconds: $0.waited.fractionalSeconds, isEnd: $0.outcome == .abandoned) })
  }
}
