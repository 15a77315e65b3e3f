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
    /// A disposition, a node, or an agent and his state.
    var subject: String
    var state = ""
  }

  private struct NodeCounts {
    var visits = 0
    var calls = 0
    var ends = 0
  }

  private var sessions: [Key: (sessions: Int, contained: Int)] = [:]
  private var nodes: [Key: NodeCounts] = [:]
  /// Microseconds.
  private var agents: [Key: Int64] = [:]

  mutating func count(_ record: CallRecord) {
    let day = CentreStore.day(record.startedAt)
    let session = Key(day: day, subject: record.disposition)
    sessions[session, default: (0, 0)].sessions += 1
    sessions[session]?.contained += record.isContained ? 1 : 0
    for node in record.path { nodes[Key(day: day, subject: node.text), default: NodeCounts()].visits += 1 }
    for node in Set(record.path) { nodes[Key(day: day, subject: node.text)]?.calls += 1 }
    if let last = record.path.last { nodes[Key(day: day, subject: last.text)]?.ends += 1 }
  }

  /// An interval over midnight is part of two days.
  mutating func count(_ interval: AgentIntervalRecord) {
    guard AgentTimeKind(state: interval.state) != nil else { return }
    var from = interval.from
    while from < interval.to {
      let day = CivilTime(from).day
      let midnight = CivilTime(day: day + 1, timeOfDay: .zero).instant()
      let to = min(interval.to, midnight)
      let key = Key(day: day.number, subject: interval.agent.text, state: interval.state)
      agents[key, default: 0] += (to - from).microseconds
      from = to
    }
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
    for (key, count) in nodes {
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
}
