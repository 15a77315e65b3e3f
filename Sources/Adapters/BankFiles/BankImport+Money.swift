import CallModel
import Ledger

/// Accounts and what has moved on them.
extension BankImport {
  mutating func readAccount(_ row: ImportRow) {
    let number = row.digits("number", 6...34)
    let owner = customer(row)
    let kind: BankAccount.Kind? = row.word("kind", BankAccount.Kind.allCases.filter { $0 != .house })
    let currency = row.value("currency", "a code of ISO 4217, as CNY", Self.currency)
    let limit = row.decimal("credit_limit")
    let opened = row.day("opened")
    guard let number, let owner, let kind, let currency, let limit, let opened else {
      return doubts.note(.accounts, number)
    }
    guard accounts[number] == nil else {
      doubts.note(.accounts)
      return row.error("number", "this account is there already")
    }
    guard limit == 0 || kind.mayBeOwedOn else {
      doubts.note(.accounts, number)
      return row.error("credit_limit", "a \(kind.rawValue) account is never overdrawn: it should be 0")
    }
    let account = BankAccount(
      number: number, customer: owner, kind: kind, currency: currency, creditLimit: limit, openedOn: opened)
    accounts[number] = account
    ownNumbers[owner, default: []].append(number)
    contents.accounts.append(account)
  }

  static func currency(_ code: String) -> Currency? {
    code.utf8.count == 3 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? Currency(code: code) : nil
  }

  /// Lines that name the same transaction, as they come, are its postings.
  mutating func readPostings() {
    var open: PostingGroup?
    each(of: .postings) { bank, row in
      let number = row.number("transaction", in: 1...Int64.max)
      let at = row.instant("at")
      let account = bank.account(row)
      let kind: Posting.Kind? = row.word("kind")
      let amount = row.decimal("amount", in: -ImportRow.mostMinorUnits...ImportRow.mostMinorUnits)
      guard let number else { return }
      if open?.number != number {
        bank.close(&open)
        if !bank.numbers.insert("transaction", String(number)) {
          row.error("transaction", "its other postings stand further above, apart from this one")
        }
        open = PostingGroup(number: number, row: row)
      }
      guard let at, let account, let kind, let amount else {
        open?.isWhole = false
        return
      }
      bank.note(row, at: at, account, amount: amount, in: &open)
      open?.transaction.postings.append(Posting(account: account.number, kind: kind, amount: amount))
    }
    close(&open)
  }

  /// Looks at a posting beside those before it, and books it.
  private mutating func note(
    _ row: ImportRow, at instant: Timestamp, _ account: BankAccount, amount: Int64, in group: inout PostingGroup?
  ) {
    guard var open = group else { return }
    defer { group = open }
    if open.transaction.postings.isEmpty {
      if let last = contents.history.last, last.at > instant { row.error("at", "it is before the transaction above") }
      open.transaction.at = instant
      open.currency = account.currency
    }
    if open.transaction.at != instant { row.error("at", "all postings of a transaction have one instant") }
    if open.currency != account.currency {
      row.error("account", "all postings of a transaction are of one currency: \(open.currency?.code ?? "")")
    }
    let (balance, overflows) = account.balance.addingReportingOverflow(amount)
    guard !overflows else {
      open.isWhole = false
      return row.error("amount", "the balance leaves what 64 bits can hold")
    }
    accounts[account.number]?.balance = balance
    if account.customer != nil, balance < -account.creditLimit {
      let shown = DecimalFraction.text(balance, decimals: 2)
      row.error("amount", "it overdraws the account: the balance would be \(shown)")
    }
  }

  private mutating func close(_ group: inout PostingGroup?) {
    guard let open = group else { return }
    group = nil
    guard open.isWhole else { return }
    guard open.transaction.isBalanced else {
      let sum = DecimalFraction.text(open.transaction.postings.reduce(0) { $0 + $1.amount }, decimals: 2)
      return open.row.error("transaction", "the postings of \(open.number) add up to \(sum), not to 0")
    }
    contents.history.append(open.transaction)
  }
}

/// The transaction that is being read.
private struct PostingGroup {
  let number: Int64
  /// Its first.
  let row: ImportRow
  var transaction = BankTransaction(at: .epoch, postings: [])
  var currency: Currency?
  /// False where a posting could not be read, so that nobody complains of the sum as well.
  var isWhole = true

  init(number: Int64, row: ImportRow) {
    self.number = number
    self.row = row
  }
}

extension BankAccount.Kind {
  fileprivate var mayBeOwedOn: Bool {
    switch self {
    case .credit, .loan: true
    case .current, .savings, .deposit, .house: false
    }
  }
}
