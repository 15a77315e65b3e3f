import Ledger

extension Daemon {
  /// The demo bank's test customers, for people who have just started it. These passwords guard nothing: the
  /// demo bank is made of them.
  public static var demoDescription: String {
    var lines = ["The demo bank's test customers (card, query password, transaction password):", ""]
    for customer in DemoBank.testCustomers {
      let passwords = [customer.queryPassword, customer.transactionPassword].map { $0 ?? "none" }
      lines.append(
        "  \(customer.card)   \(passwords[0])   \(passwords[1])   calls from \(customer.phone): \(customer.remark)")
    }
    lines.append("")
    lines.append("Agents 1001 to 1010 log in with the password demo.")
    return lines.joined(separator: "\n")
  }
}
