import CallModel
import IVR
import Settings
import Testing

/// Walks through the shipped menus, word for word.
@Suite struct ShippedWalkTests {
  let tree: MenuTree

  init() throws { tree = try MenuLoader.load(directory: ShippedMenus.directory).tree }

  // MARK: - What the host says

  static let card = "6222020000000015"
  static let wang = CustomerFacts(number: CustomerNumber(7), maskedName: "王*", tier: .normal)

  static func yuan(_ fen: Int64) -> SessionValue { .money(Money(minorUnits: fen)) }

  static func account(_ number: Int, _ kind: String) -> SessionValues {
    [
      "account": .digits("60000000000\(number)"), "last4": .digits("000\(number)"),
      "name": .term(PromptID("term.\(kind)-account")),
    ]
  }

  static func day(_ day: Int, hour: Int64) -> SessionValue {
    .instant(CivilTime(day: CivilDay(year: 2026, month: 11, day: day)!, timeOfDay: .hours(hour)).instant())
  }

  /// One customer, whose password is right the second time.
  static let bank: Caller.Script = [
    .lookUpCaller: [.answer(.normal)],
    .verifyQueryPassword: [.answer(.wrong), .answer(.ok, ["last4": .digits("0015")], customer: wang)],
    .listAccounts: [
      .answer(.ok, items: [account(1, "savings")]),
      .answer(.ok, items: [account(1, "savings"), account(2, "current")]),
    ],
    .listPayingAccounts: [.answer(.ok, items: [account(1, "savings"), account(2, "current")])],
    .balance: [.answer(.ok, ["last4": .digits("0001"), "balance": yuan(123_450)])],
    .listPayees: [.answer(.ok, items: [["payee": .number(3), "name": .text("李*"), "last4": .digits("8888")]])],
    .checkTransfer: [.answer(.ok, ["fee": yuan(0), "payee-name": .text("李*")])],
    .verifyTransactionPassword: [.answer(.ok)],
    .transfer: [.answer(.ok, ["reference": .digits("00000042"), "balance": yuan(113_400)])],
  ]

  /// Silent, before the caller has a language.
  private func call(_ script: Caller.Script, language: Language? = nil, from number: String? = "13800138000") -> Caller
  {
    Caller(tree, language: language, from: number, host: script)
  }

  // MARK: - The first minute

  @Test func theFirstMinute() {
    var caller = call([.lookUpCaller: [.answer(.normal)]])
    #expect(
      caller.heard() == [
        "zh welcome: 欢迎致电示例银行。普通话请按1。For English, press 2.", "ask language 1,2",
      ])
    #expect(
      caller.press("2") == [
        "en main: For accounts press 1, credit cards 2, lost card 3, complaints 4, other services 5, an agent 0.",
        "ask main 0,1,2,3,4,5,9",
      ])
  }

  @Test func aSilentCallerIsServedInChineseAndAtLastByAnAgent() {
    var caller = call([.lookUpCaller: [.answer(.normal)]])
    _ = caller.heard()
    let main = "zh main: 个人账户请按1，信用卡请按2，挂失请按3，投诉建议请按4，利率网点及其他请按5，人工服务请按0，重听请按9。"
    #expect(caller.wait() == ["no-input language 1", main, "ask main 0,1,2,3,4,5,9"])
    #expect(
      caller.wait() == ["no-input main 1", "zh no-input.1: 没有听到您的按键。", main, "ask main 0,1,2,3,4,5,9"])
    #expect(
      caller.wait() == [
        "no-input main 2", "zh no-input.2: 仍未听到您的按键，请按话机上的数字键。", main, "ask main 0,1,2,3,4,5,9",
      ])
    #expect(caller.wait() == ["no-input main 3", "enter general"])
    #expect(
      caller.queueIsClosed() == [
        "zh agents-closed: 现在是非人工服务时间，预约回电请按1，返回主菜单请按井号。", "ask agent-closed 1,9,*,#",
      ])
    _ = [caller.wait(), caller.wait()]
    #expect(
      caller.wait() == ["no-input agent-closed 3", "zh goodbye: 感谢您的来电，再见。", "end menu-ended unserved"])
  }

  @Test func aKnownCallerIsAskedForNoLanguageAndVIPsHearOfTheAgentFirst() {
    let facts = CustomerFacts(number: CustomerNumber(8), maskedName: "S*", tier: .vip, language: .english)
    var caller = call([.lookUpCaller: [.answer(.vip, customer: facts)]])
    let main = [
      "en main-agent-first: For an agent press 0, for accounts 1, credit cards 2, lost card 3, complaints 4, "
        + "other services 5.",
      "ask main-agent-first 0,1,2,3,4,5,9",
    ]
    #expect(caller.heard() == main)
    _ = caller.press("4")
    #expect(caller.press("*") == main)
  }

  @Test func aBlockedCallerIsLetGo() {
    var caller = call([.lookUpCaller: [.answer(.blocked)]])
    #expect(caller.heard() == ["zh blocked: 感谢来电，再见。", "end blocked blocked"])
  }

  @Test func aHostThatIsDownKeepsNobodyFromTheMenus() {
    var caller = call([:])
    _ = caller.heard()
    #expect(caller.press("2").last == "ask main 0,1,2,3,4,5,9")
    #expect(caller.press("1\(Self.card)#").last == "ask query-password")
    #expect(
      caller.press("111111#") == [
        "en host-down: We are sorry, our system can't do this now. An agent will help you.", "enter general",
      ])
  }

  // MARK: - Accounts

  @Test func theBalanceInChinese() {
    var caller = call(Self.bank)
    _ = caller.press("1")
    #expect(caller.press("1") == ["zh account-number: 请输入您的卡号或账号，按井号键结束。", "ask account-number"])
    let password = ["zh query-password: 请输入您的查询密码，按井号键结束。", "ask query-password"]
    #expect(caller.press("\(Self.card)#") == password)
    #expect(
      caller.press("111111#")
        == ["zh query-password-wrong: 卡号或密码有误，请重新输入密码，按星号键重新输入卡号。"] + password)
    #expect(
      caller.press("222222#") == [
        "zh account-menu: 余额查询请按1，交易明细请按2，转账还款请按3，贷款理财请按4，密码及服务设置请按5。",
        "ask account-menu 0,1,2,3,4,5,9,*",
      ])
    #expect(
      caller.press("1") == [
        "zh balance: 您尾号零零零一的账户可用余额为一千二百三十四元五角。",
        "zh anything-else: 继续办理请按1，返回主菜单请按井号，结束请挂机。", "ask accounts-more 0,1,9,*,#",
      ])
  }

  @Test func theBalanceInEnglish() {
    var caller = call(Self.bank, language: .english)
    _ = caller.press("1\(Self.card)#")
    #expect(
      caller.press("111111#") == [
        "en query-password-wrong: The card number or the password is wrong. Enter the password again, "
          + "or press star to enter the card again.",
        "en query-password: Enter your phone banking password, then press hash.", "ask query-password",
      ])
    #expect(caller.press("222222#").last == "ask account-menu 0,1,2,3,4,5,9,*")
    #expect(
      caller.press("1") == [
        "en balance: Account ending zero zero zero one: available balance one thousand two hundred and "
          + "thirty-four yuan and fifty cents.",
        "en anything-else: For more press 1, main menu hash, or hang up.", "ask accounts-more 0,1,9,*,#",
      ])
    #expect(caller.press("#").last == "ask main 0,1,2,3,4,5,9")
    #expect(caller.press("1").last == "ask account-menu 0,1,2,3,4,5,9,*", "verified once is enough")
    #expect(
      caller.press("21") == [
        "en transactions: Last five press 1, by date 2, statement by SMS 3.", "ask transactions 0,1,2,3,9,*",
        "en choose-account: Choose the account: savings account ending zero zero zero one press one; "
          + "current account ending zero zero zero two press two.",
        "ask transactions-account 0,1,2,9,*",
      ])
  }

  @Test func starAtThePasswordGoesBackToTheCard() {
    var caller = call(Self.bank, language: .english)
    #expect(caller.press("1\(Self.card)#").last == "ask query-password")
    #expect(caller.press("*").last == "ask account-number")
  }

  @Test func aTransferIsReadBackWholeAndConfirmed() {
    var caller = call(Self.bank, language: .chinese)
    _ = caller.press("1\(Self.card)#")
    _ = [caller.press("111111#"), caller.press("222222#"), caller.press("1"), caller.press("1")]
    #expect(
      caller.press("32").last == "ask transfer-from 0,1,2,9,*", "several accounts: one has to be chosen")
    #expect(caller.press("1") == ["zh payee: 请选择收款人：李*尾号八八八八请按一。", "ask payee 0,1,9,*"])
    #expect(
      caller.press("1") == [
        "zh transfer-amount: 请输入金额，以元为单位，小数点请按星号，按井号键结束。", "ask transfer-amount",
      ])
    #expect(
      caller.press("100*5#") == [
        "zh transfer-confirm whole: 向李*转账一百元五角，手续费零元，确认请按1，重输请按2，取消请按星号。",
        "ask transfer-confirm 0,1,2,9,*",
      ])
    #expect(caller.press("1") == ["zh transaction-password: 请输入交易密码，按井号键结束。", "ask transaction-password"])
    #expect(
      caller.press("333333#").first == "zh transfer-done: 转账成功，流水号零零零零零零四二，余额一千一百三十四元。")
    let transfer = caller.queries.last { $0.operation == .transfer }
    #expect(transfer?.operation == .transfer && transfer?.customer == Self.wang.number)
    #expect(transfer?.arguments["account"] == .digits("600000000001") && transfer?.arguments["payee"] == .number(3))
    #expect(transfer?.arguments["amount"] == Self.yuan(10_050))
  }

  // MARK: - Loss, desks, callbacks

  @Test func aLossReportNeedsNoPassword() {
    let until = Self.day(29, hour: 10)
    var caller = call(
      [.reportLoss: [.answer(.ok, ["last4": .digits("0001"), "until": until])]], language: .english)
    #expect(caller.press("31#").last == "ask loss-id")
    #expect(
      caller.press("12345*#") == [
        "en loss-confirm: Report the card lost for now. Press 1 to confirm, 2 to change the card number, "
          + "star to cancel.",
        "ask loss-confirm 0,1,2,9,*",
      ])
    #expect(
      caller.press("1") == [
        "en loss-reported: The card ending zero zero zero one is blocked until the twenty-ninth of November twenty twenty-six at ten AM. "
          + "Visit a branch to make it permanent.",
        "en agent-or-main-menu: Agent press 0, main menu hash, or hang up.", "ask loss-more 0,9,*,#",
      ])
    #expect(caller.queries.last?.arguments == ["id6": .digits("12345X"), "loss": .text("debit")])
    #expect(caller.press("0") == ["enter loss"])
  }

  @Test func aCallbackIsRegisteredWithTheDeskThatWasWantedByACallerWhoWaited() {
    let registered = HostReply.answer(.ok, ["id": .digits("12"), "due": Self.day(24, hour: 17)])
    var caller = call([.registerCallback: [registered]], language: .english)
    #expect(caller.press("41").last == "enter complaints")
    #expect(
      caller.queueTells(position: 3, wait: .seconds(100)) == [
        "en complaints-desk: Transferring you to the complaints desk, about two minutes.",
        "en while-waiting: Keep waiting press 1, call me back in turn 2, self-service star.",
        "ask complaints-desk-waiting 0,1,2,9,*",
      ])
    #expect(
      caller.press("2") == [
        "en callback-number: We will call one three eight zero zero one three eight zero zero zero. Press 1 to confirm, 2 to change, star to cancel.",
        "ask complaints-desk-callback-number 0,1,2,9,*",
      ])
    #expect(
      caller.press("1") == [
        "en callback-registered: Registered, number one two. We will call before the twenty-fourth of November "
          + "twenty twenty-six at five PM.",
        "owed 12 complaints", "leave callback", "en goodbye: Thank you for calling. Goodbye.",
        "end menu-ended callback",
      ])
    #expect(caller.queries.last?.arguments["queue"] == .text("complaints"))
  }

  @Test func aCallerWithoutANumberMayKeyOne() {
    var caller = call([:], language: .english, from: nil)
    _ = [caller.press("0"), caller.queueIsClosed()]
    #expect(caller.press("1").first?.hasPrefix("en callback-number: We will call an unknown number.") == true)
    #expect(
      caller.press("1") == [
        "en callback-failed: The callback could not be registered.",
        "en callback-other-number: Enter the number, then press hash.", "ask agent-callback-other-number",
      ])
    #expect(
      caller.press("13900000000#").first?.hasPrefix(
        "en callback-number: We will call one three nine zero zero zero zero zero zero zero zero.") == true)
  }

  @Test func theSurveyFollowsTheAgentAndASilentCallerIsLetGo() {
    var caller = call([:], language: .english)
    _ = caller.press("0")
    #expect(
      caller.agentAnswers("1001") == ["en agent-connected: Agent one zero zero one. This call is recorded.", "bridge"])
    #expect(
      caller.agentEnds() == [
        "en survey-satisfaction: Rate this call: very satisfied press 1, satisfied 2, average 3, dissatisfied 4.",
        "ask survey-satisfaction 1,2,3,4",
      ])
    #expect(
      caller.press("4") == [
        "answer survey-satisfaction dissatisfied", "en survey-solved: Was it solved? Yes press 1, no press 2.",
        "ask survey-solved 1,2",
      ])
    #expect(caller.wait() == ["en goodbye: Thank you for calling. Goodbye.", "end menu-ended agent"])
  }
}
