import Terminal
import Testing

@Suite struct TableTests {
  private let queues = Table(
    columns: [
      .init("queue"), .init("waiting", .number), .init("name"), .init("abandoned", .number),
    ],
    rows: [["general", "2", "普通话服务", "12"], ["vip", "10", "贵宾", "0"]])

  @Test func figuresStandBelowEachOtherWhereTheyDoNotFit() {
    #expect(queues.folded(to: nil) == [queues] && queues.folded(to: 39) == [queues])
    let parts = queues.folded(to: 38)
    #expect(parts.map { $0.columns.map(\.title) } == [["queue", "waiting", "name"], ["queue", "abandoned"]])
    #expect(parts[1].rows == [["general", "12"], ["vip", "0"]])
    for width in 19...39 {
      for line in queues.folded(to: width).flatMap({ $0.lines(width: width, style: .plain) }) {
        #expect(DisplayText.columns(of: line) <= width && !line.contains("…") && !line.contains("not shown"))
      }
    }
  }

  @Test func alignsWordsLeftAndNumbersRight() {
    #expect(
      queues.lines(width: nil, style: .plain) == [
        "queue    waiting  name        abandoned",
        "general        2  普通话服务         12",
        "vip           10  贵宾                0",
      ])
  }

  @Test func wideCharactersCountTwoColumns() {
    for line in queues.lines(width: nil, style: .plain) { #expect(DisplayText.columns(of: line) == 39) }
  }

  @Test func fitsWhereTheWidthSuffices() {
    #expect(queues.lines(width: 39, style: .plain) == queues.lines(width: nil, style: .plain))
  }

  @Test func cutsHeadingsFromTheRightFirst() {
    #expect(queues.lines(width: 36, style: .plain)[0] == "queue    waiting  name        aband…")
    #expect(queues.lines(width: 36, style: .plain)[1] == "general        2  普通话服务      12")
  }

  @Test func cutsWordsNextAndNeverNumbers() {
    let lines = queues.lines(width: 32, style: .plain)
    #expect(lines[1] == "general      2  普通话服…     12")
    for line in lines { #expect(DisplayText.columns(of: line) <= 32) }
  }

  @Test func leavesOutTheLastColumnsAndNamesThem() {
    let lines = queues.lines(width: 14, style: .plain)
    #expect(lines[0] == "queue    wait…")
    #expect(lines[1] == "general      2")
    #expect(lines[3...].joined() == "not shown for want of width: name, abandoned")
  }

  @Test func whatIsLeftOutGivesItsRoomToTheOthers() {
    let lines = queues.lines(width: 20, style: .plain)
    #expect(lines[0] == "queue    waiting")
    #expect(lines[1] == "general        2")
  }

  @Test func theFirstColumnIsNotCutToMakeRoom() {
    #expect(queues.lines(width: 10, style: .plain)[1] == "general")
    #expect(queues.lines(width: 5, style: .plain)[1] == "gene…")
  }

  @Test func timesAreNeverCut() {
    let table = Table(columns: [.init("call"), .init("started", .time)], rows: [["c1", "2026-11-24 12:22:40"]])
    #expect(table.lines(width: 25, style: .plain)[1] == "c1    2026-11-24 12:22:40")
    #expect(table.lines(width: 24, style: .plain)[1] == "c1")
  }

  @Test(arguments: 1...60) func neverExceedsTheWidth(width: Int) {
    for line in queues.lines(width: width, style: .plain) { #expect(DisplayText.columns(of: line) <= width) }
  }

  @Test func coloursHeadingsOnlyWhereAsked() {
    #expect(queues.lines(width: nil, style: .coloured)[0].hasPrefix("\u{1B}[1mqueue"))
    #expect(queues.lines(width: nil, style: .coloured)[1] == queues.lines(width: nil, style: .plain)[1])
  }

  @Test func cellsCanNotCommandTheTerminal() {
    let table = Table(columns: [.init("from")], rows: [["\u{1B}[2J"]])
    #expect(table.lines(width: nil, style: .plain)[1] == "\u{FFFD}[2J")
  }
}

@Suite struct StyleTests {
  @Test(
    arguments: [
      (true, nil, "xterm", true), (true, "", "xterm", true), (true, "1", "xterm", false), (true, nil, "dumb", false),
      (false, nil, "xterm", false), (true, nil, nil, true),
    ] as [(Bool, String?, String?, Bool)])
  func coloursOnlyOnATerminalThatWantsThem(isTerminal: Bool, noColor: String?, term: String?, expected: Bool) {
    #expect(Style(isTerminal: isTerminal, noColor: noColor, term: term).isColoured == expected)
  }

  @Test func plainAddsNothing() {
    #expect(Style.plain.bold("a") == "a")
    #expect(Style.coloured.bold("") == "")
    #expect(Style.coloured.dim("a") == "\u{1B}[2ma\u{1B}[0m")
  }

  @Test func aPipeIsNoTerminal() throws {
    let pipe = Pipe()
    #expect(!TerminalDevice(descriptor: pipe.reading).isTerminal)
    #expect(TerminalDevice(descriptor: pipe.reading).width == nil)
    #expect(!TerminalDevice(descriptor: pipe.reading).style.isColoured)
    #expect(RawTerminal(TerminalDevice(descriptor: pipe.reading), .keys) == nil)
  }
}
