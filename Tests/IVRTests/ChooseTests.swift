import CallModel
import IVR
import Testing

@Suite("Choosing from a list, page by page")
struct ChooseTests {
  private static func tester(
    takesOnlyItem: Bool = false, listInPrompt: Bool = false, language: Language? = nil,
    _ change: (inout TestTree) -> Void = { _ in }
  ) -> DialogueTester {
    var tree = TestTree()
    tree.secret("pin", [.ok: "pick"])
    tree.prompt("item", "{last4:digits} press {key:number}", zh: "尾号{last4:digits}请按{key:number}")
    if listInPrompt { tree.prompt("pick", "choose: {list:list}.", zh: "请选择：{list:list}。") }
    let choose = Choose(
      operation: .listAccounts, item: PromptID("item"), takesOnlyItem: takesOnlyItem, ok: tree.to("took"),
      none: tree.to("nothing"))
    tree.node("pick", links: [("*", "@back"), ("9", "@again"), ("0", "agent")], .choose(choose))
    tree.prompt("took", "account {account:digits}")
    tree.end("took", prompt: "took")
    for name in ["nothing", "agent", "bye"] { tree.end(name) }
    change(&tree)
    var t = DialogueTester(tree.built(start: "pin"), language: language)
    t.begin("SAY pin", "ASK pin secret 6-6 #")
    t.press("123456#", "HOST verify-query-password")
    t.host(.ok, "HOST list-accounts")
    return t
  }

  private static func accounts(_ count: Int) -> [SessionValues] {
    (1...count).map {
      ["account": .digits("10\($0)"), "last4": .digits("000\($0)"), "name": .text("account \($0)")]
    }
  }

  @Test func theChosenItemsValuesGoIntoTheSession() {
    var t = Self.tester()
    t.host(
      .ok, items: Self.accounts(2), "SAY pick", "SAY 0001 press 1", "SAY 0002 press 2", "ASK pick menu 0,1,2,9,*")
    t.press("2", "SAY account 102", "END menu-ended took")
  }

  @Test func theListMayStandInThePrompt() {
    var t = Self.tester(listInPrompt: true, language: .chinese)
    t.host(
      .ok, items: Self.accounts(2), "SAY 请选择：尾号零零零一请按一；尾号零零零二请按二。", "ASK pick menu 0,1,2,9,*")
    #expect(t.sentences.last?.values == [])
  }

  @Test func fiveToAPageAndTheMoreKeyGoesRound() {
    var t = Self.tester { $0.prompt("more", "more press {key:digits}") }
    t.host(
      .ok, items: Self.accounts(7), "SAY pick", "SAY 0001 press 1", "SAY 0002 press 2", "SAY 0003 press 3",
      "SAY 0004 press 4", "SAY 0005 press 5", "SAY more press 6", "ASK pick menu 0,1,2,3,4,5,6,9,*")
    t.press(
      "6", "SAY pick", "SAY 0006 press 1", "SAY 0007 press 2", "SAY more press 6", "ASK pick menu 0,1,2,6,9,*")
    t.press(
      "3", "NOMATCH pick 1", "SAY pick", "SAY 0006 press 1", "SAY 0007 press 2", "SAY more press 6",
      "ASK pick menu 0,1,2,6,9,*")
    t.press(
      "66", "SAY pick", "SAY 0001 press 1", "SAY 0002 press 2", "SAY 0003 press 3", "SAY 0004 press 4",
      "SAY 0005 press 5", "SAY more press 6", "ASK pick menu 0,1,2,3,4,5,6,9,*", "SAY pick", "SAY 0006 press 1",
      "SAY 0007 press 2", "SAY more press 6", "ASK pick menu 0,1,2,6,9,*")
    t.press("2", "SAY account 107", "END menu-ended took")
  }

  @Test func aNodesOwnMorePromptGoesFirst() {
    var t = Self.tester {
      $0.prompt("more", "more press {key:digits}")
      $0.prompt("pick.more", "other accounts {key:digits}")
    }
    t.host(
      .ok, items: Self.accounts(6), "SAY pick", "SAY 0001 press 1", "SAY 0002 press 2", "SAY 0003 press 3",
      "SAY 0004 press 4", "SAY 0005 press 5", "SAY other accounts 6", "ASK pick menu 0,1,2,3,4,5,6,9,*")
  }

  @Test func onOnePageTheMoreKeyIsWrong() {
    var t = Self.tester()
    t.host(.ok, items: Self.accounts(1), "SAY pick", "SAY 0001 press 1", "ASK pick menu 0,1,9,*")
    t.press("6", "NOMATCH pick 1", "SAY pick", "SAY 0001 press 1", "ASK pick menu 0,1,9,*")
  }

  @Test func repeatingThePageAsksTheHostNothing() {
    var t = Self.tester()
    t.host(.ok, items: Self.accounts(1), "SAY pick", "SAY 0001 press 1", "ASK pick menu 0,1,9,*")
    t.press("9", "SAY pick", "SAY 0001 press 1", "ASK pick menu 0,1,9,*")
    t.wait(.seconds(5), "NOINPUT pick 1", "SAY pick", "SAY 0001 press 1", "ASK pick menu 0,1,9,*")
    #expect(t.queries.count == 2)
  }

  @Test func eachVisitBeginsWithTheFirstPage() {
    var t = Self.tester(listInPrompt: true) {
      $0.menu("agent", ["1": "pick"])
      $0.prompt("item", "{last4:digits}")
    }
    let whole =
      "SAY choose: zero zero zero one; zero zero zero two; zero zero zero three; zero zero zero four; zero zero zero five."
    t.host(.ok, items: Self.accounts(6), whole, "ASK pick menu 0,1,2,3,4,5,6,9,*")
    t.press("6", "SAY choose: zero zero zero six.", "ASK pick menu 0,1,6,9,*")
    t.press("01", "SAY agent", "ASK agent menu 1", "HOST list-accounts")
    t.host(.ok, items: Self.accounts(6), whole, "ASK pick menu 0,1,2,3,4,5,6,9,*")
  }

  @Test func theOnlyItemIsTakenWhereTheNodeSaysSo() {
    var t = Self.tester(takesOnlyItem: true)
    t.host(.ok, items: Self.accounts(1), "SAY account 101", "END menu-ended took")
  }

  @Test func noneAndAnEmptyListAreTheSame() {
    var t = Self.tester()
    t.host(.none, "END menu-ended nothing")
    var u = Self.tester()
    u.host(.ok, "END menu-ended nothing")
  }

  @Test func aHostThatIsDownTakesTheTreesWayOut() {
    var t = Self.tester()
    t.host(.unavailable, "END menu-ended host-down")
  }

  @Test func aListIsTakenUpToABound() {
    var t = Self.tester(listInPrompt: true)
    var actions: [DialogueAction] = []
    var dialogue = t.dialogue
    let reply = HostReply(
      id: 1, call: CallID("c1"), outcome: .ok, items: Self.accounts(DialogueLimits.items + 50))
    dialogue.hostReplied(reply, at: t.now, into: &actions)
    let pages = DialogueLimits.items / Choose.pageSize
    dialogue.press(Keys(String(repeating: "6", count: pages - 1))!, at: t.now, into: &actions)
    #expect(dialogue.currentAsk?.keys == ["0", "1", "2", "3", "4", "5", "6", "9", "*"])
    dialogue.press(Keys("65")!, at: t.now, into: &actions)
    let said = actions.compactMap { DialogueTester.line($0, t.dialogue.tree) }
    #expect(said.suffix(2) == ["SAY account 105", "END menu-ended took"])
    t.host(.none, "END menu-ended nothing")
  }
}
