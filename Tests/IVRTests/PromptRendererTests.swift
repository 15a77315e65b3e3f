import CallModel
import Testing

@testable import IVR

@Suite("Prompts in words")
struct PromptRendererTests {
  private static let catalogue = PromptCatalogue([
    Prompt(
      id: PromptID("term.deposit"),
      templates: [
        .init(language: .chinese, pieces: [.words("存款")]), .init(language: .english, pieces: [.words("deposit")]),
      ])
  ])

  private static func words(_ value: SessionValue, _ format: HoleFormat, _ language: Language) -> String {
    PromptRenderer(prompts: catalogue, language: language).words(value, as: format)
  }

  @Test(
    arguments: [
      (0, "0.00元", "0.00 yuan"), (1, "0.01元", "0.01 yuan"), (100_50, "100.50元", "100.50 yuan"),
      (1_000_00, "1000.00元", "1,000.00 yuan"), (999_999_999_99, "999999999.99元", "999,999,999.99 yuan"),
      (-5, "负0.05元", "minus 0.05 yuan"), (-1_234_56, "负1234.56元", "minus 1,234.56 yuan"),
      (.min, "负92233720368547758.08元", "minus 92,233,720,368,547,758.08 yuan"),
    ] as [(Int64, String, String)])
  func money(_ minorUnits: Int64, _ chinese: String, _ english: String) {
    let value = SessionValue.money(Money(minorUnits: minorUnits))
    #expect(Self.words(value, .money, .chinese) == chinese)
    #expect(Self.words(value, .money, .english) == english)
  }

  @Test func moneyOfAnotherCurrencySaysItsCode() {
    let value = SessionValue.money(Money(minorUnits: 1_50, currency: Currency(code: "USD")))
    #expect(Self.words(value, .money, .chinese) == "1.50USD")
    #expect(Self.words(value, .money, .english) == "1.50 USD")
  }

  @Test(
    arguments: [
      (0, "0", "0"), (999, "999", "999"), (1_000, "1000", "1,000"), (-12_345_678, "负12345678", "minus 12,345,678"),
      (100_000, "100000", "100,000"),
    ] as [(Int64, String, String)])
  func numbers(_ number: Int64, _ chinese: String, _ english: String) {
    #expect(Self.words(.number(number), .number, .chinese) == chinese)
    #expect(Self.words(.number(number), .number, .english) == english)
  }

  @Test(arguments: [
    (2026, 11, 24, "2026年11月24日", "24 November 2026"), (2028, 2, 29, "2028年2月29日", "29 February 2028"),
    (1999, 1, 1, "1999年1月1日", "1 January 1999"),
  ])
  func dates(_ year: Int, _ month: Int, _ number: Int, _ chinese: String, _ english: String) {
    let day = SessionValue.date(CivilDay(year: year, month: month, day: number)!)
    #expect(Self.words(day, .date, .chinese) == chinese)
    #expect(Self.words(day, .date, .english) == english)
  }

  @Test func instantsAreShanghaisTime() {
    // 16:05:59 of the 24th in Greenwich is 00:05 of the 25th in Shanghai.
    let day = CivilDay(year: 2026, month: 11, day: 24)!
    let instant = CivilTime(day: day, timeOfDay: .hours(16) + .minutes(5) + .seconds(59)).instant(offset: .zero)
    #expect(Self.words(.instant(instant), .instant, .chinese) == "2026年11月25日00:05")
    #expect(Self.words(.instant(instant), .instant, .english) == "25 November 2026, 00:05")
    #expect(Self.words(.instant(instant), .date, .english) == "25 November 2026")
  }

  @Test(
    arguments: [
      (0, "30秒", "30 seconds"), (30, "30秒", "30 seconds"), (31, "1分钟", "1 minute"), (60, "1分钟", "1 minute"),
      (61, "2分钟", "2 minutes"), (120, "2分钟", "2 minutes"), (121, "3分钟", "3 minutes"), (181, "5分钟", "5 minutes"),
      (301, "10分钟", "10 minutes"), (600, "10分钟", "10 minutes"), (601, "10分钟以上", "more than 10 minutes"),
      (86_400, "10分钟以上", "more than 10 minutes"),
    ] as [(Int64, String, String)])
  func intervalsAreRoundedUp(_ seconds: Int64, _ chinese: String, _ english: String) {
    #expect(Self.words(.interval(.seconds(seconds)), .interval, .chinese) == chinese)
    #expect(Self.words(.interval(.seconds(seconds)), .interval, .english) == english)
  }

  @Test func aMicrosecondMoreIsTheNextStep() {
    let value = SessionValue.interval(Interval(microseconds: 30_000_001))
    #expect(Self.words(value, .interval, .english) == "1 minute")
  }

  @Test func digitsAndTextStayAsTheyAre() {
    for language in [Language.chinese, .english] {
      #expect(Self.words(.digits("0012"), .digits, language) == "0012")
      #expect(Self.words(.text("*明"), .text, language) == "*明")
    }
  }

  @Test func termsAreLookedUpInTheCatalogue() {
    #expect(Self.words(.term(PromptID("term.deposit")), .term, .chinese) == "存款")
    #expect(Self.words(.term(PromptID("term.deposit")), .term, .english) == "deposit")
    #expect(Self.words(.text("term.deposit"), .term, .english) == "deposit")
    #expect(Self.words(.text("other"), .term, .english) == "other")
    #expect(Self.words(.term(PromptID("term.none")), .term, .english) == "term.none")
  }

  @Test func everyLanguageButChineseIsRenderedInTheEnglishWay() {
    #expect(Self.words(.number(1_000), .number, Language("zh-HK")) == "1000")
    #expect(Self.words(.number(1_000), .number, Language("fr")) == "1,000")
  }

  // MARK: - Whole sentences

  private static func prompt(_ english: String, _ chinese: String? = nil) -> Prompt {
    var templates = [Prompt.Template(language: .english, pieces: TestTree.pieces(english))]
    if let chinese { templates.append(.init(language: .chinese, pieces: TestTree.pieces(chinese))) }
    return Prompt(id: PromptID("test"), templates: templates)
  }

  @Test func holesAreFilledInTheTemplatesOrder() {
    let prompt = Self.prompt("card {last4:digits}: {balance:money}", "余额{balance:money}，尾号{last4:digits}")
    let values: SessionValues = ["last4": .digits("1234"), "balance": .money(Money(minorUnits: 5_00))]
    let english = PromptRenderer(prompts: Self.catalogue, language: .english).sentence(prompt) { values[$0] }
    #expect(english.text == "card 1234: 5.00 yuan")
    #expect(english.values.map(\.name) == ["last4", "balance"])
    let chinese = PromptRenderer(prompts: Self.catalogue, language: .chinese).sentence(prompt) { values[$0] }
    #expect(chinese.text == "余额5.00元，尾号1234")
    #expect(chinese.values == [.init(name: "balance", text: "5.00元"), .init(name: "last4", text: "1234")])
  }

  @Test func aPromptOfWordsAloneIsSpokenAsItIs() {
    let sentence = PromptRenderer(prompts: Self.catalogue, language: .english).sentence(Self.prompt("hello")) { _ in
      nil
    }
    #expect(sentence == .init(text: "hello", values: []))
  }

  @Test func aMissingTemplateIsSpokenInTheFirstLanguage() {
    let sentence = PromptRenderer(prompts: Self.catalogue, language: .chinese).sentence(Self.prompt("hello")) { _ in
      nil
    }
    #expect(sentence.text == "hello")
  }

  @Test func aMissingValueHasWordsOfItsOwnOrNone() {
    let unknown = Prompt(
      id: PromptID("ewt-unknown"), templates: [.init(language: .english, pieces: [.words("a while")])])
    let renderer = PromptRenderer(prompts: PromptCatalogue([unknown]), language: .english)
    #expect(renderer.sentence(Self.prompt("{ewt:interval}{x:text}.")) { _ in nil }.text == "a while.")
  }
}
