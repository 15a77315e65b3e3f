import CallModel
import Ledger
import Testing

/// What callers hear of themselves, and that they hear it of nobody else.
@Suite struct ReadingTests {
  @Test(arguments: [
    (anna.phone, HostOutcome.normal), (vip.phone, .vip), (elder.phone, .elder), (susan.phone, .normal),
    (DemoBank.blockedPhone, .blocked), ("13800138000", .normal), ("+86 139 0000 0002", .vip),
  ])
  func theCallingNumberTellsTheStanding(phone: String, outcome: HostOutcome) {
    #expect(Counter().ask(.lookUpCaller, from: phone).outcome == outcome)
  }

  @Test func aKnownCallerIsKnownByNameAndLanguage() {
    let counter = Counter()
    #expect(counter.ask(.lookUpCaller, from: susan.phone).customer?.language == .english)
    #expect(counter.ask(.lookUpCaller, from: susan.phone).customer?.maskedName == "S*")
    #expect(counter.ask(.lookUpCaller, from: elder.phone).customer?.tier == .elder)
    #expect(counter.ask(.lookUpCaller, from: "13800138000").customer == nil)
    #expect(counter.ask(.lookUpCaller, from: nil).customer == nil)
  }

  @Test func accountsAreListedInOpeningOrder() {
    let reply = Counter().ask(.listAccounts, customer: 1)
    #expect(reply.outcome == .ok)
    #expect(
      reply.items == [
        [
          "account": .digits(anna.account), "last4": .digits(String(anna.account.suffix(4))),
          "name": .term(PromptID("term.current-account")),
        ],
        [
          "account": .digits(anna.savingsAccount!), "last4": .digits(String(anna.savingsAccount!.suffix(4))),
          "name": .term(PromptID("term.savings-account")),
        ],
        ["account": .digits("100000000015"), "last4": .digits("0015"), "name": .term(PromptID("term.credit-account"))],
        [
          "account": .digits("200000000101"), "last4": .digits("0101"), "name": .term(PromptID("term.deposit-account")),
        ],
      ])
    #expect(Counter().ask(.listAccounts, customer: 999).outcome == .none)
  }

  @Test func theBalanceIsTheTestCustomersKnownOne() {
    for customer in DemoBank.testCustomers {
      let reply = Counter().ask(.balance, ["account": .digits(customer.account)], customer: customer.number)
      #expect(reply.values["balance"] == .yuan(customer.balance), "\(customer.name)")
    }
  }

  @Test func theLastFiveEntriesAreTheNewest() {
    let counter = Counter()
    _ = counter.transfer(6_000_00, to: .payeeElsewhere)
    let reply = counter.ask(.lastTransactions, ["account": .digits(anna.account)], customer: 1)
    #expect(reply.items.count == 5)
    #expect(reply.items[0]["kind"] == .term(PromptID("term.fee")))
    #expect(reply.items[0]["amount"] == .yuan(2_00))
    #expect(reply.items[0]["balance"] == .yuan(anna.balance - 6_002_00))
    #expect(reply.items[1]["kind"] == .term(PromptID("term.transfer-out")))
    #expect(reply.items[1]["date"] == .date(Counter.day))
    #expect(reply.items[1]["balance"] == .yuan(anna.balance - 6_000_00))
    #expect(reply.items[2]["date"] == .date(Counter.day + -3))
  }

  @Test func payeesAreListedMasked() {
    let reply = Counter().ask(.listPayees, customer: 1)
    #expect(
      reply.items == [
        ["payee": .number(101), "name": .text("李*"), "last4": .digits(String(vip.account.suffix(4)))],
        ["payee": .number(102), "name": .text("陈*"), "last4": .digits("7890")],
      ])
    #expect(Counter().ask(.listPayees, customer: 2).outcome == .none)
  }

  @Test(arguments: [HostOperation.balance, .lastTransactions]) func nobodyHearsOfAnothersAccount(
    operation: HostOperation
  ) {
    let counter = Counter()
    let reply = counter.ask(operation, ["account": .digits(vip.account)], customer: 1)
    #expect(reply.outcome == .unavailable)
    #expect(reply.values.isEmpty && reply.items.isEmpty)
    #expect(counter.bank.faults == [.notOwnAccount])
  }

  /// A menu may be wrong in any way: the answer is then one that the operation may give, and a reason in the log.
  @Test(arguments: HostOperation.allCases) func bareRequestsAreAnsweredNotCrashedOn(operation: HostOperation) {
    let counter = Counter()
    let odd: [SessionValues] = [
      [:], ["card": .number(-1), "account": .money(Money(minorUnits: 1)), "payee": .text("?"), "amount": .digits("1")],
      ["card": .digits(""), "account": .digits(""), "payee": .digits(""), "amount": .yuan(.min), "id6": .digits("")],
    ]
    for arguments in odd {
      for customer in [nil, 1, 999] as [Int64?] {
        for secret in [nil, "", "1"] {
          let reply = counter.ask(operation, arguments, secret: secret, customer: customer)
          let allowed = operation.signature.outcomes + [.unavailable]
          #expect(allowed.contains(reply.outcome), "\(operation) \(reply.outcome)")
        }
      }
    }
    #expect(counter.bank.book.audit().isEmpty)
  }

  @Test func aHostThatIsDownDoesNothing() {
    let counter = Counter()
    counter.bank.isDown = true
    #expect(counter.transfer(1_00, to: .payeeHere, key: "k").outcome == .unavailable)
    counter.bank.isDown = false
    #expect(counter.balance(anna.account) == anna.balance)
    #expect(counter.transfer(1_00, to: .payeeHere, key: "k").outcome == .ok)
  }
}
