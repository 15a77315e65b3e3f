import CallModel
import ServiceCentre
import Testing

@Suite("Deadlines of complaints: calendar days, day 0 is the receipt, the last day counts to its end [H6]")
struct ComplaintDeadlineTests {
  @Test(
    "15, 30 and 60 days over ends of months and leap years",
    arguments: [
      ("2026-11-02", ["2026-11-17", "2026-12-02", "2027-01-01"]),
      ("2026-01-31", ["2026-02-15", "2026-03-02", "2026-04-01"]),
      ("2028-02-14", ["2028-02-29", "2028-03-15", "2028-04-14"]),
      ("2027-02-14", ["2027-03-01", "2027-03-16", "2027-04-15"]),
      ("2026-12-31", ["2027-01-15", "2027-01-30", "2027-03-01"]),
      ("2100-02-14", ["2100-03-01", "2100-03-16", "2100-04-15"]),
    ])
  func days(received: String, due: [String]) {
    for (extensions, day) in due.enumerated() {
      // The first and the last instant of the day of receipt have the same deadline.
      for time in [Interval.zero, .day - Interval(microseconds: 1)] {
        let instant = CivilTime(day: Self.day(received), timeOfDay: time).instant()
        #expect(ComplaintDeadline(receivedAt: instant, extensions: extensions).lastDay == Self.day(day))
      }
    }
  }

  @Test("The last microsecond of the last day is in time, midnight is not")
  func end() {
    let deadline = ComplaintDeadline(receivedAt: CentreFixture.morning, extensions: 0)
    let midnight = CivilTime(day: Self.day("2026-11-18"), timeOfDay: .zero).instant()
    #expect(deadline.end == midnight)
    #expect(!deadline.hasPassed(at: midnight - Interval(microseconds: 1)))
    #expect(deadline.hasPassed(at: midnight))
    #expect(deadline.daysLeft(at: CentreFixture.morning) == 15)
    #expect(deadline.daysLeft(at: midnight - Interval(microseconds: 1)) == 0)
    #expect(deadline.daysLeft(at: midnight) == -1)
  }

  @Test("Extended by the office, then by the head, never by the handler, never late, never again")
  func extending() throws {
    var fixture = CentreFixture()
    let id = try fixture.complaint(.assigned)
    let order = "complaint extend \(id) notice=phone :archive"
    #expect(try fixture.order("complaint extend \(id) :archive", by: "4001").refusal == .missing("notice"))
    #expect(try fixture.order("complaint extend \(id) notice=phone", by: "4001").refusal == .missing("text"))
    #expect(try fixture.order(order, by: "3001").refusal == .rule(.higherApprover))
    #expect(try fixture.order(order, by: "4001").field("due") == "2026-12-02")
    #expect(try fixture.order(order, by: "4001").refusal == .rule(.higherApprover))
    fixture.pass(days: 30)
    #expect(try fixture.order(order, by: "3001").field("due") == "2027-01-01")
    #expect(try fixture.order(order, by: "3001").refusal == .rule(.twoExtensions))

    let second = try fixture.complaint(.accepted)
    #expect(try fixture.order("complaint assign \(second) to=4001", by: "4002").isDone)
    let extend = "complaint extend \(second) notice=phone :archive"
    #expect(try fixture.order(extend, by: "4001").refusal == .rule(.higherApprover))
    fixture.pass(days: 16)
    #expect(try fixture.order(extend, by: "4002").refusal == .rule(.inTime))
    #expect(try fixture.complaint(second).isOverdue(at: fixture.now))
    #expect(try fixture.order("complaint list overdue=yes", by: "3001").rows.count == 1)
  }

  @Test("Told on the last day is in time; told a day later is late, and a review doesn't mend it")
  func inTime() throws {
    for (days, inTime) in [(Int64(15), true), (16, false)] {
      var fixture = CentreFixture()
      let id = try fixture.complaint(.decided)
      fixture.pass(days: days)
      #expect(try fixture.complaint(id).wasInTime == nil)
      #expect(try fixture.order("complaint notify \(id) notice=phone :told", by: "4001").isDone)
      #expect(try fixture.complaint(id).wasInTime == inTime)
      #expect(try fixture.order("complaint review \(id) :no", by: "1001").isDone)
      #expect(try fixture.complaint(id).wasInTime == (inTime ? nil : false))
    }
  }

  @Test("A letter counts from the day on which it came")
  func receipt() throws {
    var fixture = CentreFixture()
    let reply = try fixture.order(
      "complaint open channel=letter business=loan cause=contract received=2026-10-31 :a fee", by: "4001")
    #expect(reply.field("due") == "2026-11-15")
  }

  private static func day(_ text: String) -> CivilDay {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return CivilDay(year: parts[0], month: parts[1], day: parts[2])!
  }
}
