import CallModel
import GRDB
import ServiceCentre

/// What is kept of customers in the records, and how it goes.
extension SQLiteCentreBook {
  func calls(of customer: CustomerNumber, limit: Int) throws -> [CallRecord] {
    try db.rows("SELECT * FROM calls WHERE customer = ? ORDER BY number DESC LIMIT ?", [customer.number, limit])
      .map { try CentreStore.record($0, in: db) }
  }

  func call(_ id: CallID) throws -> CallRecord? {
    try CentreStore.newestRow(of: id, in: db).map { try CentreStore.record($0, in: db) }
  }

  mutating func eraseCalls(of customer: CustomerNumber) throws -> Int64 {
    try db.run(
      "UPDATE wrap_ups SET note = NULL WHERE (epoch, call) IN (SELECT epoch, call FROM calls WHERE customer = ?)",
      [customer.number])
    try db.run("UPDATE calls SET calling_number = NULL, customer = NULL WHERE customer = ?", [customer.number])
    return Int64(db.changesCount)
  }

  func callbacks(of customer: CustomerNumber, phones: [String]) throws -> [CallbackTask] {
    let marks = phones.map { _ in "?" }.joined(separator: ", ")
    return try db.rows(
      "SELECT * FROM callbacks WHERE customer = ? OR phone IN (\(marks)) ORDER BY number",
      [customer.number] + StatementArguments(phones)
    ).map(SQLiteTaskBook.task)
  }

  mutating func eraseCallbacks(_ numbers: [Int64]) throws {
    for number in numbers {
      try db.run("UPDATE callbacks SET phone = '', customer = NULL WHERE number = ?", [number])
    }
  }

  mutating func eraseWords(about subjects: [String]) throws -> Int64 {
    var erased: Int64 = 0
    for subject in subjects {
      try db.run(
        "UPDATE audit_trail SET text = NULL, salt = NULL WHERE subject = ? AND text IS NOT NULL", [subject])
      erased += Int64(db.changesCount)
    }
    return erased
  }

  mutating func retain(callsSince: Timestamp, wordsSince: Timestamp, apply: Bool) throws -> RetentionCounts {
    /// Counts what of the table is older, and erases it where that is asked for.
    func retain(_ table: String, _ condition: String, _ erase: String, _ since: Timestamp) throws -> Int64 {
      let arguments: StatementArguments = [since.microseconds]
      guard apply else { return try db.row("SELECT count(*) FROM \(table) WHERE \(condition)", arguments)?[0] ?? 0 }
      try db.run("UPDATE \(table) SET \(erase) WHERE \(condition)", arguments)
      return Int64(db.changesCount)
    }
    return RetentionCounts(
      calls: try retain(
        "calls", "started_at < ? AND (calling_number IS NOT NULL OR customer IS NOT NULL)",
        "calling_number = NULL, customer = NULL", callsSince),
      notes: try retain("wrap_ups", "at < ? AND note IS NOT NULL", "note = NULL", callsSince),
      callbacks: try retain(
        "callbacks", "registered_at < ? AND state <> 'open' AND phone <> ''", "phone = '', customer = NULL", callsSince),
      words: try retain("audit_trail", "at < ? AND text IS NOT NULL", "text = NULL, salt = NULL", wordsSince))
  }
}
