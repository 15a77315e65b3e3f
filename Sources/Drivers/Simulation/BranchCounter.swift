public import CallModel
import Ledger
public import LineProtocol

/// What a branch of the bank does for a customer who stands before it, and no menu can.
extension HostLink {
  /// Takes locks off, as `UNLOCK` asks; false where the bank has no such customer or card. Hosts without a bank know nobody.
  public func unlock(_ subject: Request.Unlocking, at instant: Timestamp) -> Bool {
    guard let host = self as? SimulatedHost else { return false }
    switch subject {
    case .customer(let customer): return host.bank.reopen(customer, at: instant)
    case .card(let card): return host.bank.unlock(.card(card), at: instant)
    }
  }

  /// Registers a payee, as `PAYEE` asks.
  public func register(_ payee: NewPayee, at instant: Timestamp) -> PayeeAnswer {
    guard let host = self as? SimulatedHost else { return .refused(code: PayeeRefusal.customerUnknown.rawValue) }
    return host.bank.register(payee, at: instant)
  }
}
