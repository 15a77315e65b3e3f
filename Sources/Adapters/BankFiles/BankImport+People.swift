import CallModel
import Ledger

/// Customers, and what they have in their hands.
extension BankImport {
  /// Numbers are keyed by callers and written into idempotency keys: no longer than this.
  static let customerNumbers: ClosedRange<Int64> = 1...999_999_999

  mutating func readCustomer(_ row: ImportRow) {
    let number = row.number("number", in: Self.customerNumbers).map { CustomerNumber($0) }
    let name = row.text("name")
    let tier: CustomerTier? = row.word("tier", [.normal, .vip, .blocked])
    let birthday = row.day("birthday")
    let language = row.value("language", "zh or en") { ["zh": Language.chinese, "en": .english][$0] }
    let phone = phone(row, "phone")
    let idLastSix = row.value("id6", "six digits, the last of which may be X") { text in
      let isID = text.utf8.count == 6 && ImportRow.isDigits(String(text.dropLast())) && text.last.map(isIDEnd) == true
      return isID ? text : nil
    }
    let (transfers, alerts, frozen) = (row.flag("transfers"), row.flag("alerts"), row.flag("frozen"))
    let limit = row.isEmpty("daily_limit") ? nil : row.decimal("daily_limit")
    guard let number, let name, let tier, let birthday, let language, let phone, let idLastSix, let transfers,
      let alerts, let frozen
    else { return doubts.note(.customers, number.map { String($0.number) }) }
    guard customers[number] == nil else {
      doubts.note(.customers)
      return row.error("number", "this customer is there already")
    }
    guard phones.insert(phone).inserted else {
      doubts.note(.customers, String(number.number))
      return row.error("phone", "another customer has this telephone")
    }
    var customer = Customer(
      number: number, name: name, tier: tier, birthday: birthday, language: language, phone: phone,
      idLastSix: idLastSix, mayTransfer: transfers)
    customer.hasAlerts = alerts
    customer.dailyLimit = limit
    customer.isFrozen = frozen
    customers[number] = customer
    contents.customers.append(customer)
  }

  private func isIDEnd(_ character: Character) -> Bool { character == "X" || "0123456789".contains(character) }

  /// In the one form in which the bank knows it.
  private func phone(_ row: ImportRow, _ column: String) -> String? {
    guard let phone = row.digits(column, 3...15) else { return nil }
    let normalized = PhoneNumber.normalized(phone)
    guard phone == normalized else {
      row.error(column, "without the country's code it is \(normalized)")
      return nil
    }
    return phone
  }

  mutating func readCard(_ row: ImportRow) {
    let number = row.digits("number", 12...19)
    let owner = customer(row)
    let account = ownAccount(row, of: owner)
    let kind: BankCard.Kind? = row.word("kind")
    let isActive = row.flag("active")
    let stop = stop(row)
    guard let number, let owner, let account, let kind, let isActive else { return }
    guard Luhn.isValid(number) else {
      return row.error("number", "its last digit doesn't agree with the others (Luhn)")
    }
    guard cards.insert(number).inserted else { return row.error("number", "this card is there already") }
    guard (account.kind == .credit) == (kind == .credit) else {
      return row.error("account", "a \(kind.rawValue) card has no \(account.kind.rawValue) account behind it")
    }
    ownNumbers[owner, default: []].append(number)
    contents.cards.append(
      BankCard(number: number, customer: owner, account: account.number, kind: kind, isActive: isActive))
    if let stop { contents.lossReports.append(.init(card: number, at: stop.at, until: stop.until)) }
  }

  private func stop(_ row: ImportRow) -> (at: Timestamp, until: Timestamp)? {
    guard !row.isEmpty("reported") || !row.isEmpty("stopped_until") else { return nil }
    let at = row.instant("reported")
    let until = row.value("stopped_until", "an instant, as 2026-11-24T09:30:00+08:00, or always") { text in
      text == "always" ? .distantFuture : Timestamp(written: text)
    }
    guard let at, let until else { return nil }
    return (at, until)
  }

  mutating func readPayee(_ row: ImportRow) {
    let number = row.number("number", in: 1...Int64.max)
    let owner = customer(row)
    let name = row.text("name")
    let account = row.digits("account", 6...34)
    let bank = row.isEmpty("bank") ? nil : row.text("bank")
    guard let number, let owner, let name, let account else { return }
    guard numbers.insert("payee", String(number)) else { return row.error("number", "this payee is there already") }
    guard bank != nil || accounts[account]?.customer != nil || doubts.cover(.accounts, account) else {
      return row.error("account", "no customer's account here has this number; name the other bank")
    }
    contents.payees.append(Payee(number: number, customer: owner, name: name, account: account, bank: bank))
  }

  mutating func readBlockedPhone(_ row: ImportRow) {
    guard let phone = phone(row, "phone") else { return }
    guard numbers.insert("blocked", phone) else { return row.error("phone", "this telephone is there already") }
    contents.blockedPhones.append(phone)
  }

  /// No sentence here repeats what stands in the file.
  mutating func readPassword(_ row: ImportRow) {
    let owner = customer(row)
    let kind: PasswordKind? = row.word("kind")
    guard let owner, let kind, let customer = customers[owner] else { return }
    guard numbers.insert("password", String(owner.number), kind.rawValue) else {
      return row.error("kind", "this password is there already")
    }
    let secret = Secret(row.raw("password").utf8)
    let own = ownNumbers[owner] ?? []
    if let weakness = Ledger.weakness(of: secret, chosenBy: customer, numbers: own) {
      return row.error("password", weakness)
    }
    contents.passwords.append(.init(customer: owner, kind: kind, secret: secret))
  }

  // MARK: - Who and what is named

  func customer(_ row: ImportRow) -> CustomerNumber? {
    guard let number = row.number("customer", in: Self.customerNumbers) else { return nil }
    guard customers[CustomerNumber(number)] != nil else {
      if !doubts.cover(.customers, String(number)) { row.error("customer", "customers.csv has no customer \(number)") }
      return nil
    }
    return CustomerNumber(number)
  }

  func account(_ row: ImportRow) -> BankAccount? {
    let number = row.raw("account")
    if let account = accounts[number] { return account }
    if number.isEmpty {
      row.error("account", "it is empty")
    } else if !doubts.cover(.accounts, number) {
      row.error("account", "accounts.csv has no such account")
    }
    return nil
  }

  private func ownAccount(_ row: ImportRow, of owner: CustomerNumber?) -> BankAccount? {
    guard let account = account(row) else { return nil }
    guard let owner else { return nil }
    guard account.customer == owner else {
      row.error("account", "it is not this customer's")
      return nil
    }
    return account
  }
}
