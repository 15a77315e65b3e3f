import CallModel
import IVR
import Testing

@Suite("Reported playback: barge-in and prompts that keys don't stop")
struct PlaybackTests {
  private static func tree() -> MenuTree {
    var tree = TestTree()
    tree.say("hello", next: "main")
    tree.menu("main", ["1": "terms", "2": "sure", "3": "act", "4": "last", "5": "pin"])
    tree.prompt("terms", "terms", interruptible: false)
    tree.say("terms", next: "after")
    tree.menu("after", ["1": "main", "7": "last"])
    tree.prompt("sure", "read-back", interruptible: false)
    tree.confirm("sure", yes: "last", cancel: "main")
    tree.action("act", .reportLoss, prompt: "act", [.ok: "after"])
    tree.prompt("pin", "password", interruptible: false)
    tree.secret("pin", [.ok: "last"])
    tree.end("last", prompt: "last")
    return tree.built(start: "hello")
  }

  private static func begun() -> DialogueTester {
    var t = DialogueTester(tree(), playback: .reported)
    t.begin("SAY hello", "SAY main", "ASK main menu 1,2,3,4,5")
    return t
  }

  @Test func theFirstKeysTimeBeginsWhenThePromptHasBeenHeard() {
    var t = Self.begun()
    t.wait(.seconds(12))
    t.heard(through: 1)
    t.wait(.seconds(8))
    t.heard(through: 2)
    t.wait(.milliseconds(4_999))
    t.wait(.milliseconds(1), "NOINPUT main 1", "SAY main", "ASK main menu 1,2,3,4,5")
  }

  @Test func aKeyStopsWhatIsPlayingAndNothingElse() {
    var t = Self.begun()
    t.press("9", "STOP", "NOMATCH main 1", "SAY main", "ASK main menu 1,2,3,4,5")
    t.heard()
    t.press("9", "NOMATCH main 2", "SAY main", "ASK main menu 1,2,3,4,5")
    // A report of what was stopped is late, and says nothing.
    t.heard(through: 1)
    t.wait(.seconds(5))
    #expect(t.dialogue.phase == .asking)
  }

  @Test func keysDuringAProtectedPromptAreForTheNodeAfterIt() {
    var t = Self.begun()
    t.press("1", "STOP", "SAY terms", "SAY after", "ASK after menu 1,7")
    t.press("7")
    t.heard(through: 3, "STOP", "SAY last")
    t.heard("END menu-ended last")
  }

  @Test func keysDuringAReadBackAreDropped() {
    var t = Self.begun()
    t.press("2", "STOP", "SAY read-back", "ASK sure confirm 1,*")
    t.press("1")
    t.heard()
    #expect(t.dialogue.isIdle)
    t.press("1", "SAY last")
  }

  @Test func keysDuringAProtectedPasswordPromptAreDropped() {
    var t = Self.begun()
    t.press("5", "STOP", "SAY password", "ASK pin secret 6-6 #")
    t.press("123456#")
    t.heard()
    t.press("123456#", "HOST verify-query-password")
  }

  @Test func typeAheadStopsPromptsToo() {
    var t = Self.begun()
    t.press(
      "31", "STOP", "SAY act", "HOST report-loss", "STOP")
    t.host(.ok, "SAY after", "ASK after menu 1,7", "STOP", "SAY main", "ASK main menu 1,2,3,4,5")
  }

  @Test func theCallEndsWhenItsLastPromptHasBeenHeard() {
    var t = Self.begun()
    t.press("4", "STOP", "SAY last")
    #expect(t.dialogue.phase == .speaking)
    #expect(!t.dialogue.isIdle)
    t.press("1")
    t.heard("END menu-ended last")
    t.heard()
  }

  @Test func aReportThatNeverComesHoldsNothingUpForEver() {
    var t = Self.begun()
    t.wait(DialogueLimits.playback * 2 - .milliseconds(1))
    t.wait(.milliseconds(1))
    t.wait(.seconds(5), "NOINPUT main 1", "SAY main", "ASK main menu 1,2,3,4,5")
    t.press("4", "STOP", "SAY last")
    t.wait(DialogueLimits.playback, "END menu-ended last")
  }

  @Test func aReportOfMoreThanWasSaidIsAReportOfAll() {
    var t = Self.begun()
    t.heard(through: 99)
    t.press("9", "NOMATCH main 1", "SAY main", "ASK main menu 1,2,3,4,5")
    t.press("9", "STOP", "NOMATCH main 2", "SAY main", "ASK main menu 1,2,3,4,5")
  }

  @Test func instantPlaybackNeverStopsAnything() {
    var t = DialogueTester(Self.tree())
    t.begin("SAY hello", "SAY main", "ASK main menu 1,2,3,4,5")
    t.press("2", "SAY read-back", "ASK sure confirm 1,*")
    t.press("1", "SAY last", "END menu-ended last")
    #expect(t.sentences.map(\.interruptible) == [true, true, false, true])
  }
}
