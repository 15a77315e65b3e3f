import CallModel
import Foundation
import GRDB
import ServiceCentre

/// The audit trail and its chain.
extension SQLiteCentreBook {
  mutating func append(_ entry: TrailEntry) throws {
    let last = try db.row("SELECT number, digest FROM audit_trail ORDER BY number DESC LIMIT 1")
    let number: Int64 = (last?["number"] ?? 0) + 1
    let salt = entry.text.map { _ in AuditChain.makeSalt() }
    var textDigest: Data?
    if let text = entry.text, let salt { textDigest = AuditChain.textDigest(text, salt: salt) }
    let digest = AuditChain.digest(
      of: entry, number: number, textDigest: textDigest, after: last?["digest"] ?? AuditChain.root)
    try db.run(
      """
      INSERT INTO audit_trail (number, at, user, actor, act, subject, detail, text, salt, text_digest, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        number, entry.at.microseconds, Int64(entry.userID), entry.actor?.text, entry.act, entry.subject, entry.detail,
        entry.text, salt, textDigest, digest,
      ])
  }

  func trail(of subject: String?, limit: Int) throws -> [TrailEntry] {
    try db.rows(
      """
      SELECT * FROM (SELECT * FROM audit_trail WHERE ?1 IS NULL OR subject = ?1 ORDER BY number DESC LIMIT ?2)
      ORDER BY number
      """, [subject, limit]
    ).map(Self.entry)
  }

  func checkTrail(lookingFor head: String?) throws -> TrailCheck {
    var check = TrailCheck(entries: 0, head: AuditChain.hexadecimal(AuditChain.root))
    var previous = AuditChain.root
    let wanted = head?.lowercased()
    let rows = try Row.fetchCursor(db.cachedStatement(sql: "SELECT * FROM audit_trail ORDER BY number"))
    while let row = try rows.next() {
      check.entries += 1
      let number: Int64 = row["number"]
      let entry = Self.entry(row)
      let digest = AuditChain.digest(of: entry, number: number, textDigest: row["text_digest"], after: previous)
      let isTrue = number == check.entries && digest == row["digest"] && Self.textHolds(row)
      if !isTrue, check.firstBroken == nil { check.firstBroken = number }
      previous = row["digest"]
      check.head = AuditChain.hexadecimal(previous)
      if check.head == wanted { check.found = number }
    }
    return check
  }

  /// An erased text is gone with its salt; one that is there is the one that was written.
  private static func textHolds(_ row: Row) -> Bool {
    let text: String? = row["text"]
    let salt: Data? = row["salt"]
    guard let text, let salt else { return text == nil && salt == nil }
    return AuditChain.textDigest(text, salt: salt) == row["text_digest"]
  }

  private static func entry(_ row: Row) -> TrailEntry {
    let actor: String? = row["actor"]
    let user: Int64 = row["user"]
    return TrailEntry(
      at: Timestamp(microseconds: row["at"]), userID: UInt32(truncatingIfNeeded: user),
      actor: actor.map { StaffID($0) },
      act: row["act"], subject: row["subject"], detail: row["detail"], text: row["text"])
  }
}
