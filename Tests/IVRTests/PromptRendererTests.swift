import CallModel
import Testing

@testable import IVR

@Suite("Prompts in words")
struct PromptRendererTests {
  private static let catalogue = PromptCatalogue([
    prompt(id: "term.deposit", "deposit", "存款"), prompt(id: "ewt-unknown", "a while", "片刻"),
  ])

  private static func prompt(id: String = "test", _ english: String, _ chinese: String? = nil) -> Prompt {
    var templates = [Prompt.Template(language: .english, pieces: TestTree.pieces(english))]
    if let chinese { templates.append(.init(language: .chinese, pieces: TestTree.pieces(chinese))) }
    return Prompt(id: PromptID(id), templates: templates)
  }

  private static func renderer(_ language: Language) -> PromptRenderer {
    PromptRenderer(prompts: catalogue, language: language)
  }

  private static func said(_ value: SessionValue, _ format: HoleFormat, _ language: Language) -> String {
    renderer(language).phrase(value, as: format, of: "value").text
  }

  private static func pieces(_ value: SessionValue, _ format: HoleFormat, _ language: Language) -> [String] {
    renderer(language).phrase(value, as: format, of: "value").pieces.map(\.word)
  }

  private static func sentence(
    _ prompt: Prompt, _ language: Language, _ values: SessionValues = [:]
  ) -> PromptRenderer.Sentence {
    renderer(language).sentence(prompt) { values[$0] }
  }

  // MARK: - Values

  @Test func digitsAreSaidOneByOne() {
    #expect(Self.said(.digits("0021"), .digits, .chinese) == "零零二一")
    #expect(Self.said(.digits("0021"), .digits, .english) == "zero zero two one")
    #expect(Self.said(.digits("17283X"), .digits, .chinese) == "一七二八三X")
    #expect(
      Self.said(.digits("138****8000"), .digits, .english) == "one three eight star star star star eight zero zero zero"
    )
    #expect(Self.said(.number(2026), .digits, .chinese) == "二零二六")
    #expect(Self.said(.text("1001"), .digits, .english) == "one zero zero one")
    #expect(Self.pieces(.digits("0A*"), .digits, .english) == ["number/0", "letter/a", "key/star"])
  }

  @Test func whatNoRuleCanSayIsLeftToAVoice() {
    for language in [Language.chinese, .english] {
      #expect(Self.said(.text("*明"), .text, language) == "*明")
      #expect(Self.pieces(.text("*明"), .text, language) == ["$value"])
      #expect(Self.pieces(.digits("1/2"), .digits, language) == ["$value"])
      #expect(Self.pieces(.text("3.5 percent"), .decimal, language) == ["$value"])
    }
  }

  @Test(
    arguments: [
      ("1.35", "一点三五", "one point three five"), ("0.05", "零点零五", "zero point zero five"),
      ("-0.5", "负零点五", "minus zero point five"), ("12", "十二", "twelve"),
      ("-3.20", "负三点二零", "minus three point two zero"),
      ("1.", "1.", "1."), ("", "", ""), (".5", ".5", ".5"), ("1.2.3", "1.2.3", "1.2.3"), ("1.-2", "1.-2", "1.-2"),
    ])
  func decimals(_ text: String, _ chinese: String, _ english: String) {
    #expect(Self.said(.text(text), .decimal, .chinese) == chinese)
    #expect(Self.said(.text(text), .decimal, .english) == english)
  }

  @Test func anInstantIsShanghaisTime() {
    // 16:05:59 of the 24th in Greenwich is 00:05 of the 25th in Shanghai.
    let day = CivilDay(year: 2026, month: 11, day: 24)!
    let instant = CivilTime(day: day, timeOfDay: .hours(16) + .minutes(5) + .seconds(59)).instant(offset: .zero)
    #expect(Self.said(.instant(instant), .instant, .chinese) == "二零二六年十一月二十五日零点零五分")
    #expect(
      Self.said(.instant(instant), .instant, .english)
        == "the twenty-fifth of November twenty twenty-six at twelve oh five AM")
    #expect(Self.said(.instant(instant), .date, .english) == "the twenty-fifth of November twenty twenty-six")
  }

  @Test(
    arguments: [
      (0, "三十秒", "thirty seconds"), (30, "三十秒", "thirty seconds"), (31, "一分钟", "one minute"),
      (60, "一分钟", "one minute"), (61, "两分钟", "two minutes"), (120, "两分钟", "two minutes"),
      (121, "三分钟", "three minutes"), (181, "五分钟", "five minutes"), (301, "十分钟", "ten minutes"),
      (600, "十分钟", "ten minutes"), (601, "十分钟以上", "more than ten minutes"),
      (86_400, "十分钟以上", "more than ten minutes"),
    ] as [(Int64, String, String)])
  func waitsAreRoundedUp(_ seconds: Int64, _ chinese: String, _ english: String) {
    #expect(Self.said(.interval(.seconds(seconds)), .interval, .chinese) == chinese)
    #expect(Self.said(.interval(.seconds(seconds)), .interval, .english) == english)
  }

  @Test func aMicrosecondMoreIsTheNextStep() {
    #expect(Self.said(.interval(Interval(microseconds: 30_000_001)), .interval, .english) == "one minute")
  }

  @Test func termsAreLookedUpInTheCatalogue() {
    let term = SessionValue.term(PromptID("term.deposit"))
    #expect(Self.said(term, .term, .chinese) == "存款")
    #expect(Self.said(term, .term, .english) == "deposit")
    #expect(Self.pieces(term, .term, .english) == ["term.deposit"])
    #expect(Self.pieces(.text("term.deposit"), .term, .chinese) == ["term.deposit"])
    #expect(Self.pieces(.text("other"), .term, .english) == ["$value"])
    #expect(Self.said(.term(PromptID("term.none")), .term, .english) == "term.none")
  }

  @Test func everyLanguageButChineseIsSaidInTheEnglishWay() {
    #expect(Self.said(.number(1_000), .number, Language("zh-HK")) == "一千")
    #expect(Self.said(.number(1_000), .number, Language("fr")) == "one thousand")
    #expect(Self.said(.number(1_000), .number, Language("zhx")) == "one thousand")
  }

  // MARK: - Whole sentences

  @Test func holesAreFilledInTheTemplatesOrder() {
    let prompt = Self.prompt("card {last4:digits}: {balance:money}.", "余额{balance:money}，尾号{last4:digits}。")
    let values: SessionValues = ["last4": .digits("12"), "balance": .money(Money(minorUnits: 5_00))]
    let english = Self.sentence(prompt, .english, values)
    #expect(english.text == "card one two: five yuan.")
    #expect(english.values == [.init(name: "last4", text: "12"), .init(name: "balance", text: "5.00 yuan")])
    #expect(english.phrase.pieces.map(\.word) == ["test+1", "number/1", "number/2", "number/5", "money/yuan"])
    let chinese = Self.sentence(prompt, .chinese, values)
    #expect(chinese.text == "余额五元，尾号一二。")
    #expect(chinese.values == [.init(name: "balance", text: "5.00元"), .init(name: "last4", text: "12")])
    #expect(
      chinese.phrase.pieces.map(\.word) == ["test+1", "number/5", "money/yuan", "test+2", "number/1", "number/2"])
  }

  @Test func aPromptOfWordsAloneIsOneRecording() {
    let sentence = Self.sentence(Self.prompt("hello"), .english)
    #expect(sentence.text == "hello")
    #expect(sentence.values == [])
    #expect(sentence.phrase.pieces == [.recording("test")])
  }

  @Test func aMissingTemplateIsSpokenInTheFirstLanguage() {
    #expect(Self.sentence(Self.prompt("hello"), .chinese).text == "hello")
  }

  @Test func aMissingValueHasWordsOfItsOwnOrNone() {
    let sentence = Self.sentence(Self.prompt("{ewt:interval}{x:text}."), .english)
    #expect(sentence.text == "a while.")
    #expect(sentence.phrase.pieces.map(\.word) == ["ewt-unknown"])
    #expect(sentence.values == [.init(name: "ewt", text: "a while"), .init(name: "x", text: "")])
  }

  @Test(
    arguments: [
      (0, "零位", "zero callers", "test+2"), (1, "一位", "one caller", "test+1"), (2, "两位", "two callers", "test+2"),
      (-1, "负一位", "minus one caller", "test+1"), (12, "十二位", "twelve callers", "test+2"),
    ] as [(Int64, String, String, String)])
  func aCountedNounFollowsItsNumber(_ number: Int64, _ chinese: String, _ english: String, _ piece: String) {
    let prompt = Self.prompt("{n:count|caller|callers} ahead", "前面有{n:count|位}")
    let values: SessionValues = ["n": .number(number)]
    #expect(Self.sentence(prompt, .chinese, values).text == "前面有" + chinese)
    let sentence = Self.sentence(prompt, .english, values)
    #expect(sentence.text == english + " ahead")
    #expect(sentence.phrase.pieces.map(\.word).suffix(2) == [piece, "test+3"])
  }

  @Test func theItemsOfAListKeepTheirNamesApart() {
    let item = Self.prompt(id: "item", "{name:text} press {key:number}")
    let renderer = Self.renderer(.english)
    let items = ["Li", "Wu"].enumerated().map { place, name in
      let values: SessionValues = ["name": .text(name), "key": .number(Int64(place + 1))]
      return renderer.sentence(item) { values[$0] }
    }
    let list = renderer.sentence(Self.prompt(id: "choose", "Choose: {list:list}."), list: renderer.list(items)) { _ in
      nil
    }
    #expect(list.text == "Choose: Li press one; Wu press two.")
    #expect(list.values == [.init(name: "name.1", text: "Li"), .init(name: "name.2", text: "Wu")])
    #expect(
      list.phrase.pieces.map(\.word) == ["choose+1", "$name.1", "item+1", "number/1", "$name.2", "item+1", "number/2"])
  }

  // MARK: - Recordings

  @Test func everyPieceOfAPromptIsAmongTheRecordings() {
    let catalogue = PromptCatalogue([
      Self.prompt(id: "main", "Press 1.", "请按1。"),
      Self.prompt(
        id: "queue", "Please wait: {n:count|caller|callers}, about {ewt:interval}.", "{n:count|位}，约{ewt:interval}。"),
    ])
    let english = catalogue.recordings(in: .english).suffix(5)
    #expect(
      Array(english) == [
        Recording(name: "main", text: "Press 1."), Recording(name: "queue+1", text: "Please wait:"),
        Recording(name: "queue+2", text: "caller"), Recording(name: "queue+3", text: "callers"),
        Recording(name: "queue+4", text: "about"),
      ])
    let chinese = catalogue.recordings(in: .chinese)
    #expect(
      chinese.suffix(3) == [
        Recording(name: "main", text: "请按1。"), Recording(name: "queue+1", text: "位"),
        Recording(name: "queue+2", text: "约"),
      ])
    #expect(chinese.contains(Recording(name: "number/two-of", text: "两")))
  }

  // MARK: - How long it takes

  @Test(arguments: [
    ("一二三四五六七八九", 2), ("请按1。", 1), ("one two three four five", 2), ("don't re-enter", 1), ("", 0), ("。", 0),
    // At the edge of the limit: 67 characters are 14.9 s, and 37 words 14.8.
    (String(repeating: "字", count: 67), 15), (String(repeating: "字", count: 68), 16),
    (String(repeating: "word ", count: 37), 15), (String(repeating: "word ", count: 38), 16),
  ])
  func spokenSeconds(_ text: String, _ seconds: Int) {
    #expect(SpokenLength(text).seconds == seconds)
  }

  @Test func aTemplateTakesAsLongAsWithUsualValues() {
    func units(_ text: String, _ language: Language) -> Int {
      SpokenLength(Prompt.Template(language: language, pieces: TestTree.pieces(text))).units
    }
    // 一千二百元五角; one thousand two hundred yuan and fifty cents.
    #expect(units("{balance:money}", .chinese) == 70)
    #expect(units("{balance:money}", .english) == 8 * 18)
    #expect(units("余额{balance:money}，{n:count|笔}。", .chinese) == 70 + 40)
    #expect(units("{list:list}", .english) == 0)
  }
}
