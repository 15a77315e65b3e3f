import ACD
import CallModel
import LineProtocol
import Store
import SwitchboardCore

/// Call records as rows of the line protocol.
enum RecordRows {
  static func summary(_ record: CallRecord) -> ServerLine.RecordRow {
    let last = record.queueVisits.last
    var fields = [
      Field("call", record.call), Field("epoch", record.epoch), Field("state", "ended"),
      Field("started", record.startedAt.written), Field("length", seconds: record.endedAt - record.startedAt),
      Field("cause", record.cause), Field("disposition", record.disposition),
    ]
    if let language = record.language { fields.append(Field("lang", language)) }
    fields.append(Field("verified", record.verification.rawValue))
    if let queue = last?.queue { fields.append(Field("queue", queue)) }
    if let agent = last?.agent { fields.append(Field("agent", agent)) }
    fields.append(Field("menus", record.menuVersion))
    return ServerLine.RecordRow(word: "call", fields: fields)
  }

  static func details(_ details: CentreStore.CallDetails) -> [ServerLine.RecordRow] {
    let record = details.record
    var rows = [summary(record)]
    rows.append(
      .init(
        word: "numbers",
        fields: [
          Field("from", record.callingNumber.map(Self.masked) ?? "unknown"),
          Field("to", record.calledNumber ?? "unknown"), Field("gateway", record.gateway),
        ]))
    rows.append(.init(word: "path", fields: [Field("nodes", list: record.path.map(\.text))]))
    for operation in record.operations {
      let fields = [
        Field("operation", operation.operation.rawValue), Field("outcome", operation.outcome.rawValue),
        Field("at", operation.at.written),
      ]
      rows.append(.init(word: "operation", fields: fields))
    }
    for visit in record.queueVisits {
      var fields = [
        Field("queue", visit.queue), Field("entered", visit.enteredAt.written),
        Field("waited", seconds: visit.leftAt - visit.enteredAt), Field("result", visit.result),
      ]
      if let agent = visit.agent {
        fields += [Field("agent", agent), Field("talk", seconds: visit.talk), Field("hold", seconds: visit.hold)]
      }
      rows.append(.init(word: "queue", fields: fields))
    }
    for wrapUp in details.wrapUps {
      let fields = [Field("agent", wrapUp.agent), Field("code", wrapUp.code), Field("at", wrapUp.at.written)]
      rows.append(.init(word: "wrap-up", fields: fields, text: wrapUp.note))
    }
    for answer in details.surveyAnswers {
      let fields = [Field("question", answer.node), Field("answer", answer.answer)]
      rows.append(.init(word: "survey", fields: fields))
    }
    return rows
  }

  /// The last offer of a visit to a queue, and each agent's part in it as the records and the present settings tell.
  static func decision(
    _ decision: OfferDecision, in visit: QueueVisitRecord, _ hindsight: ACDHindsight, _ states: [AgentIntervalRecord],
    limit: Int
  ) -> [ServerLine.RecordRow] {
    let fields = [
      Field("offer", decision.offer), Field("agent", decision.agent), Field("queue", visit.queue),
      Field("at", decision.at.written), Field("why", list: decision.why), Field("result", visit.result),
    ]
    let candidates = hindsight.candidates(
      of: visit.queue, by: decision, entered: visit.enteredAt, states: states)
    return [.init(word: "why", fields: fields, text: decision.sentence)]
      + rows(of: candidates ?? [], [Field("offer", decision.offer)], at: decision.at, limit: limit)
  }

  /// A visit to a queue in which the caller was never offered to anybody, and what each agent was doing at its end.
  static func withoutOffer(
    _ visit: QueueVisitRecord, _ hindsight: ACDHindsight, _ states: [AgentIntervalRecord], limit: Int
  ) -> [ServerLine.RecordRow] {
    let fields = [
      Field("queue", visit.queue), Field("at", visit.leftAt.written), Field("result", visit.result),
      Field("waited", seconds: visit.leftAt - visit.enteredAt),
    ]
    let candidates = hindsight.candidates(
      of: visit.queue, at: visit.leftAt, entered: visit.enteredAt, states: states)
    return [.init(word: "why", fields: fields, text: "the caller was offered to nobody; when he left, agents were so")]
      + rows(of: candidates ?? [], [], at: visit.leftAt, limit: limit)
  }

  private static func rows(
    of candidates: [ACDCandidate], _ fields: [Field], at instant: Timestamp, limit: Int
  ) -> [ServerLine.RecordRow] {
    candidates.prefix(limit).map { candidate in
      .init(
        word: "candidate", fields: fields + [Field("agent", candidate.agent), Field("rule", candidate.word)],
        text: candidate.sentence(at: instant))
    }
  }

  /// The last four of a telephone number: more is nobody's business without a reason.
  static func masked(_ number: String) -> String {
    number.count > 4 ? "***" + number.suffix(4) : number
  }
}
