import CallModel

/// How one language says numbers, amounts, dates and times: its grammar, and the words that it needs.
///
/// One conforming type a language, so that a grammar is read in one place and the compiler asks a new language for
/// everything that can be said.
protocol Speech: Sendable {
  static var vocabulary: Vocabulary { get }
  /// What stands between two words.
  static var glue: String { get }
  /// Between the items of a page.
  static var listSeparator: String { get }
  /// How many forms a counted noun has: one in Chinese, singular and plural in English.
  static var nounForms: Int { get }

  static func number(_ number: Int64) -> Phrase
  /// A number before the thing that is counted.
  static func count(_ number: Int64) -> Phrase
  /// Which form the noun after a number takes.
  static func nounForm(after number: Int64) -> Int
  static func money(_ money: Money) -> Phrase
  static func date(_ day: CivilDay) -> Phrase
  /// A time of day, to the minute.
  static func time(hour: Int, minute: Int) -> Phrase
  /// Between a date and a time of day.
  static var beforeTime: Phrase { get }
  /// A waiting time as it has been rounded.
  static func wait(_ wait: RoundedWait) -> Phrase
}

extension Speech {
  static func word(_ name: String) -> Phrase {
    var phrase = Phrase()
    phrase.append(.recording(name), vocabulary[name])
    return phrase
  }

  static func digit(_ digit: Int) -> Phrase { word("number/\(digit)") }

  /// One by one: digits, letters and stars (of a masked number). `nil`: something else is among them.
  static func digits(_ text: String) -> Phrase? {
    var phrase = Phrase()
    for character in text {
      if let digit = character.wholeNumberValue, character.isASCII {
        phrase.append(self.digit(digit), glue: glue)
      } else if character.isASCII, character.isLetter {
        phrase.append(word(Vocabulary.letter(character)), glue: glue)
      } else if character == "*" {
        phrase.append(word("key/star"), glue: glue)
      } else {
        return nil
      }
    }
    return phrase
  }

  /// `1.35`: a number, "point", and digits one by one. `nil`: it is no such thing.
  static func decimal(_ text: String) -> Phrase? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int64($0) }), parts.count <= 2 else { return nil }
    // Of -0.5, the whole part alone would lose the sign.
    var phrase = whole == 0 && text.hasPrefix("-") ? word("number/minus") : Phrase()
    phrase.append(number(whole), glue: glue)
    guard parts.count == 2 else { return phrase }
    guard !parts[1].isEmpty, parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let places = digits(String(parts[1]))
    else { return nil }
    phrase.append(word("number/point"), glue: glue)
    phrase.append(places, glue: glue)
    return phrase
  }

  static func instant(_ time: CivilTime) -> Phrase {
    let minutes = Int(time.timeOfDay.seconds / 60)
    var phrase = date(time.day)
    phrase.append(beforeTime, glue: glue)
    phrase.append(self.time(hour: minutes / 60, minute: minutes % 60), glue: glue)
    return phrase
  }
}
