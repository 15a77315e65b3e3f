public import CallModel

/// The words of the prompt catalogue that the bank's answers speak: every language's prompts need them all.
public enum BankTerms {
  public static let all: [PromptID] = BankAccount.Kind.allCases.map(\.term) + Posting.Kind.allCases.map(\.term)
}

extension BankAccount.Kind {
  /// `term.current-account`, `term.savings-account`.
  public var term: PromptID { PromptID("term.\(rawValue)-account") }
}

extension Posting.Kind {
  /// `term.transfer-out`, `term.salary`, ...
  public var term: PromptID { PromptID("term.\(rawValue)") }
}
