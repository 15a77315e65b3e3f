import CallModel
import Foundation
import GRDB
import Ledger

extension SQLiteBook {
  func password(_ kind: PasswordKind, of customer: CustomerNumber) throws -> StoredPassword? {
    try storedPassword(
      db.row(
        "SELECT salt, rounds, digest FROM passwords WHERE customer = ? AND kind = ?",
        [customer.number, kind.rawValue]))
  }

  func newPassword(_ kind: PasswordKind, of customer: CustomerNumber) throws -> StoredPassword? {
    try storedPassword(
      db.row(
        "SELECT salt, rounds, digest FROM new_passwords WHERE customer = ? AND kind = ?",
        [customer.number, kind.rawValue]))
  }

  private func storedPassword(_ row: Row?) -> StoredPassword? {
    row.map { row in
      StoredPassword(
        salt: [UInt8](row["salt"] as Data), rounds: row["rounds"], digest: [UInt8](row["digest"] as Data))
    }
  }

  mutating func setNewPassword(
    _ password: StoredPassword?, _ kind: PasswordKind, of customer: CustomerNumber
  ) throws {
    try db.run("DELETE FROM new_passwords WHERE customer = ? AND kind = ?", [customer.number, kind.rawValue])
    guard let password else { return }
    try db.run(
      "INSERT INTO new_passwords (customer, kind, salt, rounds, digest) VALUES (?, ?, ?, ?, ?)",
      [customer.number, kind.rawValue, Data(password.salt), password.rounds, Data(password.digest)])
  }

  func guessers(since day: CivilDay, days: Int) throws -> [SlowGuess] {
    try db.rows(
      """
      SELECT phone, count(*) AS days, sum(failures) AS failures FROM failed_days WHERE day >= ?
      GROUP BY phone HAVING count(*) >= ? ORDER BY days DESC, failures DESC, phone
      """, [day.number, days]
    ).map { SlowGuess(subject: .phone($0["phone"]), days: $0["days"], failures: $0["failures"]) }
  }

  func guessed(days: Int) throws -> [SlowGuess] {
    try db.rows(
      """
      SELECT subject, wrong_days, wrong_since_success FROM password_attempts WHERE wrong_days >= ? AND subject NOT LIKE 'holder:%'
      ORDER BY wrong_days DESC, wrong_since_success DESC, subject
      """, [days]
    ).map {
      SlowGuess(subject: .password($0["subject"]), days: $0["wrong_days"], failures: $0["wrong_since_success"])
    }
  }

  func attempts(of subject: PasswordSubject) throws -> PasswordAttempts? {
    let row = try db.row(
      "SELECT day, wrong_today, wrong_since_success, wrong_days FROM password_attempts WHERE subject = ?",
      [subject.text])
    return row.map { row in
      PasswordAttempts(
        day: CivilDay(number: row["day"]), wrongToday: row["wrong_today"],
        wrongSinceSuccess: row["wrong_since_success"], wrongDays: row["wrong_days"])
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
      INSERT INTO password_attempts (subject, day, wrong_today, wrong_since_success, wrong_days)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (subject) DO UPDATE
      SET day = excluded.day, wrong_today = excluded.wrong_today,
        wrong_since_success = excluded.wrong_since_success, wrong_days = excluded.wrong_days
      """,
      [
        subject.text, attempts.day.number, attempts.wrongToday, attempts.wrongSinceSuccess, attempts.wrongDays,
      ])
  }

  mutating func noteFailedLookUp(from phone: String, at instant: Timestamp, forgetting: Timestamp) throws {
    try db.run("DELETE FROM failed_look_ups WHERE at <= ?", [forgetting.microseconds])
    try db.run("INSERT INTO failed_look_ups (phone, at) VALUES (?, ?)", [phone, instant.microseconds])
    try db.run(
      """
      INSERT INTO failed_days (phone, day, failures) VALUES (?, ?, 1)
      ON CONFLICT (phone, day) DO UPDATE SET failures = failures + 1
      """, [phone, CivilTime(instant).day.number])
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
      INSERT INTO outbox (customer, phone, kind, last4, body, at)
      SELECT number, phone, ?, ?, ?, ? FROM customers WHERE number = ?
      """,
      [
        message.kind.rawValue, message.last4, message.body, message.at.microseconds, message.customer.number,
      ])
  }

  func keptAnswer(to key: String) throws -> KeptAnswer? { try KeptAnswerTable.answer(to: key, in: db) }

  mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) throws {
    try KeptAnswerTable.keep(answer, to: key, at: instant, in: db)
  }

  func messagesSent(_ kind: OutboxMessage.Kind, to customer: CustomerNumber, after instant: Timestamp) throws -> Int {
    try db.row(
      "SELECT count(*) FROM outbox WHERE customer = ? AND kind = ? AND at > ?",
      [customer.number, kind.rawValue, instant.microseconds])?[0] ?? 0
  }

  func untoldResults(of customer: CustomerNumber, limit: Int) throws -> [UntoldResult] {
    try db.rows(
      """
      SELECT number, refusal, amount, currency, payee, at FROM untold_results
      WHERE customer = ? ORDER BY number LIMIT ?
      """, [customer.number, limit]
    ).map { row in
      let refusal: String? = row["refusal"]
      return UntoldResult(
        number: row["number"], customer: customer, refusal: refusal.map { PromptID($0) },
        amount: Money(minorUnits: row["amount"], currency: Currency(code: row["currency"])), payee: row["payee"],
        at: Timestamp(microseconds: row["at"]))
    }
  }

  mutating func add(_ result: UntoldResult) throws -> Int64 {
    try db.run(
      "INSERT INTO untold_results (customer, refusal, amount, currency, payee, at) VALUES (?, ?, ?, ?, ?, ?)",
      [
        result.customer.number, result.refusal?.text, result.amount.minorUnits, result.amount.currency.code,
        result.payee, result.at.microseconds,
      ])
    return db.lastInsertedRowID
  }

  mutating func forgetUntoldResults(of customer: CustomerNumber, through number: Int64) throws {
    try db.run("DELETE FROM untold_results WHERE customer = ? AND number <= ?", [customer.number, number])
  }
}
