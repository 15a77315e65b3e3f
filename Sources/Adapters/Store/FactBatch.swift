import CallModel
import GRDB
import ServiceCentre

/// Facts of one transaction on their way into rows, with what is done once for all of them.
///
/// Each insert ignores what is there already, so that facts written again after a crash are there once.
struct FactBatch {
  /// Whose waits were told.
  private struct CallKey: Hashable {
    var epoch: Int64
    var call: CallID
  }

  private let db: Database
  private let workingHours: OpeningHours
  private let statements: FactStatements
  private var tally = DayTally()
  /// Numbers of ways through the menus that were met.
  private var paths: [String: Int64] = [:]
  /// Told in this batch and not over: most waits end soon, and are written once.
  private var openPromises: [CallKey: [PromiseRecord]] = [:]
  private var highestCallNumber: Int64 = 0

  init(_ db: Database, _ workingHours: OpeningHours) throws {
    self.db = db
    self.workingHours = workingHours
    statements = try FactStatements(db)
  }

  mutating func add(_ fact: Fact) throws {
    switch fact {
    case .call(let record): try add(record)
    case .agentInterval(let interval): try add(interval)
    case .surveyAnswer(let answer): try add(answer)
    case .wrapUp(let wrapUp): try add(wrapUp)
    case .dial(let dial): try CentreStore.insert(dial, into: db)
    case .outboundClosed(let closed): try CentreStore.close(closed, in: db)
    case .promise(let promise):
      openPromises[CallKey(epoch: promise.epoch, call: promise.call), default: []].append(promise)
    case .promisesScored(let score): try add(score)
    }
  }

  /// After the last.
  mutating func finish() throws {
    for promise in openPromises.values.joined() { try write(promise, nil) }
    try tally.write(to: db)
    guard highestCallNumber > 0 else { return }
    try db.run(
      "UPDATE counters SET value = max(value, ?) WHERE name = 'highest_call_number'", [highestCallNumber])
  }

  // MARK: - Calls

  private mutating func add(_ record: CallRecord) throws {
    highestCallNumber = max(highestCallNumber, CentreStore.serverNumber(of: record.call))
    let path = record.path.map(\.text).joined(separator: CentreStore.pathSeparator)
    let pathNumber = try number(of: path)
    let isNew = try statements.call.run { row in
      row.add(record.epoch)
      row.add(record.call.text)
      row.add(record.gateway)
      row.add(record.callingNumber)
      row.add(record.calledNumber)
      row.add(record.language?.tag)
      row.add(record.customer?.number)
      row.add(record.verification.rawValue)
      row.add(record.startedAt.microseconds)
      row.add(record.endedAt.microseconds)
      row.add(record.cause)
      row.add(record.disposition)
      row.add(record.menuVersion)
      row.add(pathNumber)
    }
    guard isNew else { return }
    let number = db.lastInsertedRowID
    tally.count(record, path: path)
    try addContact(of: record, number: number, answers: try answers(of: record))
    for (place, operation) in record.operations.enumerated() {
      try statements.operation.run { row in
        row.add(number)
        row.add(place)
        row.add(operation.operation.rawValue)
        row.add(operation.outcome.rawValue)
        row.add(operation.at.microseconds)
      }
    }
    for (place, visit) in record.queueVisits.enumerated() { try add(visit, place, of: number) }
  }

  private mutating func number(of path: String) throws -> Int64 {
    if let number = paths[path] { return number }
    if try statements.newPath.run({ $0.add(path) }) {
      paths[path] = db.lastInsertedRowID
      return db.lastInsertedRowID
    }
    guard let number = try statements.path.number({ $0.add(path) }) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a path is there and can't be found")
    }
    paths[path] = number
    return number
  }

  /// What the caller has said of it, noted with the survey.
  private func answers(of record: CallRecord) throws -> [SurveyAnswerRecord] {
    let isAsked = try statements.surveyed.number { row in
      row.add(record.epoch)
      row.add(record.call.text)
      row.add(record.startedAt.microseconds)
    }
    guard isAsked != nil else { return [] }
    let answers = try CentreStore.surveyAnswers(in: record, db)
    var book = SQLiteCentreBook(db: db, workingHours: workingHours)
    try book.note(answers, of: record)
    return answers
  }

  /// The contact that a call with an agent was.
  private func addContact(of record: CallRecord, number: Int64, answers: [SurveyAnswerRecord]) throws {
    guard let visit = record.lastAnswered, let agent = visit.agent else { return }
    var reason = visit.queue.text
    let hasCases = try statements.hasCases.number { row in
      row.add(ContactCase.kind.rawValue)
      row.add(record.call.text)
    }
    if hasCases != nil {
      let cases: [ContactCase] = try SQLiteCentreBook(db: db).documents(DocumentFilter(parent: record.call.text))
      reason = cases.last { $0.at >= record.startedAt && $0.reason != nil }?.reason ?? reason
    }
    try statements.contact.run { row in
      row.add(number)
      row.add(agent.text)
      row.add(reason)
      row.add(record.startedAt.microseconds)
      row.add(answers.contains { $0.answer == SurveyWords.unsolved })
    }
    guard let customer = record.customer else { return }
    try CentreStore.markRepeated(number, reason: reason, at: record.startedAt, of: customer, in: db)
  }

  private mutating func add(_ visit: QueueVisitRecord, _ place: Int, of record: Int64) throws {
    tally.count(visit)
    try statements.visit.run { row in
      row.add(record)
      row.add(place)
      row.add(visit.queue.text)
      row.add(visit.enteredAt.microseconds)
      row.add(visit.leftAt.microseconds)
      row.add(visit.result)
      row.add(visit.agent?.text)
      row.add(visit.talk.microseconds)
      row.add(visit.hold.microseconds)
      row.add(visit.decision?.offer.text)
      row.add(visit.decision?.agent.text)
      row.add(visit.decision?.at.microseconds)
      row.add(visit.decision?.why.joined(separator: ","))
      row.add(visit.decision.map { Self.ids($0.excluded) })
      row.add(visit.decision.map { Self.ids($0.reserved) })
    }
  }

  /// An agent's id has no comma.
  private static func ids(_ agents: [AgentID]) -> String { agents.map(\.text).joined(separator: ",") }

  // MARK: - People

  private mutating func add(_ interval: AgentIntervalRecord) throws {
    let isNew = try statements.interval.run { row in
      row.add(interval.agent.text)
      row.add(interval.from.microseconds)
      row.add(interval.to.microseconds)
      row.add(interval.state)
      row.add(interval.reason)
    }
    if isNew { tally.count(interval) }
  }

  private func add(_ answer: SurveyAnswerRecord) throws {
    try statements.answer.run { row in
      row.add(answer.epoch)
      row.add(answer.call.text)
      row.add(answer.node.text)
      row.add(answer.agent?.text)
      row.add(answer.queue?.text)
      row.add(answer.answer)
      row.add(answer.at.microseconds)
    }
  }

  private func add(_ wrapUp: WrapUpRecord) throws {
    try statements.wrapUp.run { row in
      row.add(wrapUp.epoch)
      row.add(wrapUp.call.text)
      row.add(wrapUp.agent.text)
      row.add(wrapUp.at.microseconds)
      row.add(wrapUp.code)
      row.add(wrapUp.note)
    }
  }

  // MARK: - Promises

  private func write(_ promise: PromiseRecord, _ score: PromiseScoreRecord?) throws {
    try statements.promise.run { row in
      row.add(promise.at.microseconds)
      row.add(promise.epoch)
      row.add(promise.call.text)
      row.add(promise.queue.text)
      row.add(promise.promise.estimate.microseconds)
      row.add(promise.promise.promised?.microseconds)
      row.add(promise.promise.isLonger)
      row.add(score?.at.microseconds)
      row.add(score?.result)
    }
  }

  /// Written again after a crash, it finds nothing left to score.
  private mutating func add(_ score: PromiseScoreRecord) throws {
    for promise in openPromises.removeValue(forKey: CallKey(epoch: score.epoch, call: score.call)) ?? [] {
      try write(promise, score)
    }
    // Those of earlier batches.
    try statements.score.run { row in
      row.add(score.at.microseconds)
      row.add(score.result)
      row.add(score.epoch)
      row.add(score.call.text)
    }
  }
}
