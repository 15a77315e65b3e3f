public import CallModel

/// What came of a request to move money, until the caller has heard it: who hangs up too early is told on the
/// next call.
public struct UntoldResult: Hashable, Sendable {
  /// Given by the book.
  public var number: Int64
  public var customer: CustomerNumber
  /// `nil`: the money has moved; else the sentence that says why not.
  public var refusal: PromptID?
  public var amount: Money
  /// Masked.
  public var payee: String
  public var at: Timestamp

  public init(
    number: Int64 = 0, customer: CustomerNumber, refusal: PromptID?, amount: Money, payee: String, at: Timestamp
  ) {
    self.number = number
    self.customer = customer
    self.refusal = refusal
    self.amount = amount
    self.payee = payee
    self.at = at
  }
}
