import CallModel
import GRDB
import Ledger

/// The bank's data in the transaction that is open: each method is one statement, and no rule lives here.
struct SQLiteBook: BankBook {
  typealias Failure = any Error

  let db: Database
  let hasher: any PasswordHasher

  /// Reads a word of ours back. A word that nobody knows means that the file is damaged or from a newer ivrd.
  static func word<Word: RawRepresentable>(_ raw: String, as: Word.Type = Word.self) throws -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: raw) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a \(Word.self) that nobody knows")
    }
    return word
  }
}

// MARK: - Customers

extension SQLiteBook {
  private static let customerColumns =
    """
    SELECT number, name, tier, birthday, language, phone, id_last_six, may_transfer, has_alerts, daily_limit, is_frozen
    FROM customers
    """

  func customer(_ number: CustomerNumber) throws -> Customer? {
    try db.row("\(Self.customerColumns) WHERE number = ?", [number.number]).map(Self.customer)
  }

  func customer(phone: String) throws -> Customer? {
    try db.row("\(Self.customerColumns) WHERE phone = ?", [phone]).map(Self.customer)
  }

  private static func customer(_ row: Row) throws -> Customer {
    var customer = Customer(
      number: CustomerNumber(row["number"]), name: row["name"], tier: try word(row["tier"]),
      birthday: CivilDay(number: row["birthday"]), language: Language(row["language"]), phone: row["phone"],
      idLastSix: row["id_last_six"], mayTransfer: row["may_transfer"])
    customer.hasAlerts = row["has_alerts"]
    customer.dailyLimit = row["daily_limit"]
    customer.isFrozen = row["is_frozen"]
    return customer
  }

  /// In the order of the numbers.
  func allCustomers() throws -> [Customer] { try db.rows("\(Self.customerColumns) ORDER BY number").map(Self.customer) }

  func isBlocked(phone: String) throws -> Bool {
    try db.row("SELECT 1 FROM blocked_phones WHERE phone = ?", [phone]) != nil
  }

  private static let cardColumns = "SELECT number, customer, account, kind, is_active FROM cards"

  func card(_ number: String) throws -> BankCard? {
    try db.row("\(Self.cardColumns) WHERE number = ?", [number]).map(Self.card)
  }

  func cards(of customer: CustomerNumber, limit: Int) throws -> [BankCard] {
    try db.rows(
      "\(Self.cardColumns) WHERE customer = ? ORDER BY number LIMIT ?",
      [customer.number, limit]
    ).map(Self.card)
  }

  func allCards() throws -> [BankCard] { try db.rows("\(Self.cardColumns) ORDER BY number").map(Self.card) }

  private static func card(_ row: Row) throws -> BankCard {
    BankCard(
      number: row["number"], customer: CustomerNumber(row["customer"]), account: row["account"],
      kind: try word(row["kind"]), isActive: row["is_active"])
  }

  func payees(of customer: CustomerNumber, limit: Int) throws -> [Payee] {
    try db.rows(
      "SELECT number, customer, name, account, bank FROM payees WHERE customer = ? ORDER BY number LIMIT ?",
      [customer.number, limit]
    ).map(Self.payee)
  }

  func payee(_ number: Int64) throws -> Payee? {
    try db.row("SELECT number, customer, name, account, bank FROM payees WHERE number = ?", [number]).map(Self.payee)
  }

  func lastPayeeNumber() throws -> Int64 {
    try db.row("SELECT coalesce(max(number), 0) AS number FROM payees").map { $0["number"] } ?? 0
  }

  func allPayees() throws -> [Payee] {
    try db.rows("SELECT number, customer, name, account, bank FROM payees ORDER BY number").map(Self.payee)
  }

  private static func payee(_ row: Row) -> Payee {
    Payee(
      number: row["number"], customer: CustomerNumber(row["customer"]), name: row["name"], account: row["account"],
      bank: row["bank"])
  }

  mutating func add(_ customer: Customer) throws {
    try db.run(
      """
      INSERT INTO customers (
        number, name, tier, birthday, language, phone, id_last_six, may_transfer, has_alerts, daily_limit, is_frozen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        customer.number.number, customer.name, customer.tier.rawValue, customer.birthday.number,
        customer.language.tag, customer.phone, customer.idLastSix, customer.mayTransfer, customer.hasAlerts,
        customer.dailyLimit, customer.isFrozen,
      ])
  }

  mutating func update(_ customer: Customer) throws {
    try db.run(
      """
      UPDATE customers SET name = ?, tier = ?, birthday = ?, language = ?, id_last_six = ?, may_transfer = ?,
        has_alerts = ?, daily_limit = ?, is_frozen = ? WHERE number = ?
      """,
      [
        customer.name, customer.tier.rawValue, customer.birthday.number, customer.language.tag, customer.idLastSix,
        customer.mayTransfer, customer.hasAlerts, customer.dailyLimit, customer.isFrozen, customer.number.number,
      ])
  }

  mutating func add(_ card: BankCard) throws {
    try db.run(
      "INSERT INTO cards (number, customer, account, kind, is_active) VALUES (?, ?, ?, ?, ?)",
      [card.number, card.customer.number, card.account, card.kind.rawValue, card.isActive])
  }

  mutating func update(_ card: BankCard) throws {
    try db.run(
      "UPDATE cards SET account = ?, kind = ?, is_active = ? WHERE number = ?",
      [card.account, card.kind.rawValue, card.isActive, card.number])
  }

  mutating func add(_ payee: Payee) throws {
    try db.run(
      "INSERT INTO payees (number, customer, name, account, bank) VALUES (?, ?, ?, ?, ?)",
      [payee.number, payee.customer.number, payee.name, payee.account, payee.bank])
  }

  mutating func block(phone: String) throws {
    try db.run("INSERT INTO blocked_phones (phone) VALUES (?) ON CONFLICT DO NOTHING", [phone])
  }
}
