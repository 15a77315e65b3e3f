import CallModel

/// Numbers, amounts and dates in Chinese.
///
/// 二 or 两: 两 before the thing counted, and where 千, 万 or 亿 begin the number; 二 before 十 and 百, and inside
/// (吕叔湘《现代汉语八百词》, "两"). 零 stands once for the zeros between two figures of a group, and before a group
/// that does not reach its thousands.
enum ChineseSpeech: Speech {
  static let glue = ""
  static let listSeparator = "；"
  static let nounForms = 1
  static let beforeTime = Phrase()

  static let vocabulary =
    Vocabulary.counted("number", ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"])
    + Vocabulary([
      "number/two-of": "两", "number/hundred": "百", "number/thousand": "千", "number/ten-thousand": "万",
      "number/hundred-million": "亿", "number/minus": "负", "number/point": "点", "key/star": "星号",
      "money/yuan": "元", "money/jiao": "角", "money/fen": "分", "money/usd": "美元", "money/hkd": "港元",
      "money/eur": "欧元", "money/jpy": "日元", "money/gbp": "英镑", "date/year": "年", "date/month": "月",
      "date/day": "日", "time/hour": "点", "time/minute": "分", "time/exactly": "整", "wait/second": "秒",
      "wait/minute": "分钟", "wait/more": "以上",
    ]) + Vocabulary.letters

  // MARK: - Numbers

  static func number(_ number: Int64) -> Phrase { signed(number, cardinal(number.magnitude)) }

  static func count(_ number: Int64) -> Phrase { signed(number, counted(number.magnitude)) }

  static func nounForm(after number: Int64) -> Int { 0 }

  private static func signed(_ number: Int64, _ magnitude: Phrase) -> Phrase {
    guard number < 0 else { return magnitude }
    var phrase = word("number/minus")
    phrase.append(magnitude)
    return phrase
  }

  /// Before the thing counted.
  private static func counted(_ number: UInt64) -> Phrase {
    number == 2 ? word("number/two-of") : cardinal(number)
  }

  private static func cardinal(_ number: UInt64) -> Phrase {
    guard number > 0 else { return digit(0) }
    var phrase = Phrase()
    append(number, isHead: true, to: &phrase)
    return phrase
  }

  /// `isHead`: nothing of the number has been said yet.
  private static func append(_ number: UInt64, isHead: Bool, to phrase: inout Phrase) {
    if number >= 100_000_000 {
      append(number, by: 100_000_000, "number/hundred-million", isHead: isHead, to: &phrase)
    } else if number >= 10_000 {
      append(number, by: 10_000, "number/ten-thousand", isHead: isHead, to: &phrase)
    } else {
      appendGroup(Int(number), isHead: isHead, to: &phrase)
    }
  }

  private static func append(_ number: UInt64, by unit: UInt64, _ name: String, isHead: Bool, to phrase: inout Phrase) {
    let (multiple, rest) = number.quotientAndRemainder(dividingBy: unit)
    if multiple == 2, isHead {
      phrase.append(word("number/two-of"))
    } else {
      append(multiple, isHead: isHead, to: &phrase)
    }
    phrase.append(word(name))
    guard rest > 0 else { return }
    if rest < unit / 10 { phrase.append(digit(0)) }
    append(rest, isHead: false, to: &phrase)
  }

  /// 1 to 9999.
  private static func appendGroup(_ number: Int, isHead: Bool, to phrase: inout Phrase) {
    var owesZero = false
    var hasBegun = false
    for (unit, name) in [(1_000, "number/thousand"), (100, "number/hundred"), (10, "number/10"), (1, "")] {
      let figure = number / unit % 10
      guard figure > 0 else {
        owesZero = hasBegun
        continue
      }
      if owesZero { phrase.append(digit(0)) }
      if unit == 1_000, figure == 2, isHead {
        phrase.append(word("number/two-of"))
      } else if unit != 10 || figure != 1 || hasBegun || !isHead {
        phrase.append(digit(figure))
      }
      if unit > 1 { phrase.append(word(name)) }
      hasBegun = true
      owesZero = false
    }
  }

  // MARK: - Money

  private static let foreignUnits = [
    "USD": "money/usd", "HKD": "money/hkd", "EUR": "money/eur", "JPY": "money/jpy", "GBP": "money/gbp",
  ]

  /// 元, 角 and 分, with 零 for the 角 between the two others; other currencies with a decimal point.
  static func money(_ money: Money) -> Phrase {
    let (whole, part) = money.minorUnits.magnitude.quotientAndRemainder(dividingBy: 100)
    guard money.currency == .yuan else { return signed(money.minorUnits, foreign(whole, Int(part), money.currency)) }
    var phrase = Phrase()
    let (jiao, fen) = (Int(part) / 10, Int(part) % 10)
    if whole > 0 || part == 0 {
      phrase.append(counted(whole))
      phrase.append(word("money/yuan"))
    }
    if jiao > 0 {
      phrase.append(phrase.isEmpty ? counted(UInt64(jiao)) : digit(jiao))
      phrase.append(word("money/jiao"))
    }
    if fen > 0 {
      if whole > 0, jiao == 0 { phrase.append(digit(0)) }
      phrase.append(phrase.isEmpty ? counted(UInt64(fen)) : digit(fen))
      phrase.append(word("money/fen"))
    }
    return signed(money.minorUnits, phrase)
  }

  private static func foreign(_ whole: UInt64, _ part: Int, _ currency: Currency) -> Phrase {
    var phrase = part == 0 ? counted(whole) : cardinal(whole)
    if part > 0 {
      phrase.append(word("number/point"))
      phrase.append(digit(part / 10))
      if part % 10 > 0 { phrase.append(digit(part % 10)) }
    }
    if let unit = foreignUnits[currency.code] {
      phrase.append(word(unit))
    } else if let letters = digits(currency.code) {
      phrase.append(letters)
    } else {
      phrase.append(nil, currency.code)
    }
    return phrase
  }

  // MARK: - Dates and times

  /// The year figure by figure, month and day as numbers.
  static func date(_ day: CivilDay) -> Phrase {
    let (year, month, number) = day.components
    var phrase = digits(String(year.magnitude)) ?? Phrase()
    phrase.append(word("date/year"))
    phrase.append(cardinal(UInt64(month)))
    phrase.append(word("date/month"))
    phrase.append(cardinal(UInt64(number)))
    phrase.append(word("date/day"))
    return phrase
  }

  /// 零点整, 两点零五分, 十八点三十分.
  static func time(hour: Int, minute: Int) -> Phrase {
    var phrase = counted(UInt64(hour))
    phrase.append(word("time/hour"))
    guard minute > 0 else {
      phrase.append(word("time/exactly"))
      return phrase
    }
    if minute < 10 { phrase.append(digit(0)) }
    phrase.append(cardinal(UInt64(minute)))
    phrase.append(word("time/minute"))
    return phrase
  }

  static func wait(_ wait: RoundedWait) -> Phrase {
    var phrase: Phrase
    switch wait {
    case .thirtySeconds:
      phrase = number(30)
      phrase.append(word("wait/second"))
    case .minutes(let minutes):
      phrase = count(minutes)
      phrase.append(word("wait/minute"))
    case .moreThanTenMinutes:
      phrase = number(10)
      phrase.append(word("wait/minute"))
      phrase.append(word("wait/more"))
    }
    return phrase
  }
}
