public import CallModel
import GRDB

/// Reading calls back.
extension CentreStore {
  /// The newest records (by the order of writing, which is that of ending), the newest first; at most
  /// `mostRows`.
  public func calls(limit: Int, _ filter: CallFilter = CallFilter()) throws(StoreError) -> [CallRecord] {
    try read { db in
      let condition = filter.condition
      let rows = try db.rows(
        "SELECT * FROM calls WHERE \(condition.sql) ORDER BY number DESC LIMIT ?",
        condition.arguments + [Self.bounded(limit)])
      return try rows.map { try Self.record($0, in: db) }
    }
  }

  /// The newest record of that name.
  public func call(_ id: CallID) throws(StoreError) -> CallRecord? {
    try read { db in try Self.newestRow(of: id, in: db).map { try Self.record($0, in: db) } }
  }

  /// The newest record with a visit to a queue whose last offer was this one.
  public func call(offeredAs offer: OfferID) throws(StoreError) -> CallRecord? {
    try read { db in
      let row = try db.row(
        """
        SELECT calls.* FROM calls JOIN queue_visits ON record = number WHERE offer = ? ORDER BY number DESC LIMIT 1
        """, [offer.text])
      return try row.map { try Self.record($0, in: db) }
    }
  }

  /// A call with what was written about it beside its record.
  public struct CallDetails: Sendable, Equatable {
    public var record: CallRecord
    public var surveyAnswers: [SurveyAnswerRecord]
    public var wrapUps: [WrapUpRecord]
  }

  /// The newest record of that name, with everything that belongs to it.
  public func details(of id: CallID) throws(StoreError) -> CallDetails? {
    try read { db in
      guard let row = try Self.newestRow(of: id, in: db) else { return nil }
      let record = try Self.record(row, in: db)
      let wrapUps = try db.rows(
        "SELECT * FROM wrap_ups WHERE epoch = ? AND call = ? AND at >= ? ORDER BY at, agent",
        Self.sinceBegin(of: record))
      return CallDetails(
        record: record, surveyAnswers: try Self.surveyAnswers(in: record, db), wrapUps: wrapUps.map(Self.wrapUp))
    }
  }

  /// Between the nodes of a path: no node's name has a space.
  static let pathSeparator = " "

  static func bounded(_ limit: Int) -> Int { min(max(0, limit), mostRows) }

  static func newestRow(of id: CallID, in db: Database) throws -> Row? {
    try db.row("SELECT * FROM calls WHERE call = ? ORDER BY number DESC LIMIT 1", [id.text])
  }

  static func record(_ row: Row, in db: Database) throws -> CallRecord {
    let number: Int64 = row["number"]
    let language: String? = row["language"]
    let customer: Int64? = row["customer"]
    guard let verification = VerificationLevel(rawValue: row["verification"]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a level of verification that nobody knows")
    }
    let path: String = try db.row("SELECT nodes FROM paths WHERE number = ?", [row["path"] as Int64])?["nodes"] ?? ""
    let operations = try db.rows("SELECT * FROM operations WHERE record = ? ORDER BY place", [number])
    let visits = try db.rows("SELECT * FROM queue_visits WHERE record = ? ORDER BY place", [number])
    return CallRecord(
      call: CallID(row["call"]), epoch: row["epoch"], gateway: row["gateway"], callingNumber: row["calling_number"],
      calledNumber: row["called_number"], language: language.map { Language($0) },
      customer: customer.map { CustomerNumber($0) }, verification: verification,
      startedAt: Timestamp(microseconds: row["started_at"]), endedAt: Timestamp(microseconds: row["ended_at"]),
      cause: row["cause"], disposition: row["disposition"], menuVersion: row["menu_version"],
      path: path.split(separator: pathSeparator).map { NodeID(String($0)) },
      operations: try operations.map(Self.operation),
      queueVisits: visits.map(Self.visit))
  }

  private static func operation(_ row: Row) throws -> OperationRecord {
    OperationRecord(
      operation: try SQLiteBook.word(row["operation"]), outcome: try SQLiteBook.word(row["outcome"]),
      at: Timestamp(microseconds: row["at"]))
  }

  private static func visit(_ row: Row) -> QueueVisitRecord {
    let agent: String? = row["agent"]
    return QueueVisitRecord(
      queue: QueueID(row["queue"]), enteredAt: Timestamp(microseconds: row["entered_at"]),
      leftAt: Timestamp(microseconds: row["left_at"]), result: row["result"], agent: agent.map { AgentID($0) },
      talk: Interval(microseconds: row["talk"]), hold: Interval(microseconds: row["hold"]),
      decision: decision(row))
  }

  private static func decision(_ row: Row) -> OfferDecision? {
    guard let offer: String = row["offer"], let agent: String = row["offered_to"], let at: Int64 = row["offered_at"],
      let why: String = row["why"]
    else { return nil }
    return OfferDecision(
      offer: OfferID(offer), agent: AgentID(agent), at: Timestamp(microseconds: at),
      why: why.split(separator: ",").map(String.init), excluded: agents(row["excluded_agents"]),
      reserved: agents(row["reserved_agents"]))
  }

  private static func agents(_ ids: String?) -> [AgentID] {
    (ids ?? "").split(separator: ",").map { AgentID(String($0)) }
  }

  /// What belongs to a call: an earlier one of the same name and epoch ended before it began.
  private static func sinceBegin(of record: CallRecord) -> StatementArguments {
    [record.epoch, record.call.text, record.startedAt.microseconds]
  }

  static func surveyAnswers(in record: CallRecord, _ db: Database) throws -> [SurveyAnswerRecord] {
    try db.rows(
      "SELECT * FROM survey_answers WHERE epoch = ? AND call = ? AND at >= ? ORDER BY at, number",
      sinceBegin(of: record)
    ).map(surveyAnswer)
  }

  static func surveyAnswer(_ row: Row) -> SurveyAnswerRecord {
    let agent: String? = row["agent"]
    let queue: String? = row["queue"]
    return SurveyAnswerRecord(
      call: CallID(row["call"]), epoch: row["epoch"], node: NodeID(row["node"]), agent: agent.map { AgentID($0) },
      queue: queue.map { QueueID($0) }, answer: row["answer"], at: Timestamp(microseconds: row["at"]))
  }

  static func wrapUp(_ row: Row) -> WrapUpRecord {
    WrapUpRecord(
      call: CallID(row["call"]), epoch: row["epoch"], agent: AgentID(row["agent"]), code: row["code"],
      note: row["note"], at: Timestamp(microseconds: row["at"]))
  }
}
