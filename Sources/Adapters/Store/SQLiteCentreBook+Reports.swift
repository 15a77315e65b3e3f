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
      FROM queue_visits WHERE entered_at >= ? AND entered_at < ? GROUP BY queue, result ORDER BY queue, result
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
    return queues
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
