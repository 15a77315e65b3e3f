/// What an operation reads, demands and can answer.
public struct HostOperationSignature: Sendable {
  public var level: VerificationLevel
  /// Session values that must have been collected on every way to the node.
  public var inputs: [String]
  /// Read where they have been collected; a way to the node may go without.
  public var optionalInputs: [String]
  public var takesSecret: Bool
  /// Its answer is kept by the idempotency key: it changes something, and must not do so twice. Reading twice
  /// harms nobody; a password is counted each time, and its secret must not be kept, not even to compare.
  public var isKept: Bool
  /// The centre answers it, not the bank.
  public var isForCentre: Bool
  /// Besides `unavailable`, which every operation can answer.
  public var outcomes: [HostOutcome]
  /// Values that prompts can speak: all but `toldOnlyOnRefusal` after `ok`, and after a refusal those.
  public var outputs: [String]
  /// Values that each item of the answered list has; empty where there is no list.
  public var itemOutputs: [String]

  public init(
    level: VerificationLevel = .none, inputs: [String] = [], optionalInputs: [String] = [], takesSecret: Bool = false,
    isKept: Bool = false, isForCentre: Bool = false, outcomes: [HostOutcome], outputs: [String] = [],
    itemOutputs: [String] = []
  ) {
    self.level = level
    self.inputs = inputs
    self.optionalInputs = optionalInputs
    self.takesSecret = takesSecret
    self.isKept = isKept
    self.isForCentre = isForCentre
    self.outcomes = outcomes
    self.outputs = outputs
    self.itemOutputs = itemOutputs
  }
}

extension HostOperationSignature {
  /// Where they are among the outputs: why (a term), and what amounts would be taken.
  private static let toldOnlyOnRefusal: Set = ["reason", "most", "least"]
  /// What is told of something that has ended.
  private static let toldOfWhatIsOver: Set = ["id", "state"]

  /// The values that this outcome brings.
  public func outputs(after outcome: HostOutcome) -> [String] {
    switch outcome {
    case .ok: outputs.filter { !Self.toldOnlyOnRefusal.contains($0) }
    case .limit: outputs.filter { Self.toldOnlyOnRefusal.contains($0) || $0 == "untold" }
    // `untold` is the number of what the caller is to hear.
    case .insufficient, .refused, .full: outputs.filter { $0 == "reason" || $0 == "untold" }
    case .over: outputs.filter(Self.toldOfWhatIsOver.contains)
    case .none, .wrong, .unset, .locked, .mismatch, .weak, .different, .vip, .elder, .normal, .blocked, .unavailable: []
    }
  }
}
