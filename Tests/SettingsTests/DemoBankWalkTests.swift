import CallModel
import IVR
import Ledger
import Settings
import Testing

/// The shipped menus before the demo bank: what the menus collect is what the bank's rules want.
@Suite struct DemoBankWalkTests {
  let tree: MenuTree
  let bank: InMemoryBank

  init() throws {
    tree = try MenuLoader.load(directory: ShippedMenus.directory).tree
    bank = InMemoryBank(contents: DemoBank(customers: 0, at: Caller.morning).contents)
  }

  private func call(_ customer: DemoBank.TestCustomer) -> Caller { Caller(tree, from: customer.phone, bank: bank) }

  @Test func aBalanceOfTwoAccountsAndATransfer() throws {
    let wang = DemoBank.testCustomers[0]
    var caller = call(wang)
    #expect(caller.heard().last == "ask main 0,1,2,3,4,5,9", "his language is on file")
    #expect(caller.press("1\(wang.card)#").last == "ask query-password")
    #expect(caller.press("\(try #require(wang.queryPassword))#").last == "ask account-menu 0,1,2,3,4,5,9,*")
    #expect(
      caller.press("1") == [
        "zh choose-account: 请选择账户：活期账户尾号0011请按1；储蓄账户尾号0012请按2。",
        "ask balance-account 0,1,2,9,*",
      ])
    #expect(caller.press("1").first == "zh balance: 您尾号0011的账户可用余额为123456.78元。")
    #expect(caller.press("132").last == "ask transfer-from 0,1,2,9,*")
    #expect(caller.press("1") == ["zh payee: 请选择收款人：李*尾号0021请按1；陈*尾号7890请按2。", "ask payee 0,1,2,9,*"])
    #expect(caller.press("1100#").last == "ask transfer-confirm 0,1,2,9,*")
    #expect(caller.press("1").last == "ask transaction-password")
    let done = caller.press("\(try #require(wang.transactionPassword))#")
    #expect(done.first?.hasPrefix("zh transfer-done: 转账成功，流水号") == true)
    #expect(done.first?.hasSuffix("，余额123356.78元。") == true)
    #expect(caller.press("121").last == "ask transactions-account 0,1,2,9,*")
    #expect(caller.press("1").first == "zh transaction-item: 2026年11月24日，转出100.00元，余额123356.78元。")
    #expect(bank.faults == [])
  }

  @Test func whoHasNoPasswordYetIsHelpedByAnAgent() {
    let zhao = DemoBank.testCustomers[4]
    var caller = call(zhao)
    _ = caller.press("1\(zhao.card)#")
    #expect(caller.press("123789#") == ["zh agent-will-help: 此项业务将由人工座席为您办理。", "enter general"])
    #expect(bank.faults == [])
  }

  @Test func threeWrongPasswordsLock() {
    let miller = DemoBank.testCustomers[3]
    var caller = call(miller)
    #expect(caller.press("1\(miller.card)#").last == "ask query-password")
    #expect(caller.press("111222#").last == "ask query-password")
    #expect(caller.press("111222#").last == "ask query-password")
    #expect(
      caller.press("111222#") == [
        "en locked: Too many wrong passwords. Try tomorrow or visit a branch.", "enter general",
      ])
    #expect(bank.faults == [])
  }

  @Test func anElderHearsOfTheAgentFirst() {
    var caller = call(DemoBank.testCustomers[2])
    #expect(caller.heard().first?.hasPrefix("zh main-agent-first: 人工服务请按0，") == true)
  }

  @Test func theBlockedNumberIsLetGo() {
    var caller = Caller(tree, from: DemoBank.blockedPhone, bank: bank)
    #expect(caller.heard().last == "end blocked blocked")
  }

  @Test func aLossReportByIDAndTelephone() {
    let wang = DemoBank.testCustomers[0]
    var caller = call(wang)
    _ = caller.press("31#\(wang.idLastSix.replacing("X", with: "*"))#")
    #expect(
      caller.press("1").first?.hasPrefix("zh loss-reported: 尾号\(wang.card.suffix(4))的卡临时挂失成功，2026年11月29日") == true)
    #expect(bank.faults == [])
  }
}
