import CallModel
import Testing

@testable import IVR

/// The grammar of numbers, amounts, dates and times in both languages, row by row.
@Suite("Numbers, amounts, dates and times in words")
struct SpeechTests {
  @Test(
    arguments: [
      (0, "零", "zero"), (1, "一", "one"), (2, "二", "two"), (9, "九", "nine"), (10, "十", "ten"), (11, "十一", "eleven"),
      (12, "十二", "twelve"), (20, "二十", "twenty"), (21, "二十一", "twenty-one"), (22, "二十二", "twenty-two"),
      (99, "九十九", "ninety-nine"), (100, "一百", "one hundred"), (101, "一百零一", "one hundred and one"),
      (110, "一百一十", "one hundred and ten"), (112, "一百一十二", "one hundred and twelve"),
      (120, "一百二十", "one hundred and twenty"), (200, "二百", "two hundred"), (222, "二百二十二", "two hundred and twenty-two"),
      (1_000, "一千", "one thousand"), (1_001, "一千零一", "one thousand and one"), (1_010, "一千零一十", "one thousand and ten"),
      (1_100, "一千一百", "one thousand one hundred"), (1_101, "一千一百零一", "one thousand one hundred and one"),
      (2_000, "两千", "two thousand"), (2_002, "两千零二", "two thousand and two"),
      (2_222, "两千二百二十二", "two thousand two hundred and twenty-two"), (9_009, "九千零九", "nine thousand and nine"),
      (10_000, "一万", "ten thousand"), (10_001, "一万零一", "ten thousand and one"),
      (10_010, "一万零一十", "ten thousand and ten"), (10_500, "一万零五百", "ten thousand five hundred"),
      (12_000, "一万二千", "twelve thousand"), (20_000, "两万", "twenty thousand"),
      (22_000, "两万二千", "twenty-two thousand"), (100_000, "十万", "one hundred thousand"),
      (120_000, "十二万", "one hundred and twenty thousand"), (200_000, "二十万", "two hundred thousand"),
      (1_000_500, "一百万零五百", "one million five hundred"), (1_005_000, "一百万五千", "one million five thousand"),
      (1_000_005, "一百万零五", "one million and five"), (2_020_000, "二百零二万", "two million twenty thousand"),
      (20_000_000, "两千万", "twenty million"), (100_000_000, "一亿", "one hundred million"),
      (100_000_005, "一亿零五", "one hundred million and five"), (100_010_000, "一亿零一万", "one hundred million ten thousand"),
      (105_000_000, "一亿零五百万", "one hundred and five million"), (120_000_000, "一亿二千万", "one hundred and twenty million"),
      (150_000_005, "一亿五千万零五", "one hundred and fifty million and five"), (200_000_000, "两亿", "two hundred million"),
      (200_020_000, "两亿零二万", "two hundred million twenty thousand"), (2_000_000_000, "二十亿", "two billion"),
      (1_000_000_000_000, "一万亿", "one trillion"), (2_000_000_000_000, "两万亿", "two trillion"),
      (-1, "负一", "minus one"), (-2_000, "负两千", "minus two thousand"),
    ] as [(Int64, String, String)])
  func numbers(_ number: Int64, _ chinese: String, _ english: String) {
    #expect(ChineseSpeech.number(number).text == chinese)
    #expect(EnglishSpeech.number(number).text == english)
  }

  @Test func theGreatestNumbers() {
    #expect(
      ChineseSpeech.number(.max).text == "九百二十二亿三千三百七十二万零三百六十八亿五千四百七十七万五千八百零七")
    #expect(
      EnglishSpeech.number(.min).text
        == "minus nine quintillion two hundred and twenty-three quadrillion three hundred and seventy-two trillion "
        + "thirty-six billion eight hundred and fifty-four million seven hundred and seventy-five thousand "
        + "eight hundred and eight")
  }

  @Test(
    arguments: [(2, "两"), (-2, "负两"), (0, "零"), (1, "一"), (12, "十二"), (22, "二十二"), (200, "二百")] as [(Int64, String)])
  func countsInChinese(_ number: Int64, _ words: String) { #expect(ChineseSpeech.count(number).text == words) }

  @Test(
    arguments: [
      (0, "零元", "zero yuan"), (1, "一分", "one cent"), (2, "两分", "two cents"), (10, "一角", "ten cents"),
      (20, "两角", "twenty cents"), (22, "两角二分", "twenty-two cents"), (1_00, "一元", "one yuan"),
      (2_00, "两元", "two yuan"), (2_22, "两元二角二分", "two yuan and twenty-two cents"),
      (1_05, "一元零五分", "one yuan and five cents"), (1_50, "一元五角", "one yuan and fifty cents"),
      (10_00, "十元", "ten yuan"), (10_01, "十元零一分", "ten yuan and one cent"),
      (100_50, "一百元五角", "one hundred yuan and fifty cents"),
      (101_05, "一百零一元零五分", "one hundred and one yuan and five cents"),
      (12_345_67, "一万二千三百四十五元六角七分", "twelve thousand three hundred and forty-five yuan and sixty-seven cents"),
      (-5, "负五分", "minus five cents"),
      (-1_234_56, "负一千二百三十四元五角六分", "minus one thousand two hundred and thirty-four yuan and fifty-six cents"),
      (
        999_999_999_99, "九亿九千九百九十九万九千九百九十九元九角九分",
        "nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and ninety-nine yuan and ninety-nine cents"
      ),
      (
        .min, "负九亿二千二百三十三万七千二百零三亿六千八百五十四万七千七百五十八元零八分",
        "minus ninety-two quadrillion two hundred and thirty-three trillion seven hundred and twenty billion three hundred and sixty-eight million five hundred and forty-seven thousand seven hundred and fifty-eight yuan and eight cents"
      ),
    ] as [(Int64, String, String)])
  func money(_ minorUnits: Int64, _ chinese: String, _ english: String) {
    #expect(ChineseSpeech.money(Money(minorUnits: minorUnits)).text == chinese)
    #expect(EnglishSpeech.money(Money(minorUnits: minorUnits)).text == english)
  }

  @Test(
    arguments: [
      ("USD", 1_00, "一美元", "one US dollar"), ("USD", 2_50, "二点五美元", "two US dollars and fifty cents"),
      ("HKD", 2_00, "两港元", "two Hong Kong dollars"), ("EUR", 1_01, "一点零一欧元", "one euro and one cent"),
      ("GBP", 3_01, "三点零一英镑", "three pounds and one penny"), ("GBP", 99, "零点九九英镑", "ninety-nine pence"),
      ("JPY", 100_00, "一百日元", "one hundred yen"), ("JPY", 5_20, "五点二日元", "five point two yen"),
      ("CHF", -1_50, "负一点五CHF", "minus one point five C H F"), ("X-1", 1_00, "一X-1", "one X-1"),
    ] as [(String, Int64, String, String)])
  func otherCurrencies(_ code: String, _ minorUnits: Int64, _ chinese: String, _ english: String) {
    let money = Money(minorUnits: minorUnits, currency: Currency(code: code))
    #expect(ChineseSpeech.money(money).text == chinese)
    #expect(EnglishSpeech.money(money).text == english)
  }

  @Test(arguments: [
    (2026, 11, 24, "二零二六年十一月二十四日", "the twenty-fourth of November twenty twenty-six"),
    (2028, 2, 29, "二零二八年二月二十九日", "the twenty-ninth of February twenty twenty-eight"),
    (1999, 1, 1, "一九九九年一月一日", "the first of January nineteen ninety-nine"),
    (1905, 12, 31, "一九零五年十二月三十一日", "the thirty-first of December nineteen oh five"),
    (1900, 10, 10, "一九零零年十月十日", "the tenth of October nineteen hundred"),
    (2000, 3, 3, "二零零零年三月三日", "the third of March two thousand"),
    (2009, 5, 20, "二零零九年五月二十日", "the twentieth of May two thousand and nine"),
    (2010, 6, 12, "二零一零年六月十二日", "the twelfth of June twenty ten"),
  ])
  func dates(_ year: Int, _ month: Int, _ number: Int, _ chinese: String, _ english: String) {
    let day = CivilDay(year: year, month: month, day: number)!
    #expect(ChineseSpeech.date(day).text == chinese)
    #expect(EnglishSpeech.date(day).text == english)
  }

  @Test(arguments: [
    (0, 0, "零点整", "midnight"), (0, 5, "零点零五分", "twelve oh five AM"), (2, 0, "两点整", "two AM"),
    (9, 30, "九点三十分", "nine thirty AM"), (12, 0, "十二点整", "noon"), (12, 1, "十二点零一分", "twelve oh one PM"),
    (18, 0, "十八点整", "six PM"), (22, 2, "二十二点零二分", "ten oh two PM"), (23, 59, "二十三点五十九分", "eleven fifty-nine PM"),
  ])
  func times(_ hour: Int, _ minute: Int, _ chinese: String, _ english: String) {
    #expect(ChineseSpeech.time(hour: hour, minute: minute).text == chinese)
    #expect(EnglishSpeech.time(hour: hour, minute: minute).text == english)
  }

  /// The pieces are the words: played one after the other they say the same.
  @Test func thePiecesSayWhatTheTextSays() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      let number = Int64(bitPattern: random.next()) >> Int64(random.next() % 64)
      for phrase in [
        ChineseSpeech.number(number), ChineseSpeech.count(number), ChineseSpeech.money(Money(minorUnits: number)),
      ] {
        #expect(Self.spoken(phrase, ChineseSpeech.vocabulary, glue: "") == phrase.text)
      }
      for phrase in [EnglishSpeech.number(number), EnglishSpeech.money(Money(minorUnits: number))] {
        let spoken = Self.spoken(phrase, EnglishSpeech.vocabulary, glue: " ")
        #expect(spoken == phrase.text.replacing("-", with: " "))
      }
    }
  }

  private static func spoken(_ phrase: Phrase, _ vocabulary: Vocabulary, glue: String) -> String {
    phrase.pieces.map { vocabulary[$0.word] }.joined(separator: glue)
  }

  /// A number in Chinese, read back by the rules of reading, is the number: nothing is said twice or left out.
  @Test func aChineseNumberReadBackIsTheNumber() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<5_000 {
      let number = Int64(bitPattern: random.next() >> (random.next() % 63 + 1))
      #expect(Self.read(ChineseSpeech.number(number).text) == number)
    }
  }

  private static func read(_ text: String) -> Int64 {
    if let place = text.lastIndex(of: "亿") {
      return read(String(text[..<place])) * 100_000_000 + read(String(text[text.index(after: place)...]))
    }
    if let place = text.firstIndex(of: "万") {
      return read(String(text[..<place])) * 10_000 + read(String(text[text.index(after: place)...]))
    }
    var (sum, figure): (Int64, Int64) = (0, 0)
    let units: [Character: Int64] = ["千": 1_000, "百": 100, "十": 10]
    let figures: [Character: Int64] = [
      "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    for character in text {
      if let unit = units[character] {
        sum += max(figure, 1) * unit
        figure = 0
      } else {
        figure = figures[character]!
      }
    }
    return sum + figure
  }
}
