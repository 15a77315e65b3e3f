/// An account that a customer wants to transfer to, as an agent takes it down.
public struct NewPayee: Hashable, Sendable, Codable {
  public var customer: CustomerNumber
  public var name: String
  public var account: String
  /// The other bank's name; `nil` for this bank.
  public var bank: String?

  public init(customer: CustomerNumber, name: String, account: String, bank: String? = nil) {
    self.customer = customer
    self.name = name
    self.account = account
    self.bank = bank
  }
}

/// The payee's number, or the bank's code for why there is none.
public enum PayeeAnswer: Hashable, Sendable {
  case registered(Int64)
  case refused(code: String)
}
