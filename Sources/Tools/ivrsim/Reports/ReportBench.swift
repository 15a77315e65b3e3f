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
    let roles = "hr,auditor,agent,complaints-office"
    _ = try order(["staff", "add", "6001"], ["name=A", "unit=hr", "roles=\(roles)", "user=\(Self.user)"])
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

  /// The papers of such a month: of each hundred calls a visit and a complaint, of each fifty a callback, and every
  /// agent's certificate.
  func fillPapers(calls: Int, progress: (Int) -> Void) throws(StoreError) {
    let centre = EmbeddedCentre(store: store) { _ in }
    let length = (Self.month.upperBound - Self.month.lowerBound).microseconds
    let papers = calls / 100
    for number in 0..<papers {
      let at = Self.month.lowerBound + Interval(microseconds: length / Int64(max(papers, 1)) * Int64(number))
      let day = CivilTime(at).day + 7
      try order(
        ["booking", "open"],
        ["branch=b\(number % 50)", "day=\(day.written)", "time=10:00", "business=loan", "phone=13800138000"], at: at)
      try order(
        ["complaint", "open"], ["channel=hotline", "business=loan", "cause=contract", "about-unit=u\(number % 9)"],
        text: "a fee", at: at)
      _ = centre.perform(
        (0..<2).map { half in
          HostRequest(
            id: Int64(half), call: CallID("b\(number)"), operation: .registerCallback,
            arguments: ["phone": .digits("13800138000"), "queue": .text("general")],
            idempotencyKey: "\(number)/\(half)", at: at)
        })
      if number % 100 == 0 { progress(number) }
    }
    for agent in 1...ReportRecords.agents {
      let skill = ["agent=\(1_000 + agent)", "skill=general", "expires=2026-12-\(10 + agent % 20)"]
      try order(
        ["staff", "add", String(1_000 + agent)], ["name=A", "unit=centre", "roles=agent"], at: Self.month.lowerBound)
      try order(["certificate", "add"], skill, at: Self.month.lowerBound)
    }
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
      let reply = try order(
        ["report", act.rawValue], figure + ["from=2026-11-01", "to=2026-11-30"],
        at: Self.month.upperBound + .hours(9))
      result.seconds = MonotonicInstant.now.seconds(since: begin)
      guard case .done(let rows, _, _) = reply else { preconditionFailure("The auditor may see reports: \(reply)") }
      result.rows = rows.count
    }
    return result
  }

  @discardableResult
  private func order(
    _ words: [String], _ fields: [String], text: String? = nil, at instant: Timestamp = month.lowerBound
  ) throws(StoreError) -> CentreReply {
    let pairs = (fields + (words[0] == "staff" && words[2] == "6001" ? [] : ["as=6001"])).map { field in
      let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
      return CentreOrder.Field(parts[0], parts[1])
    }
    let reply = try desk.perform(
      CentreOrder(words: words, fields: pairs, text: text, userID: Self.user, at: instant))
    if case .refused(let refusal) = reply { preconditionFailure("\(words): \(refusal)") }
    return reply
  }
}
