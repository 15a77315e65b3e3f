import CallModel
import Ledger

/// The rest of the book, which no password check looks at: passed on with its steps noted all the same.
extension TracingBook {
  mutating func update(_ customer: Customer) { traced(book.update(customer)) }
  mutating func update(_ card: BankCard) { traced(book.update(card)) }
  func depositCount(of customer: CustomerNumber) -> Int { traced(book.depositCount(of: customer)) }
  func depositTerms(of account: String) -> DepositTerms? { traced(book.depositTerms(of: account)) }
  func loanTerms(of account: String) -> LoanTerms? { traced(book.loanTerms(of: account)) }
  func newestStatement(of account: String) -> CardStatement? { traced(book.newestStatement(of: account)) }
  func fund(_ code: String) -> Fund? { traced(book.fund(code)) }
  func holdings(of customer: CustomerNumber, limit: Int) -> [FundHolding] {
    traced(book.holdings(of: customer, limit: limit))
  }
  mutating func add(_ terms: DepositTerms) { traced(book.add(terms)) }
  mutating func add(_ terms: LoanTerms) { traced(book.add(terms)) }
  mutating func add(_ statement: CardStatement) { traced(book.add(statement)) }
  mutating func add(_ fund: Fund) { traced(book.add(fund)) }
  mutating func add(_ holding: FundHolding) { traced(book.add(holding)) }

  func interestRate(_ product: RateProduct) -> InterestRate? { traced(book.interestRate(product)) }
  func exchangeRate(_ currency: Currency) -> ExchangeRate? { traced(book.exchangeRate(currency)) }
  func branch(_ number: String) -> Branch? { traced(book.branch(number)) }
  func branches(postCodePrefix: String, limit: Int) -> [Branch] {
    traced(book.branches(postCodePrefix: postCodePrefix, limit: limit))
  }
  func visitsBooked(at branch: String, on day: CivilDay, _ half: HalfDay) -> Int {
    traced(book.visitsBooked(at: branch, on: day, half))
  }
  func visitsBooked(from phone: String, since day: CivilDay) -> [BranchVisit] {
    traced(book.visitsBooked(from: phone, since: day))
  }
  mutating func add(_ visit: BranchVisit) -> Int64 { traced(book.add(visit)) }
  mutating func add(_ rate: InterestRate) { traced(book.add(rate)) }
  mutating func add(_ rate: ExchangeRate) { traced(book.add(rate)) }
  mutating func add(_ branch: Branch) { traced(book.add(branch)) }

  func newPassword(_ kind: PasswordKind, of customer: CustomerNumber) -> StoredPassword? {
    traced(book.newPassword(kind, of: customer))
  }
  mutating func setNewPassword(_ password: StoredPassword?, _ kind: PasswordKind, of customer: CustomerNumber) {
    traced(book.setNewPassword(password, kind, of: customer))
  }
  func guessers(since day: CivilDay, days: Int) -> [SlowGuess] { traced(book.guessers(since: day, days: days)) }
  func guessed(days: Int) -> [SlowGuess] { traced(book.guessed(days: days)) }
  func messagesSent(_ kind: OutboxMessage.Kind, to customer: CustomerNumber, after instant: Timestamp) -> Int {
    traced(book.messagesSent(kind, to: customer, after: instant))
  }
  func untoldResults(of customer: CustomerNumber, limit: Int) -> [UntoldResult] {
    traced(book.untoldResults(of: customer, limit: limit))
  }
  mutating func add(_ result: UntoldResult) -> Int64 { traced(book.add(result)) }
  mutating func forgetUntoldResults(of customer: CustomerNumber, through number: Int64) {
    traced(book.forgetUntoldResults(of: customer, through: number))
  }
}
