import CallModel
import GRDB
import ServiceCentre
import Store
import Testing

@Suite("Reports from the database are those counted record by record")
struct ReportTests {
  let directory = TemporaryDirectory()

  /// A month of calls of every kind, from a seed: several queues, agents, customers who come again, surveys, days of
  /// agents that go over midnight.
  private static func month(seed: UInt64) -> [Fact] {
    var random = SplitMix64(seed: seed)
    func pick<Item>(_ items: [Item]) -> Item { items[Int(random.next() % UInt64(items.count))] }
    var facts: [Fact] = []
    for number in 1...400 {
      let start = Fixture.morning - .day * 20 + .minutes(Int64(number) * 70)
      let result = pick([
        "answered", "answered", "abandoned", "callback", "overflowed", "closed", "reached", "handed-over",
      ])
      let agent =
        result == "answered" || result == "reached" || result == "handed-over"
        ? AgentID(pick(["1001", "1002", "1003"])) : nil
      let visit = QueueVisitRecord(
        queue: QueueID(pick(["cards", "general"])), enteredAt: start + .seconds(30),
        leftAt: start + .seconds(pick([30, 35, 36, 50, 51, 120])), result: result, agent: agent,
        talk: .seconds(agent == nil ? 0 : pick([30, 61])), hold: .seconds(agent == nil ? 0 : pick([0, 7])))
      let isQueued = pick([true, true, false])
      let call = CallID("c\(number)")
      if agent != nil, isQueued, pick([true, false]) {
        for answer in [pick(["very-satisfied", "average", "dissatisfied"]), pick(["solved", "unsolved"])] {
          facts.append(
            .surveyAnswer(
              SurveyAnswerRecord(
                call: call, epoch: 1, node: NodeID("s-\(answer)"), agent: agent, queue: visit.queue, answer: answer,
                at: start + .minutes(3))))
        }
      }
      facts.append(
        .call(
          CallRecord(
            call: call, epoch: 1, gateway: "g", callingNumber: "138", calledNumber: nil, language: nil,
            customer: pick([1, 2, 3, nil] as [Int64?]).map { CustomerNumber($0) }, verification: .none,
            startedAt: start,
            endedAt: start + .minutes(4), cause: "x",
            disposition: isQueued ? pick(["agent", "abandoned"]) : pick(["self-service", "hung-up"]), menuVersion: "v",
            path: ["main", pick(["rates", "cards", "main"]), pick(["main", "end"])].map { NodeID($0) },
            operations: pick([
              [], [OperationRecord(operation: .balance, outcome: pick([.ok, .unavailable]), at: start)],
            ]), queueVisits: isQueued ? [visit] : [])))
      if isQueued {
        facts += told(call, visit, pick([15, 40, 700]))
        if pick([true, false]) { facts += told(call, visit, 1, isLonger: true) }
        if pick([true, true, false]) {
          facts.append(
            .promisesScored(PromiseScoreRecord(call: call, epoch: 1, at: visit.leftAt, result: visit.result)))
        }
      }
      if number % 10 == 0 {
        facts.append(
          .agentInterval(
            AgentIntervalRecord(
              agent: AgentID(pick(["1001", "1002", "1004"])),
              state: pick(["ready", "talking", "held", "wrap-up", "offered", "not-ready", "logged-out"]), reason: nil,
              from: start, to: start + .hours(pick([1, 30])))))
      }
    }
    return facts
  }

  /// More than ten minutes promise nothing.
  private static func told(
    _ call: CallID, _ visit: QueueVisitRecord, _ seconds: Int64, isLonger: Bool = false
  ) -> [Fact] {
    let promise = WaitPromise(
      estimate: .seconds(seconds), promised: seconds > 600 ? nil : .seconds(seconds), isLonger: isLonger)
    return [
      .promise(
        PromiseRecord(
          call: call, epoch: 1, queue: visit.queue, at: visit.enteredAt + .seconds(isLonger ? 20 : 0), promise: promise)
      )
    ]
  }

  /// Every figure that counts no calls, with what it can be asked for.
  private static var details: [(report: DetailedReport, figures: [String], more: [String])] {
    DetailedReport.allCases.map { report in
      switch report {
      case .surveys: (report, SurveyFigure.allCases.map(\.rawValue), ["", "agent=1002"])
      case .promises: (report, PromiseFigure.allCases.map(\.rawValue), ["", "queue=cards"])
      case .callbacks: (report, CallbackFigure.allCases.map(\.rawValue), ["", "state=done"])
      case .tasks: (report, TaskFigure.allCases.map(\.rawValue), ["", "purpose=recovery"])
      }
    }
  }

  @Test(
    "Every report counts from the database what is counted record by record", arguments: [UInt64(1), 2, 3])
  func reports(seed: UInt64) throws {
    let store = try CentreStore(directory: directory.path)
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    let memory = InMemoryDesk()
    for (index, line) in EmbeddedDeskTests.staff.enumerated() {
      let order = EmbeddedDeskTests.order(index > 0 ? line + " as=6001" : line)
      #expect(try desk.perform(order) == memory.perform(order))
    }
    let facts = Self.month(seed: seed)
    try store.append(facts)
    try store.append(facts)
    for fact in facts { memory.note(fact) }
    for act in ReportAct.allCases where act != .calls && act != .details {
      for days in [
        "", "from=2026-11-10 to=2026-11-10", "from=2026-11-01 to=2026-11-30", "from=2026-11-04 to=2026-11-20",
      ] {
        let order = EmbeddedDeskTests.order("report \(act.rawValue) \(days) as=8001")
        #expect(try desk.perform(order) == memory.perform(order), "\(act.rawValue) \(days)")
      }
    }
    for figure in DrillDown.Figure.allCases {
      for more in ["", "queue=cards", "agent=1002", "node=main", "node=main limit=3"] {
        let order = EmbeddedDeskTests.order(
          "report calls figure=\(figure.rawValue) from=2026-11-04 to=2026-11-20 \(more) as=8001")
        #expect(try desk.perform(order) == memory.perform(order), "\(figure.rawValue) \(more)")
      }
    }
    for (report, figures, more) in Self.details {
      for figure in figures {
        for more in more + ["limit=3"] {
          let order = EmbeddedDeskTests.order(
            "report details of=\(report.rawValue) figure=\(figure) from=2026-11-04 to=2026-11-20 \(more) as=8001")
          #expect(try desk.perform(order) == memory.perform(order), "\(report) \(figure) \(more)")
        }
      }
    }
  }

  @Test("The drill-down of a figure has as many calls as the figure counts")
  func drillDown() throws {
    let memory = InMemoryDesk()
    for (index, line) in EmbeddedDeskTests.staff.enumerated() {
      _ = memory.perform(EmbeddedDeskTests.order(index > 0 ? line + " as=6001" : line))
    }
    for fact in Self.month(seed: 4) { memory.note(fact) }
    let range = Fixture.morning - .day * 21..<Fixture.morning + .day
    for counts in memory.book.queueCounts(in: range, ServiceTerms()) {
      let parts: [(DrillDown.Figure, Int64)] = [
        (.offered, counts.offered), (.answered, counts.answered), (.abandoned, counts.abandoned),
        (.callback, counts.callbacks), (.rejected, counts.rejected), (.answeredInTime, counts.answeredInTime),
        (.answeredLate, counts.answered - counts.answeredInTime), (.abandonedShort, counts.abandonedShort),
      ]
      for (figure, count) in parts {
        let calls = memory.book.calls(of: DrillDown(figure, in: range, queue: counts.queue, limit: 1_000))
        #expect(Int64(calls.count) == count, "\(counts.queue) \(figure)")
      }
    }
    for counts in memory.book.contactCounts(in: range) {
      let repeated = memory.book.calls(of: DrillDown(.repeated, in: range, agent: counts.agent, limit: 1_000))
      #expect(Int64(repeated.count) == counts.repeated)
    }
  }

  /// Each column of the report by each of its rows, counted by `report details` again.
  @Test("A figure that counts no calls has as many details as it counts", arguments: DetailedReport.allCases)
  func details(report: DetailedReport) throws {
    let memory = InMemoryDesk()
    for (index, line) in EmbeddedDeskTests.staff.enumerated() {
      _ = memory.perform(EmbeddedDeskTests.order(index > 0 ? line + " as=6001" : line))
    }
    for fact in Self.month(seed: 6) { memory.note(fact) }
    let days = "from=2026-11-01 to=2026-12-31"
    func perform(_ line: String) throws -> [[String: String]] {
      guard case .done(let rows, _, _) = memory.perform(EmbeddedDeskTests.order("\(line) \(days) as=8001")) else {
        throw CentreRefusal.unknownOrder
      }
      return rows.map { Dictionary($0.fields.map { ($0.key, $0.value) }) { first, _ in first } }
    }
    let (_, figures, _) = try #require(Self.details.first { $0.report == report })
    let key =
      switch report {
      case .surveys: "agent"
      case .promises: "queue"
      case .callbacks: "state"
      case .tasks: "purpose"
      }
    var compared = 0
    for row in try perform("report \(report.rawValue)") {
      let name = try #require(row[key])
      let only = name == "all" ? "" : "\(key)=\(name)"
      for figure in figures where row[figure] != "-" && !(figure == "kept" && report == .promises) {
        let found = try perform("report details of=\(report.rawValue) figure=\(figure) limit=1000 \(only)")
        #expect(row[figure] == String(found.count), "\(figure) \(name)")
        compared += found.count
      }
    }
    if report == .promises {
      // The report says `kept` as a share of those that promised something.
      for counts in memory.book.promiseCounts(in: .epoch..<Timestamp.distantFuture) {
        let found = try perform("report details of=promises figure=kept limit=1000 queue=\(counts.queue)")
        #expect(Int64(found.count) == counts.kept && counts.kept > 0)
      }
    }
    #expect(compared > 0 || report == .callbacks)
  }

  @Test("Callbacks in time are those that the report counts [C6]")
  func callbacksInTime() throws {
    let store = try CentreStore(directory: directory.path)
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    for (index, line) in EmbeddedDeskTests.staff.enumerated() {
      _ = try desk.perform(EmbeddedDeskTests.order(index > 0 ? line + " as=6001" : line))
    }
    let centre = EmbeddedCentre(store: store, log: { _ in })
    for key in 1...4 {
      let phone: SessionValues = ["phone": .digits("139000\(key)"), "queue": .text("cards")]
      #expect(centre.perform([Fixture.request(.registerCallback, phone, key: "\(key)")])[0].outcome == .ok)
    }
    // Due two hours after the morning: at that very instant is in time, later is not; one is refused, one is open.
    let due = Fixture.morning + .hours(2)
    let dials: [(String, DialResult, Timestamp)] = [
      ("CB1001", .answered, due), ("CB1002", .answered, due + .seconds(1)), ("CB1003", .refused, due - .hours(1)),
    ]
    try store.append(
      dials.map { call, result, at in
        .dial(DialRecord(call: CallID(call), attempt: 1, agent: AgentID("1001"), result: result, at: at))
      })
    let days = "from=2026-11-01 to=2026-12-31 as=8001"
    let report = try desk.perform(EmbeddedDeskTests.order("report callbacks \(days)"))
    guard case .done(let rows, _, _) = report else { throw CentreRefusal.unknownOrder }
    #expect(!rows.isEmpty)
    for row in rows {
      let state = row.fields[0].value
      for (figure, column) in [("callbacks", 1), ("in-time", 3)] {
        let line = "report details of=callbacks figure=\(figure) state=\(state) \(days)"
        guard case .done(let found, _, _) = try desk.perform(EmbeddedDeskTests.order(line)) else {
          throw CentreRefusal.unknownOrder
        }
        #expect(row.fields[column] == CentreOrder.Field(figure, String(found.count)), "\(state)")
      }
    }
    let inTime = try desk.perform(EmbeddedDeskTests.order("report details of=callbacks figure=in-time \(days)"))
    guard case .done(let found, _, _) = inTime else { throw CentreRefusal.unknownOrder }
    #expect(found.map { $0.fields[0].value } == ["CB1001"])
  }

  @Test("The database refuses counts that are not whole, and a report that finds them so")
  func identity() throws {
    let store = try CentreStore(directory: directory.path)
    try store.append(Self.month(seed: 5))
    let queue = try DatabaseQueue(path: directory.file(CentreStore.fileName))
    #expect(throws: DatabaseError.self) {
      try queue.write { try $0.execute(sql: "UPDATE queue_days SET answered = answered + 1") }
    }
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    for (index, line) in EmbeddedDeskTests.staff.enumerated() {
      _ = try desk.perform(EmbeddedDeskTests.order(index > 0 ? line + " as=6001" : line))
    }
    let report = EmbeddedDeskTests.order("report service-level from=2026-11-01 to=2026-11-30 as=8001")
    _ = try desk.perform(report)
    try queue.write { try $0.execute(sql: "UPDATE queue_visits SET result = 'answered' WHERE result = 'abandoned'") }
    #expect(throws: StoreError.self) { try desk.perform(report) }
  }
}
