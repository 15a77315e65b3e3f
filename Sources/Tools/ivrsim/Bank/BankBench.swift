import CallModel
import Ledger
import LineSwarm
import Store

/// Callers of the demo bank who ask the embedded bank over and over, all at once: what `bench bank` measures.
struct BankBench {
  static let mostCallers = 1_000
  /// About one in three customers has two accounts to move money between.
  private static let customersForEachCaller = 5
  /// What goes to and fro: less than any account has that is chosen.
  private static let amount = Money(minorUnits: 100)
  private static let leastBalance: Int64 = 1_000_00

  enum Load: String, CaseIterable {
    case transfers, balances
  }

  struct Result {
    var load: Load
    var answered = 0
    var refused = 0
    var seconds = 0.0
    /// Of a core, over all threads.
    var processorSeconds = 0.0
    /// From a batch's question to its answers.
    var latency = Latency()

    var perSecond: Double { seconds > 0 ? Double(answered) / seconds : 0 }
  }

  private struct Caller {
    var customer: CustomerNumber
    var accounts: [String]
  }

  private let bank: EmbeddedBank
  private let callers: [Caller]
  private let start: Timestamp
  private var asked: Int64 = 0

  /// `start` is when all is asked; the demo bank's past ends before it.
  init(directory: String, callers count: Int, at start: Timestamp) throws(StoreError) {
    self.start = start
    // Nobody keys a password here, so none has to be slow to check.
    bank = try EmbeddedBank(directory: directory, passwordRounds: 1) { _ in }
    let demo = DemoBank(customers: Self.customersForEachCaller * count + 20, at: start)
    try bank.fill(with: demo.contents)
    let bank = bank
    let able = demo.people.lazy.filter { $0.customer.mayTransfer && $0.customer.tier == .normal }.compactMap {
      person -> Caller? in
      let accounts = person.accounts.filter { $0.kind.isForPayments && $0.currency == .yuan }.map(\.number)
      guard accounts.count >= 2 else { return nil }
      let caller = Caller(customer: person.customer.number, accounts: Array(accounts.prefix(2)))
      let isRich = caller.accounts.allSatisfy { account in
        let reply = bank.perform([Self.balance(caller, account, id: 0, at: start)])[0]
        guard case .money(let money)? = reply.values["balance"] else { return false }
        return money.minorUnits >= Self.leastBalance
      }
      return isRich ? caller : nil
    }
    callers = Array(able.prefix(count))
    precondition(callers.count == count, "The demo bank has two accounts for one customer in three.")
  }

  mutating func measure(_ load: Load, seconds: Double, progress: (Double) -> Void) -> Result {
    var result = Result(load: load)
    let cpu = ProcessorTime.now
    let begin = MonotonicInstant.now
    var round = 0
    while result.seconds < seconds {
      let requests = callers.map { request(load, $0, round) }
      let asked = MonotonicInstant.now
      let replies = bank.perform(requests)
      let now = MonotonicInstant.now
      for reply in replies {
        result.latency.record(now - asked)
        if reply.outcome == .ok { result.answered += 1 } else { result.refused += 1 }
      }
      result.seconds = now.seconds(since: begin)
      round += 1
      if round % 16 == 0 { progress(min(1, result.seconds / seconds)) }
    }
    result.processorSeconds = Double(ProcessorTime.now - cpu) / 1e9
    return result
  }

  /// What is wrong with the books now.
  func audit() throws(StoreError) -> [String] { try bank.reader.audit() }

  private mutating func request(_ load: Load, _ caller: Caller, _ round: Int) -> HostRequest {
    asked += 1
    let source = round % 2
    switch load {
    case .balances: return Self.balance(caller, caller.accounts[source], id: asked, at: start)
    case .transfers:
      return HostRequest(
        id: asked, call: CallID("b\(asked)"), operation: .transfer,
        arguments: [
          "account": .digits(caller.accounts[source]), "payee": .digits(caller.accounts[1 - source]),
          "amount": .money(Self.amount),
        ],
        customer: caller.customer, idempotencyKey: "1/\(asked)/1", at: start)
    }
  }

  private static func balance(_ caller: Caller, _ account: String, id: Int64, at instant: Timestamp) -> HostRequest {
    HostRequest(
      id: id, call: CallID("b\(id)"), operation: .balance, arguments: ["account": .digits(account)],
      customer: caller.customer, idempotencyKey: "1/\(id)/1", at: instant)
  }
}
