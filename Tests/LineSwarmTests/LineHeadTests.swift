import LineSwarm
import Testing

@Suite struct LineHeadTests {
  private func head(_ text: String) -> LineHead { LineHead(Array(text.utf8)[...]) }

  @Test(arguments: [
    ("OK", LineHead.Kind.ok), ("OK call=c1", .ok), ("ERR bad encoding at=0", .error), ("- call c1", .row),
    ("! HELLO lp=1", .notice), ("* 1 c1 END", .event), ("", .unknown), ("hello", .unknown),
  ])
  func theFirstTokenTellsTheKind(text: String, kind: LineHead.Kind) {
    #expect(head(text).kind == kind)
  }

  @Test func anEventHasNumberSubjectAndWord() {
    // A slice of a larger piece, as lines come: its indices do not begin at 0.
    let piece = Array("OK\n* 4711 keys.9.12 ASK node=main kind=menu".utf8)
    let line = piece[3...]
    let head = LineHead(line)
    #expect(head.kind == .event)
    #expect(head.number == 4711)
    #expect(String(decoding: line[head.subject], as: UTF8.self) == "keys.9.12")
    #expect(String(decoding: line[head.word], as: UTF8.self) == "ASK")
  }

  @Test(arguments: ["*", "* ", "* 1", "* 1 ", "* 1 c1", "* 1 c1 ", "* x c1 SAY", "* 1", "*1 c1 SAY x"])
  func whatIsNoWholeEventIsUnknown(text: String) {
    #expect(head(text).kind == .unknown)
  }

  @Test func anEndlessNumberIsNoEvent() {
    #expect(head("* 99999999999999999999999 c1 SAY").kind == .unknown)
    #expect(head("* 999999999999999999 c1 SAY").number == 999_999_999_999_999_999)
  }
}
