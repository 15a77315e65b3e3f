import CallModel
import IVR
import Testing

@Suite("Strings of digits and amounts")
struct DigitsTests {
  private static func tester(_ write: (inout TestTree) -> Void) -> DialogueTester {
    var tree = TestTree()
    tree.menu("main", ["1": "code"])
    write(&tree)
    tree.end("took", prompt: "took")
    tree.end("nothing")
    var t = DialogueTester(tree.built(start: "main"))
    t.begin("SAY main", "ASK main menu 1")
    return t
  }

  private static func plain(
    _ lengths: ClosedRange<Int> = 4...6, endKey: Key? = .hash, starIsX: Bool = false, pattern: String? = nil,
    checks: [DigitsEntry.Check] = [], empty: String? = nil, format: String = "digits"
  ) -> DialogueTester {
    var t = tester {
      $0.prompt("took", "took {code:\(format)}")
      $0.digits(
        "code", lengths, endKey: endKey, starIsX: starIsX, pattern: pattern, checks: checks, ok: "took", empty: empty,
        links: [("*", "@back"), ("0", "nothing"), ("#", "main")])
    }
    let end = endKey.map { " \($0.character)" } ?? ""
    t.press("1", "SAY code", "ASK code digits \(lengths.lowerBound)-\(lengths.upperBound)\(end)")
    return t
  }

  @Test func hashEndsAnEntry() {
    var t = Self.plain()
    t.press("12")
    t.press("345")
    t.press("#", "SAY took 12345", "END menu-ended took")
  }

  @Test func zeroIsADigitHereAndNoLink() {
    var t = Self.plain()
    t.press("0000#", "SAY took 0000", "END menu-ended took")
  }

  @Test func theTimeBetweenKeysEndsAnEntryThatIsLongEnough() {
    var t = Self.plain()
    t.press("1234")
    t.wait(.milliseconds(3_999))
    t.wait(.milliseconds(1), "SAY took 1234", "END menu-ended took")
  }

  @Test func theTimeBetweenKeysMakesAShortEntryANoMatch() {
    var t = Self.plain()
    t.press("123")
    t.wait(.seconds(4), "NOMATCH code 1", "SAY code", "ASK code digits 4-6 #")
    t.wait(.seconds(5), "NOINPUT code 1", "SAY code", "ASK code digits 4-6 #")
  }

  @Test func atTheGreatestLengthTheEndKeyIsAwaitedForTheTimeBetweenKeys() {
    var t = Self.plain()
    t.press("123456")
    t.wait(.seconds(4), "SAY took 123456", "END menu-ended took")
  }

  @Test func tooManyDigitsAreANoMatchWhenTheEntryEnds() {
    var t = Self.plain()
    t.press("12345678")
    t.press("9")
    t.press("#", "NOMATCH code 1", "SAY code", "ASK code digits 4-6 #")
    t.press("1234567")
    t.wait(.seconds(4), "NOMATCH code 2", "SAY code", "ASK code digits 4-6 #")
  }

  @Test func withoutAnEndKeyTheGreatestLengthEndsTheEntry() {
    var t = Self.plain(8...8, endKey: nil)
    t.press("1234567")
    t.press("8", "SAY took 12345678", "END menu-ended took")
  }

  @Test func withoutAnEndKeyHashIsALinkBeforeTheFirstDigitAndWrongAfterIt() {
    var t = Self.plain(8...8, endKey: nil)
    t.press("1#", "NOMATCH code 1", "SAY code", "ASK code digits 8-8")
    t.press("#", "SAY main", "ASK main menu 1")
  }

  @Test func starClearsWhatWasKeyedAndGoesBackWhenNothingWas() {
    var t = Self.plain()
    t.press("99*1234#", "SAY took 1234", "END menu-ended took")
    var u = Self.plain()
    u.press("99*")
    u.wait(.milliseconds(4_999))
    u.press("*", "SAY main", "ASK main menu 1")
  }

  @Test func aClearedEntryWaitsForAFirstKeyAgain() {
    var t = Self.plain()
    t.press("99*")
    t.wait(.seconds(4))
    t.wait(.seconds(1), "NOINPUT code 1", "SAY code", "ASK code digits 4-6 #")
  }

  @Test func starIsXOnIdentityNumbers() {
    var t = Self.plain(6...6, starIsX: true)
    t.press("12345*#", "SAY took 12345X", "END menu-ended took")
    var u = Self.plain(6...6, starIsX: true)
    u.press("1*3456#", "NOMATCH code 1", "SAY code", "ASK code digits 6-6 #")
  }

  @Test func theEndKeyAloneIsAnAnswerWhereTheNodeSaysSo() {
    var t = Self.plain(empty: "nothing")
    t.press("#", "END menu-ended nothing")
    var u = Self.plain()
    u.press("#", "NOMATCH code 1", "SAY code", "ASK code digits 4-6 #")
  }

  @Test func anEmptyAnswerForgetsAnEarlierOne() {
    var t = Self.tester {
      $0.digits("code", ok: "again", empty: "last")
      $0.menu("again", ["1": "code"])
      $0.prompt("last", "[{code:digits}]")
      $0.end("last", prompt: "last")
    }
    t.press("1", "SAY code", "ASK code digits 4-6 #")
    t.press("1234#1", "SAY again", "ASK again menu 1", "SAY code", "ASK code digits 4-6 #")
    t.press("#", "SAY []", "END menu-ended last")
  }

  @Test func lettersAreWrongKeys() {
    var t = Self.plain()
    t.press("12A", "NOMATCH code 1", "SAY code", "ASK code digits 4-6 #")
  }

  @Test(arguments: [("6222", true), ("6322", false), ("0222", false)])
  func patternsHoldDigitByDigit(_ keys: String, _ passes: Bool) {
    var t = Self.plain(pattern: "62dd")
    if passes {
      t.press(keys + "#", "SAY took \(keys)", "END menu-ended took")
    } else {
      t.press(keys + "#", "NOMATCH code 1", "SAY code", "ASK code digits 4-6 #")
    }
  }

  @Test(arguments: [
    // ISO/IEC 7812-1: 7992739871 with check digit 3; every other check digit fails.
    ("79927398713", true), ("79927398710", false), ("79927398714", false),
    // A string of another length is no card and passes.
    ("799273987", true),
  ])
  func luhnChecksCards(_ keys: String, _ passes: Bool) {
    var t = Self.plain(4...19, checks: [.luhn(lengths: 11...19)])
    if passes {
      t.press(keys + "#", "SAY took \(keys)", "END menu-ended took")
    } else {
      t.press(keys + "#", "NOMATCH code 1", "SAY code", "ASK code digits 4-19 #")
    }
  }

  /// The tester's day is 24 November 2026.
  @Test(arguments: [
    ("20261124", "24 November 2026"), ("20261125", nil), ("20251124", "24 November 2025"), ("20251123", nil),
    ("20260230", nil), ("20261301", nil), ("20260000", nil),
  ])
  func pastDates(_ keys: String, _ spoken: String?) {
    var t = Self.plain(8...8, checks: [.pastDate(days: 365)], format: "date")
    if let spoken {
      t.press(keys + "#", "SAY took \(spoken)", "END menu-ended took")
    } else {
      t.press(keys + "#", "NOMATCH code 1", "SAY code", "ASK code digits 8-8 #")
    }
  }

  @Test(arguments: [
    ("1124", "24 November 2026"), ("1208", "8 December 2026"), ("1209", nil), ("1123", nil), ("0229", nil),
    ("1131", nil),
  ])
  func datesToCome(_ keys: String, _ spoken: String?) {
    var t = Self.plain(4...4, checks: [.futureDate(days: 14)], format: "date")
    if let spoken {
      t.press(keys + "#", "SAY took \(spoken)", "END menu-ended took")
    } else {
      t.press(keys + "#", "NOMATCH code 1", "SAY code", "ASK code digits 4-4 #")
    }
  }

  @Test func theTwentyNinthOfFebruaryWaitsForALeapYear() {
    var t = Self.plain(4...4, checks: [.futureDate(days: 2_000)], format: "date")
    t.press("0229#", "SAY took 29 February 2028", "END menu-ended took")
  }

  @Test func theDayIsTheBanksNotGreenwichs() {
    var tree = TestTree()
    tree.digits("code", 8...8, checks: [.pastDate(days: 1)], ok: "bye")
    tree.end("bye")
    // 00:30 of the 25th in Shanghai is 16:30 of the 24th in Greenwich.
    let late = DialogueTester.noon + .hours(12) + .minutes(30)
    var t = DialogueTester(tree.built(start: "code"), at: late)
    t.begin("SAY code", "ASK code digits 8-8 #")
    t.press("20261125#", "END menu-ended bye")
  }

  // MARK: - Amounts

  private static func amount(maximum: Int64 = 99_999_999_999) -> DialogueTester {
    var t = tester {
      $0.prompt("took", "took {amount:money}")
      $0.amount("code", maximum: maximum, ok: "took", links: [("*", "@back"), ("#", "main")])
    }
    t.press("1", "SAY code", "ASK code amount #")
    return t
  }

  @Test(arguments: [
    ("100*5", "100.50 yuan"), ("100*05", "100.05 yuan"), ("100", "100.00 yuan"), ("100*", "100.00 yuan"),
    ("0*01", "0.01 yuan"), ("999999999*99", "999,999,999.99 yuan"), ("007", "7.00 yuan"),
    ("1*2*35", "35.00 yuan"), ("12*345*67*8", "67.80 yuan"),
  ])
  func amountsThatAreTaken(_ keys: String, _ spoken: String) {
    var t = Self.amount()
    t.press(keys + "#", "SAY took \(spoken)", "END menu-ended took")
  }

  @Test(arguments: ["100*555", "0", "0*00", "1234567890", "1234567890*1", "", "1*2*"])
  func amountsThatAreNoMatch(_ keys: String) {
    var t = Self.amount()
    t.press(keys + "#", "NOMATCH code 1", "SAY code", "ASK code amount #")
  }

  @Test func anAmountOverTheNodesMaximumIsNoMatch() {
    var t = Self.amount(maximum: 5_000_000)
    t.press("50000*01#", "NOMATCH code 1", "SAY code", "ASK code amount #")
    t.press("50000#", "SAY took 50,000.00 yuan", "END menu-ended took")
  }

  @Test func starWithNothingKeyedGoesBackFromAnAmount() {
    var t = Self.amount()
    t.press("5*5**", "SAY main", "ASK main menu 1")
  }

  @Test func anAmountIsNeverEndedBySilence() {
    var t = Self.amount()
    t.press("100")
    t.wait(.seconds(4), "NOMATCH code 1", "SAY code", "ASK code amount #")
  }
}
