public import CallModel
import GRDB
public import ServiceCentre

/// Reading agents' days, callers' answers and the centre's promises back.
extension CentreStore {
  /// Stretches that touch `range`, in the order of their begin; of one agent or of all. At most `mostRows`.
  ///
  /// Looks agent by agent: of the stretches that began before, only an agent's last can reach into the time.
  public func agentIntervals(
    of agent: AgentID? = nil, in range: Range<Timestamp>
  ) throws(StoreError) -> [AgentIntervalRecord] {
    try read { db in
      try db.rows(
        """
        WITH RECURSIVE agents (id) AS (
          SELECT coalesce(?3, (SELECT min(agent) FROM agent_intervals))
          UNION ALL
          SELECT (SELECT min(agent) FROM agent_intervals WHERE agent > id) FROM agents WHERE ?3 IS NULL AND id IS NOT NULL)
        SELECT agent_intervals.* FROM agents JOIN agent_intervals ON agent = id
        WHERE from_at < ?1 AND to_at > ?2 AND from_at >= coalesce(
          (SELECT max(from_at) FROM agent_intervals WHERE agent = id AND from_at <= ?2), ?2)
        ORDER BY from_at, to_at, agent LIMIT \(Self.mostRows)
        """, [range.upperBound.microseconds, range.lowerBound.microseconds, agent?.text]
      ).map { row in
        AgentIntervalRecord(
          agent: AgentID(row["agent"]), state: row["state"], reason: row["reason"],
          from: Timestamp(microseconds: row["from_at"]), to: Timestamp(microseconds: row["to_at"]))
      }
    }
  }

  /// In the order of time, at most `mostRows`.
  public func surveyAnswers(in range: Range<Timestamp>) throws(StoreError) -> [SurveyAnswerRecord] {
    try read { db in
      try db.rows(
        "SELECT * FROM survey_answers WHERE at >= ? AND at < ? ORDER BY at, number LIMIT \(Self.mostRows)",
        [range.lowerBound.microseconds, range.upperBound.microseconds]
      ).map(Self.surveyAnswer)
    }
  }

  /// In the order of time, at most `mostRows`.
  public func wrapUps(in range: Range<Timestamp>) throws(StoreError) -> [WrapUpRecord] {
    try read { db in
      try db.rows(
        "SELECT * FROM wrap_ups WHERE at >= ? AND at < ? ORDER BY at, epoch, call, agent LIMIT \(Self.mostRows)",
        [range.lowerBound.microseconds, range.upperBound.microseconds]
      ).map(Self.wrapUp)
    }
  }

  /// Callbacks in one state, the first due first.
  public func callbacks(_ state: CallbackTask.State, limit: Int) throws(StoreError) -> [CallbackTask] {
    try read { db in
      try db.rows(
        "SELECT * FROM callbacks WHERE state = ? ORDER BY due_at, number LIMIT ?",
        [state.rawValue, Self.bounded(limit)]
      ).map(SQLiteTaskBook.task)
    }
  }

  /// How many facts have been written since the database was made.
  public func factCount() throws(StoreError) -> Int64 { try read { try Self.factCount(in: $0) } }
}
