import LineProtocol
import Testing

@testable import ivrsim

@Suite struct LineOracleTests {
  private func answers(_ bytes: [UInt8]) -> [ExpectedAnswer] { LineOracle.answers(to: bytes + [0x0A]) }

  @Test func emptyLinesGetNoAnswer() {
    #expect(LineOracle.answers(to: Array("\n\r\n\n".utf8)) == [])
  }

  @Test func eachLineGetsItsOwn() {
    #expect(answers(Array("~a\n\nb".utf8) + [0xFF]) == [.error(.unknownVerb), .error(.encoding)])
    #expect(answers([0x7E, 0]) == [.error(.encoding)])
  }

  @Test func theLimitCountsTheLineFeed() {
    let atLimit = [UInt8](repeating: 0x7E, count: WireLimit.maximumLine - 1)
    #expect(answers(atLimit) == [.error(.unknownVerb)])
    #expect(answers(atLimit + [0x7E]) == [.tooLong])
    // A carriage return counts too, and what is in the line does not matter.
    #expect(answers([UInt8](repeating: 0, count: WireLimit.maximumLine - 1) + [0x0D]) == [.tooLong])
  }
}

@Suite struct ExpectedAnswerTests {
  @Test(arguments: [
    (ExpectedAnswer.ok, "OK"), (.ok, "OK pong=1"), (.error, "ERR bad unknown-verb"), (.either, "OK"),
    (.either, "ERR gone call-ended"), (.error(.unknownVerb), "ERR bad unknown-verb did-you-mean=PING"),
    (.tooLong, "ERR bad line-too-long limit=4096"), (ExpectedAnswer.ok.tagged("t"), "OK @t"),
  ])
  func allows(answer: ExpectedAnswer, line: String) throws { #expect(answer.allows(try received(line))) }

  @Test(arguments: [
    (ExpectedAnswer.ok, "ERR bad encoding at=0"), (.error, "OK"), (.either, "- row"), (.ok, "OK @t"),
    (.error(.unknownVerb), "ERR bad encoding at=0"), (.error(.unknownVerb), "ERR deny unknown-verb"),
    (.tooLong, "ERR bad line-too-long limit=4095"), (.tooLong, "ERR bad line-too-long"),
    (ExpectedAnswer.ok.tagged("t"), "OK"), (ExpectedAnswer.ok.tagged("t"), "OK @u"),
  ])
  func refuses(answer: ExpectedAnswer, line: String) throws { #expect(!answer.allows(try received(line))) }
}
