import CallModel
import IVR
import Testing

@testable import Settings

/// How single values are written.
@Suite struct ScalarTests {
  @Test(arguments: [
    ("300ms", Interval.milliseconds(300)), ("0s", .zero), ("5s", .seconds(5)), ("90s", .seconds(90)),
    ("2m", .minutes(2)), ("8h", .hours(8)),
  ])
  func durations(_ text: String, _ interval: Interval) {
    #expect(Interval(written: text) == interval)
  }

  @Test(arguments: [
    "", "5", "s", "5 s", "5sec", "-5s", "+5s", "1.5s", "5S", "5d", "٥s", "1m30s", "99999999999s", "5s ",
  ])
  func noDurations(_ text: String) { #expect(Interval(written: text) == nil) }

  @Test func durationsAreShownInTheLargestWholeUnit() {
    #expect(
      [Interval.milliseconds(1_500), .seconds(90), .minutes(5), .hours(24), .zero].map(\.written)
        == ["1500ms", "90s", "5m", "24h", "0s"])
  }

  @Test(arguments: [("00:00-24:00", 0, 1_440), ("09:00-18:30", 540, 1_110), ("23:59-24:00", 1_439, 1_440)])
  func spans(_ text: String, _ from: Int64, _ to: Int64) {
    #expect(OpeningHours.Span(written: text) == OpeningHours.Span(from: .minutes(from), to: .minutes(to)))
  }

  @Test(arguments: ["", "9:00-18:30", "09:00", "09:00-09:00", "18:00-09:00", "09:60-10:00", "09:00-24:01", "-09:00"])
  func noSpans(_ text: String) { #expect(OpeningHours.Span(written: text) == nil) }

  @Test func dates() {
    #expect(CivilDay(written: "2028-02-29") == CivilDay(year: 2028, month: 2, day: 29))
    for text in ["2026-02-29", "2026-2-9", "26-02-09", "2026/02/09", "", "2026-02-09x"] {
      #expect(CivilDay(written: text) == nil)
    }
  }

  @Test(arguments: [
    ("bye", "by", true), ("balance", "balanse", true), ("main", "mian", true), ("card", "loss", false),
    ("a", "b", true), ("transfer", "trnsfr", true), ("transfer", "trns", false),
  ])
  func nearWords(_ word: String, _ typed: String, _ isNear: Bool) {
    #expect((NearestWord.to(typed, among: [word]) != nil) == isNear)
  }

  @Test func theNearerWordWinsAndTheFirstOfEquals() {
    #expect(NearestWord.to("cart", among: ["part", "cards", "card"]) == "part")
    #expect(NearestWord.to("balnce", among: ["balances", "balance"]) == "balance")
  }

  @Test func aTemplateIsCutIntoWordsAndHoles() throws {
    let log = ProblemLog()
    let place = SourcePosition(file: "f", line: 1, column: 1)
    let value = YAMLValue(content: .scalar(""), position: place, name: "p", log: log)
    let template = try #require(
      PromptTemplate("{last4:digits}的余额{balance:money}，{n:count|笔}。", in: .chinese, at: value))
    #expect(
      template.pieces == [
        .hole(.init(name: "last4", format: .digits)), .words("的余额"), .hole(.init(name: "balance", format: .money)),
        .words("，"), .hole(.init(name: "n", format: .count, nouns: ["笔"])), .words("。"),
      ])
    for broken in ["{", "}", "{}", "{a:}", "{:money}", "a}b{c", "{a:money", "{A:money}", "{a b:money}", "{{a:money}}"] {
      #expect(PromptTemplate(broken, in: .chinese, at: value) == nil, "\(broken)")
    }
    #expect(log.problems.count == 10)
  }
}
