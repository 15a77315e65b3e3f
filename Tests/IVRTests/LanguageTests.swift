import CallModel
import IVR
import Testing

@Suite("Languages, branches, surveys, transfers, sub-trees, loops")
struct LanguageTests {
  private static func tree(attempts: Int = 1) -> MenuTree {
    var tree = TestTree()
    let choice = LanguageChoice(
      choices: [.init(key: Key("1")!, language: .chinese), .init(key: Key("2")!, language: .english)],
      silent: .chinese, next: tree.to("main"))
    tree.prompt("welcome", "welcome")
    tree.node("welcome", input: InputRules(attempts: attempts), .language(choice))
    tree.prompt("main", "main", zh: "主菜单")
    tree.menu("main", ["1": "bye", "8": "welcome"], links: [("*", "@back")])
    tree.end("bye")
    return tree.built(start: "welcome")
  }

  @Test func aKeyChoosesTheLanguage() {
    var t = DialogueTester(Self.tree())
    t.begin("SAY welcome", "ASK welcome menu 1,2")
    #expect(t.dialogue.language == .english)
    t.press("1", "SAY 主菜单", "ASK main menu 1,8,*")
    #expect(t.dialogue.language == .chinese)
  }

  @Test func silenceChoosesTheLanguageOfTheSilent() {
    var t = DialogueTester(Self.tree(attempts: 2))
    t.begin("SAY welcome", "ASK welcome menu 1,2")
    t.wait(
      .seconds(10), "NOINPUT welcome 1", "SAY welcome", "ASK welcome menu 1,2", "NOINPUT welcome 2", "SAY 主菜单",
      "ASK main menu 1,8,*")
  }

  @Test func aKnownLanguageSkipsTheQuestion() {
    var t = DialogueTester(Self.tree(), language: .chinese)
    t.begin("SAY 主菜单", "ASK main menu 1,8,*")
  }

  @Test func aKnownLanguageCanBeChangedByKey() {
    var t = DialogueTester(Self.tree(), language: .chinese)
    t.begin("SAY 主菜单", "ASK main menu 1,8,*")
    t.press("8", "SAY welcome", "ASK welcome menu 1,2")
    t.press("2", "SAY main", "ASK main menu 1,8,*")
    t.press("*", "SAY welcome", "ASK welcome menu 1,2")
  }

  @Test func aCustomersLanguageSkipsTheQuestionButAKeyStands() {
    var tree = TestTree()
    tree.action("look", .lookUpCaller, [.normal: "welcome"])
    let choice = LanguageChoice(
      choices: [.init(key: Key("1")!, language: .chinese), .init(key: Key("2")!, language: .english)],
      silent: .chinese, next: tree.to("look-again"))
    tree.node("welcome", .language(choice))
    tree.action("look-again", .lookUpCaller, [.normal: "main"])
    tree.prompt("main", "main", zh: "主菜单")
    tree.menu("main", ["1": "look"])
    let chinese = CustomerFacts(number: CustomerNumber(1), maskedName: "*", tier: .normal, language: .chinese)
    var t = DialogueTester(tree.built(start: "look"))
    t.begin("HOST look-up-caller")
    t.host(.normal, customer: chinese, "HOST look-up-caller")
    #expect(t.path == ["look", "welcome", "look-again"])
    var u = DialogueTester(tree.built(start: "look"))
    u.begin("HOST look-up-caller")
    u.host(.normal, "SAY welcome", "ASK welcome menu 1,2")
    u.press("2", "HOST look-up-caller")
    u.host(.normal, customer: chinese, "SAY main", "ASK main menu 1")
  }

  // MARK: - Branches

  @Test(
    arguments: [
      // Tier, language, what the caller keyed, hours since noon.
      (CustomerTier.vip, Language.english, "7", 0, "vip"), (.normal, .chinese, "7", 0, "zh"),
      (.normal, .english, "5", 0, "five"), (.normal, .english, "7", 0, "open"), (.normal, .english, "7", 8, "known"),
    ] as [(CustomerTier, Language, String, Int64, String)])
  func theFirstConditionThatHoldsDecides(
    _ tier: CustomerTier, _ language: Language, _ key: String, _ hours: Int64, _ expected: String
  ) {
    var tree = TestTree()
    tree.action("look", .lookUpCaller, [.vip: "code", .normal: "code"])
    tree.digits("code", 1...1, endKey: nil, ok: "which")
    let staffed = OpeningHours(OpeningHours.Span(from: .hours(9), to: .hours(18))!)
    let arms: [(Branch.Condition, String)] = [
      (.verified(.query), "verified"), (.tier(.vip), "vip"), (.language(.chinese), "zh"),
      (.value(name: "code", equals: "5"), "five"), (.value(name: "nothing", equals: ""), "nothing"),
      (.open(staffed), "open"), (.knownCaller, "known"),
    ]
    let compiled = arms.map { Branch.Arm(condition: $0.0, target: tree.to($0.1)) }
    tree.node("which", prompt: nil, .branch(Branch(arms: compiled, otherwise: tree.to("else"))))
    for arm in arms { tree.end(arm.1) }
    tree.end("else")
    let facts = CustomerFacts(number: CustomerNumber(1), maskedName: "*", tier: tier)
    var t = DialogueTester(
      tree.built(start: "look"), language: language, at: DialogueTester.noon + .hours(hours))
    t.begin("HOST look-up-caller")
    t.host(tier == .vip ? .vip : .normal, customer: facts, "SAY code", "ASK code digits 1-1")
    t.press(key, "END menu-ended \(expected)")
  }

  @Test func anUnknownCallerComesToTheLastArm() {
    var tree = TestTree()
    let arm = Branch.Arm(condition: .knownCaller, target: tree.to("known"))
    tree.node("which", prompt: nil, .branch(Branch(arms: [arm], otherwise: tree.to("else"))))
    tree.end("known")
    tree.end("else")
    var t = DialogueTester(tree.built(start: "which"))
    t.begin("END menu-ended else")
  }

  // MARK: - Surveys

  private static func survey() -> DialogueTester {
    var tree = TestTree()
    let survey = Survey(
      answers: [
        .init(key: Key("1")!, answer: "solved", target: tree.to("bye")),
        .init(key: Key("2")!, answer: "unsolved", target: tree.to("visit")),
      ], skip: tree.to("skipped"))
    tree.node("solved", links: [("0", "agent"), ("9", "@again")], .survey(survey))
    for name in ["bye", "visit", "skipped", "agent"] { tree.end(name) }
    var t = DialogueTester(tree.built(start: "solved"))
    t.begin("SAY solved", "ASK solved menu 1,2")
    return t
  }

  @Test func anAnswerIsRecordedAndLeadsOn() {
    var t = Self.survey()
    t.press("2", "SURVEY solved unsolved", "END menu-ended visit")
  }

  @Test(arguments: ["0", "9", "*", "#", "3"])
  func everyOtherKeySkipsTheQuestion(_ key: String) {
    var t = Self.survey()
    t.press(key, "END menu-ended skipped")
  }

  @Test func silenceSkipsItToo() {
    var t = Self.survey()
    t.wait(.seconds(5), "END menu-ended skipped")
  }

  // MARK: - Transfers

  private static func transferring(playback: PlaybackMode = .instant) -> DialogueTester {
    var tree = TestTree()
    tree.node("branch", .transfer(Transfer(address: "955990", unreachable: tree.to("main"))))
    tree.menu("main", ["1": "branch"])
    var t = DialogueTester(tree.built(start: "branch"), playback: playback)
    if playback == .instant {
      t.begin("SAY branch", "TRANSFER 955990")
      #expect(t.dialogue.phase == .transferring)
    } else {
      t.begin("SAY branch")
    }
    return t
  }

  @Test func anAddressThatAnswersEndsTheCallHere() {
    var t = Self.transferring()
    t.on("END transferred transferred") { $0.transferAnswered(at: $1, into: &$2) }
    t.on { $0.transferFailed(at: $1, into: &$2) }
  }

  @Test func anAddressThatDoesNotLeadsBackIntoTheTree() {
    var t = Self.transferring()
    t.on("SAY main", "ASK main menu 1") { $0.transferFailed(at: $1, into: &$2) }
    t.on { $0.transferAnswered(at: $1, into: &$2) }
  }

  @Test func theTransferWaitsForItsPromptToBeHeard() {
    var t = Self.transferring(playback: .reported)
    #expect(t.dialogue.phase == .speaking)
    t.heard("TRANSFER 955990")
  }

  // MARK: - Sub-trees

  @Test func aSubTreeReturnsToWhereItWasCalledFrom() {
    var tree = TestTree()
    tree.menu("main", ["1": "first", "2": "second"])
    tree.node("first", prompt: nil, .call(subtree: tree.index("sub"), then: tree.to("after-first")))
    tree.node("second", prompt: nil, .call(subtree: tree.index("sub"), then: tree.to("after-second")))
    tree.menu("sub", ["1": "done", "2": "@return", "3": "main"])
    tree.node("done", prompt: nil, .return)
    tree.menu("after-first", ["1": "main", "2": "@return"])
    tree.menu("after-second", ["1": "main"])
    var t = DialogueTester(tree.built(start: "main"))
    t.begin("SAY main", "ASK main menu 1,2")
    t.press("1", "SAY sub", "ASK sub menu 1,2,3")
    t.press("1", "SAY after-first", "ASK after-first menu 1,2")
    t.press("12", "SAY main", "ASK main menu 1,2", "SAY sub", "ASK sub menu 1,2,3")
    t.press("2", "SAY after-second", "ASK after-second menu 1")
    // Left by a link and called again, it returns once.
    t.press("1", "SAY main", "ASK main menu 1,2")
    t.press("1", "SAY sub", "ASK sub menu 1,2,3")
    t.press("3", "SAY main", "ASK main menu 1,2")
    t.press("11", "SAY sub", "ASK sub menu 1,2,3", "SAY after-first", "ASK after-first menu 1,2")
    t.press("2", "END menu-ended exhausted")
  }

  @Test func aReturnWithoutACallTakesTheTreesWayOut() {
    var tree = TestTree()
    tree.node("done", prompt: nil, .return)
    var t = DialogueTester(tree.built(start: "done"))
    t.begin("END menu-ended exhausted")
  }

  // MARK: - Loops

  @Test func aLoopWithoutTheCallerEndsTheCallInAControlledWay() {
    var tree = TestTree()
    tree.node("a", prompt: nil, .say(next: tree.to("b")))
    tree.node("b", prompt: nil, .say(next: tree.to("a")))
    tree.prompt("menu-loop", "sorry, a fault")
    var t = DialogueTester(tree.built(start: "a"), playback: .reported)
    t.begin("SAY sorry, a fault")
    t.heard("END menu-loop menu-loop")
    #expect(t.path.count == DialogueLimits.silentSteps)
    #expect(DialogueLimits.silentSteps == 100)
  }

  @Test func aLoopThroughTheHostIsALoopToo() {
    var tree = TestTree()
    tree.action("act", .reportLoss, [.ok: "@again"])
    var t = DialogueTester(tree.built(start: "act"))
    t.begin("HOST report-loss")
    for _ in 1..<DialogueLimits.silentSteps { t.host(.ok, "HOST report-loss") }
    t.host(.ok, "END menu-loop menu-loop")
  }

  @Test func aCallerWhoKeysGoesRoundAsOftenAsHeLikes() {
    var tree = TestTree()
    tree.menu("main", ["1": "news"])
    tree.say("news", next: "main")
    var t = DialogueTester(tree.built(start: "main"))
    t.begin("SAY main", "ASK main menu 1")
    for _ in 0..<(DialogueLimits.path + 10) { t.press("1", "SAY news", "SAY main", "ASK main menu 1") }
    #expect(t.path.count == DialogueLimits.path)
  }

  @Test func somebodyWhoNeverSaysAnythingIsNotServedForEver() {
    var tree = TestTree()
    tree.menu("main", ["1": "main"], exhausted: "main")
    var t = DialogueTester(tree.built(start: "main"))
    t.begin("SAY main", "ASK main menu 1")
    var dialogue = t.dialogue
    var actions: [DialogueAction] = []
    var now = t.now
    var rounds = 0
    while dialogue.phase != .ended, rounds < 1_000 {
      now = now + .seconds(5)
      dialogue.deadlineReached(at: now, into: &actions)
      rounds += 1
    }
    #expect(rounds == DialogueLimits.silentSteps)
    #expect(actions.last == .end(.menuLoop, disposition: "menu-loop"))
  }
}
