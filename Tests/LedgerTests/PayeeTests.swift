import CallModel
import Testing

@testable import Ledger

/// Payees that staff registers.
@Suite struct PayeeTests {
  private static let settings = BankSettings()
  private static let sound = PayeeFacts(
    payee: NewPayee(customer: CustomerNumber(1), name: "李建国", account: "2"),
    customer: TransferRefusalTests.sound.payer.customer,
    account: BankAccount(
      number: "2", customer: CustomerNumber(2), kind: .current, balance: 0, openedOn: CivilDay(number: 0)))

  private static let table: [(PayeeRefusal, @Sendable (inout PayeeFacts) -> Void)] = [
    (.customerUnknown, { $0.customer = nil }), (.customerBlocked, { $0.customer?.tier = .blocked }),
    (.accountUnknown, { $0.account = nil }), (.ownAccount, { $0.account?.customer = CustomerNumber(1) }),
    (.notForPayments, { $0.account?.kind = .loan }),
    (.alreadyRegistered, { $0.registered = [payee(7, account: "2")] }),
    (.tooMany, { facts in facts.registered = (1...Int64(settings.listedItems)).map { payee($0, account: "x") } }),
  ]

  private static func payee(_ number: Int64, account: String) -> Payee {
    Payee(number: number, customer: CustomerNumber(1), name: "", account: account)
  }

  @Test func eachRefusalHasItsRowInOrder() {
    #expect(Self.table.map(\.0) == PayeeRefusal.allCases)
    #expect(PayeeRefusal.first(for: Self.sound, by: Self.settings) == nil)
    for (refusal, spoil) in Self.table {
      var facts = Self.sound
      spoil(&facts)
      #expect(PayeeRefusal.first(for: facts, by: Self.settings) == refusal)
    }
  }

  @Test func anotherBanksAccountIsNotLookedForHere() {
    var facts = Self.sound
    facts.account = nil
    facts.payee.bank = "Other Bank"
    #expect(PayeeRefusal.first(for: facts, by: Self.settings) == nil)
    // The same digits at this bank are another account.
    facts.registered = [Self.payee(7, account: "2")]
    #expect(PayeeRefusal.first(for: facts, by: Self.settings) == nil)
  }

  @Test func whatIsRegisteredIsPaidToAndToldToTheCustomer() {
    let counter = Counter()
    let new = NewPayee(customer: CustomerNumber(3), name: "李建国", account: vip.account)
    guard case .registered(let number) = counter.bank.register(new, at: counter.now) else {
      Issue.record("the payee was refused")
      return
    }
    #expect(number > 102)
    #expect(counter.bank.register(new, at: counter.now) == .refused(code: "already-registered"))
    let message = counter.bank.book.outbox.last
    #expect(message?.kind == .payeeRegistered)
    #expect(message?.customer == CustomerNumber(3))
    #expect(message?.last4 == String(vip.account.suffix(4)))
    #expect(counter.transfer(1_00, to: .number(number), from: elder.account, by: 3).outcome == .ok)
    #expect(counter.transfer(1_00, to: .number(number)).values["reason"] == .refused("payee-unknown"))
  }
}
