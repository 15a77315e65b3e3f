import CallModel

/// Numbers, amounts and dates in English, the British way: "and" before what is left below a hundred.
/// Languages without a grammar of their own are said in this one.
enum EnglishSpeech: Speech {
  static let glue = " "
  static let listSeparator = "; "
  static let nounForms = 2
  static let beforeTime = word("time/at")

  // MARK: - Numbers

  static func number(_ number: Int64) -> Phrase { signed(number, cardinal(number.magnitude)) }

  static func count(_ number: Int64) -> Phrase { self.number(number) }

  /// One caller, but no callers, two callers.
  static func nounForm(after number: Int64) -> Int { number.magnitude == 1 ? 0 : 1 }

  private static func signed(_ number: Int64, _ magnitude: Phrase) -> Phrase {
    guard number < 0 else { return magnitude }
    var phrase = word("number/minus")
    phrase.append(magnitude, glue: glue)
    return phrase
  }

  /// The short scale.
  private static let scales: [(UInt64, String)] = [
    (1_000_000_000_000_000_000, "quintillion"), (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"),
  ]

  private static func cardinal(_ number: UInt64) -> Phrase {
    guard number > 0 else { return digit(0) }
    var phrase = Phrase()
    var rest = number
    for (scale, name) in scales where rest >= scale {
      phrase.append(belowThousand(Int(rest / scale)), glue: glue)
      phrase.append(word("number/\(name)"), glue: glue)
      rest %= scale
    }
    if rest > 0 {
      if rest < 100, !phrase.isEmpty { phrase.append(word("number/and"), glue: glue) }
      phrase.append(belowThousand(Int(rest)), glue: glue)
    }
    return phrase
  }

  /// 1 to 999.
  private static func belowThousand(_ number: Int) -> Phrase {
    var phrase = Phrase()
    if number >= 100 {
      phrase.append(digit(number / 100))
      phrase.append(word("number/hundred"), glue: glue)
      if number % 100 > 0 { phrase.append(word("number/and"), glue: glue) }
    }
    if number % 100 > 0 { phrase.append(belowHundred(number % 100), glue: glue) }
    return phrase
  }

  /// 1 to 99, each word up to 20 by its own.
  private static func belowHundred(_ number: Int) -> Phrase {
    guard number > 20, number % 10 > 0 else { return word("number/\(number)") }
    var phrase = word("number/\(number - number % 10)")
    phrase.append(digit(number % 10), glue: "-")
    return phrase
  }

  // MARK: - Money

  /// A currency's words. `nil` as hundredths: said with a decimal point.
  private struct Unit {
    var one: String
    var many: String
    var hundredths: (one: String, many: String)?
  }

  private static let cents = (one: "money/cent", many: "money/cents")
  private static let units = [
    "CNY": Unit(one: "money/yuan", many: "money/yuan", hundredths: cents),
    "USD": Unit(one: "money/us-dollar", many: "money/us-dollars", hundredths: cents),
    "HKD": Unit(one: "money/hk-dollar", many: "money/hk-dollars", hundredths: cents),
    "EUR": Unit(one: "money/euro", many: "money/euros", hundredths: cents),
    "GBP": Unit(one: "money/pound", many: "money/pounds", hundredths: (one: "money/penny", many: "money/pence")),
    "JPY": Unit(one: "money/yen", many: "money/yen", hundredths: nil),
  ]

  /// "one hundred yuan and fifty cents"; a currency without words here by its letters, with a decimal point.
  static func money(_ money: Money) -> Phrase {
    let (whole, part) = money.minorUnits.magnitude.quotientAndRemainder(dividingBy: 100)
    guard let unit = units[money.currency.code], part == 0 || unit.hundredths != nil else {
      return signed(money.minorUnits, decimal(whole, Int(part), money.currency))
    }
    var phrase = Phrase()
    if whole > 0 || part == 0 {
      phrase.append(cardinal(whole))
      phrase.append(word(whole == 1 ? unit.one : unit.many), glue: glue)
    }
    if part > 0, let hundredths = unit.hundredths {
      if whole > 0 { phrase.append(word("number/and"), glue: glue) }
      phrase.append(belowHundred(Int(part)), glue: glue)
      phrase.append(word(part == 1 ? hundredths.one : hundredths.many), glue: glue)
    }
    return signed(money.minorUnits, phrase)
  }

  private static func decimal(_ whole: UInt64, _ part: Int, _ currency: Currency) -> Phrase {
    var phrase = cardinal(whole)
    if part > 0 {
      phrase.append(word("number/point"), glue: glue)
      phrase.append(digit(part / 10), glue: glue)
      if part % 10 > 0 { phrase.append(digit(part % 10), glue: glue) }
    }
    if let unit = units[currency.code] {
      phrase.append(word(unit.many), glue: glue)
    } else if let letters = digits(currency.code) {
      phrase.append(letters, glue: glue)
    } else {
      phrase.append(nil, currency.code, glue: glue)
    }
    return phrase
  }

  // MARK: - Dates and times

  /// "the twenty-fourth of November twenty twenty-six".
  static func date(_ day: CivilDay) -> Phrase {
    let (year, month, number) = day.components
    var phrase = word("day/\(number)")
    phrase.append(word("month/\(month)"), glue: glue)
    phrase.append(self.year(year), glue: glue)
    return phrase
  }

  /// In two halves: "nineteen ninety-nine", "nineteen oh five", "nineteen hundred"; but "two thousand and nine".
  private static func year(_ year: Int) -> Phrase {
    let (century, rest) = (year / 100, year % 100)
    guard (1_000...9_999).contains(year), century % 10 > 0 || rest > 9 else { return number(Int64(year)) }
    var phrase = belowHundred(century)
    guard rest > 0 else {
      phrase.append(word("number/hundred"), glue: glue)
      return phrase
    }
    if rest < 10 { phrase.append(word("number/oh"), glue: glue) }
    phrase.append(belowHundred(rest), glue: glue)
    return phrase
  }

  /// "midnight", "six PM", "twelve oh five AM", "noon".
  static func time(hour: Int, minute: Int) -> Phrase {
    if minute == 0, hour % 12 == 0 { return word(hour == 0 ? "time/midnight" : "time/noon") }
    var phrase = belowHundred(hour % 12 == 0 ? 12 : hour % 12)
    if minute > 0 {
      if minute < 10 { phrase.append(word("number/oh"), glue: glue) }
      phrase.append(belowHundred(minute), glue: glue)
    }
    phrase.append(word(hour < 12 ? "time/am" : "time/pm"), glue: glue)
    return phrase
  }

  static func wait(_ wait: RoundedWait) -> Phrase {
    var phrase = Phrase()
    switch wait {
    case .thirtySeconds:
      phrase = number(30)
      phrase.append(word("wait/seconds"), glue: glue)
    case .minutes(let minutes):
      phrase = number(minutes)
      phrase.append(word(minutes == 1 ? "wait/minute" : "wait/minutes"), glue: glue)
    case .moreThanTenMinutes:
      phrase = word("wait/more-than")
      phrase.append(number(10), glue: glue)
      phrase.append(word("wait/minutes"), glue: glue)
    }
    return phrase
  }

  // MARK: - Words

  static let vocabulary =
    Vocabulary.counted(
      "number",
      [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
      ])
    + Vocabulary([
      "number/30": "thirty", "number/40": "forty", "number/50": "fifty", "number/60": "sixty", "number/70": "seventy",
      "number/80": "eighty", "number/90": "ninety", "number/hundred": "hundred", "number/thousand": "thousand",
      "number/million": "million", "number/billion": "billion", "number/trillion": "trillion",
      "number/quadrillion": "quadrillion", "number/quintillion": "quintillion", "number/and": "and",
      "number/minus": "minus", "number/point": "point", "number/oh": "oh", "key/star": "star", "money/yuan": "yuan",
      "money/cent": "cent", "money/cents": "cents", "money/us-dollar": "US dollar", "money/us-dollars": "US dollars",
      "money/hk-dollar": "Hong Kong dollar", "money/hk-dollars": "Hong Kong dollars", "money/euro": "euro",
      "money/euros": "euros", "money/pound": "pound", "money/pounds": "pounds", "money/penny": "penny",
      "money/pence": "pence", "money/yen": "yen", "time/at": "at", "time/am": "AM", "time/pm": "PM",
      "time/midnight": "midnight", "time/noon": "noon", "wait/seconds": "seconds", "wait/minute": "minute",
      "wait/minutes": "minutes", "wait/more-than": "more than",
    ])
    + Vocabulary.counted("month", from: 1, WrittenForm.months)
    + Vocabulary.counted("day", from: 1, ordinals.map { "the \($0) of" })
    + Vocabulary.letters

  private static let ordinals = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
  ]
}
