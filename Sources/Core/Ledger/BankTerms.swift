public import CallModel

/// The words of the prompt catalogue that the bank's answers speak: every language's prompts need them all.
public enum BankTerms {
  public static let all: [PromptID] =
    BankAccount.Kind.allCases.map(\.term) + Posting.Kind.allCases.map(\.term)
    + refusals + Currency.quoted.map(\.term) + HalfDay.allCases.map(\.term) + [alerts(true), alerts(false), done]

  /// Each once: a transfer and a deposit share some.
  private static let refusals: [PromptID] = {
    var seen: Set<PromptID> = []
    let all =
      TransferRefusal.allCases.map(\.term) + DepositRefusal.allCases.map(\.term) + SpanRefusal.allCases.map(\.term)
      + VisitRefusal.allCases.map(\.term) + [limitNotLower]
    return all.filter { seen.insert($0).inserted }
  }()

  static func alerts(_ areOn: Bool) -> PromptID { PromptID(areOn ? "term.on" : "term.off") }
  /// What came of a transfer that was made.
  static let done = PromptID("term.done")
  static let limitNotLower = PromptID("refused.limit-not-lower")
}

extension HalfDay {
  public var term: PromptID { PromptID("term.\(rawValue)") }
}

extension BankAccount.Kind {
  /// `term.current-account`, `term.savings-account`.
  public var term: PromptID { PromptID("term.\(rawValue)-account") }
}

extension Posting.Kind {
  /// `term.transfer-out`, `term.salary`, ...
  public var term: PromptID { PromptID("term.\(rawValue)") }
}

extension Currency {
  /// Those that the bank buys and sells.
  public static let quoted = ["USD", "HKD", "EUR", "JPY", "GBP"].map { Currency(code: $0) }
  /// `term.currency-USD`.
  public var term: PromptID { PromptID("term.currency-\(code.lowercased())") }
}
