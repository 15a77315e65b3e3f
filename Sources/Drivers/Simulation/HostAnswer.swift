public import CallModel
import IVR

/// What a script lets the host answer, instead of the bank behind it: `host> balance unavailable`.
///
/// Each serves the next question of its operation and is then used up. So a script reaches what a demo bank never
/// answers, and runs on any tree; the book of the bank knows nothing of it.
public struct HostAnswer: Sendable, Equatable {
  /// Items of a list, at most: more than two pages.
  public static let mostItems = 20

  public var operation: HostOperation
  /// `nil`: the host stays silent, until the dialogue takes it to be down.
  public var outcome: HostOutcome?
  public var items: Int
  public var language: Language?

  public init(_ operation: HostOperation, _ outcome: HostOutcome?, items: Int = 1, language: Language? = nil) {
    self.operation = operation
    self.outcome = outcome
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
    let outcome = possible.first { $0.rawValue == plain[1] }
    guard outcome != nil || plain[1] == "silent" else {
      let choice = (possible.map(\.rawValue) + ["silent"]).joined(separator: ", ")
      throw Problem("\(operation.rawValue) never answers \(plain[1]); it has \(choice)")
    }
    self.init(operation, outcome)
    for word in words where word.contains("=") {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts[0] == "items" {
        guard let items = Int(parts[1]), (0...Self.mostItems).contains(items) else {
          throw Problem("items= is a number up to \(Self.mostItems), not \(parts[1])")
        }
        self.items = items
      } else if parts[0] == "lang" {
        language = Language(String(parts[1]))
      } else {
        throw Problem("the host's line takes items= and lang=, not \(parts[0])=")
      }
    }
  }

  /// What is wrong with the line.
  struct Problem: Error {
    var text: String
    init(_ text: String) { self.text = text }
  }

  /// The line of a script that says so.
  public var line: String {
    var words = ["host>", operation.rawValue, outcome?.rawValue ?? "silent"]
    if outcome == .ok, !operation.signature.itemOutputs.isEmpty { words.append("items=\(items)") }
    if let language { words.append("lang=\(language)") }
    return words.joined(separator: " ")
  }

  /// The answer with made-up values for everything that prompts could speak; `nil` where the host stays silent.
  func reply(to request: HostRequest) -> HostReply? {
    guard let outcome else { return nil }
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
      "yuan-paid",
    ]
    if money.contains(name), !(name == "due" && operation == .registerCallback) {
      return .money(Money(minorUnits: 100_00))
    }
    if ["due", "until"].contains(name) { return .instant(now) }
    if ["name", "payee-name", "kind", "reason", "result", "branch-name", "half-name", "alerts"].contains(name) {
      return .text("demo")
    }
    if name == "date" || name == "matures" { return .date(CivilTime(now).day) }
    return .digits(name == "last4" ? "000\(number % 10)" : "\(number + 1)")
  }
}
