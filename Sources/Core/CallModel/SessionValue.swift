/// A value that a caller keyed or that the bank answered, typed so that a prompt knows how to say it.
/// Never a secret: those are `Secret`, which no session can hold.
public enum SessionValue: Hashable, Sendable, Codable {
  /// A name or other words, already masked where the law wants it masked.
  case text(String)
  /// Digits spoken one by one: a card's last four, a reference number.
  case digits(String)
  case number(Int64)
  case money(Money)
  case date(CivilDay)
  /// Spoken as a date and a time of day.
  case instant(Timestamp)
  /// Spoken in seconds, or in minutes where that is kinder.
  case interval(Interval)
  /// A word of the prompt catalogue, so that each language has its own: `term.deposit`.
  case term(PromptID)
}

/// Values by name. Looked up, never iterated (a Dictionary's order differs from run to run).
public typealias SessionValues = [String: SessionValue]
