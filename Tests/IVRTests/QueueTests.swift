import CallModel
import IVR
import Testing

@Suite("Queues: announcements, options, callbacks, agents")
struct QueueTests {
  /// main: 1 waits in `line`; its options: 1 goes on waiting, 2 asks for a callback, * goes back.
  static func waiting(
    over: Interval = .seconds(60), from callingNumber: String? = "13800138000", playback: PlaybackMode = .instant,
    connect: String? = nil, _ change: (inout TestTree) -> Void = { _ in }
  ) -> DialogueTester {
    var tree = TestTree()
    tree.menu("main", ["1": "line", "2": "other"])
    tree.prompt("line", "{ahead:number} ahead, place {position:number}, about {ewt:interval}")
    tree.prompt("ewt-unknown", "some time")
    tree.queue(
      "line", options: ("options", over, .seconds(45)), connect: connect, after: "rate", closed: "closed",
      overflow: "busy")
    tree.queue("other")
    tree.menu(
      "options", ["1": "line", "2": "number"], input: InputRules(attempts: 1),
      links: [("*", "@back"), ("0", "line"), ("#", "main")])
    tree.prompt("number", "call {phone:digits}?")
    tree.confirm("number", yes: "register", change: "phone", cancel: "line")
    tree.digits("phone", 7...15, ok: "number")
    tree.prompt("registered", "number {id:digits}, before {due:instant}")
    let callback = Callback(
      queue: QueueID("line"), prompt: PromptID("registered"), next: tree.to("bye"), unavailable: tree.to("line"))
    tree.node("register", prompt: nil, .callback(callback))
    tree.menu("rate", ["1": "bye"])
    for name in ["closed", "busy", "bye"] { tree.end(name) }
    change(&tree)
    var t = DialogueTester(tree.built(start: "main"), from: callingNumber, playback: playback)
    t.begin("SAY main", "ASK main menu 1,2")
    if playback == .instant { t.press("1", "ENTER line") } else { t.press("1", "STOP", "ENTER line") }
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
    return t
  }

  @Test func theQueuesPromptWaitsForTheFirstPosition() {
    var t = Self.waiting()
    t.wait(.seconds(2))
    t.position(3, ewt: .seconds(50), "SAY 2 ahead, place 3, about 1 minute")
    #expect(!t.dialogue.isIdle)
  }

  @Test func anUnknownEstimateIsSaidInItsOwnWords() {
    var t = Self.waiting()
    t.position(1, ewt: nil, "SAY 0 ahead, place 1, about some time")
  }

  @Test func laterPositionsAreSaidWhereTheCatalogueHasWordsForThem() {
    var t = Self.waiting()
    t.position(2, ewt: .seconds(50), "SAY 1 ahead, place 2, about 1 minute")
    t.position(1, ewt: .seconds(20))
    var u = Self.waiting { $0.prompt("queue-update", "now {position:number}") }
    u.position(2, ewt: .seconds(50), "SAY 1 ahead, place 2, about 1 minute")
    u.position(1, ewt: .seconds(20), "SAY now 1")
  }

  @Test func movingUpQuicklyDoesNotPileUpSentences() {
    var t = Self.waiting(playback: .reported) { $0.prompt("queue-update", "now {position:number}") }
    t.position(3, ewt: .seconds(50), "SAY 2 ahead, place 3, about 1 minute")
    t.position(2, ewt: .seconds(40))
    t.heard()
    t.position(1, ewt: .seconds(20), "SAY now 1")
  }

  // MARK: - Options

  @Test func optionsOnceOfferedAreTakenAnyTimeWithoutHearingThemAgain() {
    var t = Self.waiting(over: .seconds(60))
    t.position(5, ewt: nil, "SAY 4 ahead, place 5, about some time")
    t.press("2")
    t.wait(.seconds(60), "SAY options", "ASK options menu 0,1,2,*,#")
    t.press("1")
    t.wait(.seconds(10))
    t.press("7")
    t.press("2", "ASK options menu 0,1,2,*,#", "SAY call 13800138000?", "ASK number confirm 1,2,*")
    t.press("*")
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
    t.press("*", "ASK options menu 0,1,2,*,#", "LEAVE self-service", "SAY main", "ASK main menu 1,2")
  }

  @Test func aLongerChoiceOfTheOptionsWaitsForItsNextKey() {
    var t = Self.waiting(over: .seconds(60)) {
      $0.menu("options", ["1": "line", "12": "number"], input: InputRules(attempts: 1))
    }
    t.position(5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 1,12")
    t.press("1")
    t.wait(.seconds(3))
    t.press("1", "ASK options menu 1,12")
    t.press("2", "SAY call 13800138000?", "ASK number confirm 1,2,*")
  }

  @Test func optionsAreOfferedAtOnceWhenTheEstimateIsOverTheThreshold() {
    var t = Self.waiting()
    t.position(
      5, ewt: .seconds(61), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
  }

  @Test func anEstimateAtTheThresholdIsNotOverIt() {
    var t = Self.waiting()
    t.position(5, ewt: .seconds(60), "SAY 4 ahead, place 5, about 1 minute")
    t.wait(.minutes(10))
    t.position(5, ewt: .seconds(61), "SAY options", "ASK options menu 0,1,2,*,#")
  }

  @Test func anEstimateThatStaysUnknownForSoLongBringsThem() {
    var t = Self.waiting()
    t.position(5, ewt: nil, "SAY 4 ahead, place 5, about some time")
    t.wait(.milliseconds(59_999))
    t.wait(.milliseconds(1), "SAY options", "ASK options menu 0,1,2,*,#")
  }

  @Test func goingOnWaitingKeepsThePlaceAndTheyComeAgainAfterTheInterval() {
    var t = Self.waiting()
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.wait(.seconds(2))
    #expect(!t.dialogue.isIdle, "an agent may still answer")
    t.press("1")
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
    t.position(4, ewt: .seconds(80))
    t.wait(.milliseconds(44_999))
    t.wait(.milliseconds(1), "SAY options", "ASK options menu 0,1,2,*,#")
    #expect(t.path == ["main", "line", "options", "line", "options"])
  }

  @Test func aShorterEstimateStopsTheOffers() {
    var t = Self.waiting()
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.press("0")
    t.position(1, ewt: .seconds(20))
    t.wait(.minutes(5))
    t.position(1, ewt: .seconds(90), "SAY options", "ASK options menu 0,1,2,*,#")
  }

  @Test func silenceAtTheOptionsIsWaitingHoweverLong() {
    var t = Self.waiting()
    t.position(
      5, ewt: .minutes(60), "SAY 4 ahead, place 5, about more than 10 minutes", "SAY options",
      "ASK options menu 0,1,2,*,#")
    for _ in 0..<(2 * DialogueLimits.silentSteps) {
      t.wait(.seconds(5), "NOINPUT options 1")
      #expect(t.dialogue.phase == .waiting(QueueID("line")))
      t.wait(.seconds(45), "SAY options", "ASK options menu 0,1,2,*,#")
    }
  }

  @Test func aWrongKeyAtTheOptionsIsWaitingToo() {
    var t = Self.waiting()
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.press("7", "NOMATCH options 1")
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
  }

  @Test func goingBackToTheMenuGivesUpThePlace() {
    var t = Self.waiting()
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.press("*", "LEAVE self-service", "SAY main", "ASK main menu 1,2")
    t.position(4, ewt: .seconds(90))
    t.press("1", "ENTER line")
  }

  @Test func goingToAnotherQueueGivesUpThePlaceInTheFirst() {
    var t = Self.waiting {
      $0.menu("options", ["1": "line", "2": "other"], input: InputRules(attempts: 1))
    }
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 1,2")
    t.press("2", "LEAVE self-service", "ENTER other")
  }

  @Test func positionsDuringTheOptionsAreKeptInMind() {
    var t = Self.waiting()
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.position(1, ewt: .seconds(20))
    t.press("1")
    t.wait(.minutes(5))
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
  }

  @Test func offersAreNeverBackToBack() {
    var t = Self.waiting {
      $0.queue("line", options: ("hint", .zero, .zero))
      $0.say("hint", next: "line")
    }
    t.position(5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY hint")
    t.wait(DialogueLimits.shortestOfferInterval - .milliseconds(1))
    t.wait(.milliseconds(1), "SAY hint")
  }

  // MARK: - Callbacks

  @Test func aCallbackIsRegisteredForTheCallingNumberAndLeavesTheQueue() {
    var t = Self.waiting()
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.press("2", "SAY call 13800138000?", "ASK number confirm 1,2,*")
    t.press("1", "HOST register-callback")
    #expect(
      t.queries[0].arguments == ["phone": .digits("13800138000"), "queue": .text("line")])
    let due = SessionValue.instant(DialogueTester.noon + .hours(2))
    t.host(
      .ok, values: ["id": .digits("77"), "due": due], "SAY number 77, before 24 November 2026, 14:00",
      "OWED 77 line", "LEAVE callback", "END menu-ended bye")
  }

  @Test func anotherNumberMayBeKeyedWithoutLosingThePlace() {
    var t = Self.waiting(from: nil)
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.press("2", "SAY call ?", "ASK number confirm 1,2,*")
    t.press("2", "SAY phone", "ASK phone digits 7-15 #")
    t.press("5551234#", "SAY call 5551234?", "ASK number confirm 1,2,*")
    t.press("1", "HOST register-callback")
    #expect(t.queries[0].arguments["phone"] == .digits("5551234"))
    t.host(.unavailable)
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
  }

  @Test func withoutANumberNothingIsRegistered() {
    var t = Self.waiting(from: nil)
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.press("2", "SAY call ?", "ASK number confirm 1,2,*")
    t.press("1")
    #expect(t.queries.isEmpty)
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
  }

  @Test func outsideAQueueACallbackLeavesNone() {
    var t = Self.waiting { $0.queue("line", closed: "number") }
    t.on("SAY call 13800138000?", "ASK number confirm 1,2,*") { $0.queueClosed(at: $1, into: &$2) }
    t.press("1", "HOST register-callback")
    t.host(.ok, values: ["id": .digits("8")], "SAY number 8, before ", "OWED 8 line", "END menu-ended bye")
  }

  // MARK: - Out of the queue

  @Test func aClosedQueueTakesItsEdge() {
    var t = Self.waiting()
    t.on("END menu-ended closed") { $0.queueClosed(at: $1, into: &$2) }
  }

  @Test func aFullQueueTakesItsEdgeOrTheNodeNamed() {
    var t = Self.waiting()
    t.on("END menu-ended busy") { $0.queueOverflowed(to: nil, at: $1, into: &$2) }
    var u = Self.waiting()
    u.on("SAY rate", "ASK rate menu 1") { $0.queueOverflowed(to: NodeID("rate"), at: $1, into: &$2) }
    var v = Self.waiting()
    v.on("END menu-ended busy") { $0.queueOverflowed(to: NodeID("nowhere"), at: $1, into: &$2) }
  }

  @Test func overflowDuringTheOptionsEndsThem() {
    var t = Self.waiting()
    t.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    t.on("END menu-ended busy") { $0.queueOverflowed(to: nil, at: $1, into: &$2) }
    var u = Self.waiting(playback: .reported)
    u.position(
      5, ewt: .seconds(90), "SAY 4 ahead, place 5, about 2 minutes", "SAY options", "ASK options menu 0,1,2,*,#")
    u.on("STOP", "END menu-ended closed") { $0.queueClosed(at: $1, into: &$2) }
  }

  @Test func whoIsInNoQueueCannotFallOutOfOne() {
    var t = Self.waiting()
    t.agentAnswers("BRIDGE")
    t.on { $0.queueClosed(at: $1, into: &$2) }
    t.on { $0.queueOverflowed(to: NodeID("bye"), at: $1, into: &$2) }
    t.position(1, ewt: nil)
    t.agentAnswers()
    #expect(t.dialogue.phase == .talking)
  }
}
