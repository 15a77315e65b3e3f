import CallModel
import IVR
import Testing

@Suite("Type-ahead: kept, flushed, bounded")
struct TypeAheadTests {
  @Test func keysAreKeptAcrossMenusStringsAndSilentNodes() {
    var tree = TestTree()
    tree.menu("main", ["1": "hello"])
    tree.say("hello", next: "which")
    tree.node("which", prompt: nil, .branch(Branch(arms: [], otherwise: tree.to("code"))))
    tree.digits("code", ok: "last")
    tree.menu("last", ["5": "bye"])
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "main"))
    t.begin("SAY main", "ASK main menu 1")
    t.press(
      "11234#5", "SAY hello", "SAY code", "ASK code digits 4-6 #", "SAY last", "ASK last menu 5",
      "END menu-ended bye")
    #expect(t.path == ["main", "hello", "which", "code", "last", "bye"])
  }

  private static func asking(host next: String) -> DialogueTester {
    var tree = TestTree()
    tree.menu("main", ["1": "look"])
    tree.action("look", .reportLoss, [.ok: next])
    tree.menu("menu", ["1": "one", "2": "two"])
    tree.confirm("sure", yes: "one", cancel: "two")
    tree.secret("pin", [.ok: "one"])
    tree.queue("line")
    tree.end("one")
    tree.end("two")
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "main"))
    t.begin("SAY main", "ASK main menu 1")
    return t
  }

  @Test func keysPressedWhileTheHostWorksAreForTheNextMenu() {
    var t = Self.asking(host: "menu")
    t.press("12", "HOST report-loss")
    t.host(.ok, "SAY menu", "ASK menu menu 1,2", "END menu-ended two")
  }

  @Test func aConfirmationFlushesThem() {
    var t = Self.asking(host: "sure")
    t.press("1", "HOST report-loss")
    t.press("1")
    t.host(.ok, "SAY sure", "ASK sure confirm 1,*")
    #expect(t.dialogue.isIdle)
    t.press("*", "END menu-ended two")
  }

  @Test func keysOfTheSameEventAreFlushedWithTheRest() {
    var tree = TestTree()
    tree.digits("code", ok: "sure")
    tree.confirm("sure", yes: "paid", cancel: "bye")
    tree.end("paid")
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "code"))
    t.begin("SAY code", "ASK code digits 4-6 #")
    t.press("1234#1", "SAY sure", "ASK sure confirm 1,*")
    t.press("1", "END menu-ended paid")
  }

  @Test func aPasswordFlushesThem() {
    var t = Self.asking(host: "pin")
    t.press("1", "HOST report-loss")
    t.press("999999")
    t.host(.ok, "SAY pin", "ASK pin secret 6-6 #")
    t.press("123456#", "HOST verify-query-password")
    let same = t.queries.last?.secret?.withUnsafeBytes { $0.elementsEqual("123456".utf8) }
    #expect(same == true)
  }

  @Test func aQueueFlushesThem() {
    var t = Self.asking(host: "line")
    t.press("1", "HOST report-loss")
    t.press("22")
    t.host(.ok, "ENTER line")
    t.press("2")
    t.on("END menu-ended bye") { $0.queueClosed(at: $1, into: &$2) }
  }

  @Test func anErrorFlushesThem() {
    var tree = TestTree()
    tree.menu("main", ["1": "two"])
    tree.menu("two", ["2": "bye"])
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "main"))
    t.begin("SAY main", "ASK main menu 1")
    t.press("512", "NOMATCH main 1", "SAY main", "ASK main menu 1")
    t.press("12", "SAY two", "ASK two menu 2", "END menu-ended bye")
  }

  @Test func atMostSixtyFourKeysAreKeptTheNewestAreLost() {
    var tree = TestTree()
    tree.action("look", .reportLoss, [.ok: "code"])
    tree.digits("code", 1...200, ok: "bye")
    tree.prompt("bye", "{code:digits}")
    tree.end("bye", prompt: "bye")
    var t = DialogueTester(tree.built(start: "look"))
    t.begin("HOST report-loss")
    let keys = String(repeating: "12345678", count: 9)
    t.press(keys)
    t.host(.ok, "SAY code", "ASK code digits 1-200 #")
    t.press("#", "SAY \(keys.prefix(DialogueLimits.typeAhead))", "END menu-ended bye")
    #expect(DialogueLimits.typeAhead == 64)
  }

  @Test func keysInAQueueOrWithAnAgentAreNobodys() {
    var t = Self.asking(host: "line")
    t.press("1", "HOST report-loss")
    t.host(.ok, "ENTER line")
    t.press("12*#")
    t.position(1, ewt: nil, "SAY line")
    t.agentAnswers("BRIDGE")
    t.press("12*#")
    t.on("END menu-ended bye") { $0.agentReleased(at: $1, into: &$2) }
    t.press("12*#")
  }
}
