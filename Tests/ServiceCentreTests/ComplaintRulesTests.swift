import CallModel
import ServiceCentre
import Testing

@Suite("The rules of complaints, each with its article")
struct ComplaintRulesTests {
  var fixture = CentreFixture()

  @Test("Each rule says where it is written, or that it is the software's own")
  func articles() {
    #expect(
      CentreRule.allCases.filter { $0.article == nil }
        == [.staffUnknown, .staffAmbiguous, .firstOfStaff, .oneUserOneMember, .keyUsed])
    #expect(CentreRule.allCases.allSatisfy { !$0.sentence.isEmpty && !$0.sentence.hasSuffix(".") })
  }

  @Test(
    "Neither the unit nor the person complained of handles it [H6]",
    arguments: [
      ("about-unit=centre", "1002", false), ("about-person=1002", "1002", false), ("about-person=1001", "1002", true),
      ("about-unit=cards", "5001", false), ("about-unit=loans", "5001", true),
    ])
  mutating func conflict(about: String, handler: String, isAllowed: Bool) throws {
    let id = try fixture.complaint(.accepted, about: about)
    let reply = try fixture.order("complaint assign \(id) to=\(handler)", by: "4001")
    #expect(reply.refusal == (isAllowed ? nil : .rule(.conflictOfInterest)))
  }

  @Test("Nor decides it, extends it, follows it up or sees the complainant's number")
  mutating func conflictOfTheOffice() throws {
    let id = try fixture.complaint(.accepted, about: "about-person=4002")
    for line in ["assign \(id) to=1002", "investigate \(id) :it is so"] {
      #expect(try fixture.order("complaint \(line)", by: "4001").isDone)
    }
    for line in ["extend \(id) notice=phone :x", "decide \(id) outcome=unfounded :x", "contact \(id) :x"] {
      #expect(try fixture.order("complaint \(line)", by: "4002").refusal == .rule(.conflictOfInterest))
    }
    #expect(try fixture.order("complaint join \(id) unit=party", by: "4001").isDone)
  }

  @Test("The unit complained of does not join in either")
  mutating func jointHandling() throws {
    let id = try fixture.complaint(.assigned)
    #expect(try fixture.order("complaint join \(id) unit=cards", by: "4001").refusal == .rule(.conflictOfInterest))
    #expect(try fixture.order("complaint join \(id) unit=loans", by: "4001").field("joint-units") == "loans")
    for count in 1...2 {
      #expect(try fixture.order("complaint escalate \(id) :silence", by: "4001").field("escalations") == "\(count)")
    }
    for unit in ["loans", "centre"] {
      #expect(
        try fixture.order("complaint join \(id) unit=\(unit)", by: "4001").refusal
          == .bad("unit", "It handles the complaint already."))
    }
    #expect(try fixture.complaint(id).jointUnits == [UnitID("loans")])
  }

  @Test("Only the handler investigates, or the complaints office [H6]")
  mutating func handling() throws {
    let id = try fixture.complaint(.assigned)
    #expect(try fixture.order("complaint investigate \(id) :x", by: "1001").refusal == .rule(.handlerOnly))
    #expect(try fixture.order("complaint investigate \(id) :x", by: "1002").isDone)
    #expect(try fixture.order("complaint contact \(id) :x", by: "1001").refusal == .rule(.handlerOnly))
    let contact = try fixture.order("complaint contact \(id) :to ask for the receipt", by: "1002")
    #expect(contact.rows.first?.fields.last?.value == "13800138000")
    #expect(fixture.book.trail.last?.text == "to ask for the receipt")
  }

  @Test(
    "Liability goes with what is upheld, and with nothing else [G11]",
    arguments: [
      ("outcome=upheld liable-unit=cards points=3", true), ("outcome=partly liable-person=1001 points=0", true),
      ("outcome=upheld", true), ("outcome=upheld points=3", false), ("outcome=unfounded", true),
      ("outcome=unfounded liable-unit=cards", false), ("outcome=unfounded points=1", false),
    ])
  mutating func liability(decision: String, isAllowed: Bool) throws {
    let id = try fixture.complaint(.investigating)
    let reply = try fixture.order("complaint decide \(id) \(decision) :so", by: "4001")
    #expect(reply.refusal == (isAllowed ? nil : .rule(.liability)))
  }

  @Test("The follow-up is not the handler's [C8]")
  mutating func followUp() throws {
    let id = try fixture.complaint(.closed)
    #expect(try fixture.order("complaint visit \(id) score=1 solved=no", by: "1002").refusal == .rule(.notTheHandler))
    #expect(
      try fixture.order("complaint visit \(id) score=0 solved=no", by: "1001").refusal
        == .bad("score", "It is a whole number from 1 to 5."))
    #expect(try fixture.order("complaint visit \(id) score=2 solved=yes", by: "1001").isDone)
    #expect(try fixture.complaint(id).followUp?.asksForRecovery == true)
  }

  @Test("Withdrawn, it ends the same day [H6]")
  mutating func withdrawal() throws {
    let id = try fixture.complaint(.assigned)
    fixture.pass(days: 3)
    #expect(try fixture.order("complaint withdraw \(id) :paid back", by: "1001").isDone)
    #expect(try fixture.complaint(id).endedAt == fixture.now)
  }

  @Test("A review goes to others, once, within 30 days of the notice [H6]")
  mutating func review() throws {
    let id = try fixture.complaint(.closed)
    let late = try fixture.complaint(.closed)
    fixture.pass(days: 30)
    #expect(try fixture.order("complaint review \(id) :no", by: "1001").isDone)
    #expect(try fixture.complaint(id).deadline.lastDay == CivilTime(fixture.now).day + 30)
    for (line, rule) in [("assign \(id) to=1002", CentreRule.otherDecider), ("assign \(id) to=4001", .otherDecider)] {
      #expect(try fixture.order("complaint \(line)", by: "4002").refusal == .rule(rule))
    }
    for (line, by) in [("assign \(id) to=1001", "4001"), ("investigate \(id) :x", "1001")] {
      #expect(try fixture.order("complaint \(line)", by: by).isDone)
    }
    #expect(try fixture.order("complaint extend \(id) notice=sms :x", by: "4001").refusal == .rule(.twoExtensions))
    #expect(try fixture.order("complaint decide \(id) outcome=upheld :x", by: "4001").refusal == .rule(.otherDecider))
    for line in ["decide \(id) outcome=upheld :x", "notify \(id) notice=sms :x"] {
      #expect(try fixture.order("complaint \(line)", by: "4002").isDone)
    }
    #expect(try fixture.order("complaint review \(id) :no", by: "1001").refusal == .rule(.oneReview))
    fixture.pass(days: 1)
    #expect(try fixture.order("complaint review \(late) :no", by: "1001").refusal == .rule(.reviewWindow))
  }

  @Test("Only somebody who may investigate is given one")
  mutating func handlers() throws {
    let id = try fixture.complaint(.accepted)
    #expect(try fixture.order("complaint assign \(id) to=9999", by: "4001").refusal == .unknown(id: "9999"))
    guard case .bad("to", _) = try fixture.order("complaint assign \(id) to=8001", by: "4001").refusal else {
      Issue.record("an auditor handles nothing")
      return
    }
  }

  private static let unknownAction = CentreRefusal.bad(
    "action", "It is one of \(ComplaintAct.allCases.map(\.rawValue).joined(separator: ", ")).")

  @Test(
    "What an order lacks, or has too much of, is named",
    arguments: [
      ("complaint open business=loan cause=contract :x", CentreRefusal.missing("channel")),
      ("complaint open channel=letter business=loan cause=contract", .missing("text")),
      (
        "complaint open channel=letter business=loan cause=contract colour=red :x",
        .bad("colour", "This order doesn't know it.")
      ),
      (
        "complaint open channel=letter business=loan cause=contract received=2026-11-03 :x",
        .bad("received", "It can't be later than today.")
      ),
      (
        "complaint open channel=letter business=loan cause=contract received=2026-02-29 :x",
        .bad("received", "It is a day, as 2026-11-24.")
      ),
      (
        "complaint open channel=letter business=loan cause=contract phone=12 :x",
        .bad("phone", "It is the digits of a telephone number.")
      ),
      ("complaint withdraw CP9999 :x", .unknown(id: "CP9999")),
      ("complaint withdraw 1001 :x", .bad("id", "It is CP and a number, as CP1001.")),
      ("complaint withdraw", .missing("id")), ("dance", .unknownOrder), ("dance complaint", .unknownOrder),
      ("complaint dance", Self.unknownAction),
      ("complaint", Self.unknownAction),
    ])
  mutating func refusals(line: String, refusal: CentreRefusal) throws {
    let before = fixture.book
    #expect(try fixture.order(line, by: "1001").refusal == refusal)
    #expect(fixture.book == before)
  }

  @Test("A text of 2,000 characters is taken, one more is not")
  mutating func longTexts() throws {
    let open = "complaint open channel=letter business=loan cause=contract :"
    #expect(try fixture.order(open + String(repeating: "长", count: 2_000), by: "1001").isDone)
    #expect(
      try fixture.order(open + String(repeating: "长", count: 2_001), by: "1001").refusal
        == .bad("text", "It has at most 2000 characters."))
  }
}
