import CallModel
import ServiceCentre
import Testing

@Suite("Outbound projects and their rules [H7.1.2]")
struct OutboundRulesTests {
  var fixture = CentreFixture()

  private mutating func propose(_ more: String = "") throws -> String {
    let reply = try fixture.order(
      "outbound propose title=renewal queue=cards fields=renew!:yes|no,when to=2026-11-30 \(more) :it is free",
      by: "5001")
    return try #require(reply.field("id"))
  }

  private mutating func load(_ id: String, _ list: String) throws -> CentreReply {
    let order = CentreOrder(
      words: ["outbound", "load", id], fields: [.init("part", "1")], text: list, userID: 8, at: fixture.now)
    let part = try fixture.desk.perform(order, in: &fixture.book)
    #expect(part.isDone)
    return try fixture.order("outbound load \(id) parts=1", by: "5001")
  }

  private mutating func running(_ list: String = "phone,name\n13800138000,Zhang\n13900000004,Li\n") throws -> String {
    let id = try propose()
    #expect(try load(id, list).isDone)
    #expect(try fixture.order("outbound submit \(id)", by: "5001").isDone)
    #expect(try fixture.order("outbound approve \(id)", by: "3001").isDone)
    return id
  }

  private func entry(_ number: Int64 = 1_001) throws -> OutboundEntry {
    try #require(fixture.book.document(number) as OutboundEntry?)
  }

  private mutating func dial(_ result: DialResult, attempt: Int, _ id: String = "OE1001") throws {
    try fixture.book.note(
      DialRecord(call: CallID(id), attempt: attempt, agent: AgentID("1001"), result: result, at: fixture.now))
  }

  @Test(
    "Every step of a project from every state: taken where the table says so, else refused with both states",
    arguments: OutboundProject.Step.allCases, OutboundProject.State.allCases)
  mutating func projectTable(step: OutboundProject.Step, state: OutboundProject.State) throws {
    let id = try propose()
    #expect(try load(id, "phone\n13800138000\n").isDone)
    var project = try #require(fixture.book.document(1_001) as OutboundProject?)
    project.state = state
    fixture.book.save(project)
    let orders: [(OutboundProject.Step, String, String)] = [
      (.load, "part=1", "5001"), (.submit, "", "5001"), (.approve, "", "3001"), (.reject, "instead=sms :no", "3001"),
      (.finish, "", "2101"), (.acknowledge, "", "5001"),
    ]
    let order = try #require(orders.first { $0.0 == step })
    let reply = try fixture.order("outbound \(step.rawValue) \(id) \(order.1)", by: order.2)
    let after = try #require(fixture.book.document(1_001) as OutboundProject?)
    if step.from.contains(state) {
      #expect(reply.refusal == nil)
      #expect(after.state == step.to ?? state)
    } else {
      let want = step.from.map(\.rawValue).joined(separator: ",")
      #expect(reply.refusal == .wrongState(want: want, have: state.rawValue))
      #expect(after == project)
    }
  }

  @Test(
    "Every step of an entry from every state",
    arguments: OutboundEntry.Step.allCases, OutboundEntry.State.allCases)
  mutating func entryTable(step: OutboundEntry.Step, state: OutboundEntry.State) throws {
    _ = try running()
    var entry = try entry()
    entry.course.state = state
    do throws(CentreRefusal) {
      try entry.take(step)
      #expect(step.from.contains(state))
      #expect(entry.state == step.to ?? state)
    } catch {
      #expect(!step.from.contains(state))
      #expect(entry.state == state)
    }
  }

  @Test("Who proposed it, or handed it in, does not decide; only the head of the centre does")
  mutating func approval() throws {
    let head = try #require(CentreFixture.staff.first { $0.id.text == "3001" })
    fixture.book.save(
      StaffMember(
        id: head.id, name: head.name, unit: UnitID("cards"), roles: [.centreHead, .department], userID: head.userID))
    let reply = try fixture.order("outbound propose title=x queue=cards to=2026-11-30 :y", by: "3001")
    let id = try #require(reply.field("id"))
    #expect(try load(id, "phone\n13800138000\n").isDone)
    #expect(try fixture.order("outbound submit \(id)", by: "5001").isDone)
    for line in ["approve \(id)", "reject \(id) instead=sms :no"] {
      #expect(try fixture.order("outbound \(line)", by: "3001").refusal == .rule(.notTheProposer))
    }
    let other = try propose()
    #expect(try load(other, "phone\n13900000004\n").isDone)
    #expect(try fixture.order("outbound submit \(other)", by: "3001").isDone)
    #expect(try fixture.order("outbound approve \(other)", by: "3001").refusal == .rule(.notTheProposer))
    #expect(try fixture.order("outbound approve \(other)", by: "2101").refusal?.isForWantOfARole == true)
  }

  @Test("A project without a list is not handed in: its head could not know whom he lets be called")
  mutating func emptyList() throws {
    let id = try propose()
    #expect(try fixture.order("outbound submit \(id)", by: "5001").refusal == .rule(.listWanted))
    #expect(try load(id, "phone\n13800138000\n").isDone)
    #expect(try fixture.order("outbound submit \(id)", by: "5001").isDone)
  }

  @Test("A department has to do with its own projects only")
  mutating func ownUnit() throws {
    let id = try propose()
    for line in ["submit \(id)", "load \(id) part=1 :x"] {
      #expect(try fixture.order("outbound \(line)", by: "2101").refusal == .rule(.ownUnit))
    }
  }

  @Test("Approved, its customers are to be called; at which hours is decided where the calls are")
  mutating func jobs() throws {
    let evening = fixture.now + .hours(10)
    fixture.now = evening
    let id = try propose()
    #expect(try load(id, "phone\n13800138000\n").effects.isEmpty)
    #expect(try fixture.order("outbound submit \(id)", by: "5001").isDone)
    let approved = try fixture.order("outbound approve \(id)", by: "3001")
    #expect(
      approved.effects == [
        .call(
          DialJob(
            id: CallID("OE1001"), phone: "13800138000", queue: QueueID("cards"), due: evening,
            until: CentreFixture.morning + .hours(14) + .day * 28, terms: .unasked))
      ])
  }

  @Test("What the head decides about is the list that was handed in: nothing is loaded after it but when he refused")
  mutating func lists() throws {
    let id = try propose()
    #expect(try load(id, "phone\n13800138000\n").isDone)
    let more = "outbound load \(id) part=1 :phone%0A13900000004%0A"
    for (line, by, state) in [
      ("submit \(id)", "5001", "submitted"), ("reject \(id) instead=sms :too many", "3001", "rejected"),
      ("submit \(id)", "5001", "submitted"), ("approve \(id)", "3001", "running"),
      ("finish \(id)", "3001", "finished"), ("acknowledge \(id)", "5001", "closed"),
    ] {
      #expect(try fixture.order("outbound \(line)", by: by).isDone, "\(line)")
      let refusal = try fixture.order(more, by: "5001").refusal
      let isOpen = state == "rejected"
      #expect(refusal == (isOpen ? nil : .wrongState(want: "draft,rejected", have: state)), "\(state)")
    }
  }

  @Test("Three without an answer end it as other-channel, each but the first with a reason; there is no fourth")
  mutating func threeAttempts() throws {
    _ = try running()
    for attempt in 1...3 {
      try dial(attempt == 2 ? .busy : .noAnswer, attempt: attempt)
      try dial(.noAnswer, attempt: attempt)
      #expect(try entry().attempts.count == attempt)
      let reply = try fixture.order("outbound reason OE1001 after=60 :evening is better", by: "1001")
      if attempt < 3 {
        guard case .call(let job)? = reply.effects.first else {
          Issue.record("\(reply)")
          return
        }
        #expect(job.attempts == attempt)
        #expect(job.due == fixture.now + .hours(1))
      } else {
        #expect(reply.refusal == .rule(.noFourthDial))
      }
    }
    try dial(.noAnswer, attempt: 4)
    #expect(try entry().attempts.map(\.reason) == [nil, "evening is better", "evening is better"])
    #expect(try entry().state == .otherChannel)
  }

  @Test(
    "What each result leads to",
    arguments: zip(
      DialResult.allCases,
      [
        OutboundEntry.State.reached, .reasonWanted, .reasonWanted, .reasonWanted, .otherChannel, .reasonWanted,
        .otherChannel, .waiting,
      ]))
  mutating func results(result: DialResult, state: OutboundEntry.State) throws {
    _ = try running()
    try dial(result, attempt: 1)
    #expect(try entry().state == state)
    let blocked = try fixture.order("outbound blocked", by: "2101")
    #expect(blocked.rows.count == (result == .refused ? 1 : 0))
  }

  @Test("A refusal goes on the do-not-call list for 12 months, and a list with that number does not call it")
  mutating func doNotCall() throws {
    let first = try running()
    try dial(.answered, attempt: 1)
    #expect(try fixture.order("outbound refused OE1001", by: "1001").field("state") == "other-channel")
    #expect(try fixture.order("outbound finish \(first)", by: "2101").effects.count == 1)
    let second = try propose()
    let loaded = try load(second, "phone\n13800138000\n13700000000\n")
    #expect(loaded.field("entries") == "2")
    #expect(loaded.field("blocked") == "1")
    #expect(try entry(1_003).state == .blocked)
    let list = try fixture.order("outbound blocked", by: "2101")
    #expect(list.rows.first?.fields.first { $0.key == "phone" }?.value == "***8000")
    #expect(list.rows.first?.fields.first { $0.key == "until" }?.value == "2027-11-02")
    #expect(try fixture.order("outbound unblock DN1001 :asked for it", by: "2101").isDone)
    #expect(try fixture.order("outbound blocked", by: "2101").rows.isEmpty)
  }

  @Test("A leap day's list ends on the last day of February")
  func leapDay() {
    let day = CivilDay(year: 2028, month: 2, day: 29)!
    let until = OutboundRules.blockedUntil(from: CivilTime(day: day, timeOfDay: .hours(10)).instant())
    #expect(CivilTime(until) == CivilTime(day: CivilDay(year: 2029, month: 3, day: 1)!, timeOfDay: .zero))
  }

  @Test("Whoever says so is withdrawn at once")
  mutating func block() throws {
    _ = try running()
    let reply = try fixture.order("outbound block phone=13900000004 :said so", by: "1001")
    #expect(reply.effects == [.withdraw(CallID("OE1002"))])
    #expect(try entry(1_002).state == .blocked)
  }

  @Test("What the project requires must be written down, of its choices, and before the project ends")
  mutating func requiredFields() throws {
    let id = try running()
    try dial(.answered, attempt: 1)
    #expect(try fixture.order("outbound finish \(id)", by: "2101").refusal == .rule(.answersWanted))
    #expect(try fixture.order("outbound complete OE1001 when=noon", by: "1001").refusal == .rule(.requiredFields))
    #expect(
      try fixture.order("outbound complete OE1001 renew=maybe", by: "1001").refusal
        == .bad("renew", "It is one of yes, no."))
    #expect(try fixture.order("outbound complete OE1001 renew=yes", by: "1001").isDone)
    let finished = try fixture.order("outbound finish \(id)", by: "2101")
    #expect(finished.effects == [.withdraw(CallID("OE1002"))])
    let rows = try fixture.order("outbound report \(id)", by: "5001").rows.map { $0.fields.map(\.value) }
    for row in [
      ["list", "customers", "2"], ["list", "dialled", "1"], ["list", "reached", "1"], ["list", "refused", "0"],
      ["state", "completed", "1"], ["state", "withdrawn", "1"], ["renew", "yes", "1"], ["renew", "no", "0"],
    ] { #expect(rows.contains(row), "\(row)") }
    #expect(try fixture.order("outbound acknowledge \(id)", by: "5001").field("state") == "closed")
  }

  @Test(
    "A list is taken as a whole or not at all, and its faults are told by line",
    arguments: [
      ("phone\n13800138000\n12\n", [3]), ("name\nZhang\n", [1]), ("phone,phone\n", [1]), ("", [1]), ("phone\n", [1]),
      ("phone,name\n13800138000\n13900000004,Li,x\n", [2, 3]), ("phone\n13800138000\n\n13800138000\n", [4]),
      ("phone,name\n13800138000,\"Li\n", [2]), ("phone\n13800138000\"\n", [2]), ("phone\n\"13800138000\"1\n", [2]),
      ("phone,consent\n13800138000,2026-02-30\n13900000004,2026-11-03\n", [2, 3]),
    ])
  mutating func faults(list: String, lines: [Int]) throws {
    let id = try propose()
    let reply = try load(id, list)
    guard case .faults(let faults) = reply.refusal else {
      Issue.record("\(reply)")
      return
    }
    #expect(faults.map(\.line) == lines)
    #expect(try fixture.order("outbound report \(id)", by: "5001").rows.first?.fields.last?.value == "0")
  }

  @Test("Marketing only with consent; and nobody is called by two projects at once")
  mutating func consent() throws {
    let id = try propose("marketing=yes")
    guard case .faults(let faults) = try load(id, "phone,consent\n13800138000,\n13900000004,2026-10-01\n").refusal
    else {
      Issue.record("a customer without consent was taken")
      return
    }
    #expect(faults == [ListFault(line: 2, sentence: "marketing needs the day of the customer's consent")])
    #expect(try load(id, "phone,consent\n13900000004,2026-10-01\n").isDone)
    let other = try propose()
    guard case .faults(let again) = try load(other, "phone\n13900000004\n").refusal else {
      Issue.record("a number was taken twice")
      return
    }
    #expect(again == [ListFault(line: 2, sentence: "\(id) is calling that number already")])
  }

  @Test("Parts come in order, and the last order says how many there were")
  mutating func parts() throws {
    let id = try propose()
    #expect(try fixture.order("outbound load \(id) part=2 :x", by: "5001").refusal == .bad("part", "The next is 1."))
    #expect(try fixture.order("outbound load \(id) part=1 :phone", by: "5001").isDone)
    #expect(try fixture.order("outbound load \(id) parts=2", by: "5001").refusal == .bad("parts", "There are 1."))
    #expect(try fixture.order("outbound load \(id)", by: "5001").refusal == .missing("parts"))
  }

  @Test("A project whose window has passed is not approved")
  mutating func window() throws {
    let id = try propose()
    #expect(try load(id, "phone\n13800138000\n").isDone)
    #expect(try fixture.order("outbound submit \(id)", by: "5001").isDone)
    fixture.pass(days: 29)
    #expect(try fixture.order("outbound approve \(id)", by: "3001").refusal == .rule(.windowPassed))
  }

  @Test("Fields are written as they are read", arguments: ["a", "a!", "a!:x|y,b,c:1|2"])
  mutating func fields(text: String) throws {
    _ = try propose()
    var project = try #require(fixture.book.document(1_001) as OutboundProject?)
    project.fields = try OutboundProject.fields(written: text)
    #expect(project.writtenFields == text)
    for wrong in ["as", "a,a", "A", "a:x", "a b", ":x|y"] {
      #expect(throws: CentreRefusal.self) { try OutboundProject.fields(written: wrong) }
    }
  }
}
