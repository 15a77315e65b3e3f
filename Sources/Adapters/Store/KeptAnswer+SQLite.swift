import CallModel
import Foundation
import GRDB

/// Answers kept by idempotency key: the same table in both databases.
enum KeptAnswerTable {
  static let schema = """
    CREATE TABLE kept_answers (
      key TEXT PRIMARY KEY NOT NULL,
      body TEXT NOT NULL,
      outcome TEXT NOT NULL,
      reply_values BLOB NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER kept_answers_stay BEFORE UPDATE ON kept_answers
      BEGIN SELECT RAISE(ABORT, 'a kept answer is never changed'); END;
    """

  static func answer(to key: String, in db: Database) throws -> KeptAnswer? {
    guard let row = try db.row("SELECT body, outcome, reply_values FROM kept_answers WHERE key = ?", [key]) else {
      return nil
    }
    guard let outcome = HostOutcome(rawValue: row["outcome"]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a kept answer has an outcome that nobody knows")
    }
    let values = try JSONDecoder().decode(SessionValues.self, from: row["reply_values"])
    return KeptAnswer(body: row["body"], outcome: outcome, values: values)
  }

  static func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp, in db: Database) throws {
    try db.run(
      "INSERT INTO kept_answers (key, body, outcome, reply_values, at) VALUES (?, ?, ?, ?, ?)",
      [
        key, answer.body, answer.outcome.rawValue, try JSONEncoder().encode(answer.values), instant.microseconds,
      ])
  }
}
