import CallModel
import IVR
import Testing

@Suite("Menus: keys, timers, attempts, links")
struct MenuTests {
  /// main: 1 accounts (a menu), 2 cards (a menu).
  private static func tree(
    _ change: (inout TestTree) -> Void = { _ in }
  ) -> MenuTree {
    var tree = TestTree()
    let links = [("9", "@again"), ("0", "agent"), ("#", "main"), ("*", "@back")]
    tree.menu("main", ["1": "accounts", "2": "cards"], links: links)
    tree.menu("accounts", ["1": "balance", "2": "bye"], links: links)
    tree.menu("cards", ["1": "bye"], links: links)
    tree.menu("balance", ["1": "bye"], links: links)
    tree.end("bye")
    tree.end("agent", prompt: "agent")
    change(&tree)
    return tree.built(start: "main")
  }

  private static func begun(_ change: (inout TestTree) -> Void = { _ in }) -> DialogueTester {
    var t = DialogueTester(tree(change))
    t.begin("SAY main", "ASK main menu 0,1,2,9,*,#")
    return t
  }

  @Test func aKeyLeadsToItsTarget() {
    var t = Self.begun()
    t.press("1", "SAY accounts", "ASK accounts menu 0,1,2,9,*,#")
    t.press("2", "END menu-ended bye")
    #expect(t.path == ["main", "accounts", "bye"])
  }

  @Test func severalKeysInOneEventWalkSeveralNodes() {
    var t = Self.begun()
    t.press("12", "SAY accounts", "ASK accounts menu 0,1,2,9,*,#", "END menu-ended bye")
  }

  @Test func noKeysAreNothing() {
    var t = Self.begun()
    t.press("")
    #expect(t.dialogue.phase == .asking)
  }

  @Test func silenceIsCountedAndThePromptRepeatedUntilTheAttemptsAreUsedUp() {
    var t = Self.begun()
    t.wait(.milliseconds(4_999))
    t.wait(.milliseconds(1), "NOINPUT main 1", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.wait(.seconds(5), "NOINPUT main 2", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.wait(.seconds(5), "NOINPUT main 3", "END menu-ended exhausted")
  }

  @Test func wrongKeysAreCountedApartFromSilence() {
    var t = Self.begun()
    t.wait(.seconds(5), "NOINPUT main 1", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.press("7", "NOMATCH main 1", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.press("8", "NOMATCH main 2", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.wait(.seconds(5), "NOINPUT main 2", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.press("8", "NOMATCH main 3", "END menu-ended exhausted")
  }

  @Test func aNodesOwnExhaustedEdgeGoesBeforeTheTrees() {
    var t = Self.begun { $0.menu("cards", ["1": "bye"], exhausted: "agent", input: InputRules(attempts: 1)) }
    t.press("2", "SAY cards", "ASK cards menu 1")
    t.wait(.seconds(5), "NOINPUT cards 1", "SAY agent", "END menu-ended agent")
  }

  @Test func attemptsBeginAnewWithEachVisit() {
    var t = Self.begun()
    t.wait(
      .seconds(10), "NOINPUT main 1", "SAY main", "ASK main menu 0,1,2,9,*,#", "NOINPUT main 2", "SAY main",
      "ASK main menu 0,1,2,9,*,#")
    t.press("1", "SAY accounts", "ASK accounts menu 0,1,2,9,*,#")
    t.press("#", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.wait(.seconds(5), "NOINPUT main 1", "SAY main", "ASK main menu 0,1,2,9,*,#")
  }

  @Test func aKeyAtTheTimersInstantWins() {
    var t = Self.begun()
    t.wait(.milliseconds(4_999))
    let due = t.deadline!
    #expect(due - t.now == .milliseconds(1))
    // The holder brings the key before the deadline of the same instant; the deadline is then an old one.
    var dialogue = t.dialogue
    var actions: [DialogueAction] = []
    dialogue.press(Keys("1")!, at: due, into: &actions)
    dialogue.deadlineReached(at: due, into: &actions)
    #expect(
      actions.compactMap { DialogueTester.line($0, t.dialogue.tree) } == [
        "SAY accounts", "ASK accounts menu 0,1,2,9,*,#",
      ])
    #expect(actions.last == .deadline(due + .seconds(5)))
  }

  @Test func timersAreTheNodesOwn() {
    var t = Self.begun {
      $0.menu("cards", ["1": "bye"], input: InputRules(first: .seconds(9), inter: .seconds(1), attempts: 1))
    }
    t.press("2", "SAY cards", "ASK cards menu 1")
    t.wait(.milliseconds(8_999))
    t.wait(.milliseconds(1), "NOINPUT cards 1", "END menu-ended exhausted")
  }

  // MARK: - Links

  @Test func nineRepeatsAndCostsNoAttempt() {
    var t = Self.begun()
    t.press("7", "NOMATCH main 1", "SAY main", "ASK main menu 0,1,2,9,*,#")
    for _ in 1...5 { t.press("9", "SAY main", "ASK main menu 0,1,2,9,*,#") }
    t.press("7", "NOMATCH main 2", "SAY main", "ASK main menu 0,1,2,9,*,#")
  }

  @Test func starGoesBackAndHashToTheMainMenu() {
    var t = Self.begun()
    t.press("1", "SAY accounts", "ASK accounts menu 0,1,2,9,*,#")
    t.press("1", "SAY balance", "ASK balance menu 0,1,9,*,#")
    t.press("*", "SAY accounts", "ASK accounts menu 0,1,2,9,*,#")
    t.press("*", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.press("*", "SAY main", "ASK main menu 0,1,2,9,*,#")
  }

  @Test func backIsWhereTheCallerWasHoweverHeGotThere() {
    var t = Self.begun()
    t.press("11", "SAY accounts", "ASK accounts menu 0,1,2,9,*,#", "SAY balance", "ASK balance menu 0,1,9,*,#")
    t.press("#", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.press("*", "SAY balance", "ASK balance menu 0,1,9,*,#")
    t.press("*", "SAY accounts", "ASK accounts menu 0,1,2,9,*,#")
    t.press("*", "SAY main", "ASK main menu 0,1,2,9,*,#")
    t.press("*", "SAY main", "ASK main menu 0,1,2,9,*,#")
  }

  @Test func oneCanGoBackABoundedNumberOfSteps() {
    var t = Self.begun()
    var dialogue = t.dialogue
    var actions: [DialogueAction] = []
    for _ in 0..<40 { dialogue.press(Keys("1#")!, at: t.now, into: &actions) }
    actions.removeAll()
    for _ in 0..<40 { dialogue.press(Keys("*")!, at: t.now, into: &actions) }
    let asked = actions.compactMap { if case .ask(let ask) = $0 { ask.node.text } else { nil } }
    #expect(Set(asked.prefix(DialogueLimits.history - 1)) == ["main", "accounts"])
    #expect(Set(asked.dropFirst(DialogueLimits.history - 2)) == ["accounts"])
    t.press("*", "SAY main", "ASK main menu 0,1,2,9,*,#")
  }

  @Test func zeroLeadsToTheAgent() {
    var t = Self.begun()
    t.press("20", "SAY cards", "ASK cards menu 0,1,9,*,#", "SAY agent", "END menu-ended agent")
  }

  @Test func theMenusOwnKeysGoBeforeLinks() {
    var t = Self.begun { $0.menu("cards", ["9": "bye"], links: [("9", "@again")]) }
    t.press("2", "SAY cards", "ASK cards menu 9")
    t.press("9", "END menu-ended bye")
  }

  @Test func aLinkThatANodeForbidsIsAWrongKey() {
    var t = Self.begun { $0.menu("cards", ["1": "bye"], links: [("9", "@again")]) }
    t.press("2", "SAY cards", "ASK cards menu 1,9")
    t.press("0", "NOMATCH cards 1", "SAY cards", "ASK cards menu 1,9")
  }

  // MARK: - Choices of several keys

  private static func ambiguous() -> DialogueTester {
    var tree = TestTree()
    tree.menu("main", ["1": "one", "12": "twelve", "345": "long"])
    for name in ["one", "twelve", "long"] { tree.menu(name, ["7": "bye"]) }
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "main"))
    t.begin("SAY main", "ASK main menu 1,12,345")
    return t
  }

  @Test func theLongestMatchWins() {
    var t = Self.ambiguous()
    t.press("1")
    t.press("2", "SAY twelve", "ASK twelve menu 7")
  }

  @Test func theShorterMatchCostsTheTimeBetweenKeys() {
    var t = Self.ambiguous()
    t.press("1")
    t.wait(.milliseconds(2_999))
    t.wait(.milliseconds(1), "SAY one", "ASK one menu 7")
  }

  @Test func aKeyThatDoesNotFitDecidesForTheShorterAndIsForTheNextNode() {
    var t = Self.ambiguous()
    t.press("17", "SAY one", "ASK one menu 7", "END menu-ended bye")
  }

  @Test func aBeginningWithoutAnEndIsAWrongKey() {
    var t = Self.ambiguous()
    t.press("34")
    t.wait(.seconds(3), "NOMATCH main 1", "SAY main", "ASK main menu 1,12,345")
    t.press("35", "NOMATCH main 2", "SAY main", "ASK main menu 1,12,345")
    t.press("345", "SAY long", "ASK long menu 7")
  }

  @Test func eachKeyBeginsTheTimeBetweenKeysAnew() {
    var t = Self.ambiguous()
    t.press("3")
    t.wait(.seconds(2))
    t.press("4")
    t.wait(.seconds(2))
    t.press("5", "SAY long", "ASK long menu 7")
  }

  @Test func aHalfKeyedChoiceIsNotIdle() {
    var t = Self.ambiguous()
    #expect(t.dialogue.isIdle)
    t.press("1")
    #expect(!t.dialogue.isIdle)
    t.wait(.seconds(3), "SAY one", "ASK one menu 7")
    #expect(t.dialogue.isIdle)
  }

  @Test func aChoicePutsItsConstantsIntoTheSession() {
    var tree = TestTree()
    let debit = SessionAssignment(name: "loss", value: .term(PromptID("term.debit")))
    let menu = Menu(choices: [
      MenuChoice(keys: Array(Keys("1")!), target: tree.to("said"), sets: [debit]),
      MenuChoice(keys: Array(Keys("2")!), target: tree.to("said")),
    ])
    tree.node("main", .menu(menu))
    tree.prompt("term.debit", "debit card", zh: "借记卡")
    tree.prompt("said", "lost {loss:term}")
    tree.end("said", prompt: "said")
    var t = DialogueTester(tree.built(start: "main"), language: .chinese)
    t.begin("SAY main", "ASK main menu 1,2")
    t.press("1", "SAY lost 借记卡", "END menu-ended said")
  }

  // MARK: - Tapered prompts

  @Test func failuresAreAnsweredByCountTheNodesOwnPromptsFirst() {
    var t = Self.begun {
      $0.prompt("no-input.1", "are you there?")
      $0.prompt("no-input.2", "please press a key")
      $0.prompt("no-match.1", "not a choice")
      $0.prompt("cards.no-match.2", "cards has key 1 only")
      $0.menu("cards", ["1": "bye"], input: InputRules(attempts: 9))
    }
    t.press("2", "SAY cards", "ASK cards menu 1")
    t.press("2", "NOMATCH cards 1", "SAY not a choice", "SAY cards", "ASK cards menu 1")
    t.press("2", "NOMATCH cards 2", "SAY cards has key 1 only", "SAY cards", "ASK cards menu 1")
    t.press("2", "NOMATCH cards 3", "SAY not a choice", "SAY cards", "ASK cards menu 1")
    t.wait(.seconds(5), "NOINPUT cards 1", "SAY are you there?", "SAY cards", "ASK cards menu 1")
    t.wait(.seconds(5), "NOINPUT cards 2", "SAY please press a key", "SAY cards", "ASK cards menu 1")
    t.wait(.seconds(5), "NOINPUT cards 3", "SAY please press a key", "SAY cards", "ASK cards menu 1")
  }
}
