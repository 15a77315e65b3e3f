import CallModel
import GRDB
import ServiceCentre

/// Figures are counted when records are written: see `CentreSchema.figures`.
extension CentreStore {
  /// The bank's day of an instant, in SQL and here.
  static func day(_ instant: Timestamp) -> Int64 { CivilTime(instant).day.number }

  /// Marks contacts that the customer has come again after: those before this one, and this one.
  static func markRepeated(
    _ record: Int64, reason: String, at instant: Timestamp, of customer: CustomerNumber, in db: Database
  ) throws {
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
    let rows = try db.rows(
      """
      SELECT number, epoch, call, started_at, customer, agent, queue, EXISTS (
        SELECT 1 FROM survey_answers AS answers WHERE answers.epoch = calls.epoch AND answers.call = calls.call
          AND at >= started_at AND answer = ?1) AS is_unsolved
      FROM calls JOIN queue_visits ON record = number WHERE result = ?2 AND agent IS NOT NULL AND place = (
        SELECT max(place) FROM queue_visits AS last WHERE record = number AND last.result = ?2
          AND last.agent IS NOT NULL) ORDER BY number
      """, [SurveyWords.unsolved, QueueVisitEnd.answered.rawValue])
    for row in rows {
      let (number, reason): (Int64, String) = (row["number"], row["queue"])
      let instant = Timestamp(microseconds: row["started_at"])
      try db.run(
        "INSERT INTO contacts (record, agent, reason, at, is_unsolved) VALUES (?, ?, ?, ?, ?)",
        [number, row["agent"] as String, reason, instant.microseconds, row["is_unsolved"] as Bool])
      guard let customer: Int64 = row["customer"] else { continue }
      try markRepeated(number, reason: reason, at: instant, of: CustomerNumber(customer), in: db)
    }
  }
}
