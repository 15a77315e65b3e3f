import CallModel
import GRDB
import ServiceCentre

/// The figures of reports, from what was counted by day and from covering indexes.
extension SQLiteCentreBook {
  private func days(_ range: Range<Timestamp>) -> StatementArguments {
    [CentreStore.day(range.lowerBound), CentreStore.day(range.upperBound)]
  }

  func instants(_ range: Range<Timestamp>) -> StatementArguments {
    [range.lowerBound.microseconds, range.upperBound.microseconds]
  }

  func agentCounts(in range: Range<Timestamp>) throws -> [AgentCounts] {
    var agents: [AgentCounts] = []
    func index(of agent: AgentID) -> Int {
      if let known = agents.firstIndex(where: { $0.agent == agent }) { return known }
      agents.append(AgentCounts(agent: agent))
      return agents.count - 1
    }
    for row in try db.rows(
      """
      SELECT agent, count(*) AS handled, sum(talk) AS talk, sum(hold) AS hold FROM queue_visits
      WHERE agent IS NOT NULL AND result IN ('answered', 'reached', 'handed-over') AND entered_at >= ? AND entered_at < ? GROUP BY agent
      """, instants(range))
    {
      let place = index(of: AgentID(row["agent"]))
      agents[place].handled = row["handled"]
      agents[place].talk = Interval(microseconds: row["talk"])
      agents[place].hold = Interval(microseconds: row["hold"])
    }
    for row in try db.rows(
      "SELECT agent, state, sum(time) AS time FROM agent_days WHERE day >= ? AND day < ? GROUP BY agent, state",
      days(range))
    {
      agents[index(of: AgentID(row["agent"]))].add(row["state"], Interval(microseconds: row["time"]))
    }
    return agents.sorted { $0.agent < $1.agent }
  }

  func timeThere(_ agent: AgentID, in range: Range<Timestamp>) throws -> Interval {
    let (from, to) = (range.lowerBound.microseconds, range.upperBound.microseconds)
    // An agent's stretches follow each other: of those that began before, only the last can reach into the time.
    let rows = try db.rows(
      """
      SELECT state, sum(min(to_at, ?3) - max(from_at, ?2)) AS time FROM agent_intervals
      WHERE agent = ?1 AND from_at < ?3 AND to_at > ?2 AND from_at >= coalesce(
        (SELECT max(from_at) FROM agent_intervals WHERE agent = ?1 AND from_at <= ?2), ?2) GROUP BY state
      """, [agent.text, from, to])
    return rows.reduce(.zero) { sum, row in
      AgentTimeKind(state: row["state"]) == nil ? sum : sum + Interval(microseconds: row["time"])
    }
  }

  func nodeCounts(in range: Range<Timestamp>) throws -> [NodeCounts] {
    try db.rows(
      """
      SELECT node, sum(visits) AS visits, sum(calls) AS calls, sum(ends) AS ends FROM node_days
      WHERE day >= ? AND day < ? GROUP BY node ORDER BY node
      """, days(range)
    ).map {
      NodeCounts(node: NodeID($0["node"]), visits: $0["visits"], calls: $0["calls"], ends: $0["ends"])
    }
  }

  func sessionCounts(in range: Range<Timestamp>) throws -> [SessionCounts] {
    try db.rows(
      """
      SELECT disposition, sum(sessions) AS sessions, sum(contained) AS contained FROM session_days
      WHERE day >= ? AND day < ? GROUP BY disposition ORDER BY disposition
      """, days(range)
    ).map {
      SessionCounts(disposition: $0["disposition"], sessions: $0["sessions"], contained: $0["contained"])
    }
  }

  func contactCounts(in range: Range<Timestamp>) throws -> [ContactCounts] {
    try db.rows(
      """
      SELECT agent, count(*) AS contacts, sum(is_repeated) AS repeated,
        sum(is_unsolved AND NOT is_repeated) AS unsolved
      FROM contacts WHERE at >= ? AND at < ? GROUP BY agent ORDER BY agent
      """, instants(range)
    ).map {
      ContactCounts(
        agent: AgentID($0["agent"]), contacts: $0["contacts"], repeated: $0["repeated"], unsolved: $0["unsolved"])
    }
  }

  func surveyCounts(in range: Range<Timestamp>) throws -> [SurveyCounts] {
    try db.rows(
      """
      SELECT agent, answer, count(*) AS answers FROM survey_answers
      WHERE agent IS NOT NULL AND at >= ? AND at < ? GROUP BY agent, answer ORDER BY agent, answer
      """, instants(range)
    ).map { SurveyCounts(agent: AgentID($0["agent"]), answer: $0["answer"], answers: $0["answers"]) }
  }

  func keyedVisitCounts(in range: Range<Timestamp>) throws -> [KeyedVisitCounts]? { try bank?.visitCounts(in: range) }

  func keyedVisits(from phone: String, limit: Int) throws -> [KeyedVisit] {
    try bank?.visits(from: phone, limit: limit) ?? []
  }

  func callbackCounts(in range: Range<Timestamp>) throws -> [CallbackCounts] {
    let rows = try db.rows(
      """
      SELECT state, count(*) AS callbacks, sum(attempts) AS attempts, sum(EXISTS (
        SELECT 1 FROM dials WHERE call = 'CB' || callbacks.number AND result = 'answered' AND at <= due_at)) AS in_time
      FROM callbacks WHERE registered_at >= ? AND registered_at < ? GROUP BY state
      """, instants(range)
    ).map {
      CallbackCounts(
        state: try SQLiteBook.word($0["state"]), callbacks: $0["callbacks"], attempts: $0["attempts"],
        inTime: $0["in_time"])
    }
    return CallbackTask.State.allCases.compactMap { state in rows.first { $0.state == state } }
  }

  func calls(of drill: DrillDown) throws -> [CallRecord] {
    let (condition, arguments) = Self.condition(of: drill)
    return try db.rows(
      "SELECT * FROM calls WHERE number IN (\(condition)) ORDER BY number DESC LIMIT ?", arguments + [drill.limit]
    ).map { try CentreStore.record($0, in: db) }
  }

  /// A query of the numbers of the records that belong to the figure.
  private static func condition(of drill: DrillDown) -> (String, StatementArguments) {
    let range: StatementArguments = [drill.range.lowerBound.microseconds, drill.range.upperBound.microseconds]
    let started = "SELECT number FROM calls WHERE started_at >= ? AND started_at < ?"
    switch drill.figure {
    case .contained:
      return (
        started + " AND disposition = 'self-service'"
          + " AND EXISTS (SELECT 1 FROM operations WHERE record = calls.number AND outcome = 'ok')", range
      )
    case .walked:
      return (
        started + " AND path IN (SELECT number FROM paths WHERE instr(' ' || nodes || ' ', ' ' || ? || ' ') > 0)",
        range + [drill.node?.text]
      )
    case .ended:
      return (
        started + " AND path IN (SELECT number FROM paths WHERE substr(' ' || nodes, -1 - length(?3)) = ' ' || ?3)",
        range + [drill.node?.text]
      )
    case .repeated, .unsolved:
      let which = drill.figure == .repeated ? "is_repeated" : "is_unsolved AND NOT is_repeated"
      return (
        "SELECT record FROM contacts WHERE at >= ? AND at < ? AND \(which) AND (?3 IS NULL OR agent = ?3)",
        range + [drill.agent?.text]
      )
    case .offered, .answered, .abandoned, .callback, .rejected, .answeredInTime, .answeredLate, .abandonedShort:
      return (
        "SELECT record FROM queue_visits WHERE entered_at >= ? AND entered_at < ? AND (?3 IS NULL OR queue = ?3)"
          + " AND (?4 IS NULL OR agent = ?4) AND \(condition(of: drill.figure, drill.terms))",
        range + [drill.queue?.text, drill.agent?.text]
      )
    }
  }

  private static func condition(of figure: DrillDown.Figure, _ terms: ServiceTerms) -> String {
    let target = "left_at - entered_at <= \(terms.target.microseconds)"
    return switch figure {
    case .offered: "result NOT IN ('reached', 'handed-over')"
    case .answered: "result = 'answered'"
    case .abandoned: "result = 'abandoned'"
    case .callback: "result = 'callback'"
    case .rejected: "result NOT IN ('answered', 'abandoned', 'callback', 'reached', 'handed-over')"
    case .answeredInTime: "result = 'answered' AND \(target)"
    case .answeredLate: "result = 'answered' AND NOT \(target)"
    case .abandonedShort: "result = 'abandoned' AND left_at - entered_at <= \(terms.short.microseconds)"
    case .contained, .walked, .ended, .repeated, .unsolved: "FALSE"
    }
  }
}
