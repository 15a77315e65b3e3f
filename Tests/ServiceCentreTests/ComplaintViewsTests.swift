import CallModel
import ServiceCentre
import Testing

@Suite("What is seen of complaints, and by whom")
struct ComplaintViewsTests {
  var fixture = CentreFixture()

  @Test("Who looks sees neither the name nor the number [E3]")
  mutating func masking() throws {
    let id = try fixture.complaint(.assigned)
    let reply = try fixture.order("complaint show \(id)", by: "1001")
    let complaint = try #require(reply.rows.first)
    #expect(complaint.fields.contains(.init("phone", "***8000")))
    #expect(complaint.fields.contains(.init("name", "Z*")))
    #expect(complaint.text == "was sent away")
    #expect(!"\(reply)".contains("13800138000"))
    #expect(
      reply.rows.dropFirst().map { $0.fields[3].value } == [
        "complaint open", "complaint accept", "complaint assign",
      ])
  }

  @Test("The caller hears of his own complaint, by his number or as the customer, and of no other")
  mutating func progress() throws {
    let id = try fixture.complaint(.decided)
    func heard(_ number: String?, _ customer: Int64? = nil) throws -> ComplaintProgress? {
      ComplaintProgress(
        try fixture.complaint(id), customer: customer.map { CustomerNumber($0) }, callingNumber: number)
    }
    #expect(try heard(nil) == nil)
    #expect(try heard("13900139000") == nil)
    #expect(try heard(nil, 7) == nil)
    #expect(ComplaintProgress(nil, customer: nil, callingNumber: nil) == nil)
    let decided = try #require(try heard("13800138000"))
    #expect(decided.state == .decided && decided.outcome == nil)
    #expect(decided.dueDay == CivilDay(year: 2026, month: 11, day: 17))
    try fixture.order("complaint notify \(id) notice=phone :told", by: "4001")
    let told = try #require(try heard("13800138000"))
    #expect(told.outcome == .upheld && told.dueDay == nil)
  }

  @Test("Lists by state, handler and what is still owed")
  mutating func lists() throws {
    let first = try fixture.complaint(.closed)
    let second = try fixture.complaint(.assigned)
    func ids(_ line: String) throws -> [String?] {
      try fixture.order("complaint list \(line)", by: "8001").rows.map { $0.fields.first?.value }
    }
    #expect(try ids("") == [second, first])
    #expect(try ids("open=yes") == [second])
    #expect(try ids("state=closed") == [first])
    #expect(try ids("handler=1002") == [second, first])
    #expect(try ids("handler=1001") == [])
    #expect(try ids("limit=1") == [second])
  }

  @Test("Counted by hand: two closed, one withdrawn, one overdue")
  mutating func statistics() throws {
    _ = try fixture.complaint(.closed)
    let reviewed = try fixture.complaint(.closed)
    try fixture.order("complaint visit \(reviewed) score=1 solved=no", by: "2001")
    let third = try fixture.complaint(.accepted)
    try fixture.order("complaint withdraw \(third) :no", by: "1001")
    let fourth = try fixture.complaint(.assigned)
    try fixture.order("complaint urge \(fourth) :hurry", by: "3001")
    fixture.pass(days: 16)
    let reply = try fixture.order("complaint statistics", by: "8001")
    let counts = reply.rows.map { $0.fields.map(\.value).joined(separator: " ") }
    #expect(
      counts == [
        "all received 4", "all open 1", "all overdue 1", "all told-in-time 2", "all told-late 0", "all extended 0",
        "all urgings 1", "all reviews 0", "all unsatisfied 1", "state assigned 1", "state closed 1", "state visited 1",
        "state withdrawn 1", "channel hotline 4", "business debit-card 4", "cause attitude 4", "outcome upheld 2",
      ])
    #expect(
      try fixture.order("complaint statistics from=2026-10-01 to=2026-10-31", by: "8001").rows.first?.fields[2].value
        == "0")
  }
}
