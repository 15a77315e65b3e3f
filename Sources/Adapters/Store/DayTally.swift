import CallModel
import GRDB
import ServiceCentre

/// What a batch of records adds to the figures of their days.
///
/// Gathered, so that a figure is written once a batch and not once a call: in a busy hour most calls end in the same
/// nodes, and their agents are in the same few states.
struct DayTally {
  private struct Key: Hashable {
    var day: Int64
    /// A disposition, a node, a path, a queue, or an agent and his state.
    var subject: String
    var state = ""
  }

  private struct NodeCounts {
    var visits = 0
    var calls = 0
    var ends = 0
  }

  private struct SessionCounts {
    var sessions = 0
    var contained = 0

    mutating func add(isContained: Bool) {
      sessions += 1
      contained += isContained ? 1 : 0
    }
  }

  private struct QueueDayCounts {
    var offered = 0
    var answered = 0
    var abandoned = 0
    var callbacks = 0
    var rejected = 0

    mutating func add(_ end: QueueVisitEnd) {
      offered += 1
      switch end {
      case .answered: answered += 1
      case .abandoned: abandoned += 1
      case .callback: callbacks += 1
      case .rejected: rejected += 1
      case .reached, .handedOver: offered -= 1
      }
    }
  }

  private var today: (number: Int64, instants: Range<Timestamp>) = (0, Timestamp.epoch..<Timestamp.epoch)
  private var sessions: [Key: SessionCounts] = [:]
  /// Calls by their whole way: there are far fewer of them than steps.
  private var paths: [Key: Int] = [:]
  private var queues: [Key: QueueDayCounts] = [:]
  /// Microseconds.
  private var agents: [Key: Int64] = [:]

  /// `path` is that of the record: its nodes are counted when the batch is over.
  mutating func count(_ record: CallRecord, path: String) {
    let day = day(of: record.startedAt)
    sessions[Key(day: day, subject: record.disposition), default: SessionCounts()]
      .add(isContained: record.isContained)
    paths[Key(day: day, subject: path), default: 0] += 1
  }

  mutating func count(_ visit: QueueVisitRecord) {
    let end = QueueVisitEnd(result: visit.result)
    guard end != .reached, end != .handedOver else { return }
    queues[Key(day: day(of: visit.enteredAt), subject: visit.queue.text), default: QueueDayCounts()].add(end)
  }

  /// An interval over midnight is part of two days.
  mutating func count(_ interval: AgentIntervalRecord) {
    guard AgentTimeKind(state: interval.state) != nil else { return }
    var from = interval.from
    while from < interval.to {
      let day = day(of: from)
      let to = min(interval.to, today.instants.upperBound)
      let key = Key(day: day, subject: interval.agent.text, state: interval.state)
      agents[key, default: 0] += (to - from).microseconds
      from = to
    }
  }

  /// Nearly all of a batch is of one day, which is looked up once.
  private mutating func day(of instant: Timestamp) -> Int64 {
    if !today.instants.contains(instant) {
      let day = CivilTime(instant).day
      let begin = CivilTime(day: day, timeOfDay: .zero).instant()
      today = (day.number, begin..<CivilTime(day: day + 1, timeOfDay: .zero).instant())
    }
    return today.number
  }

  /// Adds it to what the database has.
  func write(to db: Database) throws {
    for (key, count) in sessions {
      try db.run(
        """
        INSERT INTO session_days (day, disposition, sessions, contained) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET sessions = sessions + excluded.sessions, contained = contained + excluded.contained
        """, [key.day, key.subject, count.sessions, count.contained])
    }
    for (key, count) in queues {
      try db.run(
        """
        INSERT INTO queue_days (day, queue, offered, answered, abandoned, callbacks, rejected)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET offered = offered + excluded.offered, answered = answered + excluded.answered,
          abandoned = abandoned + excluded.abandoned, callbacks = callbacks + excluded.callbacks,
          rejected = rejected + excluded.rejected
        """,
        [
          key.day, key.subject, count.offered, count.answered, count.abandoned, count.callbacks, count.rejected,
        ])
    }
    for (key, count) in nodeCounts() {
      try db.run(
        """
        INSERT INTO node_days (day, node, visits, calls, ends) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET visits = visits + excluded.visits, calls = calls + excluded.calls,
          ends = ends + excluded.ends
        """, [key.day, key.subject, count.visits, count.calls, count.ends])
    }
    for (key, time) in agents {
      try db.run(
        """
        INSERT INTO agent_days (day, agent, state, time) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET time = time + excluded.time
        """, [key.day, key.subject, key.state, time])
    }
  }

  private func nodeCounts() -> [Key: NodeCounts] {
    var nodes: [Key: NodeCounts] = [:]
    for (key, calls) in paths {
      let path = key.subject.split(separator: CentreStore.pathSeparator).map(String.init)
      for node in path { nodes[Key(day: key.day, subject: node), default: NodeCounts()].visits += calls }
      for node in Set(path) { nodes[Key(day: key.day, subject: node)]?.calls += calls }
      if let last = path.last { nodes[Key(day: key.day, subject: last)]?.ends += calls }
    }
    return nodes
  }
}
