import CallModel
import ServiceCentre
import Testing

@Suite("Announcements: how long, how many, and what the calls are told of them [D3]")
struct AnnouncementRulesTests {
  var fixture = CentreFixture()

  private mutating func propose(_ days: String, _ more: String = "", _ text: String = "Closed") throws -> CentreReply {
    let ends = days.split(separator: "/")
    return try fixture.order("announce propose from=\(ends[0]) to=\(ends[1]) \(more) :\(text)", by: "2101")
  }

  /// Proposed and approved; answers the ids of what callers are told now or in days to come.
  private mutating func announce(_ days: String, _ more: String = "") throws -> [String]? {
    let id = try #require(try propose(days, more).field("id"))
    return try told(fixture.order("announce approve \(id)", by: "3001"))
  }

  private func told(_ reply: CentreReply) -> [String]? {
    for case .announce(let all) in reply.effects { return all.map(\.id) }
    return nil
  }

  @Test("It is short enough for whom it keeps from what he called for: 15 s of words")
  mutating func length() throws {
    // 2.5 words, or 4.5 characters, a second.
    for (word, most) in [("word ", 37), ("字", 67)] {
      #expect(try propose("2026-11-03/2026-11-03", "", String(repeating: word, count: most)).isDone)
      #expect(
        try propose("2026-11-03/2026-11-03", "", String(repeating: word, count: most + 1)).refusal
          == .bad("text", "It takes 16 s to say; callers are told at most 15 s at once."))
    }
  }

  @Test("Three at most in the same days and for the same callers; the fourth is refused until one has gone")
  mutating func atOnce() throws {
    #expect(try announce("2026-11-03/2026-11-05") == ["RG1001"])
    #expect(try announce("2026-11-05/2026-11-09", "language=zh") == ["RG1001", "RG1002"])
    #expect(try announce("2026-11-05/2026-11-05", "language=en")?.count == 3)
    #expect(try announce("2026-11-05/2026-11-05", "language=en")?.count == 4)
    #expect(try announce("2026-11-06/2026-11-06", "language=en")?.count == 5, "another day")
    let fourth = try #require(try propose("2026-11-01/2026-11-05").refusal == nil ? "RG1006" : nil)
    #expect(try fixture.order("announce approve \(fourth)", by: "3001").refusal == .rule(.announcementsFull))
    #expect(try told(fixture.order("announce withdraw RG1003", by: "2101"))?.contains("RG1003") == false)
    #expect(try fixture.order("announce approve \(fourth)", by: "3001").refusal == .rule(.announcementsFull))
    for id in ["RG1004", "RG1002"] { #expect(try fixture.order("announce withdraw \(id)", by: "2101").isDone) }
    #expect(try told(fixture.order("announce approve \(fourth)", by: "3001")) == ["RG1001", "RG1005", "RG1006"])
  }

  @Test("What is proposed changes nothing for callers; what is over is not told of again")
  mutating func standing() throws {
    #expect(try told(propose("2026-11-02/2026-11-02")) == nil)
    #expect(try told(fixture.order("announce approve RG1001", by: "3001")) == ["RG1001"])
    #expect(try fixture.book.announcements(at: fixture.now).map(\.text) == ["Closed"])
    fixture.pass(days: 1)
    #expect(try fixture.book.announcements(at: fixture.now).isEmpty)
    #expect(try announce("2026-11-03/2026-11-04") == ["RG1002"])
  }
}
