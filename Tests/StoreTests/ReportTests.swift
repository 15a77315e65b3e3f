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
    for act in ReportAct.allCases where act != .calls {
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
