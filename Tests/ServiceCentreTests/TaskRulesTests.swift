import CallModel
import ServiceCentre
import Testing

@Suite("Calls that the centre owes: deferred questions, follow-ups, recovery")
struct TaskRulesTests {
  var fixture = CentreFixture()

  private mutating func open(_ fields: String = "purpose=deferred about=c1 phone=13800138000 queue=general consent=yes")
    throws -> String
  {
    let reply = try fixture.order("task open \(fields) :when is it paid out?", by: "1001")
    return try #require(reply.field("id"))
  }

  private func task(_ number: Int64 = 1_001) throws -> CareTask {
    try #require(fixture.book.document(number) as CareTask?)
  }

  private mutating func dial(_ result: DialResult, _ attempt: Int) throws {
    try fixture.book.note(
      DialRecord(call: CallID("TK1001"), attempt: attempt, agent: AgentID("1001"), result: result, at: fixture.now))
  }

  private func tasks(_ purpose: TaskPurpose) -> [CareTask] {
    fixture.book.documents(DocumentFilter(key: purpose.rawValue))
  }

  @Test(
    "Every step from every state: taken where the table says so, else refused with both states",
    arguments: CareTask.Step.allCases, CareTask.State.allCases)
  mutating func everyCell(step: CareTask.Step, state: CareTask.State) throws {
    let id = try open()
    var task = try task()
    task.course.state = state
    fixture.book.save(task)
    let orders: [(CareTask.Step, String, String)] = [
      (.assign, "to=1002", "2001"), (.call, "", "1001"), (.reason, ":again", "1001"), (.complete, ":told", "1001"),
      (.cancel, ":came to the branch", "2001"),
    ]
    let order = try #require(orders.first { $0.0 == step })
    let reply = try fixture.order("task \(step.rawValue) \(id) \(order.1)", by: order.2)
    let after = try self.task()
    if step.from.contains(state) {
      #expect(reply.refusal == nil)
      #expect(after.state == step.to ?? state)
    } else {
      let want = step.from.map(\.rawValue).joined(separator: ",")
      #expect(reply.refusal == .wrongState(want: want, have: state.rawValue))
      #expect(after == task)
    }
  }

  @Test("A question is deferred only with the caller's consent, a number and the question [H7.1.1]")
  mutating func consent() throws {
    for (fields, refusal) in [
      ("consent=no", CentreRefusal.rule(.consentNeeded)), ("", .rule(.consentNeeded)),
      ("consent=yes phone=12", .bad("phone", "It is the digits of a telephone number.")),
    ] {
      let line =
        "task open purpose=deferred about=c1 \(fields)\(fields.contains("phone") ? "" : " phone=13800138000") :x"
      #expect(try fixture.order(line, by: "1001").refusal == refusal)
    }
    #expect(
      try fixture.order("task open purpose=deferred about=c1 consent=yes :x", by: "1001").refusal
        == .missing("phone"))
    #expect(
      try fixture.order("task open purpose=deferred about=c1 consent=yes phone=13800138000", by: "1001").refusal
        == .missing("text"))
  }

  @Test("It is due after eight hours of work, and its result closes it")
  mutating func deferral() throws {
    let id = try open()
    // Opened at 10:00; 8.5 hours are left of the day, which ends at 18:30.
    #expect(try task().dueAt == fixture.now + .hours(8))
    let called = try fixture.order("task call \(id)", by: "1001")
    #expect(
      called.effects == [
        .call(
          DialJob(
            id: CallID(id), phone: "13800138000", queue: QueueID("general"), due: fixture.now, terms: .asked))
      ])
    try dial(.answered, 1)
    #expect(try fixture.order("task complete \(id) :told: on the 3rd", by: "1001").field("state") == "completed")
    #expect(try task().closedAt == fixture.now)
    #expect(try task().result == "told: on the 3rd")
  }

  @Test("Three attempts at most, each but the first with a reason; then another channel, whose result closes it [C6]")
  mutating func attempts() throws {
    let id = try open()
    #expect(try fixture.order("task call \(id)", by: "1001").isDone)
    for attempt in 1...3 {
      try dial(.busy, attempt)
      let reply = try fixture.order("task reason \(id) :later", by: "1001")
      #expect(reply.refusal == (attempt < 3 ? nil : .rule(.noFourthDial)))
    }
    #expect(try task().state == .otherChannel)
    #expect(try fixture.order("task list open=yes", by: "1001").rows.count == 1)
    #expect(try fixture.order("task complete \(id) :wrote a letter", by: "1001").isDone)
    #expect(try fixture.order("task list open=yes", by: "1001").rows.isEmpty)
  }

  /// Ten to noon of every day: eight hours of work are four days, four are two, 28 are fourteen.
  @Test("Every promise is counted in the working hours of the settings [C6]")
  mutating func workingHours() throws {
    fixture.book.workingHours = OpeningHours(OpeningHours.Span(from: .hours(10), to: .hours(12))!)
    let noon = fixture.now + .hours(2)
    _ = try open()
    #expect(try task().dueAt == noon + .day * 3)
    let call = CallRecord(
      call: CallID("c9"), epoch: 1, gateway: "g", callingNumber: "13800138000", calledNumber: nil, language: nil,
      customer: nil, verification: .none, startedAt: fixture.now, endedAt: fixture.now, cause: "x",
      disposition: "agent", menuVersion: "v", path: [], operations: [], queueVisits: [])
    let answer = SurveyAnswerRecord(
      call: call.call, epoch: 1, node: NodeID("s"), agent: nil, queue: nil, answer: "dissatisfied", at: fixture.now)
    try fixture.book.note([answer], of: call)
    #expect(tasks(.recovery).map(\.dueAt) == [noon + .day])
    _ = try fixture.complaint(.closed)
    #expect(tasks(.followUp).map(\.dueAt) == [noon + .day * 13])
  }

  @Test("Late is late: the list of overdue tasks")
  mutating func overdue() throws {
    _ = try open()
    fixture.now = fixture.now + .hours(8)
    #expect(try fixture.order("task list overdue=yes", by: "1001").rows.isEmpty)
    fixture.now = fixture.now + .seconds(1)
    #expect(try fixture.order("task list overdue=yes", by: "1001").rows.count == 1)
  }

  @Test("A closed complaint makes a follow-up, its result is the complaint's, and a bad one a recovery [C8]")
  mutating func complaintFollowUp() throws {
    let id = try fixture.complaint(.closed)
    #expect(tasks(.followUp).map(\.subject) == [id])
    #expect(try fixture.order("complaint visit \(id) score=2 solved=yes :not content", by: "1001").isDone)
    #expect(tasks(.followUp).map(\.state) == [.completed])
    #expect(tasks(.recovery).map(\.matter) == ["not content"])
  }

  @Test("The handler does not follow his own complaint up [C8]")
  mutating func otherThanTheHandler() throws {
    _ = try fixture.complaint(.closed)
    let line = "task complete TK1001 score=4 solved=yes :content"
    #expect(try fixture.order(line, by: "1002").refusal == .rule(.notTheHandler))
    #expect(try fixture.order(line, by: "1001").isDone)
  }

  @Test(
    "A follow-up says how satisfied and whether solved; 1, 2 or not solved opens a recovery, whose own result does not",
    arguments: [(5, "yes", 0), (3, "yes", 0), (2, "yes", 1), (1, "yes", 1), (5, "no", 1)])
  mutating func recovery(score: Int, solved: String, recoveries: Int) throws {
    let id = try open("purpose=follow-up about=c1")
    #expect(try fixture.order("task complete \(id) :x", by: "1001").refusal == .missing("score"))
    #expect(try fixture.order("task complete \(id) score=3 :x", by: "1001").refusal == .missing("solved"))
    let reply = try fixture.order("task complete \(id) score=\(score) solved=\(solved) :x", by: "1001")
    #expect((reply.field("recovery") != nil) == (recoveries == 1))
    #expect(tasks(.recovery).count == recoveries)
    if recoveries == 1 {
      #expect(try fixture.order("task complete TK1002 score=1 solved=no :x", by: "1001").isDone)
      #expect(tasks(.recovery).count == 1)
    }
  }

  @Test(
    "What callers answer by keys after a talk opens what it asks for",
    arguments: [
      (["very-satisfied", "solved"], nil), (["satisfied"], nil), (["average", "solved"], nil),
      (["dissatisfied", "solved"], TaskPurpose.recovery), (["satisfied", "unsolved"], .recovery),
      (["satisfied", "unsolved", "follow-up"], .recovery), (["follow-up"], .followUp), ([], nil),
    ])
  mutating func surveys(answers: [String], purpose: TaskPurpose?) throws {
    let call = CallRecord(
      call: CallID("c7"), epoch: 1, gateway: "g", callingNumber: "13800138000", calledNumber: nil, language: nil,
      customer: nil, verification: .none, startedAt: fixture.now, endedAt: fixture.now, cause: "x",
      disposition: "agent", menuVersion: "v", path: [], operations: [], queueVisits: [])
    let records = answers.map {
      SurveyAnswerRecord(
        call: call.call, epoch: 1, node: NodeID("s"), agent: AgentID("1001"), queue: QueueID("general"), answer: $0,
        at: fixture.now)
    }
    try fixture.book.note(records, of: call)
    let made: [CareTask] = fixture.book.documents(DocumentFilter())
    #expect(made.map(\.purpose) == purpose.map { [$0] } ?? [])
    #expect(made.allSatisfy { $0.phone == "13800138000" && $0.queue == QueueID("general") && $0.subject == "c7" })
  }

  @Test("What callers wanted is registered; a complaint is opened with it [H7.1.1, A13]")
  mutating func cases() throws {
    #expect(
      try fixture.order("case register call=c1 kind=enquiry reason=rates :asked", by: "1001").field("id") == "CS1001")
    let reply = try fixture.order(
      "case register call=c2 kind=complaint business=loan cause=contract phone=13800138000 :a fee", by: "1001")
    #expect(reply.field("complaint") == "CP1001")
    #expect(try fixture.complaint("CP1001").complainant.call == CallID("c2"))
    #expect(
      try fixture.order("case register call=c3 kind=complaint business=loan :a fee", by: "1001").refusal
        == .missing("cause"))
    let rows = try fixture.order("case list", by: "2101").rows
    #expect(rows.map { $0.fields[5].value } == ["enquiry", "complaint"])
  }

  @Test("An order under a key is done once, and given again it is answered the same")
  mutating func keys() throws {
    let line = "complaint open channel=letter business=loan cause=contract key=k1 :a fee"
    let first = try fixture.order(line, by: "1001")
    let trail = fixture.book.trail.count
    #expect(try fixture.order(line, by: "1001") == first)
    #expect(fixture.book.trail.count == trail)
    #expect(try fixture.order("complaint list", by: "1001").rows.count == 1)
    #expect(try fixture.order(line + " and more", by: "1001").refusal == .rule(.keyUsed))
    #expect(
      try fixture.order("complaint list key=k2", by: "1001").refusal
        == .bad("key", "This order changes nothing: it needs none."))
    // What was refused is not kept.
    #expect(try fixture.order("complaint accept CP1001 key=k3", by: "1001").refusal?.isForWantOfARole == true)
    #expect(try fixture.order("complaint accept CP1001 key=k3", by: "4001").isDone)
  }

  @Test("Who has logged in at a console gives orders as himself, and as an agent where nobody has registered him")
  mutating func consoles() throws {
    var order = CentreFixture.order(
      "task open purpose=deferred about=c1 phone=13800138000 consent=yes :x", user: 999, at: fixture.now)
    order.agent = AgentID("9001")
    #expect(try fixture.desk.perform(order, in: &fixture.book).isDone)
    #expect(try task().owner == StaffID("9001"))
    order.words = ["complaint", "accept", "CP1001"]
    #expect(try fixture.desk.perform(order, in: &fixture.book).refusal?.isForWantOfARole == true)
  }

  @Test(
    "A sample of a day's callers is followed up: so many per cent, nobody twice, nobody who would not be asked [C8]")
  mutating func sampling() throws {
    for number in 1...21 {
      let visit = QueueVisitRecord(
        queue: QueueID("cards"), enteredAt: fixture.now, leftAt: fixture.now, result: "answered",
        agent: AgentID("1001"))
      fixture.book.records.append(
        CallRecord(
          call: CallID("c\(number)"), epoch: 1, gateway: "g", callingNumber: number == 20 ? nil : "1380013800\(number)",
          calledNumber: nil, language: nil, customer: number == 21 ? CustomerNumber(5) : nil, verification: .none,
          startedAt: fixture.now, endedAt: fixture.now, cause: "x", disposition: "agent", menuVersion: "v", path: [],
          operations: [], queueVisits: [visit]))
      fixture.book.visits.append(visit)
    }
    #expect(try fixture.order("customer consent 5 purpose=survey given=no", by: "1001").isDone)
    fixture.pass(days: 1)
    #expect(try fixture.order("task sample percent=101 seed=1", by: "2101").refusal != nil)
    let reply = try fixture.order("task sample percent=10 seed=1", by: "2101")
    // Of 21 one has no number and one would not be asked; 10 % of 19 are two.
    #expect(reply.field("day") == "2026-11-02" && reply.field("of") == "19" && reply.field("drawn") == "2")
    let drawn: [CareTask] = fixture.book.documents(DocumentFilter())
    #expect(drawn.allSatisfy { $0.purpose == .followUp && $0.phone != nil && $0.queue == QueueID("cards") })
    #expect(Set(drawn.map(\.subject)).count == 2)
    // What a timer does twice is done once.
    #expect(try fixture.order("task sample percent=10 seed=1", by: "2101").field("drawn") == "0")
    #expect(try fixture.order("task sample percent=10", by: "2101").field("already") == "2")
    #expect(
      try fixture.order("task sample percent=10 day=2026-11-03", by: "2101").refusal
        == .bad("day", "It is a day that is over."))
    #expect(try fixture.order("task sample percent=100 seed=1", by: "2101").field("drawn") == "17")
    #expect(try fixture.order("task sample percent=100 seed=1", by: "2101").field("drawn") == "0")
  }
}
