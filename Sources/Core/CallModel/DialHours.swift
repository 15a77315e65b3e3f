/// On which terms a customer is dialled. Here, since whoever orders a dial, schedules it and makes it go by them.
public enum DialTerms: String, CaseIterable, Sendable, Codable {
  /// He was promised it by keys: when the queue is open, as often as the queue's policy says.
  case promised
  /// He has asked for it, or knows of it: in working hours; each attempt is one job, the next needs a reason.
  case asked
  /// He has not asked for it: the same, but never in quiet hours [H7.1.2].
  case unasked
}

/// When agents dial customers, beside the hours of their queues: the settings of `dialling` in the hours file.
public struct DialHours: Hashable, Sendable, Codable {
  /// When agents work.
  public let working: OpeningHours
  /// When nobody is called who hasn't asked for it, every day.
  public let quiet: [OpeningHours.Span]
  /// The working hours without the quiet ones.
  public let unasked: OpeningHours

  public init(working: OpeningHours = DialHours.usualWorking, quiet: [OpeningHours.Span] = DialHours.usualQuiet) {
    self.working = working
    self.quiet = quiet.sorted { $0.from < $1.from }
    unasked = working.without(quiet)
  }

  /// 9:00 to 18:30, every day, Asia/Shanghai.
  public static let usualWorking = OpeningHours(OpeningHours.Span(from: .hours(9), to: .hours(18) + .minutes(30))!)

  /// 21:00 to 8:00 and 12:00 to 14:00 [H7.1.2].
  public static let usualQuiet = [
    OpeningHours.Span(from: .zero, to: .hours(8))!, OpeningHours.Span(from: .hours(12), to: .hours(14))!,
    OpeningHours.Span(from: .hours(21), to: .day)!,
  ]

  /// `nil`: the queue's own are enough.
  public func hours(for terms: DialTerms) -> OpeningHours? {
    switch terms {
    case .promised: nil
    case .asked: working
    case .unasked: unasked
    }
  }
}

extension OpeningHours {
  /// The same without these spans, on every date.
  func without(_ spans: [Span]) -> OpeningHours {
    func left(_ row: [Span]) -> [Span] {
      spans.reduce(row) { row, span in
        row.flatMap { [Span(from: $0.from, to: min($0.to, span.from)), Span(from: max($0.from, span.to), to: $0.to)] }
          .compactMap { $0 }
      }
    }
    return OpeningHours(
      weekly: weekly.map(left), holidays: holidays,
      specialDays: specialDays.map { SpecialDay(day: $0.day, spans: left($0.spans)) }, offset: offset,
      isClosedForEmergency: isClosedForEmergency)
  }
}
