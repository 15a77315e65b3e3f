import CallModel
import Testing

@testable import Ledger

@Suite struct BookkeepingTests {
  @Test func theAuditSeesAForgedBalance() {
    var book = Counter().bank.book
    book.accounts[anna.account]?.balance += 1
    #expect(book.audit() == ["account \(anna.account): the balance is 12345679, its postings come to 12345678"])
  }

  @Test func theAuditSeesALopsidedTransaction() {
    var book = Counter().bank.book
    book.transactions[0].postings[0].amount += 5
    #expect(book.audit().first == "transaction 1: its postings don't add up to 0")
    #expect(book.audit().count == 2)
  }

  @Test func theAuditSeesAForgedDaysUse() {
    let counter = Counter()
    _ = counter.transfer(1_00, to: .payeeHere)
    var book = counter.bank.book
    #expect(book.audit().isEmpty)
    book.setUsage(DayUsage(), of: CustomerNumber(1), on: Counter.day)
    #expect(book.audit() == ["customer 1: the day's use of the limits isn't the sum of the day's transfers"])
  }

  @Test func theDemoBankIsTheSameEachTimeAndSoundly() {
    let one = Counter(customers: 50).bank.book
    let two = Counter(customers: 50).bank.book
    #expect(one.transactions == two.transactions)
    #expect(one.audit().isEmpty)
    let other = DemoBank(seed: 2, customers: 50, at: Counter.morning)
    #expect(other.contents.history != one.transactions)
  }

  @Test func theDemoBanksNumbersAreAsTheyShouldBe() {
    let demo = DemoBank(customers: 300, at: Counter.morning)
    #expect(demo.people.count == 300 + DemoBank.testCustomers.count)
    #expect(demo.contents.cards.allSatisfy { Luhn.isValid($0.number) && $0.number.count == 16 })
    #expect(demo.contents.cards.count { $0.kind == .debit } == demo.people.count)
    #expect(Set(demo.contents.cards.map(\.number)).count == demo.contents.cards.count)
    #expect(Set(demo.contents.customers.map(\.phone)).count == demo.people.count)
    #expect(!demo.contents.customers.map(\.phone).contains("13800138000"))
    #expect(demo.contents.history.allSatisfy { $0.at < Counter.morning && $0.isBalanced })
    #expect(demo.people.contains { $0.queryPassword == nil })
    #expect(demo.people.contains { $0.transactionPassword != nil })
  }

  @Test func theTestCustomersNumbersStandInTheDocuments() {
    #expect(
      DemoBank.testCustomers.map(\.card) == [
        "6222020000000015", "6222020000000023", "6222020000000031", "6222020000000049", "6222020000000056",
      ])
    #expect(anna.account == "100000000011")
    #expect(anna.savingsAccount == "100000000012")
    let counter = Counter()
    for customer in DemoBank.testCustomers {
      guard let password = customer.queryPassword else { continue }
      #expect(counter.verify(customer.card, password) == .ok)
    }
  }

  @Test func everyTermIsNamedOnce() {
    #expect(Set(BankTerms.all).count == BankTerms.all.count)
    #expect(BankTerms.all.contains(PromptID("term.transfer-out")))
  }
}
