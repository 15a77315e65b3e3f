import CallModel
import Ledger

/// Products, rates and branches.
extension BankImport {
  /// Hundredths of a per cent: up to 1000 %.
  private static let basisPoints: ClosedRange<Int64> = 0...100_000

  mutating func readDeposit(_ row: ImportRow) {
    let account = account(row, of: .deposit)
    let rate = row.decimal("rate", in: Self.basisPoints)
    let matures = row.day("matures")
    guard let account, let rate, let matures, isFirst(row, "account", account) else { return }
    contents.depositTerms.append(DepositTerms(account: account, rate: BasisPoints(Int(rate)), maturesOn: matures))
  }

  mutating func readLoan(_ row: ImportRow) {
    let account = account(row, of: .loan)
    let instalment = row.decimal("instalment")
    let due = row.day("due")
    guard let account, let instalment, let due, isFirst(row, "account", account) else { return }
    contents.loanTerms.append(LoanTerms(account: account, instalment: instalment, dueOn: due))
  }

  mutating func readBill(_ row: ImportRow) {
    let account = account(row, of: .credit)
    let closed = row.instant("closed")
    let due = row.day("due")
    let (amount, minimum) = (row.decimal("amount"), row.decimal("minimum"))
    guard let account, let closed, let due, let amount, let minimum else { return }
    guard minimum <= amount else { return row.error("minimum", "it is more than the amount") }
    guard numbers.insert("bill", account, String(closed.microseconds)) else {
      return row.error("closed", "this bill is there already")
    }
    contents.statements.append(
      CardStatement(account: account, closedAt: closed, dueOn: due, amount: amount, minimum: minimum))
  }

  mutating func readFund(_ row: ImportRow) {
    let code = row.digits("code", 1...12)
    let name = row.text("name")
    let value = row.decimal("value", decimals: 4)
    guard let code, let name, let value else { return doubts.note(.funds, code) }
    guard numbers.insert("fund", code) else { return row.error("code", "this fund is there already") }
    contents.funds.append(Fund(code: code, name: name, netAssetValue: value))
  }

  mutating func readHolding(_ row: ImportRow) {
    let owner = customer(row)
    let code = row.raw("fund")
    let isDoubtful = doubts.cover(.funds, code)
    let fund = isDoubtful ? nil : row.value("fund", "a fund of funds.csv") { numbers.has("fund", $0) ? $0 : nil }
    let units = row.decimal("units")
    guard let owner, let fund, let units else { return }
    guard numbers.insert("holding", String(owner.number), fund) else {
      return row.error("fund", "what this customer has of it is there already")
    }
    contents.holdings.append(FundHolding(customer: owner, fund: fund, hundredths: units))
  }

  mutating func readRate(_ row: ImportRow) {
    let product: RateProduct? = row.word("product")
    let rate = row.decimal("rate", in: Self.basisPoints)
    guard let product, let rate, isFirst(row, "product", product.rawValue) else { return }
    contents.interestRates.append(InterestRate(product: product, rate: BasisPoints(Int(rate))))
  }

  mutating func readExchangeRate(_ row: ImportRow) {
    let currency = row.value("currency", "a code of ISO 4217 but CNY", Self.currency)
    let (bid, ask) = (row.decimal("bid"), row.decimal("ask"))
    guard let currency, let bid, let ask, isFirst(row, "currency", currency.code) else { return }
    guard bid <= ask else { return row.error("bid", "the bank gives more than it asks") }
    contents.exchangeRates.append(ExchangeRate(currency: currency, bid: bid, ask: ask))
  }

  mutating func readBranch(_ row: ImportRow) {
    let number = row.digits("number", 1...12)
    let postCode = row.digits("post_code", 6...6)
    func words(_ language: String) -> Branch.Words? {
      let name = row.text("name_\(language)")
      let (address, hours) = (row.text("address_\(language)"), row.text("hours_\(language)"))
      guard let name, let address, let hours else { return nil }
      return Branch.Words(name: name, address: address, hours: hours)
    }
    let (chinese, english) = (words("zh"), words("en"))
    let quota = row.number("quota", in: 0...10_000)
    guard let number, let postCode, let chinese, let english, let quota, isFirst(row, "number", number) else { return }
    contents.branches.append(
      Branch(number: number, postCode: postCode, chinese: chinese, english: english, quota: Int(quota)))
  }

  private func account(_ row: ImportRow, of kind: BankAccount.Kind) -> String? {
    guard let account = account(row) else { return nil }
    guard account.kind == kind else {
      row.error("account", "it is a \(account.kind.rawValue) account; it should be a \(kind.rawValue) account")
      return nil
    }
    return account.number
  }

  private mutating func isFirst(_ row: ImportRow, _ column: String, _ value: String) -> Bool {
    if numbers.insert(row.file.rawValue, value) { return true }
    row.error(column, "it is there already")
    return false
  }
}
