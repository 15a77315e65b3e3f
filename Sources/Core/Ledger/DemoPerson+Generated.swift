import CallModel

extension DemoPerson {
  /// Numbers below are for the test customers.
  private static let firstNumber: Int64 = 1_001

  private static let surnames = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "林"]
  private static let givenNames = ["伟", "芳", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明"]
  private static let englishNames = ["Anna Brown", "David Clark", "Emma Davies", "James Evans", "Laura Scott"]

  /// One of the many: everything about him follows from his place and the generator.
  static func generated(_ index: Int, today: CivilDay, random: inout SplitMix64) -> DemoPerson {
    let number = firstNumber + Int64(index)
    let isEnglish = random.next(below: 20) == 0
    let name = isEnglish ? random.pick(englishNames) : random.pick(surnames) + random.pick(givenNames)
    let birthday = today + Int64(-random.next(in: 18 * 366...90 * 365))
    let customer = Customer(
      number: CustomerNumber(number), name: name, tier: random.next(below: 25) == 0 ? .vip : .normal,
      birthday: birthday, language: isEnglish ? .english : .chinese, phone: "137" + DemoBank.padded(number, to: 8),
      idLastSix: idLastSix(birthday, random: &random), mayTransfer: random.next(below: 30) != 0)
    var person = DemoPerson(
      customer: customer, accounts: [],
      card: BankCard(number: DemoBank.card(number), customer: customer.number, account: DemoBank.account(number, 1)),
      payees: [])
    person.addAccounts(today: today, random: &random)
    person.addPayees(before: index, random: &random)
    person.addProducts(today: today, random: &random)
    // Three of four use the telephone, two of those may also move money by it.
    if random.next(below: 4) != 0 { person.queryPassword = password(random: &random) }
    if person.queryPassword != nil, random.next(below: 3) != 0 {
      person.transactionPassword = password(random: &random)
    }
    return person
  }

  /// The end of an ID number (GB 11643): the day of birth, three digits, the check character.
  private static func idLastSix(_ birthday: CivilDay, random: inout SplitMix64) -> String {
    let check = random.next(below: 11)
    return DemoBank.padded(Int64(birthday.components.day), to: 2)
      + DemoBank.padded(Int64(random.next(below: 1_000)), to: 3) + (check == 10 ? "X" : String(check))
  }

  /// Six digits, neither all the same nor a run up or down.
  private static func password(random: inout SplitMix64) -> Secret {
    while true {
      let digits = (0..<6).map { _ in random.next(below: 10) }
      let steps = zip(digits, digits.dropFirst()).map { $1 - $0 }
      guard steps.contains(where: { $0 != steps[0] }) else { continue }
      return Secret(digits.map { UInt8(ascii: "0") + UInt8($0) })
    }
  }

  private mutating func addAccounts(today: CivilDay, random: inout SplitMix64) {
    let count = random.next(below: 3) == 0 ? 2 : 1
    for place in 1...count {
      let account = BankAccount(
        number: DemoBank.account(customer.number.number, Int64(place)), customer: customer.number,
        kind: place == 1 ? .current : .savings, openedOn: today + Int64(-random.next(in: 100...5_000)))
      accounts.append(account)
      addPast(of: account, random: &random)
    }
  }

  /// Money comes before it goes, so that no balance is ever below 0.
  private mutating func addPast(of account: BankAccount, random: inout SplitMix64) {
    var daysAgo = 90
    var balance = Int64(random.next(in: 1_000...90_000)) * 100
    past.append(Event(account: account.number, daysAgo: daysAgo, kind: .cashDeposit, amount: balance))
    for _ in 0..<random.next(in: 2...8) {
      daysAgo = max(1, daysAgo - random.next(in: 1...20))
      let kind = random.pick([Posting.Kind.salary, .purchase, .purchase, .withdrawal, .transferIn, .interest])
      let spends = kind == .purchase || kind == .withdrawal
      let most = spends ? min(2_000_00, balance) : 8_000_00
      guard most > 0 else { continue }
      let amount = Int64(random.next(in: 1...Int(most)))
      balance += spends ? -amount : amount
      past.append(Event(account: account.number, daysAgo: daysAgo, kind: kind, amount: amount))
    }
  }

  private mutating func addProducts(today: CivilDay, random: inout SplitMix64) {
    if random.next(below: 4) == 0 {
      let spent = (0..<random.next(in: 0...5)).map { _ in Int64(random.next(in: 1...1_500_00)) }
      addCreditCard(limit: 20_000_00, spent: spent, isActive: random.next(below: 6) != 0, today: today)
    }
    if random.next(below: 6) == 0 {
      addDeposit(Int64(random.next(in: 1...50)) * 1_000_00, rate: BasisPoints(135), today: today)
    }
    if random.next(below: 12) == 0 {
      addLoan(Int64(random.next(in: 10...90)) * 10_000_00, instalment: 3_000_00, today: today)
    }
    if random.next(below: 8) == 0 { addFund("110022", hundredths: Int64(random.next(in: 1...1_000_000))) }
  }

  /// Someone made before, and someone at another bank.
  private mutating func addPayees(before index: Int, random: inout SplitMix64) {
    let number = customer.number.number
    if index > 0, random.next(below: 2) == 0 {
      let other = Self.firstNumber + Int64(random.next(below: index))
      payees.append(
        Payee(
          number: number * 10 + 1, customer: customer.number, name: random.pick(Self.surnames) + "先生",
          account: DemoBank.account(other, 1)))
    }
    if random.next(below: 3) == 0 {
      payees.append(
        Payee(
          number: number * 10 + 2, customer: customer.number, name: random.pick(Self.surnames) + "女士",
          account: "6217" + DemoBank.padded(Int64(random.next(below: 1_000_000_000)), to: 12), bank: "Other Bank"))
    }
  }
}
