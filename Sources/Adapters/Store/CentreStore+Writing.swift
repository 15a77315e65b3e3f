public import CallModel
import GRDB
import ServiceCentre

/// Facts become rows. Each insert ignores what is there already, so that facts written again after a crash are
/// there once.
extension CentreStore {
  /// Writes all in one transaction. Answers how many facts have been written since the database was made.
  @discardableResult
  public func append(_ facts: [Fact]) throws(StoreError) -> Int64 {
    try write { db in
      var highest: Int64 = 0
      var tally = DayTally()
      for fact in facts {
        switch fact {
        case .call(let record):
          try Self.insert(record, into: db, &tally, workingHours)
          highest = max(highest, Self.serverNumber(of: record.call))
        case .agentInterval(let interval): try Self.insert(interval, into: db, &tally)
        case .surveyAnswer(let answer): try Self.insert(answer, into: db)
        case .wrapUp(let wrapUp): try Self.insert(wrapUp, into: db)
        case .dial(let dial): try Self.insert(dial, into: db)
        case .outboundClosed(let closed): try Self.close(closed, in: db)
        case .promise(let promise): try Self.insert(promise, into: db)
        case .promisesScored(let score): try Self.score(score, in: db)
        }
      }
      try tally.write(to: db)
      if highest > 0 {
        try db.run("UPDATE counters SET value = max(value, ?) WHERE name = 'highest_call_number'", [highest])
      }
      try db.run("UPDATE counters SET value = value + ? WHERE name = 'facts'", [facts.count])
      return try Self.factCount(in: db)
    }
  }

  static func factCount(in db: Database) throws -> Int64 {
    try db.row("SELECT value FROM counters WHERE name = 'facts'")?[0] ?? 0
  }

  /// The n of a call id `c<n>`; 0 for a name of another shape, which a gateway has chosen.
  static func serverNumber(of call: CallID) -> Int64 {
    let digits = call.text.dropFirst()
    // Fifteen digits leave room to count on.
    guard call.text.first == "c", digits.count <= 15, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return 0
    }
    return Int64(digits) ?? 0
  }

  private static func insert(
    _ record: CallRecord, into db: Database, _ tally: inout DayTally, _ workingHours: OpeningHours
  ) throws {
    try db.run(
      """
      INSERT INTO calls (epoch, call, gateway, calling_number, called_number, language, customer, verification,
        started_at, ended_at, cause, disposition, menu_version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [
        record.epoch, record.call.text, record.gateway, record.callingNumber, record.calledNumber,
        record.language?.tag, record.customer?.number, record.verification.rawValue, record.startedAt.microseconds,
        record.endedAt.microseconds, record.cause, record.disposition, record.menuVersion,
      ])
    guard db.changesCount > 0 else { return }
    let number = db.lastInsertedRowID
    let answers = try db.rows(
      "SELECT * FROM survey_answers WHERE epoch = ? AND call = ? AND at >= ? ORDER BY at, number",
      [record.epoch, record.call.text, record.startedAt.microseconds]
    ).map(Self.surveyAnswer)
    if !answers.isEmpty {
      var book = SQLiteCentreBook(db: db, workingHours: workingHours)
      try book.note(answers, of: record)
    }
    tally.count(record)
    try insertContact(of: record, number: number, answers: answers, in: db)
    for (place, node) in record.path.enumerated() {
      try db.run("INSERT INTO path_steps (record, place, node) VALUES (?, ?, ?)", [number, place, node.text])
    }
    for (place, operation) in record.operations.enumerated() {
      try db.run(
        "INSERT INTO operations (record, place, operation, outcome, at) VALUES (?, ?, ?, ?, ?)",
        [
          number, place, operation.operation.rawValue, operation.outcome.rawValue, operation.at.microseconds,
        ])
    }
    for (place, visit) in record.queueVisits.enumerated() {
      try db.run(
        """
        INSERT INTO queue_visits (record, place, queue, entered_at, left_at, result, agent, talk, hold,
          offer, offered_to, offered_at, why, excluded_agents, reserved_agents)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          number, place, visit.queue.text, visit.enteredAt.microseconds, visit.leftAt.microseconds, visit.result,
          visit.agent?.text, visit.talk.microseconds, visit.hold.microseconds, visit.decision?.offer.text,
          visit.decision?.agent.text, visit.decision?.at.microseconds, visit.decision?.why.joined(separator: ","),
          visit.decision.map { ids($0.excluded) }, visit.decision.map { ids($0.reserved) },
        ])
    }
  }

  /// An agent's id has no comma.
  private static func ids(_ agents: [AgentID]) -> String { agents.map(\.text).joined(separator: ",") }

  private static func insert(_ interval: AgentIntervalRecord, into db: Database, _ tally: inout DayTally) throws {
    try db.run(
      """
      INSERT INTO agent_intervals (agent, state, reason, from_at, to_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [
        interval.agent.text, interval.state, interval.reason, interval.from.microseconds, interval.to.microseconds,
      ])
    guard db.changesCount > 0 else { return }
    tally.count(interval)
  }

  private static func insert(_ answer: SurveyAnswerRecord, into db: Database) throws {
    try db.run(
      """
      INSERT INTO survey_answers (epoch, call, node, agent, queue, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [
        answer.epoch, answer.call.text, answer.node.text, answer.agent?.text, answer.queue?.text, answer.answer,
        answer.at.microseconds,
      ])
  }

  private static func insert(_ wrapUp: WrapUpRecord, into db: Database) throws {
    try db.run(
      """
      INSERT INTO wrap_ups (epoch, call, agent, code, note, at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [
        wrapUp.epoch, wrapUp.call.text, wrapUp.agent.text, wrapUp.code, wrapUp.note, wrapUp.at.microseconds,
      ])
  }
}
