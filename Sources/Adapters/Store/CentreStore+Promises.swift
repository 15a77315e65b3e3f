import CallModel
import GRDB

/// What callers were told of their waits, and what came of it.
extension CentreStore {
  static func insert(_ record: PromiseRecord, into db: Database) throws {
    try db.run(
      """
      INSERT INTO promises (epoch, call, queue, told_at, estimate, promised, is_longer) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [
        record.epoch, record.call.text, record.queue.text, record.at.microseconds,
        record.promise.estimate.microseconds, record.promise.promised?.microseconds, record.promise.isLonger,
      ])
  }

  /// Written again after a crash, it finds nothing left to score.
  static func score(_ score: PromiseScoreRecord, in db: Database) throws {
    try db.run(
      "UPDATE promises SET ended_at = ?, result = ? WHERE epoch = ? AND call = ? AND ended_at IS NULL",
      [score.at.microseconds, score.result, score.epoch, score.call.text])
  }
}
