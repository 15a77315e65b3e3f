import CallModel
import Ledger

/// A bank in memory with the test customers and a caller's side of the conversation: requests are numbered,
/// keyed and stamped here.
final class Counter {
  let bank: InMemoryBank
  /// 24 November 2026, 10:00 in Shanghai.
  var now = Counter.morning
  private var lastRequest: Int64 = 0

  static let day = CivilDay(year: 2026, month: 11, day: 24)!
  static let morning = CivilTime(day: day, timeOfDay: .hours(10)).instant()

  init(settings: BankSettings = BankSettings(), customers: Int = 0) {
    bank = InMemoryBank(
      contents: DemoBank(customers: customers, at: Counter.morning).contents, settings: settings)
  }

  func request(
    _ operation: HostOperation, _ arguments: SessionValues = [:], secret: String? = nil, customer: Int64? = nil,
    from: String? = nil, failures: Int = 0, key: String? = nil
  ) -> HostRequest {
    lastRequest += 1
    return HostRequest(
      id: lastRequest, call: CallID("c1"), operation: operation, arguments: arguments,
      secret: secret.map { Secret($0.utf8) }, customer: customer.map { CustomerNumber($0) }, callingNumber: from,
      failuresInCall: failures, idempotencyKey: key ?? "1/1/\(lastRequest)", at: now)
  }

  func ask(
    _ operation: HostOperation, _ arguments: SessionValues = [:], secret: String? = nil, customer: Int64? = nil,
    from: String? = nil, failures: Int = 0, key: String? = nil
  ) -> HostReply {
    let request = request(
      operation, arguments, secret: secret, customer: customer, from: from, failures: failures, key: key)
    return bank.perform([request])[0]
  }

  func verify(_ card: String, _ password: String, from: String? = nil, failures: Int = 0) -> HostOutcome {
    ask(.verifyQueryPassword, ["card": .digits(card)], secret: password, from: from, failures: failures).outcome
  }

  func transfer(
    _ amount: Int64, to payee: SessionValue, from account: String = anna.account, by customer: Int64 = 1,
    key: String? = nil
  ) -> HostReply {
    ask(
      .transfer, ["account": .digits(account), "payee": payee, "amount": .money(Money(minorUnits: amount))],
      customer: customer, key: key)
  }

  func balance(_ account: String) -> Int64 { bank.book.account(account)?.balance ?? .min }
}

/// The first test customer: two accounts, payees 101 (this bank) and 102 (another bank).
let anna = DemoBank.testCustomers[0]
let vip = DemoBank.testCustomers[1]
let elder = DemoBank.testCustomers[2]
let susan = DemoBank.testCustomers[3]
let newcomer = DemoBank.testCustomers[4]

extension SessionValue {
  static func refused(_ code: String) -> SessionValue { .term(PromptID("refused.\(code)")) }
  static let payeeHere = SessionValue.number(101)
  static let payeeElsewhere = SessionValue.number(102)
  static func yuan(_ minorUnits: Int64) -> SessionValue { .money(Money(minorUnits: minorUnits)) }
}
