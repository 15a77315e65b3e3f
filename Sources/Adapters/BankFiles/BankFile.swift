/// The files that a bank is written to and read from, each with its columns.
///
/// Amounts, rates and units are decimals (`1234.50`), days `2026-11-24`, instants `2026-11-24T09:30:00+08:00`, what is
/// so or not `yes` or `no`. A column that may be empty has a `?` behind it here.
enum BankFile: String, CaseIterable, Sendable {
  case customers, accounts, cards, payees, deposits, loans, bills, funds, holdings, rates
  case exchangeRates = "exchange-rates"
  case branches
  case blockedPhones = "blocked-phones"
  case passwords, postings

  var name: String { rawValue + ".csv" }

  /// Of the columns, without marks, in order.
  var columns: [String] { marked.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 } }

  func mayBeEmpty(_ column: String) -> Bool { marked.contains(column + "?") }

  private var marked: [String] {
    switch self {
    case .customers:
      [
        "number", "name", "tier", "birthday", "language", "phone", "id6", "transfers", "alerts", "daily_limit?",
        "frozen",
      ]
    case .accounts: ["number", "customer", "kind", "currency", "credit_limit", "opened"]
    case .cards: ["number", "customer", "account", "kind", "active", "reported?", "stopped_until?"]
    case .payees: ["number", "customer", "name", "account", "bank?"]
    case .deposits: ["account", "rate", "matures"]
    case .loans: ["account", "instalment", "due"]
    case .bills: ["account", "closed", "due", "amount", "minimum"]
    case .funds: ["code", "name", "value"]
    case .holdings: ["customer", "fund", "units"]
    case .rates: ["product", "rate"]
    case .exchangeRates: ["currency", "bid", "ask"]
    case .branches:
      ["number", "post_code", "name_zh", "address_zh", "hours_zh", "name_en", "address_en", "hours_en", "quota"]
    case .blockedPhones: ["phone"]
    case .passwords: ["customer", "kind", "password"]
    case .postings: ["transaction", "at", "account", "kind", "amount"]
    }
  }

  /// In the words of a help text: what stands in it.
  var meaning: String {
    switch self {
    case .customers: "must be there; tier normal, vip or blocked; id6 the ID number's last six"
    case .accounts: "must be there; kind current, savings, deposit, credit or loan"
    case .cards: "kind debit or credit; reported, stopped_until: when it is lost; or \"always\""
    case .payees: "bank is empty for an account of this bank"
    case .deposits: "rate in per cent a year"
    case .loans: "what is due next"
    case .bills: "of credit cards"
    case .funds: "value of one unit, with four decimals"
    case .holdings: "units with two decimals"
    case .rates: "in per cent a year"
    case .exchangeRates: "yuan for 100 units"
    case .branches: "quota: visits for a morning or an afternoon"
    case .blockedPhones: "calls from them are turned away"
    case .passwords: "kind query or transaction; six digits; delete the file afterwards"
    case .postings: "in order of time; those of one transaction stand together and add up to 0"
    }
  }
}
