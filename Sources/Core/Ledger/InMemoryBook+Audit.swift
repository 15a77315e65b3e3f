import CallModel

extension InMemoryBook {
  /// What is wrong with the books, in words; empty where all is well. The embedded bank's audit asks the same.
  public func audit() -> [String] {
    var violations: [String] = []
    var folded: [String: Int64] = [:]
    for (index, transaction) in transactions.enumerated() {
      if !transaction.isBalanced { violations.append("transaction \(index + 1): its postings don't add up to 0") }
      for posting in transaction.postings { folded[posting.account, default: 0] += posting.amount }
    }
    for number in accountNumbers {
      guard let account = accounts[number] else { continue }
      let fold = folded[number, default: 0]
      if account.balance != fold {
        violations.append("account \(number): the balance is \(account.balance), its postings come to \(fold)")
      }
      if account.customer != nil, account.available < 0 { violations.append("account \(number): overdrawn") }
    }
    return violations + auditUsage()
  }

  private func auditUsage() -> [String] {
    var counted: [UsageKey: DayUsage] = [:]
    var order: [UsageKey] = []
    for transaction in transactions where transaction.counted > 0 {
      guard let customer = transaction.customer else { continue }
      let key = UsageKey(customer: customer, day: CivilTime(transaction.at).day)
      if counted[key] == nil { order.append(key) }
      counted[key, default: DayUsage()].total += transaction.counted
      counted[key, default: DayUsage()].count += 1
    }
    return order.filter { usages[$0] != counted[$0] }.map {
      "customer \($0.customer.number): the day's use of the limits isn't the sum of the day's transfers"
    }
  }
}
