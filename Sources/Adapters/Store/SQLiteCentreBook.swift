import CallModel
import Foundation
import GRDB
import ServiceCentre

/// The centre's papers in the transaction that is open.
struct SQLiteCentreBook: CentreBook {
  let db: Database
  /// Whoever only looks needs none.
  var workingHours = DialHours.usualWorking
  /// For what stands there and not here: visits booked by keys.
  var bank: EmbeddedBank?

  // MARK: - Staff

  func staff(_ id: StaffID) throws -> StaffMember? {
    try db.row("SELECT document FROM staff WHERE id = ?", [id.text]).map(Self.document)
  }

  func staff() throws -> [StaffMember] {
    try db.rows("SELECT document FROM staff ORDER BY id").map(Self.document)
  }

  mutating func save(_ member: StaffMember) throws {
    try db.run(
      """
      INSERT INTO staff (id, user, document) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET user = excluded.user, document = excluded.document
      """, [member.id.text, member.userID.map { Int64($0) }, try Self.json(member)])
  }

  // MARK: - Complaints

  func complaint(_ number: Int64) throws -> Complaint? {
    try db.row("SELECT document FROM complaints WHERE number = ?", [number]).map(Self.document)
  }

  func complaints(_ filter: ComplaintFilter) throws -> [Complaint] {
    var conditions: [String] = []
    var arguments = StatementArguments()
    if let state = filter.state {
      conditions.append("state = ?")
      arguments += [state.rawValue]
    }
    if filter.isOpen { conditions.append("NOT is_over") }
    if let handler = filter.handler {
      conditions.append("handler = ?")
      arguments += [handler.text]
    }
    if let customer = filter.customer {
      conditions.append("customer = ?")
      arguments += [customer.number]
    }
    if let received = filter.received {
      conditions.append("received_at >= ? AND received_at < ?")
      arguments += [received.lowerBound.microseconds, received.upperBound.microseconds]
    }
    arguments += [filter.limit]
    let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
    return try db.rows("SELECT document FROM complaints \(condition) ORDER BY number DESC LIMIT ?", arguments)
      .map(Self.document)
  }

  mutating func add(_ complaint: Complaint) throws -> Int64 {
    var numbered = complaint
    numbered.number =
      try db.row("SELECT coalesce(max(number) + 1, ?) FROM complaints", [Complaint.firstNumber])?[0]
      ?? Complaint.firstNumber
    try write(
      "INSERT INTO complaints (state, is_over, received_at, handler, customer, document, number)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?)", numbered)
    return numbered.number
  }

  mutating func save(_ complaint: Complaint) throws {
    try write(
      "UPDATE complaints SET state = ?, is_over = ?, received_at = ?, handler = ?, customer = ?, document = ?"
        + " WHERE number = ?", complaint)
  }

  private func write(_ sql: String, _ complaint: Complaint) throws {
    try db.run(
      sql,
      [
        complaint.state.rawValue, complaint.state.isOver, complaint.receivedAt.microseconds,
        complaint.handler?.id.text, complaint.complainant.customer?.number, try Self.json(complaint),
        complaint.number,
      ])
  }

  func callbacks(_ state: CallbackTask.State?, limit: Int) throws -> [CallbackTask] {
    try db.rows(
      "SELECT * FROM callbacks WHERE ?1 IS NULL OR state = ?1 ORDER BY due_at, number LIMIT ?2",
      [state?.rawValue, limit]
    ).map(SQLiteTaskBook.task)
  }

  // MARK: - Documents

  static func document<Value: Decodable>(_ row: Row) throws -> Value {
    let text: String = row["document"]
    return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
