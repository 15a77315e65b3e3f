import CallModel
import GRDB
import ServiceCentre

/// What figures are made of that count something else than calls.
extension SQLiteCentreBook {
  func surveyAnswers(of filter: DetailFilter<SurveyFigure>, agent: AgentID?) throws -> [SurveyAnswerRecord] {
    let words = filter.figure.words
    let marks = words.map { _ in "?" }.joined(separator: ", ")
    return try db.rows(
      """
      SELECT * FROM survey_answers WHERE at >= ?1 AND at < ?2 AND agent IS NOT NULL AND (?3 IS NULL OR agent = ?3)
        AND answer IN (\(marks)) ORDER BY at DESC, number DESC LIMIT \(filter.limit)
      """, instants(filter.range) + [agent?.text] + StatementArguments(words)
    ).map(CentreStore.surveyAnswer)
  }

  func toldWaits(of filter: DetailFilter<PromiseFigure>, queue: QueueID?) throws -> [ToldWait] {
    let condition =
      switch filter.figure {
      case .told: "TRUE"
      case .longer: "is_longer"
      case .answered: "result IS 'answered'"
      case .kept: "result IS 'answered' AND ended_at - told_at <= promised"
      case .abandoned: "result IS 'abandoned'"
      case .left: "result NOT IN ('answered', 'abandoned')"
      case .open: "result IS NULL"
      }
    return try db.rows(
      """
      SELECT * FROM promises WHERE told_at >= ?1 AND told_at < ?2 AND (?3 IS NULL OR queue = ?3)
        AND \(condition) ORDER BY told_at DESC, epoch DESC, call DESC LIMIT \(filter.limit)
      """, instants(filter.range) + [queue?.text]
    ).map { row in
      let promise = WaitPromise(
        estimate: Interval(microseconds: row["estimate"]),
        promised: (row["promised"] as Int64?).map { Interval(microseconds: $0) }, isLonger: row["is_longer"])
      let told = PromiseRecord(
        call: CallID(row["call"]), epoch: row["epoch"], queue: QueueID(row["queue"]),
        at: Timestamp(microseconds: row["told_at"]), promise: promise)
      let score = (row["result"] as String?).map { result in
        PromiseScoreRecord(
          call: told.call, epoch: told.epoch, at: Timestamp(microseconds: row["ended_at"]), result: result)
      }
      return ToldWait(told, score)
    }
  }

  func callbacks(of filter: DetailFilter<CallbackFigure>, state: CallbackTask.State?) throws -> [CallbackTask] {
    let condition =
      switch filter.figure {
      case .callbacks: "TRUE"
      case .inTime:
        "EXISTS (SELECT 1 FROM dials WHERE call = 'CB' || callbacks.number AND result = 'answered' AND at <= due_at)"
      }
    return try db.rows(
      """
      SELECT * FROM callbacks WHERE registered_at >= ?1 AND registered_at < ?2 AND (?3 IS NULL OR state = ?3)
        AND \(condition) ORDER BY registered_at DESC, number DESC LIMIT \(filter.limit)
      """, instants(filter.range) + [state?.rawValue]
    ).map(SQLiteTaskBook.task)
  }
}
