import CallModel
import GRDB
import ServiceCentre
import Store
import Testing

@Suite("The centre's desk on disk")
struct EmbeddedDeskTests {
  let directory = TemporaryDirectory()

  static let staff = [
    "staff add 6001 name=Liu unit=hr roles=hr user=7",
    "staff add 4001 name=Zhao unit=party roles=complaints-office user=7",
    "staff add 1002 name=Li unit=centre roles=agent user=7", "staff add 8001 name=Gao unit=audit roles=auditor user=7",
  ]
  private static let complaint = [
    "complaint open channel=letter business=loan cause=contract phone=13800138000 customer=5 as=1002 :a fee",
    "complaint accept CP1001 as=4001", "complaint assign CP1001 to=1002 as=4001",
    "complaint investigate CP1001 as=1002 :it is so",
  ]

  static func order(_ line: String) -> CentreOrder {
    let parts = line.split(separator: " :", maxSplits: 1).map(String.init)
    let tokens = parts[0].split(separator: " ").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    var order = CentreOrder(
      words: tokens.filter { $0.count == 1 }.map { $0[0] },
      fields: tokens.filter { $0.count == 2 }.map { CentreOrder.Field($0[0], $0[1]) },
      text: parts.count > 1 ? parts[1] : nil, userID: 7, at: Fixture.morning)
    // As the switchboard says it of calls that no record has.
    order.liveCall = order.value(of: "about").flatMap { $0.hasPrefix("c") ? CallID($0) : nil }
    return order
  }

  private func desk() throws -> EmbeddedDesk {
    EmbeddedDesk(store: try CentreStore(directory: directory.path), usersMayBeShared: true)
  }

  private func fill() throws -> EmbeddedDesk {
    let desk = try desk()
    for (index, line) in (Self.staff + Self.complaint).enumerated() {
      let reply = try desk.perform(Self.order(index > 0 && line.hasPrefix("staff") ? line + " as=6001" : line))
      guard case .done = reply else { preconditionFailure("\(line): \(reply)") }
    }
    return desk
  }

  @Test("Answers as the desk in memory does, also after it was opened again")
  func differential() throws {
    _ = try fill()
    let desk = try desk()
    let memory = InMemoryDesk()
    for (index, line) in (Self.staff + Self.complaint).enumerated() {
      _ = memory.perform(Self.order(index > 0 && line.hasPrefix("staff") ? line + " as=6001" : line))
    }
    for line in [
      "complaint show CP1001 as=1002", "complaint list as=1002", "complaint list open=yes as=1002",
      "complaint list state=closed as=1002", "complaint list handler=1002 limit=1 as=1002", "staff list as=8001",
      "complaint statistics as=8001", "audit log as=8001", "complaint accept CP1001 as=4001",
      "complaint accept CP1001 as=1002", "audit log of=CP1001 as=8001", "report service-level as=8001",
    ] {
      #expect(try desk.perform(Self.order(line)) == memory.perform(Self.order(line)), "\(line)")
    }
  }

  @Test("Counts queues as the desk in memory does, for stays of every end and at both edges of the time")
  func queueCounts() throws {
    let store = try CentreStore(directory: directory.path)
    let memory = InMemoryDesk()
    let words = ["answered", "abandoned", "callback", "overflowed", "closed", "self-service"]
    var visits: [QueueVisitRecord] = []
    for index in 0..<600 {
      let entered = Fixture.morning + .seconds(Int64(index) * 200 - 40_000)
      visits.append(
        QueueVisitRecord(
          queue: QueueID(["cards", "general", "loss"][index % 3]), enteredAt: entered,
          leftAt: entered + .seconds([0, 5, 6, 20, 21][index % 5]), result: words[index % words.count],
          talk: .seconds(Int64(index)), hold: .seconds(Int64(index % 7))))
    }
    let record = CallRecord(
      call: CallID("c1"), epoch: 1, gateway: "g", callingNumber: nil, calledNumber: nil, language: nil, customer: nil,
      verification: .none, startedAt: Fixture.morning, endedAt: Fixture.morning, cause: "x", disposition: "agent",
      menuVersion: "v", path: [], operations: [], queueVisits: visits)
    memory.note(.call(record))
    try store.append([.call(record)])
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    for (index, line) in Self.staff.enumerated() {
      let order = Self.order(index > 0 ? line + " as=6001" : line)
      #expect(try desk.perform(order) == memory.perform(order))
    }
    for line in [
      "report service-level as=8001", "report service-level target=5 short=0 as=8001",
      "report service-level from=2026-11-24 to=2026-11-24 as=8001",
      "report service-level from=2026-01-01 to=2026-01-02 as=8001",
    ] {
      let answer = try desk.perform(Self.order(line))
      #expect(answer == memory.perform(Self.order(line)), "\(line)")
      guard case .done(let rows, _, _) = answer else {
        Issue.record("\(answer)")
        return
      }
      #expect(rows.count == (line.contains("2026-01") ? 1 : 4))
    }
  }

  @Test("Papers are kept and found as in memory, dials become part of them once, and what is owed is found again")
  func papers() throws {
    let store = try CentreStore(directory: directory.path)
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    let memory = InMemoryDesk()
    func both(_ line: String) throws {
      let order = Self.order(line)
      #expect(try desk.perform(order) == memory.perform(order), "\(line)")
    }
    try both(Self.staff[0])
    for line in Self.staff.dropFirst() { try both(line + " as=6001") }
    for line in [
      "staff add 5001 name=Wu unit=cards roles=department user=7 as=6001",
      "staff add 3001 name=Sun unit=centre roles=centre-head,supervisor user=7 as=6001",
      "outbound propose title=renewal queue=cards fields=renew!,when to=2026-11-30 as=5001 :free",
      "outbound load OP1001 part=1 as=5001 :phone\n13800138000\n13900000004\n13700000000\n",
      "outbound load OP1001 parts=1 as=5001", "outbound submit OP1001 as=5001", "outbound approve OP1001 as=3001",
    ] { try both(line) }
    let dials = [(1, DialResult.answered), (2, .busy), (3, .refused)].map { number, result in
      Fact.dial(
        DialRecord(
          call: CallID("OE\(1_000 + number)"), attempt: 1, agent: AgentID("1002"), result: result, at: Fixture.morning))
    }
    for fact in dials { memory.note(fact) }
    try store.append(dials)
    try store.append(dials)
    for line in [
      "outbound show OE1001 as=1002", "outbound show OE1002 as=1002", "outbound show OE1003 as=1002",
      "outbound complete OE1001 renew=yes as=1002", "outbound blocked as=3001",
      "outbound reason OE1002 as=1002 :again", "outbound block phone=13500000000 as=1002 :said so",
      "outbound unblock DN1002 as=3001 :asked", "outbound blocked as=3001", "outbound list state=running as=8001",
      "outbound list unit=loans as=8001", "outbound report OP1001 as=8001", "audit log as=8001",
    ] { try both(line) }
    #expect(try store.dialJobs(at: Fixture.morning).map(\.id) == [CallID("OE1002")])
    #expect(try store.dialJobs(at: Fixture.morning).map(\.attempts) == [1])
    try both("outbound finish OP1001 as=3001")
    #expect(try store.dialJobs(at: Fixture.morning).isEmpty)
    let queue = try DatabaseQueue(path: directory.file(CentreStore.fileName))
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM papers") } }
  }

  @Test("Scores promises as the desk in memory does, also when they are written twice")
  func promises() throws {
    let store = try CentreStore(directory: directory.path)
    let memory = InMemoryDesk()
    let words = ["answered", "abandoned", "callback", "overflowed", "closed", "self-service"]
    var facts: [Fact] = []
    for index in 0..<300 {
      let call = CallID("c\(index / 2)")
      let told = Fixture.morning + .seconds(Int64(index) * 200 - 20_000)
      let promise = WaitPromise(
        estimate: .seconds(Int64(index % 90)), promised: index % 7 == 0 ? nil : .seconds(60), isLonger: index % 5 == 0)
      let queue = QueueID(["cards", "general", "loss"][index % 3])
      facts.append(.promise(PromiseRecord(call: call, epoch: 1, queue: queue, at: told, promise: promise)))
      // A call is told twice, and the wait of every tenth goes on.
      guard index % 2 == 1, index % 10 != 9 else { continue }
      let end = told + .seconds([0, 59, 60, 61, 200][index / 2 % 5])
      facts.append(
        .promisesScored(PromiseScoreRecord(call: call, epoch: 1, at: end, result: words[index / 2 % words.count])))
    }
    for fact in facts { memory.note(fact) }
    // A wait may be over in the batch in which it was told, or in a later one.
    for begin in stride(from: 0, to: facts.count, by: 7) { try store.append(Array(facts[begin...].prefix(7))) }
    try store.append(facts)
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    for (index, line) in Self.staff.enumerated() {
      let order = Self.order(index > 0 ? line + " as=6001" : line)
      #expect(try desk.perform(order) == memory.perform(order))
    }
    for (line, rows) in [
      ("report promises as=8001", 4), ("report promises from=2026-11-24 to=2026-11-24 as=8001", 4),
      ("report promises from=2026-01-01 to=2026-01-02 as=8001", 1),
    ] {
      let answer = try desk.perform(Self.order(line))
      #expect(answer == memory.perform(Self.order(line)), "\(line)")
      guard case .done(let found, _, _) = answer else {
        Issue.record("\(answer)")
        return
      }
      #expect(found.count == rows)
    }
  }

  @Test("Customers are kept, shown and forgotten as in memory, and the chain holds on")
  func customers() throws {
    let store = try CentreStore(directory: directory.path)
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    let memory = InMemoryDesk()
    func both(_ line: String) throws {
      let order = Self.order(line)
      #expect(try desk.perform(order) == memory.perform(order), "\(line)")
    }
    try both(Self.staff[0])
    for line in Self.staff.dropFirst() { try both(line + " as=6001") }
    try both("staff add 7001 name=Ma unit=it roles=technology user=7 as=6001")
    let facts: [Fact] = (1...3).map { number in
      .call(
        CallRecord(
          call: CallID("c\(number)"), epoch: 1, gateway: "g", callingNumber: "13800138000", calledNumber: nil,
          language: nil, customer: CustomerNumber(number == 3 ? 6 : 5), verification: .none,
          startedAt: Fixture.morning - .day * (number == 3 ? 731 : 0), endedAt: Fixture.morning, cause: "x",
          disposition: "agent", menuVersion: "v", path: [], operations: [], queueVisits: []))
    }
    try store.append(facts)
    for fact in facts { memory.note(fact) }
    for line in [
      "customer update 5 name=Zhang phone=13800138000 as=1002", "customer show 5 as=1002",
      "customer consent 5 purpose=survey given=yes as=1002 :on the telephone", "customer history 5 as=1002",
      "customer unmask call=c1 as=8001 :an audit", "customer erase 5 ground=court as=4001", "customer show 5 as=1002",
      "customer unmask call=c1 as=8001 :an audit", "customer retention as=7001", "customer retention apply=yes as=7001",
      "customer unmask call=c3 as=8001 :an audit", "audit log as=8001",
    ] { try both(line) }
    #expect(try verify(desk)["broken"] == nil)
  }

  @Test("What the database keeps of callbacks and of agents' notes goes with the customer, and with its age [B12]")
  func erasureOfCallbacksAndNotes() throws {
    let store = try CentreStore(directory: directory.path)
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    for (index, line) in (Self.staff + ["staff add 7001 name=Ma unit=it roles=technology user=7"]).enumerated() {
      _ = try desk.perform(Self.order(index > 0 ? line + " as=6001" : line))
    }
    func call(_ id: String, customer: Int64, at instant: Timestamp) -> [Fact] {
      [
        .call(
          CallRecord(
            call: CallID(id), epoch: 1, gateway: "g", callingNumber: "13800138000", calledNumber: nil, language: nil,
            customer: CustomerNumber(customer), verification: .none, startedAt: instant, endedAt: instant, cause: "x",
            disposition: "agent", menuVersion: "v", path: [], operations: [], queueVisits: [])),
        .wrapUp(
          WrapUpRecord(
            call: CallID(id), epoch: 1, agent: AgentID("1002"), code: "enquiry", note: "note of \(id)", at: instant)),
      ]
    }
    let old = Fixture.morning - .day * Retention.callDays
    try store.append(
      call("his", customer: 5, at: Fixture.morning) + call("hers", customer: 6, at: Fixture.morning)
        + call("older", customer: 6, at: old - .seconds(1)) + call("old", customer: 6, at: old))
    let queue = try DatabaseQueue(path: directory.file(CentreStore.fileName))
    try queue.write { db in
      for (number, customer, at, state) in [
        (1_001, 5, Fixture.morning, "done"), (1_002, 6, Fixture.morning, "done"),
        (1_003, 6, old - .seconds(1), "open"), (1_004, 6, old - .seconds(1), "other-channel"),
      ] {
        try db.execute(
          sql: "INSERT INTO callbacks VALUES (?, '13900000004', 'general', 'c', ?, ?, ?, 0, 3, ?)",
          arguments: [number, customer, at.microseconds, at.microseconds, state])
      }
    }
    func left() throws -> (notes: [String], callbacks: [Int64]) {
      try queue.read { db in
        (
          try String.fetchAll(db, sql: "SELECT note FROM wrap_ups WHERE note IS NOT NULL ORDER BY note"),
          try Int64.fetchAll(db, sql: "SELECT number FROM callbacks WHERE phone <> '' ORDER BY number")
        )
      }
    }
    #expect(try desk.perform(Self.order("customer erase 5 ground=request as=4001")).fields["calls"] == "1")
    #expect(try left().notes == ["note of hers", "note of old", "note of older"])
    #expect(try left().callbacks == [1_002, 1_003, 1_004])

    let counted = try desk.perform(Self.order("customer retention as=7001")).fields
    #expect([counted["calls"], counted["notes"], counted["callbacks"]] == ["1", "1", "1"])
    #expect(try left().notes.count == 3)
    #expect(try desk.perform(Self.order("customer retention apply=yes as=7001")).fields["notes"] == "1")
    #expect(try left().notes == ["note of hers", "note of old"])
    // A call that is still owed keeps its number, whatever its age.
    #expect(try left().callbacks == [1_002, 1_003])
  }

  // MARK: - The trail

  private func verify(_ desk: EmbeddedDesk, head: String? = nil) throws -> [String: String] {
    let reply = try desk.perform(Self.order("audit verify as=8001" + (head.map { " head=\($0)" } ?? "")))
    guard case .done(_, let fields, _) = reply else { preconditionFailure("\(reply)") }
    return Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.value) })
  }

  @Test("An untouched chain holds, and a head that was written down is found again")
  func wholeChain() throws {
    let desk = try fill()
    let first = try verify(desk)
    #expect(first["entries"] == "8")
    #expect(first["broken"] == nil)
    let head = try #require(first["head"])
    _ = try desk.perform(Self.order("complaint urge CP1001 as=4001 :hurry"))
    let second = try verify(desk, head: head.uppercased())
    #expect(second["found"] == "8")
    #expect(second["head"] != head)
    #expect(try verify(desk, head: String(repeating: "0", count: 64))["found"] == "no")
  }

  @Test(
    "Whoever changes an entry behind the triggers' back is found out",
    arguments: [
      "UPDATE audit_trail SET actor = '1001' WHERE number = 5", "UPDATE audit_trail SET at = at + 1 WHERE number = 5",
      "UPDATE audit_trail SET user = 0 WHERE number = 5",
      "UPDATE audit_trail SET act = 'complaint list' WHERE number = 5",
      "UPDATE audit_trail SET subject = 'CP1002' WHERE number = 5",
      "UPDATE audit_trail SET detail = '' WHERE number = 5",
      "UPDATE audit_trail SET text = 'another' WHERE number = 5", "UPDATE audit_trail SET text = NULL WHERE number = 5",
      "UPDATE audit_trail SET text_digest = x'00' WHERE number = 5",
      "UPDATE audit_trail SET digest = x'00' WHERE number = 5",
      "DELETE FROM audit_trail WHERE number = 5",
    ])
  func brokenChain(sql: String) throws {
    let desk = try fill()
    let queue = try DatabaseQueue(path: directory.file(CentreStore.fileName))
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    try queue.write { db in
      for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
        try db.execute(sql: "DROP TRIGGER \(name)")
      }
      try db.execute(sql: sql)
    }
    #expect(try verify(desk)["broken"] == (sql.hasPrefix("DELETE") ? "6" : "5"))
  }

  @Test("A text may be erased with its salt, and the chain still holds")
  func erasure() throws {
    let desk = try fill()
    let queue = try DatabaseQueue(path: directory.file(CentreStore.fileName))
    try queue.write { try $0.execute(sql: "UPDATE audit_trail SET text = NULL, salt = NULL WHERE number = 5") }
    #expect(try verify(desk)["broken"] == nil)
  }

  @Test("A complaint is never deleted")
  func complaintsStay() throws {
    _ = try fill()
    let queue = try DatabaseQueue(path: directory.file(CentreStore.fileName))
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM complaints") } }
  }

  @Test("A telephone number stands in no entry of the trail")
  func noNumbers() throws {
    _ = try fill()
    let queue = try DatabaseQueue(path: directory.file(CentreStore.fileName))
    let found = try queue.read { db in
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM audit_trail WHERE detail || coalesce(text, '') || subject LIKE '%13800138000%'")
    }
    #expect(found == 0)
  }
}

extension CentreReply {
  fileprivate var fields: [String: String] {
    guard case .done(_, let fields, _) = self else { return [:] }
    return Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.value) })
  }
}
