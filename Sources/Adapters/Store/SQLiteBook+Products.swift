import CallModel
import GRDB
import Ledger

// MARK: - Products

extension SQLiteBook {
  func depositCount(of customer: CustomerNumber) throws -> Int {
    try db.row("SELECT count(*) FROM accounts WHERE customer = ? AND kind = 'deposit'", [customer.number])?[0] ?? 0
  }

  func depositTerms(of account: String) throws -> DepositTerms? {
    try db.row("SELECT rate, matures_on FROM deposit_terms WHERE account = ?", [account]).map { row in
      DepositTerms(
        account: account, rate: BasisPoints(row["rate"]), maturesOn: CivilDay(number: row["matures_on"]))
    }
  }

  func loanTerms(of account: String) throws -> LoanTerms? {
    try db.row("SELECT instalment, due_on FROM loan_terms WHERE account = ?", [account]).map { row in
      LoanTerms(account: account, instalment: row["instalment"], dueOn: CivilDay(number: row["due_on"]))
    }
  }

  func newestStatement(of account: String) throws -> CardStatement? {
    try db.row(
      """
      SELECT closed_at, due_on, amount, minimum FROM card_statements
      WHERE account = ? ORDER BY closed_at DESC LIMIT 1
      """, [account]
    ).map { row in
      CardStatement(
        account: account, closedAt: Timestamp(microseconds: row["closed_at"]),
        dueOn: CivilDay(number: row["due_on"]), amount: row["amount"], minimum: row["minimum"])
    }
  }

  func fund(_ code: String) throws -> Fund? {
    try db.row("SELECT name, net_asset_value FROM funds WHERE code = ?", [code]).map { row in
      Fund(code: code, name: row["name"], netAssetValue: row["net_asset_value"])
    }
  }

  func holdings(of customer: CustomerNumber, limit: Int) throws -> [FundHolding] {
    try db.rows(
      "SELECT fund, hundredths FROM fund_holdings WHERE customer = ? ORDER BY fund LIMIT ?", [customer.number, limit]
    ).map { FundHolding(customer: customer, fund: $0["fund"], hundredths: $0["hundredths"]) }
  }

  mutating func add(_ terms: DepositTerms) throws {
    try db.run(
      "INSERT INTO deposit_terms (account, rate, matures_on) VALUES (?, ?, ?)",
      [terms.account, terms.rate.number, terms.maturesOn.number])
  }

  mutating func add(_ terms: LoanTerms) throws {
    try db.run(
      "INSERT INTO loan_terms (account, instalment, due_on) VALUES (?, ?, ?)",
      [terms.account, terms.instalment, terms.dueOn.number])
  }

  mutating func add(_ statement: CardStatement) throws {
    try db.run(
      "INSERT INTO card_statements (account, closed_at, due_on, amount, minimum) VALUES (?, ?, ?, ?, ?)",
      [
        statement.account, statement.closedAt.microseconds, statement.dueOn.number, statement.amount,
        statement.minimum,
      ])
  }

  mutating func add(_ fund: Fund) throws {
    try db.run(
      "INSERT INTO funds (code, name, net_asset_value) VALUES (?, ?, ?)", [fund.code, fund.name, fund.netAssetValue])
  }

  mutating func add(_ holding: FundHolding) throws {
    try db.run(
      "INSERT INTO fund_holdings (customer, fund, hundredths) VALUES (?, ?, ?)",
      [holding.customer.number, holding.fund, holding.hundredths])
  }
}

// MARK: - Rates, branches and visits

extension SQLiteBook {
  func interestRate(_ product: RateProduct) throws -> InterestRate? {
    try db.row("SELECT rate FROM interest_rates WHERE product = ?", [product.rawValue]).map { row in
      InterestRate(product: product, rate: BasisPoints(row["rate"]))
    }
  }

  func exchangeRate(_ currency: Currency) throws -> ExchangeRate? {
    try db.row("SELECT bid, ask FROM exchange_rates WHERE currency = ?", [currency.code]).map { row in
      ExchangeRate(currency: currency, bid: row["bid"], ask: row["ask"])
    }
  }

  func branch(_ number: String) throws -> Branch? {
    try db.row("SELECT * FROM branches WHERE number = ?", [number]).map(Self.branch)
  }

  func branches(postCodePrefix: String, limit: Int) throws -> [Branch] {
    // Not LIKE: what was keyed must not be a pattern.
    try db.rows(
      "SELECT * FROM branches WHERE substr(post_code, 1, ?) = ? ORDER BY number LIMIT ?",
      [postCodePrefix.count, postCodePrefix, limit]
    ).map(Self.branch)
  }

  static func branch(_ row: Row) -> Branch {
    Branch(
      number: row["number"], postCode: row["post_code"],
      chinese: .init(name: row["name_zh"], address: row["address_zh"], hours: row["hours_zh"]),
      english: .init(name: row["name_en"], address: row["address_en"], hours: row["hours_en"]), quota: row["quota"])
  }

  func visitsBooked(at branch: String, on day: CivilDay, _ half: HalfDay) throws -> Int {
    try db.row(
      "SELECT count(*) FROM branch_visits WHERE branch = ? AND day = ? AND half = ?",
      [branch, day.number, half.rawValue])?[0] ?? 0
  }

  func visitsBooked(from phone: String, since day: CivilDay) throws -> [BranchVisit] {
    try db.rows(
      "SELECT branch, day, half, at FROM branch_visits WHERE phone = ? AND day >= ? ORDER BY number",
      [phone, day.number]
    ).map { row in
      BranchVisit(
        branch: row["branch"], day: CivilDay(number: row["day"]), half: try Self.word(row["half"]), phone: phone,
        at: Timestamp(microseconds: row["at"]))
    }
  }

  mutating func add(_ visit: BranchVisit) throws -> Int64 {
    try db.run(
      "INSERT INTO branch_visits (branch, day, half, phone, at) VALUES (?, ?, ?, ?, ?)",
      [visit.branch, visit.day.number, visit.half.rawValue, visit.phone, visit.at.microseconds])
    return db.lastInsertedRowID
  }

  mutating func add(_ rate: InterestRate) throws {
    try db.run(
      "INSERT INTO interest_rates (product, rate) VALUES (?, ?)", [rate.product.rawValue, rate.rate.number])
  }

  mutating func add(_ rate: ExchangeRate) throws {
    try db.run(
      "INSERT INTO exchange_rates (currency, bid, ask) VALUES (?, ?, ?)", [rate.currency.code, rate.bid, rate.ask])
  }

  mutating func add(_ branch: Branch) throws {
    try db.run(
      """
      INSERT INTO branches (
        number, post_code, name_zh, address_zh, hours_zh, name_en, address_en, hours_en, quota)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        branch.number, branch.postCode, branch.chinese.name, branch.chinese.address, branch.chinese.hours,
        branch.english.name, branch.english.address, branch.english.hours, branch.quota,
      ])
  }
}
