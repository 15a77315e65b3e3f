import CallModel

/// Made-up records of a month's calls, the same for a seed: what `bench reports` counts. One in three callers talks to
/// an agent, some come again for the same reason, some of those asked are not content.
struct ReportRecords {
  static let agents = 200
  static let queues = ["general", "cards", "corporate", "complaints", "loss"]
  private static let customers: UInt64 = 100_000
  private static let nodes = (0..<60).map { NodeID("node-\($0)") }
  private static let names = (1...agents).map { AgentID(String(1_000 + $0)) }

  private let month: Range<Timestamp>
  private let calls: Int
  private var random = SplitMix64(seed: 6)
  private var number = 0

  init(calls: Int, in month: Range<Timestamp>) {
    self.calls = calls
    self.month = month
  }

  /// The records of one more call, in the order in which a switchboard writes them; `nil` after the last.
  mutating func next() -> [Fact]? {
    guard number < calls else { return nil }
    number += 1
    let length = (month.upperBound - month.lowerBound).microseconds
    let start = month.lowerBound + Interval(microseconds: length / Int64(calls) * Int64(number - 1))
    var record = CallRecord(
      call: CallID("b\(number)"), epoch: 1, gateway: "bench", callingNumber: "13800138000", calledNumber: nil,
      language: nil, customer: CustomerNumber(Int64(draw(Self.customers)) + 1), verification: .query,
      startedAt: start, endedAt: start + .seconds(90), cause: "caller", disposition: "self-service",
      menuVersion: "bench", path: (0..<6).map { _ in Self.nodes[Int(draw(60))] }, operations: [], queueVisits: [])
    switch draw(10) {
    case 0..<3: return answered(&record)
    case 3:
      record.disposition = "abandoned"
      let visit = visit(of: record, wait: draw(90), result: "abandoned", agent: nil)
      record.queueVisits = [visit]
      return told(record, visit) + [.call(record)]
    case 4..<8: record.operations = [OperationRecord(operation: .balance, outcome: .ok, at: start + .seconds(40))]
    case let rest: record.disposition = rest == 8 ? "hung-up" : "failed"
    }
    return [.call(record)]
  }

  private mutating func answered(_ record: inout CallRecord) -> [Fact] {
    let agent = Self.names[Int(draw(UInt64(Self.agents)))]
    let visit = visit(of: record, wait: draw(60), result: "answered", agent: agent)
    record.disposition = "agent"
    record.queueVisits = [visit]
    record.endedAt = visit.leftAt + visit.talk
    var facts = told(record, visit)
    var from = visit.leftAt
    for (state, time) in [("talking", visit.talk), ("wrap-up", .seconds(20)), ("ready", .seconds(60))] {
      facts.append(
        .agentInterval(AgentIntervalRecord(agent: agent, state: state, reason: nil, from: from, to: from + time)))
      from = from + time
    }
    if draw(4) == 0 {
      let points = ["very-satisfied", "satisfied", "average", "dissatisfied"][Int(draw(4))]
      for (node, answer) in [("satisfied", points), ("solved", draw(5) == 0 ? "unsolved" : "solved")] {
        facts.append(
          .surveyAnswer(
            SurveyAnswerRecord(
              call: record.call, epoch: record.epoch, node: NodeID(node), agent: agent, queue: visit.queue,
              answer: answer, at: record.endedAt)))
      }
    }
    return facts + [.call(record)]
  }

  /// Who waits is told how long he will, and that is scored.
  private mutating func told(_ record: CallRecord, _ visit: QueueVisitRecord) -> [Fact] {
    let estimate = Interval.seconds(Int64(draw(60)))
    return [
      .promise(
        PromiseRecord(
          call: record.call, epoch: record.epoch, queue: visit.queue, at: visit.enteredAt,
          promise: WaitPromise(estimate: estimate, promised: .minutes(1), isLonger: false))),
      .promisesScored(
        PromiseScoreRecord(call: record.call, epoch: record.epoch, at: visit.leftAt, result: visit.result)),
    ]
  }

  private mutating func visit(
    of record: CallRecord, wait: UInt64, result: String, agent: AgentID?
  ) -> QueueVisitRecord {
    let entered = record.startedAt + .seconds(30)
    return QueueVisitRecord(
      queue: QueueID(Self.queues[Int(draw(UInt64(Self.queues.count)))]), enteredAt: entered,
      leftAt: entered + .seconds(Int64(wait)), result: result, agent: agent,
      talk: .seconds(agent == nil ? 0 : Int64(60 + draw(300))), hold: .zero)
  }

  private mutating func draw(_ count: UInt64) -> UInt64 { random.next() % count }
}
