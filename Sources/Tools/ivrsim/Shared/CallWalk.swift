import CallModel
import Ledger

/// What a caller does to hear a balance: at which node which keys, in order. The one place to change when the
/// shipped menus do.
struct CallWalk: Sendable {
  struct Step: Sendable {
    var node: String
    var keys: Keys
    /// The daemon asks the bank before it goes on, so the answer takes as long as the bank does.
    var asksBank = false
  }

  var steps: [Step]
  /// The prompt that is to be heard at the end.
  var spoken: String

  static func balance(card: Keys, password: Keys) -> CallWalk {
    CallWalk(
      steps: [
        Step(node: "language", keys: Keys("2")!),
        Step(node: "main", keys: Keys("1")!),
        Step(node: "account-number", keys: Keys(card + [.hash])),
        Step(node: "query-password", keys: Keys(password + [.hash]), asksBank: true),
        Step(node: "account-menu", keys: Keys("1")!, asksBank: true),
      ], spoken: "balance")
  }

  /// A customer of the demo bank with one account, so that none has to be chosen.
  static var demo: CallWalk {
    let customers = DemoBank.testCustomers.filter { $0.savingsAccount == nil && $0.queryPassword != nil }
    guard let customer = customers.last, let password = customer.queryPassword, let card = Keys(customer.card),
      let keys = Keys(password)
    else { preconditionFailure("The demo bank has a customer with a password and a single account.") }
    return balance(card: card, password: keys)
  }
}
