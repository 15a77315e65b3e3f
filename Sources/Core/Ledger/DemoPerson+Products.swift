import CallModel

/// What else the people of the demo bank have: each piece brings its account, its terms and its past.
extension DemoPerson {
  private func number(_ place: Int64) -> String { DemoBank.account(customer.number.number, place) }

  /// A credit card that has been used, with a bill that closed some days ago.
  mutating func addCreditCard(limit: Int64, spent: [Int64], isActive: Bool = true, today: CivilDay) {
    let account = number(5)
    let last = accounts.map(\.openedOn).max() ?? today
    accounts.append(
      BankAccount(
        number: account, customer: customer.number, kind: .credit, creditLimit: limit, openedOn: last + 10))
    creditCard = BankCard(
      number: DemoBank.creditCard(customer.number.number), customer: customer.number, account: account, kind: .credit,
      isActive: isActive)
    for (index, amount) in spent.enumerated() {
      past.append(Event(account: account, daysAgo: 30 - index, kind: .purchase, amount: amount))
    }
    let amount = spent.reduce(0, +)
    let closedAt = CivilTime(day: today + -12, timeOfDay: .hours(23)).instant()
    statements.append(
      CardStatement(account: account, closedAt: closedAt, dueOn: today + 13, amount: amount, minimum: amount / 10))
  }

  mutating func addDeposit(_ amount: Int64, rate: BasisPoints, today: CivilDay) {
    let account = DemoBank.depositAccount(customer.number.number, 1)
    let last = accounts.map(\.openedOn).max() ?? today
    accounts.append(
      BankAccount(number: account, customer: customer.number, kind: .deposit, openedOn: last + 10))
    past.append(Event(account: account, daysAgo: 50, kind: .timeDeposit, amount: amount))
    depositTerms.append(DepositTerms(account: account, rate: rate, maturesOn: today + 315))
  }

  mutating func addLoan(_ amount: Int64, instalment: Int64, today: CivilDay) {
    let account = number(6)
    let last = accounts.map(\.openedOn).max() ?? today
    accounts.append(
      BankAccount(
        number: account, customer: customer.number, kind: .loan, creditLimit: amount, openedOn: last + 10))
    past.append(Event(account: account, daysAgo: 55, kind: .loan, amount: amount))
    loanTerms.append(LoanTerms(account: account, instalment: instalment, dueOn: today + 9))
  }

  mutating func addFund(_ code: String, hundredths: Int64) {
    holdings.append(FundHolding(customer: customer.number, fund: code, hundredths: hundredths))
  }
}
