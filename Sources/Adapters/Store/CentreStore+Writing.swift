public import CallModel
import GRDB

/// Facts become rows.
extension CentreStore {
  /// Writes all in one transaction. Answers how many facts have been written since the database was made.
  @discardableResult
  public func append(_ facts: [Fact]) throws(StoreError) -> Int64 {
    try write { db in
      var batch = try FactBatch(db, workingHours)
      for fact in facts { try batch.add(fact) }
      try batch.finish()
      try db.run("UPDATE counters SET value = value + ? WHERE name = 'facts'", [facts.count])
      return try Self.factCount(in: db)
    }
  }

  static func factCount(in db: Database) throws -> Int64 {
    try db.row("SELECT value FROM counters WHERE name = 'facts'")?[0] ?? 0
  }

  /// The n of a call id `c<n>`; 0 for a name of another shape, which a gateway has chosen.
  static func serverNumber(of call: CallID) -> Int64 {
    let digits = call.text.dropFirst()
    // Fifteen digits leave room to count on.
    guard call.text.first == "c", digits.count <= 15, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return 0
    }
    return Int64(digits) ?? 0
  }
}
