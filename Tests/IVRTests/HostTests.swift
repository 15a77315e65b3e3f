import CallModel
import IVR
import Testing

@Suite("The host: edges, slowness, failure")
struct HostTests {
  private static func tester(
    _ outcomes: KeyValuePairs<HostOutcome, String>, says: [HostOutcome: String] = [:], each: String? = nil,
    operation: HostOperation = .reportLoss, _ change: (inout TestTree) -> Void = { _ in }
  ) -> DialogueTester {
    var tree = TestTree()
    tree.action("act", operation, prompt: "act", outcomes, says: says, each: each)
    tree.menu("menu", ["1": "act"])
    tree.end("bye")
    tree.end("down")
    change(&tree)
    var t = DialogueTester(tree.built(start: "act"))
    t.begin("SAY act", "HOST \(operation.rawValue)")
    return t
  }

  @Test func anOutcomeTakesItsEdgeAndSpeaksTheAnswersValues() {
    var t = Self.tester([.ok: "bye", .mismatch: "menu"], says: [.ok: "done"]) {
      $0.prompt("done", "card {last4:digits} until {until:instant}")
    }
    let until = SessionValue.instant(DialogueTester.noon + .hours(120))
    t.host(
      .ok, values: ["last4": .digits("1234"), "until": until], "SAY card 1234 until 29 November 2026, 12:00",
      "END menu-ended bye")
  }

  @Test func valuesThatAnOperationDoesNotDeclareAreNotTaken() {
    var t = Self.tester([.ok: "bye"], says: [.ok: "done"]) { $0.prompt("done", "[{pin:text}]") }
    t.host(.ok, values: ["pin": .text("stray")], "SAY []", "END menu-ended bye")
  }

  @Test func eachItemOfAListIsSaidUpToABound() {
    var t = Self.tester([.ok: "menu"], says: [.ok: "list"], each: "row") {
      $0.prompt("list", "your list:")
      $0.prompt("row", "{kind:text} {amount:money}")
    }
    let items: [SessionValues] = (1...(DialogueLimits.spokenItems + 2)).map {
      ["kind": .text("row \($0)"), "amount": .money(Money(minorUnits: Int64($0) * 100))]
    }
    t.on(
      "SAY your list:", "SAY row 1 1.00 yuan", "SAY row 2 2.00 yuan", "SAY row 3 3.00 yuan", "SAY row 4 4.00 yuan",
      "SAY row 5 5.00 yuan", "SAY row 6 6.00 yuan", "SAY row 7 7.00 yuan", "SAY row 8 8.00 yuan",
      "SAY row 9 9.00 yuan", "SAY row 10 10.00 yuan", "SAY menu", "ASK menu menu 1"
    ) {
      $0.hostReplied(HostReply(id: 1, call: CallID("c1"), outcome: .ok, items: items), at: $1, into: &$2)
    }
  }

  @Test func anOutcomeWithoutAnEdgeTakesTheEdgeOfUnavailable() {
    var t = Self.tester([.ok: "bye", .unavailable: "down"], says: [.unavailable: "sorry"]) {
      $0.prompt("sorry", "sorry")
    }
    t.host(.mismatch, "SAY sorry", "END menu-ended down")
  }

  @Test func withoutThatTheTreesWayOut() {
    var t = Self.tester([.ok: "bye"])
    t.host(.mismatch, "END menu-ended host-down")
  }

  @Test func aSlowHostGetsOneMomentPleaseOnceAndThenCountsAsDown() {
    var t = Self.tester([.ok: "bye", .unavailable: "down"]) { $0.prompt("one-moment", "one moment please") }
    t.wait(.milliseconds(2_999))
    t.wait(.milliseconds(1), "SAY one moment please")
    t.wait(.milliseconds(6_999))
    t.wait(.milliseconds(1), "HOST report-loss")
    t.wait(.seconds(10), "HOST report-loss")
    t.wait(.milliseconds(9_999))
    #expect(t.dialogue.phase == .awaitingHost)
    t.wait(.milliseconds(1), "END menu-ended down")
    #expect(t.dialogue.operations.map(\.outcome) == [.unavailable])
    #expect(DialogueLimits.hostIsSlow == .seconds(3))
    #expect(DialogueLimits.hostIsDown == .seconds(30))
    #expect(DialogueLimits.hostAsksAgain == .seconds(10))
    #expect(DialogueLimits.hostRepeats == 2)
  }

  /// The same visit, hence the same key: what was done already is found. The first answer that comes is the answer.
  @Test func aLostAnswerIsAskedForAgain() {
    var t = Self.tester([.ok: "menu"])
    t.wait(.seconds(9))
    t.wait(.seconds(1), "HOST report-loss")
    #expect(t.queries.map(\.visit) == [1, 1])
    #expect(t.queries.map(\.isRepeated) == [false, true])
    #expect(t.queries[1].arguments == t.queries[0].arguments)
    t.host(.ok, "SAY menu", "ASK menu menu 1")
    t.host(.ok)
    t.press("1", "SAY act", "HOST report-loss")
    t.wait(.seconds(10), "HOST report-loss")
    #expect(t.queries.map(\.isRepeated) == [false, true, false, true])
    #expect(t.queries.map(\.visit) == [1, 1, 2, 2])
  }

  /// Each check of a password is counted, and its keys are gone.
  @Test func aPasswordIsNotSentTwice() {
    var tree = TestTree()
    tree.secret("pin", [.ok: "bye", .unavailable: "down"])
    tree.end("bye")
    tree.end("down")
    var t = DialogueTester(tree.built(start: "pin"))
    t.begin("SAY pin", "ASK pin secret 6-6 #")
    t.press("123456#", "HOST verify-query-password")
    t.wait(.milliseconds(29_999))
    t.wait(.milliseconds(1), "END menu-ended down")
    #expect(t.queries.count == 1)
  }

  @Test func withoutThePromptASlowHostIsSilent() {
    var t = Self.tester([.ok: "bye"])
    t.wait(.seconds(9))
    t.host(.ok, "END menu-ended bye")
  }

  @Test func aLateAnswerIsNothing() {
    var t = Self.tester([.ok: "bye", .unavailable: "menu"])
    t.wait(.seconds(10), "HOST report-loss")
    t.wait(.seconds(10), "HOST report-loss")
    t.wait(.seconds(10), "SAY menu", "ASK menu menu 1")
    t.host(.ok)
    #expect(t.dialogue.operations.map(\.outcome) == [.unavailable])
    #expect(t.dialogue.phase == .asking)
  }

  @Test func anAnswerToNobodysQuestionIsNothing() {
    var tree = TestTree()
    tree.menu("main", ["1": "bye"])
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "main"))
    t.host(.ok)
    t.begin("SAY main", "ASK main menu 1")
    t.host(.ok)
    t.press("1", "END menu-ended bye")
    t.host(.ok)
  }

  /// A retry after silence must find what was done, not do it twice.
  @Test func askingAgainAfterUnavailableIsTheSameVisit() {
    var t = Self.tester([.ok: "menu", .unavailable: "@again"])
    t.host(.unavailable, "SAY act", "HOST report-loss")
    t.host(.unavailable, "SAY act", "HOST report-loss")
    t.host(.ok, "SAY menu", "ASK menu menu 1")
    t.press("1", "SAY act", "HOST report-loss")
    #expect(t.queries.map(\.visit) == [1, 1, 1, 2])
  }

  @Test func askingAgainAfterAnAnswerIsAVisitOfItsOwn() {
    var t = Self.tester([.ok: "menu", .mismatch: "@again"])
    t.host(.mismatch, "SAY act", "HOST report-loss")
    #expect(t.queries.map(\.visit) == [1, 2])
  }

  @Test func theHostGetsWhatTheCallerKeyed() {
    var tree = TestTree()
    tree.digits("id6", 6...6, starIsX: true, ok: "act")
    tree.action("act", .reportLoss, [.ok: "bye"])
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "id6"))
    t.begin("SAY id6", "ASK id6 digits 6-6 #")
    t.press("12345*#", "HOST report-loss")
    #expect(t.queries == [HostQuery(operation: .reportLoss, arguments: ["id6": .digits("12345X")], visit: 1)])
  }

  @Test func operationsAreRecordedUpToABound() {
    var t = Self.tester([.ok: "menu"])
    for _ in 0..<(DialogueLimits.operations + 5) {
      t.host(.ok, "SAY menu", "ASK menu menu 1")
      t.press("1", "SAY act", "HOST report-loss")
    }
    #expect(t.dialogue.operations.count == DialogueLimits.operations)
    #expect(t.queries.last?.visit == DialogueLimits.operations + 6)
  }

  // MARK: - Who the caller is

  @Test func aKnownCallerIsRememberedAndServedInHisLanguage() {
    var t = Self.tester([.vip: "menu"], operation: .lookUpCaller) { $0.prompt("menu", "menu", zh: "菜单") }
    let facts = CustomerFacts(number: CustomerNumber(5), maskedName: "*女士", tier: .vip, language: .chinese)
    t.host(.vip, customer: facts, "SAY 菜单", "ASK menu menu 1")
    #expect(t.dialogue.customer == facts)
    #expect(t.dialogue.language == .chinese)
    #expect(t.dialogue.verification(at: t.now) == .none)
    // Known by number is not identified: the host learns no customer from it.
    t.press("1", "SAY act", "HOST look-up-caller")
    #expect(t.queries.last?.customer == nil)
  }

  @Test func whatTheGatewaySaidOfTheLanguageCountsMore() {
    var tree = TestTree()
    tree.action("act", .lookUpCaller, [.normal: "menu"])
    tree.prompt("menu", "menu", zh: "菜单")
    tree.menu("menu", ["1": "act"])
    var t = DialogueTester(tree.built(start: "act"), language: .english)
    t.begin("HOST look-up-caller")
    let facts = CustomerFacts(number: CustomerNumber(5), maskedName: "*女士", tier: .normal, language: .chinese)
    t.host(.normal, customer: facts, "SAY menu", "ASK menu menu 1")
  }

  @Test func aLanguageThatTheTreeLacksChangesNothing() {
    var t = Self.tester([.normal: "menu"], operation: .lookUpCaller)
    let facts = CustomerFacts(number: CustomerNumber(5), maskedName: "*", tier: .normal, language: Language("fr"))
    t.host(.normal, customer: facts, "SAY menu", "ASK menu menu 1")
    #expect(t.dialogue.language == .english)
  }

  @Test func aBlockedCallersCallSaysSoAtItsEnd() {
    var t = Self.tester([.blocked: "bye"], operation: .lookUpCaller)
    t.host(.blocked, "END blocked bye")
  }
}
