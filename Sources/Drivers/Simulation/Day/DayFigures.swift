public import CallModel

/// What a simulated day came to, counted from the same facts that the daemon would write to its records.
public struct DayFigures: Sendable {
  /// Half an hour of the day.
  public struct Slot: Sendable {
    public var calls = 0
    /// By the time of entering a queue.
    public var offered = 0
    public var answered = 0
    public var abandoned = 0
    public var waitOfAnswered = Interval.zero
    /// Agents' time, by what they did.
    public var busy = Interval.zero
    public var ready = Interval.zero
    public var away = Interval.zero

    public var meanWaitSeconds: Double? {
      answered > 0 ? waitOfAnswered.fractionalSeconds / Double(answered) : nil
    }
    public var occupancy: Double? {
      let sum = busy + ready
      return sum > .zero ? busy.fractionalSeconds / sum.fractionalSeconds : nil
    }
    /// Agents who were there, on average.
    public var staffed: Double {
      (busy + ready + away).fractionalSeconds / DayFigures.slotLength.fractionalSeconds
    }
  }

  public struct Queue: Sendable {
    public var queue: QueueID
    public var target: Interval
    public var offered = 0
    public var answered = 0
    public var abandoned = 0
    public var calledBack = 0
    /// Overflowed, rejected, or gone back to the menus.
    public var others = 0
    public var answeredInTarget = 0
    public var waitOfAnswered = Interval.zero
    public var longestWait = Interval.zero
    public var talkAndHold = Interval.zero

    /// Answered in time, of answered and abandoned (the default convention).
    public var serviceLevel: Double? {
      answered + abandoned > 0 ? Double(answeredInTarget) / Double(answered + abandoned) : nil
    }
    public var meanWaitSeconds: Double? {
      answered > 0 ? waitOfAnswered.fractionalSeconds / Double(answered) : nil
    }
    public var meanTalkSeconds: Double? {
      answered > 0 ? talkAndHold.fractionalSeconds / Double(answered) : nil
    }
  }

  public struct Agent: Sendable {
    public var agent: AgentID
    public var group: String
    public var answered = 0
    public var busy = Interval.zero
    public var ready = Interval.zero
    public var away = Interval.zero

    public var occupancy: Double? {
      let sum = busy + ready
      return sum > .zero ? busy.fractionalSeconds / sum.fractionalSeconds : nil
    }
  }

  /// How often something was so called.
  public struct Tally: Hashable, Sendable {
    public var word: String
    public var count: Int
  }

  public static let slotLength = Interval.minutes(30)

  public var slots: [Slot]
  public var queues: [Queue]
  public var agents: [Agent]
  public var calls = 0
  public var redials = 0
  /// Calls by what they came to, in the order of their words.
  public var dispositions: [Tally] = []
  /// Requests that were refused, by their symbols: an agent who wants to leave while his telephone rings, say.
  public var refusals: [Tally] = []
  /// What audits found, in words. Empty: all was well.
  public var auditFindings: [String] = []
  /// Over everything that the switchboard said and recorded, with its instants (FNV-1a, 64 bits).
  public var digest: UInt64 = 0
  /// Lines sent and facts recorded.
  /// What became of questions to the bank.
  public var host = FaultyHost.Count()
  public var effects = 0

  private let midnight: Timestamp
  private var queueIndex: [QueueID: Int] = [:]
  private var agentIndex: [AgentID: Int] = [:]

  init(scenario: DayScenario, queues: [(id: QueueID, target: Interval)]) {
    midnight = scenario.midnight
    slots = Array(repeating: Slot(), count: 48)
    self.queues = queues.map { Queue(queue: $0.id, target: $0.target) }
    agents = scenario.groups.flatMap { group in group.agents.map { Agent(agent: $0, group: group.name) } }
    for (index, queue) in queues.enumerated() { queueIndex[queue.id] = index }
    for (index, agent) in agents.enumerated() { agentIndex[agent.agent] = index }
  }

  /// Jain's index of the agents' occupancy, for a group.
  public func fairness(ofGroup name: String) -> Double {
    JainIndex.of(agents.filter { $0.group == name }.compactMap(\.occupancy))
  }

  // MARK: - Counting

  private func slot(at instant: Timestamp) -> Int {
    let index = (instant - midnight).microseconds / Self.slotLength.microseconds
    return Int(min(max(index, 0), 47))
  }

  mutating func noteArrival(at instant: Timestamp) {
    calls += 1
    slots[slot(at: instant)].calls += 1
  }

  mutating func note(_ record: CallRecord) {
    Self.count(record.disposition, in: &dispositions)
    for visit in record.queueVisits { note(visit) }
  }

  private mutating func note(_ visit: QueueVisitRecord) {
    guard let index = queueIndex[visit.queue] else { return }
    let slot = slot(at: visit.enteredAt)
    let wait = visit.leftAt - visit.enteredAt
    queues[index].offered += 1
    slots[slot].offered += 1
    if visit.result == "answered" {
      queues[index].answered += 1
      queues[index].answeredInTarget += wait <= queues[index].target ? 1 : 0
      queues[index].waitOfAnswered += wait
      queues[index].talkAndHold += visit.talk + visit.hold
      queues[index].longestWait = max(queues[index].longestWait, wait)
      slots[slot].answered += 1
      slots[slot].waitOfAnswered += wait
      if let agent = visit.agent.flatMap({ agentIndex[$0] }) { agents[agent].answered += 1 }
    } else if visit.result == "abandoned" {
      queues[index].abandoned += 1
      queues[index].longestWait = max(queues[index].longestWait, wait)
      slots[slot].abandoned += 1
    } else if visit.result == "callback" {
      queues[index].calledBack += 1
    } else {
      queues[index].others += 1
    }
  }

  mutating func note(_ stretch: AgentIntervalRecord) {
    guard let index = agentIndex[stretch.agent] else { return }
    let path: WritableKeyPath<Slot, Interval>
    if stretch.state == "ready" {
      path = \.ready
      agents[index].ready += stretch.to - stretch.from
    } else if stretch.state == "not-ready" {
      path = \.away
      agents[index].away += stretch.to - stretch.from
    } else {
      path = \.busy
      agents[index].busy += stretch.to - stretch.from
    }
    var from = stretch.from
    while from < stretch.to {
      let slot = slot(at: from)
      let end = slot == 47 ? stretch.to : min(stretch.to, midnight + Self.slotLength * Int64(slot + 1))
      slots[slot][keyPath: path] += end - from
      from = end
    }
  }

  mutating func noteRefusal(_ symbol: String) { Self.count(symbol, in: &refusals) }

  private static func count(_ word: String, in list: inout [Tally]) {
    if let index = list.firstIndex(where: { $0.word == word }) {
      list[index].count += 1
    } else {
      let place = list.firstIndex { $0.word > word } ?? list.count
      list.insert(Tally(word: word, count: 1), at: place)
    }
  }
}
