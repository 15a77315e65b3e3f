import CallModel
import Foundation
import Ledger
import LineProtocol
import Store

/// A daemon that is killed over and over, and a model of what it had acknowledged: keys, calls, places in a queue, an
/// agent's state, orders to the centre's desk, transfers, records. After each death all of it must be there, once.
final class KillRun {
  struct Plan {
    var pressing = 24
    var gateways = 4
    /// At once; each is followed by the next.
    var moving = 3
    /// Callers who wait at once at most.
    var waiting = 12
  }

  private let supervisor: Supervisor
  private let plan: Plan
  let seed: UInt64
  private var random: SplitMix64
  private var gateways: [ResumingClient] = []
  private let desk: ResumingClient
  private let operations: ResumingClient
  /// By the gateway that they are on.
  private var callers: [[KillCaller]] = []
  private var callersByID: [String: (caller: KillCaller, gateway: Int)] = [:]
  /// In the order in which they have come into the queue.
  private var queue: [KillCaller] = []
  private var amounts: [Int64] = []
  private var reason = (sent: 0, acknowledged: 0)
  private(set) var orders = (sent: 0, acknowledged: 0)
  /// Each is a commit of the centre's database, and all of them are listed after each kill.
  private static let ordersPerLife = 3
  /// Serves the queue in which callers wait.
  private static let agent = "1002"
  private var offer: (id: String, call: String)?
  private var ordersOfThisLife = 0
  private(set) var kills = 0
  private(set) var faults = FaultList()
  private(set) var recoveries = Latency()
  private(set) var callersServed = 0
  private(set) var transfersDone = 0
  private(set) var transfersLost = 0
  private(set) var transfersDoubled = 0
  private(set) var recordsLost = 0
  private(set) var recordsDoubled = 0
  private(set) var records = 0

  init(_ supervisor: Supervisor, _ plan: Plan, seed: UInt64) {
    self.supervisor = supervisor
    self.plan = plan
    self.seed = seed
    random = SplitMix64(seed: seed)
    desk = ResumingClient(name: "kill-desk", path: supervisor.socket(.desk))
    operations = ResumingClient(name: "kill-ops", path: supervisor.socket(.operations))
    desk.onEvent = { [unowned self] event in
      if event.word == "OFFER", let id = event.subject, let call = event["call"] { offer = (id, call) }
    }
    for number in 0..<plan.gateways {
      let client = ResumingClient(name: "kill-gw\(number)", path: supervisor.socket(.gateway))
      client.onEvent = { [unowned self, unowned client] event in
        event.subject.flatMap { callersByID[$0]?.caller }?.take(event, client)
      }
      gateways.append(client)
      callers.append([])
    }
  }

  private var all: [KillCaller] { callers.flatMap { $0 } }
  private var clients: [ResumingClient] { gateways + [desk, operations] }
  var calls: Int { callersByID.count }
  var keys: Int { all.reduce(0) { $0 + $1.keysAcknowledged } }
  var keysLost: Int { all.reduce(0) { $0 + $1.keysLost } }
  var keysDoubled: Int { all.reduce(0) { $0 + $1.keysDoubled } }
  var events: Int { clients.reduce(0) { $0 + $1.eventsTaken } }

  // MARK: - The course of it

  func begin() throws {
    try supervisor.start()
    for client in clients { try client.connect() }
    let user = getuid()
    for order in [
      "CENTRE staff add 6001 name=Liu unit=hr roles=hr user=\(user)",
      "CENTRE staff add 4001 name=Zhao unit=centre roles=complaints-office user=\(user) as=6001",
    ] { demand(order, of: operations) }
    demand("LOGIN \(Self.agent) password=demo", of: desk)
    _ = try settle()
    for number in 0..<plan.pressing { add("p\(number)", .pressing, to: number % plan.gateways) }
  }

  /// One life: everybody acts until the daemon is killed, and is looked at when the next one is there.
  func kill() throws {
    kills += 1
    ordersOfThisLife = 0
    addCallers()
    let delay = UInt32(random.next(in: 2_000...120_000))
    let killer = Background { [supervisor] in
      usleep(delay)
      try supervisor.end(SIGKILL)
    }
    repeat { act() } while try settle()
    try killer.value()
    let began = ContinuousClock.now
    try supervisor.start()
    recoveries.record((ContinuousClock.now - began).nanoseconds)
    // Whoever has not noticed yet does now.
    for client in clients where client.isConnected { while try client.takeLine(within: .seconds(10)) {} }
    for client in clients { try client.connect() }
    try check()
    for (number, client) in gateways.enumerated() { for caller in callers[number] { caller.goOn(client) } }
    guard try settle() else { throw ToolFailure("ivrd ended by itself.") }
    try collectFaults()
  }

  private func act() {
    for (number, client) in gateways.enumerated() { for caller in callers[number] { caller.step(client) } }
    noteWhoWaits()
    reason.sent += 1
    let sent = reason.sent
    desk.ask("NOTREADY reason=r\(sent)") { [self] answer, _ in if answer.kind == .ok { reason.acknowledged = sent } }
    guard ordersOfThisLife < Self.ordersPerLife else { return }
    ordersOfThisLife += 1
    orders.sent += 1
    operations.ask("CENTRE complaint open channel=letter business=loan cause=contract as=4001 :order \(orders.sent)") {
      [self] answer, _ in
      if answer.kind == .ok { orders.acknowledged += 1 } else { faults.add("an order was refused: \(answer.words)") }
    }
  }

  private func noteWhoWaits() {
    for caller in all where caller.isWaiting && !queue.contains(where: { $0 === caller }) { queue.append(caller) }
  }

  /// False: the daemon is gone.
  private func settle() throws -> Bool {
    var isThere = true
    for client in clients where try !client.settle() { isThere = false }
    return isThere
  }

  private func add(_ word: String, _ kind: KillCaller.Kind, to gateway: Int) {
    let caller = KillCaller(id: "k.\(word)", kind: kind)
    callers[gateway].append(caller)
    callersByID[caller.id] = (caller, gateway)
  }

  /// Transfers follow each other; the queue's first leaves when there are many.
  private func addCallers() {
    while all.count(where: \.isBusy) < plan.moving {
      amounts.append(Int64(100 + amounts.count))
      add("m\(amounts.count)", .moving(amounts.last!), to: amounts.count % plan.gateways)
    }
    add("w\(kills)", .waiting, to: 0)
    queue.removeAll { $0.hasEnded || $0.isHungUp }
    if queue.count >= plan.waiting { queue.removeFirst().hangUp(gateways[0]) }
  }

  private func demand(_ request: String, of client: ResumingClient) {
    client.ask(request) { [self] answer, _ in
      if answer.kind != .ok { faults.add("\(request.split(separator: " ")[0]): ERR \(answer.words)") }
    }
  }

  // MARK: - What must be there

  private func check() throws {
    demand("AUDIT", of: operations)
    operations.ask("SHOW \(Self.agent)") { [self] _, rows in
      let shown = rows.first?["reason"].flatMap { Int($0.dropFirst()) } ?? 0
      if reason.acknowledged > 0, !(reason.acknowledged...reason.sent).contains(shown) {
        faults.add("the agent's state is that of order \(shown); \(reason.acknowledged) was acknowledged")
      }
      reason.acknowledged = max(reason.acknowledged, shown)
    }
    operations.ask("CENTRE complaint list limit=10000 as=4001") { [self] _, rows in
      if !(orders.acknowledged...orders.sent).contains(rows.count) {
        faults.add("\(rows.count) orders are there; \(orders.acknowledged) were acknowledged, \(orders.sent) sent")
      }
      (orders.sent, orders.acknowledged) = (rows.count, rows.count)
    }
    guard try operations.settle() else { throw ToolFailure("ivrd ended by itself.") }
  }

  private func collectFaults() throws {
    for caller in all { if let problem = caller.problem { faults.add(problem) } }
    for client in clients { faults.add(client.faults) }
    if let fault = faults.sentences.first { throw ToolFailure("after kill \(kills): \(fault)") }
  }

  // MARK: - The end

  /// Lets every transfer come to its end, and everybody hang up; then looks into the books.
  func finish() throws {
    while all.contains(where: \.isBusy) {
      guard try settle() else { throw ToolFailure("ivrd ended by itself.") }
      try collectFaults()
      for client in gateways where all.contains(where: \.isBusy) { demand("PING", of: client) }
    }
    try serveTheQueue()
    for (number, client) in gateways.enumerated() { for caller in callers[number] { caller.hangUp(client) } }
    for client in gateways { demand("SYNC", of: client) }
    guard try settle() else { throw ToolFailure("ivrd ended by itself.") }
    try collectFaults()
    try supervisor.end(SIGTERM)
    try lookIntoTheBooks()
  }

  /// The agent takes everybody who waits: each in the order in which he came, however often the daemon has died since.
  private func serveTheQueue() throws {
    // Who came last may have heard of his place only since the last kill.
    noteWhoWaits()
    demand("READY", of: desk)
    for caller in queue where caller.isWaiting {
      while offer == nil {
        guard try desk.takeLine(within: .seconds(30)) else { throw ToolFailure("ivrd ended by itself.") }
      }
      guard let (id, call) = offer else { return }
      offer = nil
      if call != caller.id { throw ToolFailure("\(call) was offered, and \(caller.id) had come before him") }
      for request in ["ACCEPT \(id)", "END \(call)", "WRAP \(call) code=enquiry"] {
        demand(request, of: desk)
        guard try desk.settle() else { throw ToolFailure("ivrd ended by itself.") }
      }
      callersServed += 1
    }
    demand("NOTREADY reason=done", of: desk)
  }

  private func lookIntoTheBooks() throws {
    let bank = try BankReader(directory: supervisor.stateDirectory)
    for violation in try bank.audit() { faults.add("the ledger: \(violation)") }
    var made: [Int64: Int] = [:]
    for transaction in try bank.contents().history
    where transaction.postings.contains(where: { $0.kind == .transferOut }) {
      made[transaction.postings.map(\.amount.magnitude).max().map(Int64.init) ?? 0, default: 0] += 1
    }
    for caller in all {
      guard case .moving(let amount) = caller.kind else { continue }
      let count = made[amount] ?? 0
      transfersDone += min(count, 1)
      transfersDoubled += max(0, count - 1)
      if count == 0, caller.hasHeard > 0 { transfersLost += 1 }
    }
    let kept = try CentreStore(directory: supervisor.stateDirectory).calls(limit: CentreStore.mostRows)
    var counts: [String: Int] = [:]
    for record in kept { counts[record.call.text, default: 0] += 1 }
    records = kept.count
    recordsDoubled = counts.values.reduce(0) { $0 + $1 - 1 }
    recordsLost = all.count { $0.hasEnded && counts[$0.id] == nil }
  }
}

extension Duration {
  var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
