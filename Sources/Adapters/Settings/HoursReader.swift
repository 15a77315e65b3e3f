import CallModel

/// Reads `hours.yaml`: opening hours by name.
struct HoursReader {
  static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  /// Words for several days at once.
  private static let groups: [(word: String, days: ClosedRange<Int>)] =
    [("daily", 0...6), ("weekdays", 0...4), ("weekend", 5...6)]
    + days.enumerated().map { (word: $0.element, days: $0.offset...$0.offset) }

  let log: ProblemLog

  /// Defines the names, and returns when customers are dialled.
  func read(_ file: YAMLValue, _ names: inout NameTable<OpeningHours>) -> DialHours {
    guard var root = file.map("the hours file") else { return DialHours() }
    for entry in root.required("hours")?.map("\"hours\"")?.entries ?? [] {
      if let wrong = YAMLValue.wrongIdentifier(entry.key) {
        log.error(entry.keyPosition, "a name of hours \(wrong)")
      }
      // Defined even where something is wrong with them, so that nobody who names them is blamed.
      names.define(entry.key, hours(entry) ?? .always, at: entry.keyPosition, log)
    }
    let dialling = root.optional("dialling").flatMap { dialHours($0, names) }
    root.finish()
    return dialling ?? DialHours()
  }

  /// What is left out is as the house has it [H7.1.2].
  private func dialHours(_ value: YAMLValue, _ names: NameTable<OpeningHours>) -> DialHours? {
    guard var map = value.map("\"dialling\"") else { return nil }
    let working = map.optional("working")
    let quiet = map.optional("quiet")
    let hours = DialHours(
      working: working.flatMap { names.resolve($0) } ?? DialHours.usualWorking,
      quiet: quiet.map { spans($0) } ?? DialHours.usualQuiet)
    map.finish()
    if hours.unasked.weekly.allSatisfy(\.isEmpty), !hours.unasked.isClosedForEmergency, !log.hasErrors {
      let place = quiet ?? working ?? value
      place.error("\(place.name) leaves no working hour in which customers may be dialled")
    }
    return hours
  }

  private func hours(_ entry: YAMLValue.Entry) -> OpeningHours? {
    guard var map = entry.value.map("the hours \(entry.value.name)") else { return nil }
    let weekly = map.required("weekly").flatMap { self.weekly($0, of: entry.key) }
    let holidays = map.optional("holidays")?.list()?.compactMap { $0.day() } ?? []
    var special: [OpeningHours.SpecialDay] = []
    for entry in map.optional("special")?.map("\"special\"")?.entries ?? [] {
      guard let day = CivilDay(written: entry.key) else {
        log.error(entry.keyPosition, "a special day must be a date such as 2026-10-01, not \"\(entry.key)\"")
        continue
      }
      special.append(.init(day: day, spans: spans(entry.value)))
    }
    let closed = map.optional("closed-now")?.boolean() ?? false
    map.finish()
    return weekly.map {
      OpeningHours(weekly: $0, holidays: holidays, specialDays: special, isClosedForEmergency: closed)
    }
  }

  private func weekly(_ value: YAMLValue, of name: String) -> [[OpeningHours.Span]]? {
    guard let map = value.map("\"weekly\"") else { return nil }
    var isComplete = true
    var rows: [[OpeningHours.Span]?] = Array(repeating: nil, count: Self.days.count)
    for entry in map.entries {
      guard let group = Self.groups.first(where: { $0.word == entry.key }) else {
        let words = Self.groups.map(\.word)
        let hint = NearestWord.hint(entry.key, among: words)
        log.error(entry.keyPosition, "\"\(entry.key)\" is no day: use \(words.joined(separator: ", "))\(hint)")
        isComplete = false
        continue
      }
      let spans = spans(entry.value)
      for day in group.days {
        if rows[day] != nil {
          log.error(entry.keyPosition, "the hours \"\(name)\" speak of \(Self.days[day]) twice")
        }
        rows[day] = spans
      }
    }
    for day in rows.indices where isComplete && rows[day] == nil {
      log.error(map.position, "the hours \"\(name)\" say nothing of \(Self.days[day])")
    }
    return rows.map { $0 ?? [] }
  }

  /// `closed`, or `[09:00-12:00, 13:30-18:30]`.
  private func spans(_ value: YAMLValue) -> [OpeningHours.Span] {
    if case .scalar("closed") = value.content { return [] }
    var spans: [OpeningHours.Span] = []
    for item in value.list() ?? [] {
      guard let text = item.text() else { continue }
      guard let span = OpeningHours.Span(written: text) else {
        item.error("\(item.name) must be a span such as 09:00-18:30 within a day, not \"\(text)\"")
        continue
      }
      if spans.contains(where: { $0.from < span.to && span.from < $0.to }) {
        item.error("\(item.name) overlaps with one before it")
      }
      warnOfGap(before: span, after: spans, item)
      spans.append(span)
    }
    return spans
  }

  /// A closure of a few minutes is a slip of the pen (`23:59` for `24:00`) rather than a break.
  private func warnOfGap(before span: OpeningHours.Span, after others: [OpeningHours.Span], _ item: YAMLValue) {
    let shortest = SettingsLimits.shortestClosure
    let last = others.map(\.to).filter { $0 <= span.from }.max()
    if let last, span.from > last, span.from - last < shortest {
      let minutes = (span.from - last).seconds / 60
      item.warning(
        "\(item.name) leaves a gap of \(minutes) min before it; is it meant to be closed for so short a time?")
    }
    let first = (others + [span]).map(\.from).min()
    if first == .zero, span.to < .day, .day - span.to < shortest {
      let minutes = (.day - span.to).seconds / 60
      item.warning("\(item.name) leaves a gap of \(minutes) min before midnight; 24:00 is the end of a day")
    }
  }
}

extension OpeningHours.Span {
  /// `09:00-18:30`.
  init?(written text: String) {
    let times = text.split(separator: "-", omittingEmptySubsequences: false).map { time -> Interval? in
      let parts = time.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int64(parts[0]),
        let minute = Int64(parts[1]), (0...24).contains(hour), (0...59).contains(minute)
      else { return nil }
      return .minutes(hour * 60 + minute)
    }
    guard times.count == 2, let from = times[0], let to = times[1] else { return nil }
    self.init(from: from, to: to)
  }
}
