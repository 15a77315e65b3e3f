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
        "zh choose-account: 请选择账户：活期账户尾号零零一一请按一；储蓄账户尾号零零一二请按二；信用卡账户尾号零零一五请按三；"
          + "定期账户尾号零一零一请按四。",
        "ask balance-account 0,1,2,3,4,9,*",
      ])
    #expect(caller.press("1").first == "zh balance: 您尾号零零一一的账户可用余额为十二万三千四百五十六元七角八分。")
    #expect(caller.press("132").last == "ask transfer-from 0,1,2,9,*")
    #expect(caller.press("1") == ["zh payee: 请选择收款人：李*尾号零零二一请按一；陈*尾号七八九零请按二。", "ask payee 0,1,2,9,*"])
    #expect(caller.press("1100#").last == "ask transfer-confirm 0,1,2,9,*")
    #expect(caller.press("1").last == "ask transaction-password")
    let done = caller.press("\(try #require(wang.transactionPassword))#")
    #expect(done.first?.hasPrefix("zh transfer-done: 转账成功，流水号") == true)
    #expect(done.first?.hasSuffix("，余额十二万三千三百五十六元七角八分。") == true)
    #expect(caller.press("121").last == "ask transactions-account 0,1,2,3,4,9,*")
    #expect(caller.press("1").first == "zh transaction-item: 二零二六年十一月二十四日，转出一百元，余额十二万三千三百五十六元七角八分。")
    #expect(bank.faults == [])
  }

  @Test func whoHasNoPasswordYetSetsOneByKeysFromHisOwnTelephone() {
    let zhao = DemoBank.testCustomers[4]
    var caller = call(zhao)
    _ = caller.press("1\(zhao.card)#")
    #expect(caller.press("123789#").last == "ask first-use-id")
    #expect(caller.press("\(zhao.idLastSix)#").last == "ask first-use-password")
    #expect(caller.press("121212#").first?.hasPrefix("zh password-weak") == true)
    #expect(caller.press("806142#").last == "ask first-use-again")
    #expect(caller.press("806143#").first?.hasPrefix("zh password-different") == true)
    #expect(caller.press("806142#").last == "ask first-use-again")
    let set = caller.press("806142#")
    #expect(set.first == "zh password-set: 密码设置成功。")
    #expect(set.last == "ask account-menu 0,1,2,3,4,5,9,*")
    #expect(caller.press("1").first == "zh balance: 您尾号零零五一的账户可用余额为五百元。")
    var later = call(zhao)
    _ = later.press("1\(zhao.card)#")
    #expect(later.press("806142#").last == "ask account-menu 0,1,2,3,4,5,9,*")
    #expect(bank.faults == [])
  }

  /// Hung up after the commit and before hearing: the next call tells it, once.
  @Test func whoHungUpTooEarlyHearsOnTheNextCall() throws {
    let wang = DemoBank.testCustomers[0]
    let transfer = HostRequest(
      id: 1, call: CallID("c9"), operation: .transfer,
      arguments: ["account": .digits(wang.account), "payee": .number(101), "amount": .money(Money(minorUnits: 88_00))],
      customer: CustomerNumber(1), idempotencyKey: "1/9/9", at: Caller.morning)
    #expect(bank.perform([transfer])[0].outcome == .ok)
    var next = call(wang)
    _ = next.press("1\(wang.card)#")
    let told = next.press("\(try #require(wang.queryPassword))#")
    #expect(
      told.prefix(2) == [
        "zh untold-results: 您上次来电的办理结果如下：",
        "zh untold-result-item: 二零二六年十一月二十四日十点整，转账八十八元李*，已办理成功。",
      ])
    #expect(told.last == "ask account-menu 0,1,2,3,4,5,9,*")
    var after = call(wang)
    _ = after.press("1\(wang.card)#")
    #expect(after.press("\(try #require(wang.queryPassword))#").first?.hasPrefix("zh account-menu") == true)
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
      caller.press("1").first?.hasPrefix("zh loss-reported: 尾号零零一五的卡临时挂失成功，二零二六年十一月二十九日") == true)
    #expect(bank.faults == [])
  }
}
