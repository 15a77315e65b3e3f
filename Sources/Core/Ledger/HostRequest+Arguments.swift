import CallModel

extension HostRequest {
  /// An argument that is a word or a number, as text.
  func word(_ name: String) -> String? {
    switch arguments[name] {
    case .text(let text), .digits(let text): text
    case .number(let number): String(number)
    case .money, .date, .instant, .interval, .term, nil: nil
    }
  }

  func money(_ name: String) -> Money? {
    guard case .money(let money) = arguments[name] else { return nil }
    return money
  }

  func date(_ name: String) -> CivilDay? {
    guard case .date(let day) = arguments[name] else { return nil }
    return day
  }

  /// A refusal and its reason, in words of the prompt catalogue.
  func refusal(_ outcome: HostOutcome, _ reason: PromptID) -> HostReply {
    reply(outcome, values: ["reason": .term(reason)])
  }

  /// The day of the request in the bank's time.
  var day: CivilDay { CivilTime(at).day }
}
