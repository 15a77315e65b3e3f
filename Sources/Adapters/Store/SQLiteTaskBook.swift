import CallModel
import GRDB
import ServiceCentre

/// The centre's tasks in the transaction that is open.
struct SQLiteTaskBook: TaskBook {
  typealias Failure = any Error

  let db: Database
  let workingHours: OpeningHours

  func keptAnswer(to key: String) throws -> KeptAnswer? { try KeptAnswerTable.answer(to: key, in: db) }

  mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) throws {
    try KeptAnswerTable.keep(answer, to: key, at: instant, in: db)
  }

  mutating func add(_ task: CallbackTask) throws -> Int64 {
    let number: Int64 =
      try db.row(
        "SELECT coalesce(max(number) + 1, ?) FROM callbacks", [CallbackTask.firstNumber])?[0] ?? 0
    try db.run(
      """
      INSERT INTO callbacks (number, phone, queue, call, customer, registered_at, due_at, attempts,
        maximum_attempts, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        number, task.phone, task.queue?.text, task.call.text, task.customer?.number,
        task.registeredAt.microseconds, task.dueAt.microseconds, task.attempts, task.maximumAttempts,
        task.state.rawValue,
      ])
    return number
  }

  func complaint(_ number: Int64) throws -> Complaint? { try SQLiteCentreBook(db: db).complaint(number) }

  mutating func save(_ complaint: Complaint) throws {
    var papers = SQLiteCentreBook(db: db)
    try papers.save(complaint)
  }

  mutating func add(_ contact: ContactCase) throws -> Int64 {
    var papers = SQLiteCentreBook(db: db)
    return try papers.add(contact)
  }

  mutating func append(_ entry: TrailEntry) throws {
    var papers = SQLiteCentreBook(db: db)
    try papers.append(entry)
  }

  static func task(_ row: Row) throws -> CallbackTask {
    let queue: String? = row["queue"]
    let customer: Int64? = row["customer"]
    return CallbackTask(
      number: row["number"], phone: row["phone"], queue: queue.map { QueueID($0) }, call: CallID(row["call"]),
      customer: customer.map { CustomerNumber($0) }, registeredAt: Timestamp(microseconds: row["registered_at"]),
      dueAt: Timestamp(microseconds: row["due_at"]), attempts: row["attempts"],
      maximumAttempts: row["maximum_attempts"], state: try SQLiteBook.word(row["state"]))
  }
}
