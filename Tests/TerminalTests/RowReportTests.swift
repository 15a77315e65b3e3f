import LineProtocol
import Terminal
import Testing

@Suite struct RowReportTests {
  static func line(_ text: String) -> ReceivedLine { ServerLineReader.read(Array(text.utf8)[...])! }
  private static func report(_ lines: String...) -> RowReport { RowReport(lines.map(line)) }

  @Test func columnsAreTheServersFieldsInItsOrder() {
    let report = Self.report(
      "- agent agent=1001 name=王%20芳 state=ready since=5 answered=0",
      "- agent agent=1002 name=Li state=not-ready reason=lunch since=60 answered=12 brand-new=x")
    #expect(
      report.lines(.list, width: nil, style: .plain) == [
        "agent  name   state      reason  since  answered  brand-new",
        "1001   王 芳  ready                  5         0",
        "1002   Li     not-ready  lunch      60        12  x",
      ])
  }

  @Test func unknownLeavesAColumnNumeric() {
    let report = Self.report("- queue queue=a ewt=unknown waiting=1", "- queue queue=b ewt=90 waiting=1")
    #expect(
      report.lines(.list, width: nil, style: .plain) == [
        "queue      ewt  waiting", "a      unknown        1", "b           90        1",
      ])
  }

  @Test func aTimeIsReadWithoutItsOffsetAndKeptInJSON() {
    let report = Self.report("- call call=c1 started=2026-11-24T12:22:40+08:00 length=5")
    #expect(
      report.lines(.list, width: nil, style: .plain) == [
        "call  started              length", "c1    2026-11-24 12:22:40       5",
      ])
    #expect(report.lines(.detail, width: nil, style: .plain)[1] == "started  2026-11-24 12:22:40")
    #expect(
      report.json(namingRows: false).map(\.text) == [
        #"{"call":"c1","started":"2026-11-24T12:22:40+08:00","length":5}"#
      ])
  }

  @Test func aLoneRowHasALineForEachField() {
    let report = Self.report(
      "- call call=c1 state=menu", "- path path=language,main,balance", "- operation a=1", "- operation a=2")
    #expect(
      report.lines(.detail, width: 24, style: .plain) == [
        "call", "call   c1", "state  menu", "", "path", "path  language > main > ", "      balance", "", "operation",
        "a",
        "1", "2",
      ])
  }

  @Test func numbersAreNumbersAndIdsAreNot() {
    let report = Self.report(
      "- agent agent=1001 since=5 share=-0.5 from=013800138000 zip=0755 big=1234567890123456 x=1e5")
    #expect(
      report.json(namingRows: false).map(\.text) == [
        #"{"agent":"1001","since":5,"share":-0.5,"from":"013800138000","zip":"0755","big":"1234567890123456","x":"1e5"}"#
      ])
  }

  @Test func membersOfTheStaffAndBranchesAreNoNumbers() {
    let report = Self.report("- paper by=2101 decided-by=3001 owner=1001 approved-by=- branch=201 bookings=2")
    #expect(
      report.json(namingRows: false).map(\.text) == [
        #"{"by":"2101","decided-by":"3001","owner":"1001","approved-by":"-","branch":"201","bookings":2}"#
      ])
  }

  @Test func theFreeTextIsTheLastField() {
    let report = Self.report("- problem :menus/main.yaml:3:1: error: \"x\"")
    #expect(
      report.json(namingRows: true).map(\.text) == [#"{"row":"problem","text":"menus/main.yaml:3:1: error: \"x\""}"#])
  }

  @Test func repliesAndEventsAreObjects() {
    #expect(
      JSONValue(reply: Self.line("ERR gone unknown-id id=c9 :no such call")).text
        == #"{"ok":false,"class":"gone","symbol":"unknown-id","id":"c9","text":"no such call"}"#)
    #expect(JSONValue(reply: Self.line("OK violations=0"), rows: []).text == #"{"ok":true,"violations":0,"rows":[]}"#)
    #expect(
      JSONValue(event: Self.line("* 7 c1 SAY prompt=hi lang=zh :您好")).text
        == #"{"event":"SAY","number":7,"subject":"c1","prompt":"hi","lang":"zh","text":"您好"}"#)
    #expect(JSONValue(event: Self.line("! LOST class=call n=3")).text == #"{"notice":"LOST","class":"call","n":3}"#)
  }
}

@Suite struct JSONTests {
  @Test func escapesWhatJSONHasToEscape() {
    #expect(
      JSONValue.string("a\"b\\c\n\t\r\u{1}\u{7F}\u{9B}\u{2028}é王📞").text
        == #""a\"b\\c\n\t\r\u0001\u007f\u009b\u2028é王📞""#)
  }

  @Test func writesEveryKind() {
    let value = JSONValue.object([
      .init("a", .array([.number(1), .number("2.50"), .null])), .init("b", .bool(true)), .init("c", .object([])),
    ])
    #expect(value.text == #"{"a":[1,2.50,null],"b":true,"c":{}}"#)
    #expect(value.lines == value.text)
  }

  @Test func membersOfOneNameAreToldApart() {
    let value = JSONValue.object([.init("a", .number(1)), .init("a", .number(2)), .init("a_", .null)])
    #expect(value.text == #"{"a":1,"a_":2,"a__":null}"#)
  }

  @Test func anArrayHasALineForEachElement() {
    #expect(JSONValue.array([.number(1), .bool(false)]).lines == "[\n  1,\n  false\n]")
    #expect(JSONValue.array([]).lines == "[]")
  }
}

@Suite struct XMLTests {
  @Test func escapesWhatXMLCanNotHold() {
    #expect(XMLText.escaped("a<b> & \"c\"\n\t'王'") == "a&lt;b&gt; &amp; &quot;c&quot;\n\t'王'")
    #expect(XMLText.escaped("\u{1B}[0m\u{FFFE}") == "\u{FFFD}[0m\u{FFFD}")
  }
}
