public import CallModel

// MARK: - Products

extension InMemoryBook {
  public func depositCount(of customer: CustomerNumber) -> Int {
    accountsByCustomer[customer, default: []].count { accounts[$0]?.kind == .deposit }
  }

  public func depositTerms(of account: String) -> DepositTerms? { depositTerms[account] }
  public func loanTerms(of account: String) -> LoanTerms? { loanTerms[account] }
  public func newestStatement(of account: String) -> CardStatement? { newestStatements[account] }
  public func fund(_ code: String) -> Fund? { funds[code] }

  public func holdings(of customer: CustomerNumber, limit: Int) -> [FundHolding] {
    Array(holdings[customer, default: []].prefix(limit))
  }

  public mutating func add(_ terms: DepositTerms) { depositTerms[terms.account] = terms }
  public mutating func add(_ terms: LoanTerms) { loanTerms[terms.account] = terms }
  public mutating func add(_ fund: Fund) { funds[fund.code] = fund }

  public mutating func add(_ statement: CardStatement) {
    let newest = newestStatements[statement.account]
    if newest.map({ $0.closedAt < statement.closedAt }) ?? true { newestStatements[statement.account] = statement }
  }

  public mutating func add(_ holding: FundHolding) {
    holdings[holding.customer, default: []].append(holding)
    holdings[holding.customer]?.sort { $0.fund < $1.fund }
  }
}

// MARK: - Rates and branches

extension InMemoryBook {
  public func interestRate(_ product: RateProduct) -> InterestRate? { interestRates[product] }
  public func exchangeRate(_ currency: Currency) -> ExchangeRate? { exchangeRates[currency] }
  public func branch(_ number: String) -> Branch? { branches.first { $0.number == number } }

  public func branches(postCodePrefix: String, limit: Int) -> [Branch] {
    Array(branches.lazy.filter { $0.postCode.hasPrefix(postCodePrefix) }.prefix(limit))
  }

  public func visitsBooked(at branch: String, on day: CivilDay, _ half: HalfDay) -> Int {
    visits.count { $0.branch == branch && $0.day == day && $0.half == half }
  }

  public func visitsBooked(from phone: String, since day: CivilDay) -> [BranchVisit] {
    visits.filter { $0.phone == phone && $0.day >= day }
  }

  public mutating func add(_ visit: BranchVisit) -> Int64 {
    visits.append(visit)
    return Int64(visits.count)
  }

  public mutating func add(_ rate: InterestRate) { interestRates[rate.product] = rate }
  public mutating func add(_ rate: ExchangeRate) { exchangeRates[rate.currency] = rate }

  public mutating func add(_ branch: Branch) {
    precondition(self.branch(branch.number) == nil, "A branch's number is given once.")
    branches.append(branch)
    branches.sort { $0.number < $1.number }
  }
}
