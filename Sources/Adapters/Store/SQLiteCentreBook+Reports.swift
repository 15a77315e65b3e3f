import CallModel
import GRDB
import ServiceCentre

/// What reports count, counted where the records are.
extension SQLiteCentreBook {
  func queueCounts(in range: Range<Timestamp>, _ terms: ServiceTerms) throws -> [QueueCounts] {
    let rows = try db.rows(
      """
      SELECT queue, result, count(*) AS visits, sum(left_at - entered_at) AS wait, sum(talk) AS talk,
        sum(hold) AS hold, sum(left_at - entered_at <= ?) AS in_time, sum(left_at - entered_at <= ?) AS short
      FROM queue_visits WHERE entered_at >= ? AND entered_at < ? AND result <> 'reached'
      GROUP BY queue, result ORDER BY queue, result
      """,
      [
        terms.target.microseconds, terms.short.microseconds, range.lowerBound.microseconds,
        range.upperBound.microseconds,
      ])
    var queues: [QueueCounts] = []
    for row in rows {
      let queue = QueueID(row["queue"])
      if queues.last?.queue != queue { queues.append(QueueCounts(queue: queue)) }
      Self.add(row, to: &queues[queues.count - 1])
    }
    try demandWhole(queues, in: range)
    return queues
  }

  /// What was counted call by call is what the days have counted when the calls were written.
  private func demandWhole(_ queues: [QueueCounts], in range: Range<Timestamp>) throws {
    guard CivilTime(range.lowerBound).timeOfDay == .zero, CivilTime(range.upperBound).timeOfDay == .zero else { return }
    let days = try db.row(
      """
      SELECT coalesce(sum(offered), 0), coalesce(sum(answered), 0), coalesce(sum(abandoned), 0),
        coalesce(sum(callbacks), 0), coalesce(sum(rejected), 0) FROM queue_days WHERE day >= ? AND day < ?
      """, [CentreStore.day(range.lowerBound), CentreStore.day(range.upperBound)])
    let counted = [\QueueCounts.offered, \.answered, \.abandoned, \.callbacks, \.rejected].map { part in
      queues.reduce(0) { $0 + $1[keyPath: part] }
    }
    guard let days, counted == (0..<counted.count).map({ days[$0] as Int64 }), queues.allSatisfy(\.isWhole) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the counts of queues don't add up")
    }
  }

  private static func add(_ row: Row, to counts: inout QueueCounts) {
    let visits: Int64 = row["visits"]
    let end = QueueVisitEnd(result: row["result"])
    counts.offered += end == .handedOver ? 0 : visits
    switch end {
    case .handedOver:
      counts.talk += Interval(microseconds: row["talk"])
      counts.hold += Interval(microseconds: row["hold"])
    case .answered:
      counts.answered += visits
      counts.answeredInTime += row["in_time"]
      counts.wait += Interval(microseconds: row["wait"])
      counts.talk += Interval(microseconds: row["talk"])
      counts.hold += Interval(microseconds: row["hold"])
    case .abandoned:
      counts.abandoned += visits
      counts.abandonedInTime += row["in_time"]
      counts.abandonedShort += row["short"]
    case .callback: counts.callbacks += visits
    case .reached: counts.offered -= visits
    case .rejected: counts.rejected += visits
    }
  }

  func promiseCounts(in range: Range<Timestamp>) throws -> [PromiseCounts] {
    try db.rows(
      """
      SELECT queue, count(*) AS told, sum(is_longer) AS longer, sum(result IS NULL) AS open,
        sum(result IS 'answered') AS answered, sum(result IS 'abandoned') AS abandoned,
        sum(result IS 'answered' AND promised IS NOT NULL) AS promised,
        sum(result IS 'answered' AND promised IS NOT NULL AND ended_at - told_at <= promised) AS kept,
        sum(iif(result IS 'answered', ended_at - told_at - estimate, 0)) AS deviation,
        sum(iif(result IS 'answered', abs(ended_at - told_at - estimate), 0)) AS error
      FROM promises WHERE told_at >= ? AND told_at < ? GROUP BY queue ORDER BY queue
      """,
      [range.lowerBound.microseconds, range.upperBound.microseconds]
    ).map { row in
      var counts = PromiseCounts(queue: QueueID(row["queue"]))
      counts.told = row["told"]
      counts.longer = row["longer"]
      counts.open = row["open"]
      counts.answered = row["answered"]
      counts.abandoned = row["abandoned"]
      counts.answeredPromised = row["promised"]
      counts.kept = row["kept"]
      counts.deviation = Interval(microseconds: row["deviation"])
      counts.error = Interval(microseconds: row["error"])
      return counts
    }
  }
}
