public import CallModel
import IVR

/// What a script lets the host answer, instead of the bank behind it: `host> balance unavailable`.
///
/// Each serves the next question of its operation and is then used up. So a script reaches what a demo bank never
/// answers, and runs on any tree; the book of the bank knows nothing of it.
///
/// Faults of the link are said the same way: `transfer lost` lets the bank do it and loses the answer, `balance late
/// after=5` has the bank's answer come 5 s later, and `balance silent` has no answer come, however often it is asked.
public struct HostAnswer: Sendable, Equatable {
  /// Items of a list, at most: more than two pages.
  public static let mostItems = 20

  /// Seconds of a late answer, at most.
  public static let mostSeconds = 600

  /// What becomes of the question.
  public enum Fate: Sendable, Equatable {
    /// Answered so, and the bank is not asked.
    case answered(HostOutcome)
    /// Never answered, however often it is put: the dialogue takes the host to be down.
    case silent
    /// The bank does it, and the answer is lost once.
    case lost
    /// The bank's answer comes after so long.
    case late(Interval)

    var word: String {
      switch self {
      case .answered(let outcome): outcome.rawValue
      case .silent: "silent"
      case .lost: "lost"
      case .late: "late"
      }
    }
  }

  public var operation: HostOperation
  public var fate: Fate
  public var items: Int
  public var language: Language?

  public init(_ operation: HostOperation, _ fate: Fate, items: Int = 1, language: Language? = nil) {
    self.operation = operation
    self.fate = fate
    self.items = items
    self.language = language
  }

  /// `list-accounts ok items=3`, `look-up-caller vip lang=en`, `transfer silent`.
  init(words: [Substring]) throws(Problem) {
    let plain = words.filter { !$0.contains("=") }
    guard plain.count == 2 else {
      throw Problem("the host's line is an operation and its outcome, like: host> balance unavailable")
    }
    guard let operation = HostOperation(rawValue: String(plain[0])) else {
      throw Problem("there is no operation \(plain[0])")
    }
    let possible = operation.signature.outcomes + [.unavailable]
    let fates = possible.map { Fate.answered($0) } + [.silent, .lost, .late(.zero)]
    guard let fate = fates.first(where: { $0.word == plain[1] }) else {
      let choice = fates.map(\.word).joined(separator: ", ")
      throw Problem("\(operation.rawValue) never answers \(plain[1]); it has \(choice)")
    }
    self.init(operation, fate)
    for word in words where word.contains("=") {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts[0] == "items" {
        guard let items = Int(parts[1]), (0...Self.mostItems).contains(items) else {
          throw Problem("items= is a number up to \(Self.mostItems), not \(parts[1])")
        }
        self.items = items
      } else if parts[0] == "after", case .late = fate {
        guard let seconds = Int(parts[1]), (1...Self.mostSeconds).contains(seconds) else {
          throw Problem("after= is a number of seconds from 1 to \(Self.mostSeconds), not \(parts[1])")
        }
        self.fate = .late(.seconds(Int64(seconds)))
      } else if parts[0] == "lang" {
        language = Language(String(parts[1]))
      } else {
        throw Problem("the host's line takes items= and lang=, and late takes after=, not \(parts[0])=")
      }
    }
    if self.fate == .late(.zero) { throw Problem("a late answer has after=<seconds>") }
  }

  /// What is wrong with the line.
  struct Problem: Error {
    var text: String
    init(_ text: String) { self.text = text }
  }

  /// The line of a script that says so.
  public var line: String {
    var words = ["host>", operation.rawValue, fate.word]
    if case .late(let delay) = fate { words.append("after=\(delay.seconds)") }
    if fate == .answered(.ok), !operation.signature.itemOutputs.isEmpty { words.append("items=\(items)") }
    if let language { words.append("lang=\(language)") }
    return words.joined(separator: " ")
  }

  /// An answer with made-up values for everything that prompts could speak.
  func reply(_ outcome: HostOutcome, to request: HostRequest) -> HostReply {
    var reply = HostReply(id: request.id, call: request.call, outcome: outcome)
    reply.customer = CustomerFacts.standIn(for: outcome, language: language)
    let signature = operation.signature
    for name in signature.outputs(after: outcome) { reply.values[name] = sample(name, request.at) }
    guard outcome == .ok, !signature.itemOutputs.isEmpty else { return reply }
    reply.items = (0..<items).map { number in
      var item: SessionValues = [:]
      for name in signature.itemOutputs { item[name] = sample(name, request.at, number) }
      return item
    }
    return reply
  }

  /// A value that fits the name; anything else is spoken as digits.
  private func sample(_ name: String, _ now: Timestamp, _ number: Int = 0) -> SessionValue {
    let money = [
      "balance", "amount", "fee", "due", "minimum", "available", "daily-limit", "bid", "ask", "yuan-received",
      "yuan-paid", "most", "least",
    ]
    if money.contains(name), !(name == "due" && operation == .registerCallback) {
      return .money(Money(minorUnits: 100_00))
    }
    if ["due", "until"].contains(name) { return .instant(now) }
    if ["name", "payee-name", "kind", "reason", "result", "branch-name", "half-name", "alerts", "department", "state"]
      .contains(name)
    {
      return .text("demo")
    }
    if name == "date" || name == "matures" { return .date(CivilTime(now).day) }
    return .digits(["last4", "card4"].contains(name) ? "000\(number % 10)" : "\(number + 1)")
  }
}
