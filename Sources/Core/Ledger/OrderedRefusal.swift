public import CallModel

/// Why something is refused: the cases stand in the order of answering, and the first that applies is the answer. The
/// raw value is the code for programs; callers hear the sentence of `term`.
public protocol OrderedRefusal: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// All that decides, gathered before anything is decided.
  associatedtype Facts
  func applies(to facts: Facts, by settings: BankSettings) -> Bool
}

extension OrderedRefusal {
  static func first(for facts: Facts, by settings: BankSettings) -> Self? {
    allCases.first { $0.applies(to: facts, by: settings) }
  }

  /// `refused.over-daily-limit`, ...
  public var term: PromptID { PromptID("refused.\(rawValue)") }
}

/// What came of looking at a request to move money, before anything moves.
enum Assessment<Plan, Refusal> {
  case allowed(Plan)
  case refused(Refusal)
  case fault(LedgerFault)
}
