import CallModel

/// Turns a prompt and values into a sentence of one language.
///
/// Apart from the dialogue: what a number sounds like is a table of the language and depends on no call.
struct PromptRenderer: Sendable {
  let prompts: PromptCatalogue
  let language: Language

  struct Sentence: Sendable, Equatable {
    var text: String
    var values: [Utterance.SpokenValue]
  }

  /// A prompt without a template in this language is spoken in its first: the loader has checked that there is one.
  /// `list` fills the holes of that format.
  func sentence(_ prompt: Prompt, list: String? = nil, value: (String) -> SessionValue?) -> Sentence {
    guard let template = prompt.templates.first(where: { $0.language == language }) ?? prompt.templates.first else {
      return Sentence(text: "", values: [])
    }
    if template.pieces.count == 1, case .words(let words) = template.pieces[0] {
      return Sentence(text: words, values: [])
    }
    var sentence = Sentence(text: "", values: [])
    for piece in template.pieces {
      switch piece {
      case .words(let words): sentence.text += words
      case .hole(let name, let format):
        let words = format == .list ? list ?? "" : value(name).map { self.words($0, as: format) } ?? unknown(name)
        sentence.text += words
        sentence.values.append(.init(name: name, text: words))
      }
    }
    return sentence
  }

  /// A prompt's own words, for terms; holes stay empty.
  func term(_ id: PromptID) -> String? {
    prompts[id].map { sentence($0) { _ in nil }.text }
  }

  /// What is said where there is no value: the prompt `<name>-unknown`, else nothing.
  private func unknown(_ name: String) -> String {
    term(ConventionalPrompt.unknown(name)) ?? ""
  }

  /// Between the items of a page.
  var listSeparator: String { isChinese ? "；" : "; " }

  /// Every language but Chinese is rendered in the English way.
  private var isChinese: Bool { language.tag == "zh" || language.tag.hasPrefix("zh-") }

  /// The value's own type decides; the format says what is wanted of types that can be said in several ways.
  func words(_ value: SessionValue, as format: HoleFormat) -> String {
    switch value {
    case .text(let text): format == .term ? term(PromptID(text)) ?? text : text
    case .digits(let digits): digits
    case .number(let number): grouped(number)
    case .money(let money): words(money)
    case .date(let day): words(day)
    case .instant(let instant):
      format == .date ? words(CivilTime(instant).day) : words(CivilTime(instant))
    case .interval(let interval): words(interval)
    case .term(let id): term(id) ?? id.text
    }
  }

  // MARK: - Numbers and money

  /// Thousands are separated in English only.
  private func grouped(_ number: Int64) -> String {
    (number < 0 ? minus : "") + grouped(number.magnitude)
  }

  private func grouped(_ magnitude: UInt64) -> String {
    let digits = String(magnitude)
    guard !isChinese else { return digits }
    var grouped = ""
    for (place, digit) in digits.utf8.enumerated() {
      if place > 0, (digits.utf8.count - place) % 3 == 0 { grouped += "," }
      grouped.unicodeScalars.append(UnicodeScalar(digit))
    }
    return grouped
  }

  private var minus: String { isChinese ? "负" : "minus " }

  /// Two decimals, always: an amount is heard the same way each time.
  private func words(_ money: Money) -> String {
    let magnitude = money.minorUnits.magnitude
    let amount = grouped(magnitude / 100) + "." + padded(Int(magnitude % 100))
    return (money.minorUnits < 0 ? minus : "") + amount + unit(of: money.currency)
  }

  private func unit(of currency: Currency) -> String {
    if currency == .yuan { return isChinese ? "元" : " yuan" }
    return isChinese ? currency.code : " " + currency.code
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: - Days and times

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private func words(_ day: CivilDay) -> String {
    let (year, month, number) = day.components
    return isChinese ? "\(year)年\(month)月\(number)日" : "\(number) \(PromptRenderer.months[month - 1]) \(year)"
  }

  /// Local time of the bank (Asia/Shanghai), in minutes rounded down.
  private func words(_ time: CivilTime) -> String {
    let minutes = Int(time.timeOfDay.seconds / 60)
    let clock = "\(padded(minutes / 60)):\(padded(minutes % 60))"
    return isChinese ? words(time.day) + clock : words(time.day) + ", " + clock
  }

  /// The steps that a waiting time is told in: the first that is not shorter.
  private static let wholeMinutes: [Int64] = [1, 2, 3, 5, 10]

  /// Rounded up to 30 s, 1, 2, 3, 5 or 10 minutes, or more than 10: a promise that is likelier kept than one in
  /// seconds.
  private func words(_ interval: Interval) -> String {
    if interval <= .seconds(30) { return isChinese ? "30秒" : "30 seconds" }
    for minutes in PromptRenderer.wholeMinutes where interval <= .minutes(minutes) {
      if isChinese { return "\(minutes)分钟" }
      return minutes == 1 ? "1 minute" : "\(minutes) minutes"
    }
    return isChinese ? "10分钟以上" : "more than 10 minutes"
  }
}
