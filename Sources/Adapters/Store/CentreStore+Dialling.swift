public import CallModel
import GRDB
public import ServiceCentre

/// Attempts to reach customers, and what became of the tasks they belong to.
extension CentreStore {
  /// In the order of time; at most `mostRows`.
  public func dials(of call: CallID) throws(StoreError) -> [DialRecord] {
    try read { db in
      try db.rows("SELECT * FROM dials WHERE call = ? ORDER BY at, number LIMIT \(Self.mostRows)", [call.text]).map {
        let agent: String? = $0["agent"]
        return DialRecord(
          call: call, attempt: $0["attempt"], agent: agent.map { AgentID($0) },
          result: try SQLiteBook.word($0["result"]), at: Timestamp(microseconds: $0["at"]))
      }
    }
  }

  /// The dials that tasks and running projects owe, as they stand in the book.
  public func dialJobs(at instant: Timestamp) throws(StoreError) -> [DialJob] {
    try read { db in
      let book = SQLiteCentreBook(db: db)
      let running: [OutboundProject] = try book.documents(
        DocumentFilter(state: OutboundProject.State.running.rawValue))
      let tasks: [CareTask] = try book.documents(DocumentFilter(state: CareTask.State.waiting.rawValue))
      return try tasks.compactMap { $0.job(from: instant) }
        + running.flatMap { project in
          let entries: [OutboundEntry] = try book.documents(
            DocumentFilter(state: OutboundEntry.State.waiting.rawValue, parent: project.id))
          return entries.compactMap { $0.job(of: project, from: instant) }
        }
    }
  }

  /// Written again after a crash, it is there once; the task's count follows the rows.
  static func insert(_ dial: DialRecord, into db: Database) throws {
    try db.run(
      "INSERT INTO dials (call, attempt, agent, result, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      [dial.call.text, dial.attempt, dial.agent?.text, dial.result.rawValue, dial.at.microseconds])
    guard db.changesCount > 0 else { return }
    var book = SQLiteCentreBook(db: db)
    try book.note(dial)
    guard let number = CallbackTask.number(of: dial.call) else { return }
    try db.run(
      "UPDATE callbacks SET attempts = min(maximum_attempts, max(attempts, ?)) WHERE number = ?",
      [dial.attempt, number])
  }

  static func close(_ closed: OutboundClosedRecord, in db: Database) throws {
    var book = SQLiteCentreBook(db: db)
    try book.note(closed)
    guard let number = CallbackTask.number(of: closed.call) else { return }
    try db.run("UPDATE callbacks SET state = ? WHERE number = ? AND state = 'open'", [closed.state, number])
  }
}
