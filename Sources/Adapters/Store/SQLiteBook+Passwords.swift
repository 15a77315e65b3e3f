import CallModel
import Foundation
import GRDB
import Ledger

extension SQLiteBook {
  func password(_ kind: PasswordKind, of customer: CustomerNumber) throws -> StoredPassword? {
    let row = try db.row(
      "SELECT salt, rounds, digest FROM passwords WHERE customer = ? AND kind = ?", [customer.number, kind.rawValue])
    return row.map { row in
      StoredPassword(
        salt: [UInt8](row["salt"] as Data), rounds: row["rounds"], digest: [UInt8](row["digest"] as Data))
    }
  }

  func attempts(of subject: PasswordSubject) throws -> PasswordAttempts? {
    let row = try db.row(
      "SELECT day, wrong_today, wrong_since_success FROM password_attempts WHERE subject = ?", [subject.text])
    return row.map { row in
      PasswordAttempts(
        day: CivilDay(number: row["day"]), wrongToday: row["wrong_today"],
        wrongSinceSuccess: row["wrong_since_success"])
    }
  }

  func failedLookUps(from phone: String, after instant: Timestamp) throws -> Int {
    let row = try db.row(
      "SELECT count(*) FROM failed_look_ups WHERE phone = ? AND at > ?", [phone, instant.microseconds])
    return row?[0] ?? 0
  }

  mutating func setPassword(_ password: StoredPassword, _ kind: PasswordKind, of customer: CustomerNumber) throws {
    try db.run(
      """
      INSERT INTO passwords (customer, kind, salt, rounds, digest) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (customer, kind)
      DO UPDATE SET salt = excluded.salt, rounds = excluded.rounds, digest = excluded.digest
      """, [customer.number, kind.rawValue, Data(password.salt), password.rounds, Data(password.digest)])
  }

  mutating func setAttempts(_ attempts: PasswordAttempts, of subject: PasswordSubject) throws {
    try db.run(
      """
      INSERT INTO password_attempts (subject, day, wrong_today, wrong_since_success) VALUES (?, ?, ?, ?)
      ON CONFLICT (subject) DO UPDATE
      SET day = excluded.day, wrong_today = excluded.wrong_today, wrong_since_success = excluded.wrong_since_success
      """, [subject.text, attempts.day.number, attempts.wrongToday, attempts.wrongSinceSuccess])
  }

  mutating func noteFailedLookUp(from phone: String, at instant: Timestamp, forgetting: Timestamp) throws {
    try db.run("DELETE FROM failed_look_ups WHERE at <= ?", [forgetting.microseconds])
    try db.run("INSERT INTO failed_look_ups (phone, at) VALUES (?, ?)", [phone, instant.microseconds])
  }

  func lossReportEnd(of card: String) throws -> Timestamp? {
    let row = try db.row("SELECT until FROM loss_reports WHERE card = ? ORDER BY number DESC LIMIT 1", [card])
    return row.map { Timestamp(microseconds: $0["until"]) }
  }

  mutating func reportLoss(of card: String, at instant: Timestamp, until: Timestamp) throws {
    try db.run(
      "INSERT INTO loss_reports (card, at, until) VALUES (?, ?, ?)", [card, instant.microseconds, until.microseconds])
  }

  mutating func send(_ message: OutboxMessage) throws {
    // To nobody it selects nothing, so it inserts nothing.
    try db.run(
      """
      INSERT INTO outbox (customer, phone, kind, last4, at)
      SELECT number, phone, ?, ?, ? FROM customers WHERE number = ?
      """, [message.kind.rawValue, message.last4, message.at.microseconds, message.customer.number])
  }

  func keptAnswer(to key: String) throws -> KeptAnswer? { try KeptAnswerTable.answer(to: key, in: db) }

  mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) throws {
    try KeptAnswerTable.keep(answer, to: key, at: instant, in: db)
  }
}
