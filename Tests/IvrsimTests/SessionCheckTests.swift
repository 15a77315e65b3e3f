import Testing

@testable import ivrsim

@Suite struct SessionCheckTests {
  private func check(requests: Int) -> SessionCheck {
    var check = SessionCheck()
    for _ in 0..<requests { _ = check.nextTag() }
    return check
  }

  @Test func tagsCountUp() {
    var check = SessionCheck()
    #expect([check.nextTag(), check.nextTag()] == ["@r1 ", "@r2 "])
    #expect(check.lost == 2)
  }

  @Test func everythingInOrder() throws {
    var check = check(requests: 2)
    for line in ["OK @r1 call=c1", "* 1 c1 SAY prompt=x", "* 2 c1 ASK node=x", "- @r2 row", "OK @r2"] {
      #expect(check.take(try received(line)) == nil)
    }
    #expect(check.lost == 0)
    #expect((check.requests, check.replies) == (2, 2))
  }

  @Test func aMissingAnswerIsNoticedOnceAndCounted() throws {
    var check = check(requests: 4)
    #expect(check.take(try received("OK @r1")) == nil)
    #expect(check.take(try received("OK @r3")) != nil)
    #expect(check.take(try received("OK @r4")) == nil)
    #expect(check.lost == 1)
  }

  @Test func answersThatNeverComeAreLost() throws {
    var check = check(requests: 3)
    _ = check.take(try received("OK @r1"))
    #expect(check.lost == 2)
  }

  @Test(arguments: ["OK @r1", "OK", "OK @other", "OK @r9", "ERR @r0 bad unknown-verb"])
  func anAnswerTooMany(line: String) throws {
    var check = check(requests: 1)
    #expect(check.take(try received("OK @r1")) == nil)
    #expect(check.take(try received(line)) != nil)
    #expect(check.lost == 0)
  }

  @Test func aRefusalIsAProblemInItsOwnWords() throws {
    var check = check(requests: 1)
    let problem = check.take(try received("ERR @r1 retry too-many-calls after=1000 :come again"))
    #expect(problem == "ERR retry too-many-calls: come again")
    #expect(check.lost == 0)
  }

  @Test func eventsLeftOutAreCounted() throws {
    var check = SessionCheck()
    #expect(check.take(try received("* 1 c1 SAY")) == nil)
    #expect(check.take(try received("* 5 c1 ASK")) == "event 5 came, where event 2 was expected")
    #expect(check.take(try received("* 6 c1 ASK")) == nil)
    #expect(check.lost == 3)
    #expect(check.take(try received("* 6 c1 ASK")) != nil)
    #expect(check.take(try received("* 7 c1 ASK")) == nil)
    #expect(check.lost == 3)
  }
}
