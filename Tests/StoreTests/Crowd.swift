import CallModel
import Ledger

/// Callers who do anything at all, sensible or not, from a seed.
struct Crowd {
  /// Few people call, so that they meet their limits.
  static let callers = 10

  private let demo: DemoBank
  private var state: UInt64
  private(set) var now = Fixture.morning
  private var lastRequest: Int64 = 0
  private var last: HostRequest?

  init(demo: DemoBank, seed: UInt64) {
    self.demo = demo
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// xorshift64*, so that the test doesn't lean on the generator of what it tests.
  private mutating func next(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }

  /// The bank's, and one of the centre's, which the bank must refuse.
  private static let operations = HostOperation.allCases.filter { !$0.isForCentre } + [.registerCallback]

  /// What stops or closes something for long is asked for rarely.
  private mutating func operation() -> HostOperation {
    if next(5) == 0 { return .transfer }
    let operation = Self.operations[next(Self.operations.count)]
    let isClosing = [.reportLoss, .reportCreditCardLoss, .freezeChannels, .switchTransfersOff].contains(operation)
    return isClosing && next(8) != 0 ? .balance : operation
  }

  mutating func request() -> HostRequest {
    lastRequest += 1
    // Mostly seconds apart, sometimes hours.
    now = now + (next(40) == 0 ? .hours(Int64(next(9))) : .seconds(Int64(next(60))))
    let person = demo.people[next(Self.callers)]
    let operation = operation()
    if next(12) == 0, let old = last {
      // Asked again: the same, or something else under its key.
      var again = old
      again.id = lastRequest
      again.at = now
      if next(3) == 0 { again.arguments["amount"] = .yuan(Int64(next(9_000))) }
      return again
    }
    var arguments = arguments(of: person)
    if next(15) == 0 { arguments[["card", "account", "payee", "amount", "id6", "months", "branch"][next(7)]] = nil }
    let request = HostRequest(
      id: lastRequest, call: CallID("c\(lastRequest % 50)"), operation: operation, arguments: arguments,
      secret: next(20) == 0 ? nil : secret(of: person, for: operation),
      customer: next(20) == 0 ? nil : person.customer.number, callingNumber: next(4) == 0 ? nil : phone(of: person),
      failuresInCall: next(4) == 0 ? next(4) : 0, idempotencyKey: next(60) == 0 ? "" : "k\(lastRequest)", at: now)
    last = request
    return request
  }

  private mutating func arguments(of person: DemoPerson) -> SessionValues {
    let other = demo.people[next(demo.people.count)]
    var arguments: SessionValues = [:]
    switch next(8) {
    case 0: arguments["card"] = .digits("62220299999\(next(4))")
    case 1: arguments["card"] = .digits(other.card.number)
    case 2: arguments["card"] = person.creditCard.map { .digits($0.number) }
    case 3...6: arguments["card"] = .digits(person.card.number)
    default: break
    }
    let owner = next(12) == 0 ? other : person
    arguments["account"] = .digits(owner.accounts[next(owner.accounts.count)].number)
    let accounts = person.accounts.map { SessionValue.digits($0.number) }
    let targets = person.payees.map { SessionValue.number($0.number) } + accounts + [.number(Int64(next(3)))]
    arguments["payee"] = targets[next(targets.count)]
    let most = [1_000, 600_000, 6_000_000, 30_000_000][next(4)]
    arguments["amount"] = .yuan(Int64(next(most)) - 20)
    arguments["id6"] = .text(next(3) == 0 ? "123456" : person.customer.idLastSix)
    addProducts(to: &arguments, of: person, or: other)
    addServices(to: &arguments)
    return arguments
  }

  private mutating func addProducts(to arguments: inout SessionValues, of person: DemoPerson, or other: DemoPerson) {
    let card = (next(10) == 0 ? other : person).creditCard
    arguments["credit-card"] = card.map { .digits($0.number) }
    arguments["repayment"] = .text(["full", "minimum", "other", "twice"][next(4)])
    arguments["months"] = .number([3, 6, 12, 24, 36, 7][next(6)])
    arguments["limit"] = .yuan(Int64(next(70_000_00)))
    arguments["from"] = .date(CivilTime(now).day + Int64(-next(370)))
    arguments["to"] = .date(CivilTime(now).day + Int64(2 - next(120)))
    arguments["cursor"] = .text(["\(next(200))/1", "9000/2/20000/\(20_000 + next(1_000))", "x", "1/1"][next(4)])
    arguments["untold"] = .number(Int64(next(3_000)))
  }

  private mutating func addServices(to arguments: inout SessionValues) {
    arguments["currency"] = .text(["USD", "JPY", "XAU"][next(3)])
    arguments["foreign-amount"] = .yuan(Int64(next(1_000_000)))
    arguments["post-code"] = .digits(["610021", "610099", "621000", "999999"][next(4)])
    arguments["branch"] = .digits(["101", "102", "201", "999"][next(4)])
    arguments["date"] = .date(CivilTime(now).day + Int64(next(17)))
    arguments["half"] = .text(["morning", "afternoon"][next(2)])
    arguments["language"] = .text(["zh", "en"][next(2)])
  }

  /// New passwords are few, so that two after each other are often the same.
  private mutating func secret(of person: DemoPerson, for operation: HostOperation) -> Secret {
    switch operation {
    case .checkFirstPassword, .setFirstPassword, .checkNewPassword, .changeQueryPassword:
      return Secret(["806142", "806142", "806143", "121212"][next(4)].utf8)
    case _ where next(6) == 0: return Secret("806142".utf8)
    case _ where next(7) == 0: return Secret("000000".utf8)
    case _ where operation == .verifyTransactionPassword:
      return person.transactionPassword ?? Secret("2".utf8)
    case _: return person.queryPassword ?? Secret("1".utf8)
    }
  }

  private mutating func phone(of person: DemoPerson) -> String {
    switch next(5) {
    case 0: "028\(next(30))"
    case 1: "+86" + person.customer.phone
    default: person.customer.phone
    }
  }
}
