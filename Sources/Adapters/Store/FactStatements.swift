import GRDB

/// The statements of a `FactBatch`, found once for all of its rows.
struct FactStatements {
  let call: RowStatement
  let path: RowStatement
  let newPath: RowStatement
  let surveyed: RowStatement
  let hasCases: RowStatement
  let contact: RowStatement
  let operation: RowStatement
  let visit: RowStatement
  let interval: RowStatement
  let answer: RowStatement
  let wrapUp: RowStatement
  let promise: RowStatement
  let score: RowStatement

  init(_ db: Database) throws {
    func insert(_ table: String, _ columns: String) throws -> RowStatement {
      let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
      return try RowStatement(db, "INSERT INTO \(table) (\(columns)) VALUES (\(marks)) ON CONFLICT DO NOTHING")
    }
    call = try insert(
      "calls",
      "epoch, call, gateway, calling_number, called_number, language, customer, verification, started_at, ended_at,"
        + " cause, disposition, menu_version, path")
    path = try RowStatement(db, "SELECT number FROM paths WHERE nodes = ?")
    newPath = try insert("paths", "nodes")
    surveyed = try RowStatement(db, "SELECT 1 FROM survey_answers WHERE epoch = ? AND call = ? AND at >= ? LIMIT 1")
    hasCases = try RowStatement(db, "SELECT 1 FROM papers WHERE kind = ? AND parent = ? LIMIT 1")
    contact = try insert("contacts", "record, agent, reason, at, is_unsolved")
    operation = try insert("operations", "record, place, operation, outcome, at")
    visit = try insert(
      "queue_visits",
      "record, place, queue, entered_at, left_at, result, agent, talk, hold, offer, offered_to, offered_at, why,"
        + " excluded_agents, reserved_agents")
    interval = try insert("agent_intervals", "agent, from_at, to_at, state, reason")
    answer = try insert("survey_answers", "epoch, call, node, agent, queue, answer, at")
    wrapUp = try insert("wrap_ups", "epoch, call, agent, at, code, note")
    promise = try insert(
      "promises", "told_at, epoch, call, queue, estimate, promised, is_longer, ended_at, result")
    score = try RowStatement(
      db, "UPDATE promises SET ended_at = ?, result = ? WHERE epoch = ? AND call = ? AND ended_at IS NULL")
  }
}
