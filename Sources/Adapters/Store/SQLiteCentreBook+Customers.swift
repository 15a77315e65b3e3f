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
    try db.run("UPDATE calls SET calling_number = NULL, customer = NULL WHERE customer = ?", [customer.number])
    return Int64(db.changesCount)
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
    let calls = "started_at < ? AND (calling_number IS NOT NULL OR customer IS NOT NULL)"
    let words = "at < ? AND text IS NOT NULL"
    func count(_ table: String, _ condition: String, _ since: Timestamp) throws -> Int64 {
      try db.row("SELECT count(*) FROM \(table) WHERE \(condition)", [since.microseconds])?[0] ?? 0
    }
    let counts = RetentionCounts(
      calls: try count("calls", calls, callsSince), words: try count("audit_trail", words, wordsSince))
    guard apply else { return counts }
    try db.run("UPDATE calls SET calling_number = NULL, customer = NULL WHERE \(calls)", [callsSince.microseconds])
    try db.run("UPDATE audit_trail SET text = NULL, salt = NULL WHERE \(words)", [wordsSince.microseconds])
    return counts
  }
}
