import CallModel
import GRDB
public import Ledger

/// The whole bank as plain values.
extension BankReader {
  /// All that `EmbeddedBank.fill` makes a bank of, but for passwords, of one instant. Counters of wrong passwords, the
  /// day's use of limits, kept answers, messages, visits and untold results belong to the running bank and stay there.
  public func contents() throws(StoreError) -> BankContents {
    try read { book in
      let db = book.db
      var contents = BankContents()
      contents.customers = try book.allCustomers()
      contents.accounts = try book.allAccounts()
      contents.cards = try book.allCards()
      contents.payees = try book.allPayees()
      try Self.addProducts(to: &contents, db)
      try Self.addServices(to: &contents, db)
      contents.lossReports = try db.rows(
        // Of several reports of a card the latest holds.
        "SELECT card, at, until FROM loss_reports WHERE number IN (SELECT max(number) FROM loss_reports GROUP BY card)"
      ).map {
        BankContents.LossReport(
          card: $0["card"], at: Timestamp(microseconds: $0["at"]), until: Timestamp(microseconds: $0["until"]))
      }
      contents.history = try Self.history(db)
      return contents
    }
  }

  private static func addProducts(to contents: inout BankContents, _ db: Database) throws {
    contents.depositTerms = try db.rows("SELECT account, rate, matures_on FROM deposit_terms ORDER BY account").map {
      DepositTerms(
        account: $0["account"], rate: BasisPoints($0["rate"]), maturesOn: CivilDay(number: $0["matures_on"]))
    }
    contents.loanTerms = try db.rows("SELECT account, instalment, due_on FROM loan_terms ORDER BY account").map {
      LoanTerms(account: $0["account"], instalment: $0["instalment"], dueOn: CivilDay(number: $0["due_on"]))
    }
    contents.statements = try db.rows(
      "SELECT account, closed_at, due_on, amount, minimum FROM card_statements ORDER BY account, closed_at"
    ).map {
      CardStatement(
        account: $0["account"], closedAt: Timestamp(microseconds: $0["closed_at"]),
        dueOn: CivilDay(number: $0["due_on"]), amount: $0["amount"], minimum: $0["minimum"])
    }
    contents.funds = try db.rows("SELECT code, name, net_asset_value FROM funds ORDER BY code").map {
      Fund(code: $0["code"], name: $0["name"], netAssetValue: $0["net_asset_value"])
    }
    contents.holdings = try db.rows("SELECT customer, fund, hundredths FROM fund_holdings ORDER BY customer, fund").map
    {
      FundHolding(customer: CustomerNumber($0["customer"]), fund: $0["fund"], hundredths: $0["hundredths"])
    }
  }

  private static func addServices(to contents: inout BankContents, _ db: Database) throws {
    contents.interestRates = try db.rows("SELECT product, rate FROM interest_rates ORDER BY product").map {
      InterestRate(product: try SQLiteBook.word($0["product"]), rate: BasisPoints($0["rate"]))
    }
    contents.exchangeRates = try db.rows("SELECT currency, bid, ask FROM exchange_rates ORDER BY currency").map {
      ExchangeRate(currency: Currency(code: $0["currency"]), bid: $0["bid"], ask: $0["ask"])
    }
    contents.branches = try db.rows("SELECT * FROM branches ORDER BY number").map(SQLiteBook.branch)
    contents.blockedPhones = try db.rows("SELECT phone FROM blocked_phones ORDER BY phone").map { $0["phone"] }
  }

  private static func history(_ db: Database) throws -> [BankTransaction] {
    var history: [BankTransaction] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT postings.number, line, at, account, kind, amount
        FROM postings JOIN transactions ON transactions.number = postings.number ORDER BY postings.number, line
        """)
    while let row = try rows.next() {
      if row["line"] == 1 || history.isEmpty {
        history.append(BankTransaction(at: Timestamp(microseconds: row["at"]), postings: []))
      }
      history[history.count - 1].postings.append(
        Posting(account: row["account"], kind: try SQLiteBook.word(row["kind"]), amount: row["amount"]))
    }
    return history
  }
}
