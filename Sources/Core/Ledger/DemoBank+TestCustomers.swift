public import CallModel

extension DemoBank {
  /// A customer whose numbers and passwords never change, so that documents and tests can name them.
  public struct TestCustomer: Sendable {
    public var number: Int64
    public var name: String
    public var tier: CustomerTier = .normal
    public var language: Language = .chinese
    /// Also the end of the card and account numbers.
    public var phone: String
    public var idLastSix: String
    /// In whole years, on the day the bank is made.
    public var age: Int
    public var queryPassword: String?
    public var transactionPassword: String?
    /// The current account's balance, in minor units.
    public var balance: Int64
    /// For people who read the list.
    public var remark: String

    public var card: String { DemoBank.card(number) }
    public var account: String { DemoBank.account(number, 1) }
    /// The first's is in use; the second's waits to be activated.
    public var creditCard: String? { number <= 2 ? DemoBank.creditCard(number) : nil }
    /// Only the first has a second account.
    public var savingsAccount: String? { number == 1 ? DemoBank.account(number, 2) : nil }
  }

  /// In the order of their numbers.
  public static let testCustomers: [TestCustomer] = [
    TestCustomer(
      number: 1, name: "王秀英", phone: "13900000001", idLastSix: "17283X", age: 38, queryPassword: "135792",
      transactionPassword: "864297", balance: 123_456_78,
      remark: "accounts of each kind, a credit card and two payees"),
    TestCustomer(
      number: 2, name: "李建国", tier: .vip, phone: "13900000002", idLastSix: "050617", age: 46,
      queryPassword: "291746", transactionPassword: "538024", balance: 1_888_888_88,
      remark: "a VIP, with a credit card to be activated"),
    TestCustomer(
      number: 3, name: "张桂兰", phone: "13900000003", idLastSix: "224520", age: 72, queryPassword: "407318",
      transactionPassword: "926153", balance: 36_000_00, remark: "an elder: the agent is offered first"),
    TestCustomer(
      number: 4, name: "Susan Miller", language: .english, phone: "13900000004", idLastSix: "093318", age: 33,
      queryPassword: "618205", transactionPassword: "350971", balance: 9_876_54, remark: "is spoken to in English"),
    TestCustomer(
      number: 5, name: "赵敏", phone: "13900000005", idLastSix: "304416", age: 27, queryPassword: nil,
      transactionPassword: nil, balance: 500_00, remark: "has never set a password"),
  ]

  /// Luhn-valid, 16 digits.
  static func card(_ customer: Int64) -> String { Luhn.completed("622202" + padded(customer, to: 9)) }

  /// Luhn-valid, 16 digits.
  static func creditCard(_ customer: Int64) -> String { Luhn.completed("625802" + padded(customer, to: 9)) }

  /// Twelve digits: the customer's number and the place among his time deposits.
  static func depositAccount(_ customer: Int64, _ place: Int64) -> String {
    "2" + padded(customer * 100 + place, to: 11)
  }

  /// Twelve digits: the customer's number and the place among his accounts.
  static func account(_ customer: Int64, _ place: Int64) -> String { "1" + padded(customer * 10 + place, to: 11) }

  static func padded(_ number: Int64, to length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
  }
}

extension DemoBank.TestCustomer {
  func person(today: CivilDay) -> DemoPerson {
    let born = today.components.year - age
    let customer = Customer(
      number: CustomerNumber(number), name: name, tier: tier, birthday: CivilDay(year: born, month: 1, day: 1)!,
      language: language, phone: phone, idLastSix: idLastSix)
    var person = DemoPerson(
      customer: customer, accounts: [], card: BankCard(number: card, customer: customer.number, account: account),
      payees: payees, queryPassword: queryPassword.map { Secret($0.utf8) },
      transactionPassword: transactionPassword.map { Secret($0.utf8) })
    let openedOn = CivilDay(year: 2016, month: 5, day: Int(number))!
    person.accounts = [
      BankAccount(number: account, customer: customer.number, kind: .current, openedOn: openedOn)
    ]
    person.past = currentPast
    if let savingsAccount {
      person.accounts.append(
        BankAccount(number: savingsAccount, customer: customer.number, kind: .savings, openedOn: openedOn + 30))
      person.past += [
        .init(account: savingsAccount, daysAgo: 60, kind: .cashDeposit, amount: 80_000_00),
        .init(account: savingsAccount, daysAgo: 20, kind: .interest, amount: 233_33),
      ]
    }
    if number == 1 {
      person.addCreditCard(limit: 50_000_00, spent: [1_280_00, 356_50], today: today)
      person.addDeposit(20_000_00, rate: BasisPoints(135), today: today)
      person.addLoan(300_000_00, instalment: 2_500_00, today: today)
      person.addFund("110022", hundredths: 123_456)
    }
    if number == 2 { person.addCreditCard(limit: 200_000_00, spent: [], isActive: false, today: today) }
    return person
  }

  /// The first deposit is what the rest leaves to be had.
  private var currentPast: [DemoPerson.Event] {
    let wage: Int64 = balance / 10
    let spent: Int64 = balance / 50
    let later: [DemoPerson.Event] = [
      .init(account: account, daysAgo: 40, kind: .salary, amount: wage),
      .init(account: account, daysAgo: 31, kind: .purchase, amount: spent),
      .init(account: account, daysAgo: 17, kind: .withdrawal, amount: 300_00),
      .init(account: account, daysAgo: 10, kind: .salary, amount: wage),
      .init(account: account, daysAgo: 3, kind: .purchase, amount: 19_90),
    ]
    let first = balance - 2 * wage + spent + 300_00 + 19_90
    return [.init(account: account, daysAgo: 60, kind: .cashDeposit, amount: first)] + later
  }

  /// The first test customer's: the second's current account here, and one at another bank.
  private var payees: [Payee] {
    guard number == 1 else { return [] }
    let owner = CustomerNumber(number)
    return [
      Payee(number: 101, customer: owner, name: "李建国", account: DemoBank.account(2, 1)),
      Payee(number: 102, customer: owner, name: "陈伟", account: "6217001234567890", bank: "Other Bank"),
    ]
  }
}
