import CallModel
import GRDB
import ServiceCentre

/// Figures are counted when records are written: see `CentreSchema.figures`.
extension CentreStore {
  /// The bank's day of an instant, in SQL and here.
  static func day(_ instant: Timestamp) -> Int64 { CivilTime(instant).day.number }

  /// The contact that a call with an agent was.
  static func insertContact(
    of record: CallRecord, number: Int64, answers: [SurveyAnswerRecord], in db: Database
  ) throws {
    guard let visit = record.lastAnswered, let agent = visit.agent else { return }
    let book = SQLiteCentreBook(db: db)
    let cases: [ContactCase] = try book.documents(DocumentFilter(parent: record.call.text))
    let reason = cases.last { $0.at >= record.startedAt && $0.reason != nil }?.reason ?? visit.queue.text
    try insertContact(
      number, agent: agent.text, reason: reason, at: record.startedAt,
      isUnsolved: answers.contains { $0.answer == SurveyWords.unsolved }, customer: record.customer, in: db)
  }

  private static func insertContact(
    _ record: Int64, agent: String, reason: String, at instant: Timestamp, isUnsolved: Bool,
    customer: CustomerNumber?, in db: Database
  ) throws {
    try db.run(
      "INSERT INTO contacts (record, agent, reason, at, is_unsolved) VALUES (?, ?, ?, ?, ?)",
      [record, agent, reason, instant.microseconds, isUnsolved])
    guard let customer else { return }
    // He has come again: what was done for him before was not the end of it. A call that ends later may have begun
    // earlier, so this looks both ways.
    let window = (Interval.day * ContactCounts.windowDays).microseconds
    try db.run(
      """
      UPDATE contacts SET is_repeated = 1 WHERE reason = ? AND at >= ? AND at < ?
        AND record IN (SELECT number FROM calls WHERE customer = ?)
      """, [reason, instant.microseconds - window, instant.microseconds, customer.number])
    try db.run(
      """
      UPDATE contacts SET is_repeated = 1 WHERE record = ? AND EXISTS (
        SELECT 1 FROM contacts AS later WHERE later.reason = ? AND later.at > ? AND later.at <= ?
          AND later.record IN (SELECT number FROM calls WHERE customer = ?))
      """,
      [record, reason, instant.microseconds, instant.microseconds + window, customer.number])
  }

  // MARK: - What was written before figures were counted

  static func countAgentDays(in db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM agent_intervals")
    var tally = DayTally()
    while let row = try rows.next() {
      tally.count(
        AgentIntervalRecord(
          agent: AgentID(row["agent"]), state: row["state"], reason: row["reason"],
          from: Timestamp(microseconds: row["from_at"]), to: Timestamp(microseconds: row["to_at"])))
    }
    try tally.write(to: db)
  }

  static func countContacts(in db: Database) throws {
    let rows = try db.rows("SELECT * FROM calls WHERE number IN (SELECT record FROM queue_visits) ORDER BY number")
    for row in rows {
      let record = try record(row, in: db)
      guard let visit = record.lastAnswered, let agent = visit.agent else { continue }
      let unsolved = try db.row(
        "SELECT 1 FROM survey_answers WHERE epoch = ? AND call = ? AND at >= ? AND answer = ?",
        [record.epoch, record.call.text, record.startedAt.microseconds, SurveyWords.unsolved])
      try insertContact(
        row["number"], agent: agent.text, reason: visit.queue.text, at: record.startedAt, isUnsolved: unsolved != nil,
        customer: record.customer, in: db)
    }
  }
}
