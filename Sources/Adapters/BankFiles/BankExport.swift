import CallModel
public import Ledger

/// Writes a bank to files with comma-separated values that `BankImport` reads back to the same bank. Passwords are
/// never written, and the bank's own accounts need not be.
public enum BankExport {
  /// By name; a file without rows is left out, but for those that no bank is without.
  public static func files(of contents: BankContents) -> [(name: String, text: String)] {
    let stops = Dictionary(contents.lossReports.map { ($0.card, $0) }) { _, later in later }
    return BankFile.allCases.compactMap { file in
      var writer = CSVWriter(file.columns)
      let rows = rows(of: file, contents, stops)
      guard !rows.isEmpty || file == .customers || file == .accounts else { return nil }
      for row in rows { writer.append(row) }
      return (file.name, writer.text)
    }
  }

  private static func rows(
    of file: BankFile, _ contents: BankContents, _ stops: [String: BankContents.LossReport]
  ) -> [[String]] {
    switch file {
    case .customers: contents.customers.map(row)
    case .accounts: contents.accounts.filter { $0.customer != nil }.map(row)
    case .cards: contents.cards.map { row($0, stops[$0.number]) }
    case .payees:
      contents.payees.map { [String($0.number), String($0.customer.number), $0.name, $0.account, $0.bank ?? ""] }
    case .deposits: contents.depositTerms.map { [$0.account, $0.rate.percent, $0.maturesOn.written] }
    case .loans: contents.loanTerms.map { [$0.account, money($0.instalment), $0.dueOn.written] }
    case .bills:
      contents.statements.map {
        [$0.account, $0.closedAt.written, $0.dueOn.written, money($0.amount), money($0.minimum)]
      }
    case .funds:
      contents.funds.map { [$0.code, $0.name, DecimalFraction.text($0.netAssetValue, decimals: 4)] }
    case .holdings: contents.holdings.map { [String($0.customer.number), $0.fund, money($0.hundredths)] }
    case .rates: contents.interestRates.map { [$0.product.rawValue, $0.rate.percent] }
    case .exchangeRates: contents.exchangeRates.map { [$0.currency.code, money($0.bid), money($0.ask)] }
    case .branches: contents.branches.map(row)
    case .blockedPhones: contents.blockedPhones.map { [$0] }
    case .passwords: []
    case .postings: postings(contents.history)
    }
  }

  private static func row(_ customer: Customer) -> [String] {
    [
      String(customer.number.number), customer.name, customer.tier.rawValue, customer.birthday.written,
      customer.language.tag, customer.phone, customer.idLastSix, flag(customer.mayTransfer), flag(customer.hasAlerts),
      customer.dailyLimit.map(money) ?? "", flag(customer.isFrozen),
    ]
  }

  private static func row(_ account: BankAccount) -> [String] {
    [
      account.number, account.customer.map { String($0.number) } ?? "", account.kind.rawValue, account.currency.code,
      money(account.creditLimit), account.openedOn.written,
    ]
  }

  private static func row(_ card: BankCard, _ stop: BankContents.LossReport?) -> [String] {
    let until = stop.map { $0.until == .distantFuture ? "always" : $0.until.written }
    return [
      card.number, String(card.customer.number), card.account, card.kind.rawValue, flag(card.isActive),
      stop?.at.written ?? "", until ?? "",
    ]
  }

  private static func row(_ branch: Branch) -> [String] {
    [
      branch.number, branch.postCode, branch.chinese.name, branch.chinese.address, branch.chinese.hours,
      branch.english.name, branch.english.address, branch.english.hours, String(branch.quota),
    ]
  }

  private static func postings(_ history: [BankTransaction]) -> [[String]] {
    history.enumerated().flatMap { index, transaction in
      transaction.postings.map { posting in
        [
          String(index + 1), transaction.at.written, posting.account, posting.kind.rawValue, money(posting.amount),
        ]
      }
    }
  }

  private static func money(_ minorUnits: Int64) -> String { DecimalFraction.text(minorUnits, decimals: 2) }
  private static func flag(_ isSo: Bool) -> String { isSo ? "yes" : "no" }
}
