import CallModel
import LineSwarm
import ServiceCentre
import Store

/// A month of calls in a database of its own, and every report of it asked as an auditor would: what `bench reports`
/// measures.
struct ReportBench {
  /// What every report is to be done in, over a million calls.
  static let target = 2.0

  struct Result {
    var report: String
    var rows: Int
    var seconds: Double

    var isInTime: Bool { seconds <= ReportBench.target }
  }

  private static let month =
    CivilTime(day: CivilDay(year: 2026, month: 11, day: 1)!, timeOfDay: .zero)
    .instant()..<CivilTime(day: CivilDay(year: 2026, month: 12, day: 1)!, timeOfDay: .zero).instant()
  private static let user: UInt32 = 1

  private let store: CentreStore
  private let desk: EmbeddedDesk

  init(directory: String) throws(StoreError) {
    store = try CentreStore(directory: directory)
    desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    _ = try order(["staff", "add", "6001"], ["name=A", "unit=hr", "roles=hr,auditor", "user=\(Self.user)"])
  }

  /// `progress` is told how many are written.
  func fill(calls: Int, progress: (Int) -> Void) throws(StoreError) {
    var records = ReportRecords(calls: calls, in: Self.month)
    var batch: [Fact] = []
    var written = 0
    while let facts = records.next() {
      batch += facts
      written += 1
      guard batch.count >= RecordWriter.batchSize else { continue }
      _ = try store.append(batch)
      batch = []
      progress(written)
    }
    _ = try store.append(batch)
  }

  /// Each report twice; the second time counts, as for somebody who looks at the day's page again.
  func measure(_ act: ReportAct) throws(StoreError) -> Result {
    let figure =
      switch act {
      case .calls: ["figure=answered-late"]
      case .details: ["of=surveys", "figure=unsolved"]
      case .attention, .serviceLevel, .agents, .ivr, .sessions, .contacts, .surveys, .callbacks, .tasks, .outbound,
        .complaints, .promises, .quality, .appraisal, .bookings:
        [] as [String]
      }
    var result = Result(report: act.rawValue, rows: 0, seconds: 0)
    for _ in 1...2 {
      let begin = MonotonicInstant.now
      let reply = try order(["report", act.rawValue], figure + ["from=2026-11-01", "to=2026-11-30"])
      result.seconds = MonotonicInstant.now.seconds(since: begin)
      guard case .done(let rows, _, _) = reply else { preconditionFailure("The auditor may see reports: \(reply)") }
      result.rows = rows.count
    }
    return result
  }

  @discardableResult
  private func order(_ words: [String], _ fields: [String]) throws(StoreError) -> CentreReply {
    let pairs = fields.map { field in
      let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
      return CentreOrder.Field(parts[0], parts[1])
    }
    return try desk.perform(
      CentreOrder(words: words, fields: pairs, userID: Self.user, at: Self.month.upperBound + .hours(9)))
  }
}
