import ArgumentParser
import CallModel
import Ledger
import LineProtocol
import Store
import Terminal

struct BankShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A customer: accounts, cards, locks, limits; names and numbers masked.",
    discussion: """
      EXAMPLES
        ivrctl bank show 1
        ivrctl bank show --phone 13900000001
        ivrctl bank show --card 6222020000000015 --json

      A password is never shown, only whether one is set. In JSON each row is an object, and "row" says of which kind.

      \(Exit.help)
      """)

  @Argument(help: "The customer's number.") var number: Int64?
  @Option(help: ArgumentHelp("By a card's number.", valueName: "digits")) var card: String?
  @Option(help: ArgumentHelp("By an account's number.", valueName: "digits")) var account: String?
  @Option(help: ArgumentHelp("By the registered telephone.", valueName: "digits")) var phone: String?
  @OptionGroup var bank: BankOptions
  @OptionGroup var output: OutputOptions

  private var keys: [CustomerKey] {
    [
      number.map { .number(CustomerNumber($0)) }, card.map { .card($0) }, account.map { .account($0) },
      phone.map { .phone($0) },
    ].compactMap(\.self)
  }

  func validate() throws {
    guard keys.count == 1 else {
      throw ValidationError("Name one customer: by number, or by --card, --account or --phone.")
    }
  }

  func run() throws {
    let key = keys[0]
    let overview = try bank.read { (reader) throws(StoreError) in try reader.overview(of: key, at: BankOptions.now) }
    guard let overview else {
      Exit.complain("the bank in \(bank.directory) has no such customer")
      throw Exit.refused
    }
    let report = RowReport(Self.rows(of: overview))
    if output.json { return output.show(.array(report.json(namingRows: true))) }
    output.show(report.lines(.detail))
  }

  private static func rows(of overview: CustomerOverview) -> [ReceivedLine] {
    var rows = [row("customer", customer(overview))]
    for account in overview.accounts {
      rows.append(
        row(
          "account",
          [
            Field("account", Masked.number(account.number)), Field("kind", account.kind.rawValue),
            Field("balance", money(account.balance)), Field("currency", account.currency.code),
            Field("credit-limit", money(account.creditLimit)), Field("opened", account.openedOn.written),
          ]))
    }
    for card in overview.cards {
      rows.append(
        row(
          "card",
          [
            Field("card", Masked.number(card.card.number)), Field("kind", card.card.kind.rawValue),
            Field("active", flag(card.card.isActive)), Field("stopped", stopped(card.stoppedUntil)),
            Field("lock", card.lock?.rawValue ?? "none"), Field("wrong", card.wrongSinceSuccess),
          ]))
    }
    for payee in overview.payees {
      rows.append(
        row(
          "payee",
          [
            Field("payee", payee.number), Field("name", Masked.name(payee.name)),
            Field("account", Masked.number(payee.account)), Field("bank", payee.bank ?? "this bank"),
          ]))
    }
    return rows
  }

  private static func customer(_ overview: CustomerOverview) -> [Field] {
    let customer = overview.customer
    return [
      Field("customer", customer.number.number), Field("name", Masked.name(customer.name)),
      Field("tier", customer.tier.rawValue), Field("language", customer.language.tag),
      Field("phone", Masked.number(customer.phone)),
      Field("query-password", overview.hasQueryPassword ? "set" : "never set"),
      Field("transaction-password", overview.hasTransactionPassword ? "set" : "never set"),
      Field("query-lock", overview.queryLock?.rawValue ?? "none"),
      Field("transaction-lock", overview.transactionLock?.rawValue ?? "none"),
      Field("channels", customer.isFrozen ? "frozen" : "open"), Field("transfers", customer.mayTransfer ? "on" : "off"),
      Field("alerts", customer.hasAlerts ? "on" : "off"), Field("daily-limit", money(overview.dailyLimit)),
      Field("used-today", money(overview.usage.total)), Field("transfers-today", overview.usage.count),
      Field("untold-results", overview.untold),
    ]
  }

  private static func row(_ word: String, _ fields: [Field]) -> ReceivedLine {
    ReceivedLine(kind: .row, words: [word], fields: fields)
  }

  private static func stopped(_ until: Timestamp?) -> String {
    guard let until else { return "no" }
    return until == .distantFuture ? "for good" : until.written
  }

  private static func money(_ minorUnits: Int64) -> String { DecimalFraction.text(minorUnits, decimals: 2) }
  private static func flag(_ isSo: Bool) -> String { isSo ? "yes" : "no" }
}
