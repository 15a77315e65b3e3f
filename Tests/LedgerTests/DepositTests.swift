import CallModel
import Ledger
import Testing

/// Time deposits by telephone.
@Suite struct DepositTests {
  private static func arguments(_ amount: Int64, months: Int64 = 12) -> SessionValues {
    ["account": .digits(anna.account), "months": .number(months), "amount": .yuan(amount)]
  }

  @Test func whoKeysTooLittleHearsTheLeast() {
    let counter = Counter()
    let check = counter.ask(.checkDeposit, Self.arguments(49_99), customer: 1)
    #expect(check.outcome == .limit)
    #expect(check.values["least"] == .yuan(50_00))
    #expect(counter.ask(.checkDeposit, Self.arguments(50_00), customer: 1).outcome == .ok)
    #expect(counter.ask(.openDeposit, Self.arguments(49_99), customer: 1).outcome == .limit)
    #expect(counter.balance(anna.account) == anna.balance)
  }

  @Test func theMoneyGoesIntoAnAccountOfItsOwn() throws {
    let counter = Counter()
    let before = Set(counter.bank.book.accounts(of: CustomerNumber(1), limit: 20).map(\.number))
    let check = counter.ask(.checkDeposit, Self.arguments(1_000_00), customer: 1)
    let reply = counter.ask(.openDeposit, Self.arguments(1_000_00), customer: 1, key: "1/1/deposit")
    #expect(reply.outcome == .ok)
    #expect(reply.values["matures"] == .date(CivilDay(year: 2027, month: 11, day: 24)!))
    #expect(check.values["matures"] == reply.values["matures"])
    #expect(reply.values["balance"] == .yuan(anna.balance - 1_000_00))
    let opened = counter.bank.book.accounts(of: CustomerNumber(1), limit: 20).filter { !before.contains($0.number) }
    #expect(opened.map(\.kind) == [.deposit])
    #expect(opened.map(\.balance) == [1_000_00])
    // The same key again gives the same answer, and opens nothing.
    let again = counter.ask(.openDeposit, Self.arguments(1_000_00), customer: 1, key: "1/1/deposit")
    #expect(again.values["reference"] == reply.values["reference"])
    #expect(counter.balance(anna.account) == anna.balance - 1_000_00)
    #expect(counter.bank.book.audit().isEmpty)
  }

  @Test func aTermThatTheBankDoesNotHaveIsRefused() {
    let counter = Counter()
    let reply = counter.ask(.openDeposit, Self.arguments(1_000_00, months: 7), customer: 1)
    #expect(reply.outcome == .refused)
    #expect(reply.values["reason"] == .refused("term-unknown"))
  }
}
