import CallModel
import ServiceCentre
import Testing

@Suite("Quality and appraisal")
struct QualityTests {
  var fixture = CentreFixture()

  private static func call(_ number: Int, agent: String, at instant: Timestamp) -> CallRecord {
    CallRecord(
      call: CallID("c\(number)"), epoch: 1, gateway: "g", callingNumber: nil, calledNumber: nil, language: nil,
      customer: nil, verification: .none, startedAt: instant, endedAt: instant, cause: "x", disposition: "agent",
      menuVersion: "v", path: [], operations: [],
      queueVisits: [
        QueueVisitRecord(
          queue: QueueID("q"), enteredAt: instant, leftAt: instant, result: "answered", agent: AgentID(agent),
          talk: .seconds(200))
      ])
  }

  private mutating func play(_ calls: [CallRecord]) {
    fixture.book.records += calls
    fixture.book.visits += calls.flatMap(\.queueVisits)
  }

  private func reviews() -> [QualityReview] { fixture.book.documents(DocumentFilter()) }

  @Test("So many of each agent of the week; the same seed draws the same, and nothing twice [A4]")
  mutating func drawing() throws {
    play((1...20).map { Self.call($0, agent: $0 % 2 == 0 ? "1001" : "1002", at: fixture.now) })
    play([Self.call(21, agent: "1001", at: fixture.now - .day)])
    var other = fixture
    let line = "qa draw week=2026-11-04 calls=3 seed=7"
    #expect(try fixture.order(line, by: "2101").field("drawn") == "6")
    #expect(try other.order(line, by: "2101").isDone)
    #expect(reviews().map(\.call) == (other.book.documents(DocumentFilter()) as [QualityReview]).map(\.call))
    #expect(Set(reviews().map(\.call)).count == 6)
    #expect(reviews().count { $0.agent == AgentID("1001") } == 3)
    // 2 November is a Monday: the day before belongs to the week before.
    #expect(!reviews().contains { $0.call == CallID("c21") })
    #expect(try fixture.order(line, by: "2101").field("drawn") == "0")
    #expect(
      try fixture.order("qa draw week=2026-11-09 seed=7", by: "2101").refusal
        == .bad("week", "It is a day of a week that has begun."))
    var third = fixture
    third.book = CentreFixture().book
    third.book.records = fixture.book.records
    third.book.visits = fixture.book.visits
    #expect(try third.order("qa draw week=2026-11-04 calls=3 seed=8", by: "2101").isDone)
    #expect(
      (third.book.documents(DocumentFilter()) as [QualityReview]).map(\.call) != reviews().map(\.call))
  }

  @Test("The sheet's weights are 100, and the score is their weighted mean")
  mutating func scoring() throws {
    #expect(QualityReview.Item.allCases.reduce(0) { $0 + $1.weight } == 100)
    play([Self.call(1, agent: "1001", at: fixture.now)])
    #expect(try fixture.order("qa draw week=2026-11-02 seed=1", by: "2101").isDone)
    let marks = "greeting=90 identity=100 listening=80 accuracy=95 wording=85 closing=50"
    // 10*90 + 20*100 + 15*80 + 30*95 + 15*85 + 10*50 = 8725
    #expect(try fixture.order("qa score QA1001 \(marks) :good", by: "2001").field("score") == "87.25")
    #expect(try fixture.order("qa appeal QA1001 :the line", by: "1002").refusal == .rule(.ownAppeal))
    fixture.pass(days: 7)
    #expect(try fixture.order("qa appeal QA1001 :the line", by: "1001").field("state") == "appealed")
    fixture.book.save(
      StaffMember(id: StaffID("2001"), name: "Zhou", unit: UnitID("centre"), roles: [.supervisor], userID: 3))
    #expect(try fixture.order("qa decide QA1001 \(marks) :stays", by: "2001").refusal == .rule(.otherReviewer))
    #expect(try fixture.order("qa decide QA1001 \(marks) :stays", by: "2101").field("state") == "decided")
  }

  @Test("An appeal comes within 7 days, and nobody scores his own calls [B11]")
  mutating func limits() throws {
    play([Self.call(1, agent: "2001", at: fixture.now), Self.call(2, agent: "1001", at: fixture.now)])
    #expect(try fixture.order("qa draw week=2026-11-02 seed=1", by: "2101").field("drawn") == "2")
    let marks = "greeting=1 identity=1 listening=1 accuracy=1 wording=1 closing=1"
    let first = reviews().first { $0.agent == AgentID("2001") }?.id
    let own = try #require(first)
    #expect(try fixture.order("qa score \(own) \(marks) :x", by: "2001").refusal == .rule(.notOwnCalls))
    let second = reviews().first { $0.agent == AgentID("1001") }?.id
    let other = try #require(second)
    #expect(try fixture.order("qa score \(other) \(marks) :x", by: "2001").isDone)
    fixture.pass(days: 8)
    #expect(try fixture.order("qa appeal \(other) :x", by: "1001").refusal == .rule(.appealWindow))
  }

  @Test(
    "Wilson's lower bound at 95 %, against its formula in real numbers",
    arguments: [(0, 0), (0, 10), (1, 1), (5, 10), (9, 10), (10, 10), (29, 29), (15, 29), (800, 1_000)]
      as [(Int64, Int64)])
  func wilson(x: Int64, n: Int64) {
    guard n > 0 else {
      #expect(Appraisal.wilsonLowerBound(Share(x, of: n)) == 0)
      return
    }
    let (p, z) = (Double(x) / Double(n), 1.96)
    let m = Double(n)
    let root = (p * (1 - p) / m + z * z / (4 * m * m)).squareRoot()
    let exact = (p + z * z / (2 * m) - z * root) / (1 + z * z / m) * 10_000
    let bound = Double(Appraisal.wilsonLowerBound(Share(x, of: n)))
    #expect(abs(bound - exact) <= 1.5, "\(bound) \(exact)")
  }

  @Test("An appraisal worked out by hand [H ch. 6]")
  func appraisal() {
    var appraisal = Appraisal(agent: AgentID("1001"))
    appraisal.satisfied = Share(36, of: 40)
    appraisal.quality = 8_725
    appraisal.resolution = Share(80, of: 100)
    appraisal.handlingTime = .seconds(300)
    appraisal.adherence = Share(95, of: 100)
    appraisal.volume = Share(120, of: 100)
    appraisal.liability = 3
    appraisal.merits = 2
    // 27 + 21.81 + 12 + 10 + 9.5 + 10 - 3 + 2
    #expect(appraisal.total == 2_700 + 2_181 + 1_200 + 1_000 + 950 + 1_000 - 300 + 200)
    appraisal.handlingTime = .seconds(481)
    #expect(appraisal.handlingPoints == 0)
    // With 29 answers the lower bound counts: 26 of 29 are 89.66 %, the bound is 73.61 %.
    appraisal.satisfied = Share(26, of: 29)
    #expect((7_355...7_365).contains(appraisal.satisfaction))
  }

  @Test("Adherence counts the minutes within the planned shifts alone [A12]")
  mutating func adherence() throws {
    play([Self.call(1, agent: "1001", at: fixture.now)])
    #expect(
      try fixture.order("shift plan agent=1001 day=2026-11-02 begins=09:00 ends=11:00", by: "2001").isDone)
    // There from 9:30 to 10:30, with a break that counts, and again after the shift, which makes up for nothing.
    for (state, from, to) in [("ready", -30, 0), ("not-ready", 0, 30), ("logged-out", 30, 90), ("ready", 90, 200)] {
      fixture.book.intervals.append(
        AgentIntervalRecord(
          agent: AgentID("1001"), state: state, reason: nil, from: fixture.now + .minutes(Int64(from)),
          to: fixture.now + .minutes(Int64(to))))
    }
    let row = try fixture.order("report appraisal", by: "2101").rows.first
    #expect(row?.fields.first { $0.key == "adherence" }?.value == "5.00")
  }
}
