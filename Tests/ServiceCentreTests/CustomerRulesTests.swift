import CallModel
import ServiceCentre
import Testing

@Suite("Customers: masked, unmasked with a reason, consents, history, erasure and retention")
struct CustomerRulesTests {
  var fixture = CentreFixture()

  private func call(_ id: String, at instant: Timestamp, customer: Int64? = 5) -> CallRecord {
    CallRecord(
      call: CallID(id), epoch: 1, gateway: "g", callingNumber: "13800138000", calledNumber: nil, language: nil,
      customer: customer.map { CustomerNumber($0) }, verification: .none, startedAt: instant, endedAt: instant,
      cause: "x", disposition: "agent", menuVersion: "v", path: [], operations: [], queueVisits: [])
  }

  private mutating func update() throws {
    #expect(
      try fixture.order(
        "customer update 5 name=Zhang phone=13800138000 age-group=senior preferred-agent=1002", by: "1001"
      ).isDone)
  }

  @Test("Names and numbers are masked; unmasking needs the role and a reason, and the trail keeps it [E7, C11]")
  mutating func masking() throws {
    try update()
    let fields = try #require(fixture.order("customer show 5", by: "1001").rows.first?.fields)
    #expect(fields.first { $0.key == "name" }?.value == "Z*")
    #expect(fields.first { $0.key == "phone" }?.value == "***8000")
    #expect(try fixture.order("customer unmask 5 :the courier asks", by: "1001").refusal?.isForWantOfARole == true)
    #expect(try fixture.order("customer unmask 5", by: "2101").refusal == .missing("text"))
    let shown = try fixture.order("customer unmask 5 :the courier asks", by: "2101")
    #expect(shown.rows.first?.fields.map(\.value) == ["CU5", "Zhang", "13800138000"])
    #expect(fixture.book.trail.last?.subject == "CU5")
    #expect(fixture.book.trail.last?.text == "the courier asks")
    #expect(fixture.book.trail.allSatisfy { !$0.detail.contains("13800138000") && !$0.detail.contains("Zhang") })
  }

  @Test("A call's number is unmasked in the same way")
  mutating func callNumbers() throws {
    fixture.book.records = [call("c1", at: fixture.now)]
    #expect(try fixture.order("customer unmask call=c9 :threats", by: "2101").refusal == .unknown(id: "c9"))
    let shown = try fixture.order("customer unmask call=c1 :threats", by: "2101")
    #expect(shown.rows.first?.fields.map(\.value) == ["c1", "13800138000", "5"])
  }

  @Test("The newest consent counts, and marketing that was taken back keeps a customer off the list [E3]")
  mutating func consents() throws {
    try update()
    for (given, shown) in [("yes", "yes"), ("no", "no")] {
      #expect(try fixture.order("customer consent 5 purpose=marketing given=\(given)", by: "1001").isDone)
      let fields = try fixture.order("customer show 5", by: "1001").rows.first?.fields
      #expect(fields?.first { $0.key == "consent-marketing" }?.value == shown)
      #expect(fields?.first { $0.key == "consent-survey" }?.value == "not-asked")
    }
    let proposed = try fixture.order(
      "outbound propose title=x queue=cards marketing=yes to=2026-11-30 :y", by: "5001")
    let id = try #require(proposed.field("id"))
    let part = CentreOrder(
      words: ["outbound", "load", id], fields: [.init("part", "1")], text: "phone,consent\n13800138000,2026-10-01\n",
      userID: 8, at: fixture.now)
    #expect(try fixture.desk.perform(part, in: &fixture.book).isDone)
    #expect(
      try fixture.order("outbound load \(id) parts=1", by: "5001").refusal
        == .faults([ListFault(line: 2, sentence: "the customer has taken back his consent to marketing")]))
  }

  @Test("The history holds every channel, the newest first")
  mutating func history() throws {
    try update()
    fixture.book.records = [call("c1", at: fixture.now), call("c2", at: fixture.now, customer: 6)]
    #expect(try fixture.order("case register call=c1 kind=enquiry", by: "1001").isDone)
    fixture.pass(days: 1)
    #expect(
      try fixture.order("complaint open channel=letter business=loan cause=contract customer=5 :a fee", by: "4001")
        .isDone)
    fixture.book.promised = [
      CallbackTask(
        number: 1_001, phone: "13800138000", queue: nil, call: CallID("c9"), customer: nil,
        registeredAt: fixture.now + .hours(1), dueAt: fixture.now, maximumAttempts: 3)
    ]
    fixture.book.keyedVisits = [
      KeyedVisit(branch: "101", phone: "13800138000", at: fixture.now + .hours(2)),
      KeyedVisit(branch: "102", phone: "13900000004", at: fixture.now + .hours(2)),
    ]
    let rows = try fixture.order("customer history 5", by: "1001").rows
    #expect(rows.map { $0.fields[2].value } == ["101", "CB1001", "CP1001", "CS1001", "c1"])
    #expect(rows.map { $0.fields[1].value } == ["keys", "callback", "letter", "desk", "hotline"])
    #expect(try fixture.order("customer history 5 limit=1", by: "1001").rows.count == 1)
  }

  @Test("Nothing is erased while something is owed; then whatever names him goes, and what counts him stays [B12]")
  mutating func erasure() throws {
    try update()
    fixture.book.records = [call("c1", at: fixture.now)]
    #expect(
      try fixture.order(
        "complaint open channel=letter business=loan cause=contract customer=5 name=Zhang phone=13800138000 :a fee",
        by: "4001"
      ).isDone)
    let before = fixture.book
    #expect(try fixture.order("customer erase 5 ground=request", by: "4001").refusal == .rule(.openMatter))
    #expect(fixture.book == before)
    #expect(try fixture.order("complaint withdraw CP1001 :paid back", by: "4001").isDone)
    let erased = try fixture.order("customer erase 5 ground=request", by: "4001")
    #expect(erased.field("calls") == "1")
    #expect(erased.field("words") == "2")
    #expect(try fixture.complaint("CP1001").complainant.phone == nil)
    #expect(fixture.book.records.first?.callingNumber == nil)
    #expect(fixture.book.trail.allSatisfy { $0.text == nil })
    #expect(try fixture.order("complaint statistics", by: "2101").rows.first?.fields.last?.value == "1")
    #expect(
      try fixture.order("customer update 5 name=Zhang", by: "1001").refusal
        == .wrongState(want: "kept", have: "erased"))
  }

  @Test("Erasure reaches every kind of paper: lists, do-not-call, callbacks, tasks, notes, kept orders [B12]")
  mutating func erasureEverywhere() throws {
    try update()
    fixture.book.records = [call("c1", at: fixture.now)]
    let phone = "13800138000"
    for (line, by) in [
      ("case register call=c1 kind=enquiry :asks for Zhang", "1001"),
      ("task open purpose=deferred about=c1 phone=\(phone) consent=yes key=k1 :when?", "1001"),
      ("task complete TK1001 :on the 3rd", "1001"),
      ("outbound propose title=x queue=q fields=a to=2026-11-30 :say", "5001"),
      ("outbound load OP1001 part=1 :phone,name\n\(phone),Zhang\n", "5001"), ("outbound load OP1001 parts=1", "5001"),
      ("outbound block phone=\(phone) :leave me alone", "1001"),
      ("booking open branch=a day=2026-12-01 time=09:30 business=loan phone=\(phone)", "1001"),
      ("booking open branch=a day=2026-12-02 time=09:30 business=loan phone=13900000004 customer=5", "1001"),
      ("booking open branch=a day=2026-12-03 time=09:30 business=loan phone=13900000009", "1001"),
    ] { #expect(try fixture.order(line, by: by).isDone, "\(line)") }
    fixture.book.promised = [
      CallbackTask(
        number: 1_001, phone: phone, queue: nil, call: CallID("c1"), customer: CustomerNumber(5),
        registeredAt: fixture.now, dueAt: fixture.now, maximumAttempts: 3)
    ]
    #expect(try fixture.order("customer erase 5 ground=request", by: "4001").refusal == .rule(.openMatter))
    fixture.book.promised[0].state = .done
    #expect(try fixture.order("customer erase 5 ground=request", by: "4001").field("papers") == "7")
    var rest = ""
    dump(fixture.book, to: &rest)
    #expect(!rest.contains(phone) && !rest.contains("Zhang") && !rest.contains("13900000004"))
    #expect(rest.contains("13900000009"), "somebody else's booking stays")
  }

  @Test("Retention counts first, then erases what is older than its days, to the day")
  mutating func retention() throws {
    let old = fixture.now - .day * Retention.callDays
    fixture.book.records = [call("c1", at: old - .seconds(1)), call("c2", at: old)]
    let counted = try fixture.order("customer retention", by: "7001")
    #expect(counted.field("calls") == "1")
    #expect(fixture.book.records[0].callingNumber != nil)
    #expect(try fixture.order("customer retention apply=yes", by: "7001").field("calls") == "1")
    #expect(fixture.book.records.map(\.callingNumber) == [nil, "13800138000"])
    #expect(try fixture.order("customer retention apply=yes", by: "7001").field("calls") == "0")
  }

  @Test("Papers of tasks, cases and projects forget too when they are old and over; what is owed keeps its number")
  mutating func retentionOfPapers() throws {
    for (line, by) in [
      ("case register call=c1 kind=enquiry :asks for Zhang", "1001"),
      ("task open purpose=deferred about=c1 phone=13800138000 consent=yes :when?", "1001"),
      ("task complete TK1001 :on the 3rd", "1001"),
      ("task open purpose=deferred about=c2 phone=13900000004 consent=yes :who?", "1001"),
    ] { #expect(try fixture.order(line, by: by).isDone, "\(line)") }
    for line in [
      "booking open branch=a day=2026-12-01 time=09:30 business=loan phone=13900000009", "booking came RG1001",
    ] {
      #expect(try fixture.order(line, by: "1001").isDone)
    }
    fixture.pass(days: Retention.callDays)
    #expect(try fixture.order("customer retention", by: "7001").field("papers") == "0")
    fixture.pass(days: 1)
    #expect(try fixture.order("customer retention", by: "7001").field("papers") == "3")
    #expect(try fixture.order("customer retention apply=yes", by: "7001").field("papers") == "3")
    #expect(try fixture.order("customer retention", by: "7001").field("papers") == "0")
    let tasks: [CareTask] = fixture.book.documents(DocumentFilter())
    #expect(tasks.map(\.phone) == [nil, "13900000004"])
    #expect(tasks.map(\.state) == [.completed, .open], "what counts stays")
  }
}
