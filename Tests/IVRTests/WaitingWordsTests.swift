import CallModel
@testable import IVR
import Testing

@Suite("What waiting callers are told: promises and comfort")
struct WaitingWordsTests {
  // MARK: - Promises

  private static func wordy(_ tree: inout TestTree) {
    tree.prompt("queue-update", "about {ewt:interval}")
    tree.prompt("queue-longer", "sorry, {ewt:interval}")
  }

  @Test func aPromiseGrowsOnlyWithAnApology() {
    var t = QueueTests.waiting(over: .hours(1), Self.wordy)
    t.position(3, ewt: .seconds(100), "SAY 2 ahead, place 3, about 2 minutes")
    t.wait(.seconds(60))
    t.position(2, ewt: .seconds(60), "SAY about 1 minute")
    t.wait(Interval(microseconds: 1))
    t.position(2, ewt: .seconds(60), "SAY sorry, 1 minute")
    t.wait(.seconds(30))
    t.position(2, ewt: .seconds(200), "SAY sorry, 5 minutes")
    t.position(2, ewt: .seconds(700), "SAY sorry, more than 10 minutes")
    t.position(2, ewt: .seconds(900), "SAY about more than 10 minutes")
    t.position(2, ewt: .seconds(90), "SAY about 2 minutes")
  }

  /// The prompt keeps its id, so that whoever waits for it finds it; its words are others.
  @Test func whoIsNextHearsThatAndNothingOfAWaitThatNobodyKnows() {
    var t = QueueTests.waiting(over: .hours(1)) {
      Self.wordy(&$0)
      $0.prompt("line.next", "you are next, about {ewt:interval}")
      $0.prompt("line.unknown", "{ahead:number} ahead")
      $0.prompt("queue-update.next-unknown", "you are next")
      $0.prompt("queue-update.unknown", "now {ahead:number} ahead")
    }
    t.position(3, ewt: nil, "SAY 2 ahead")
    t.position(2, ewt: nil, "SAY now 1 ahead")
    t.position(2, ewt: .seconds(30), "SAY about 30 seconds")
    t.wait(.seconds(31))
    t.position(1, ewt: nil, "SAY sorry, some time")
    t.position(1, ewt: nil, "SAY you are next")
    #expect(t.promises.count == 1, "only where a wait was said")
    var u = QueueTests.waiting(over: .hours(1)) { $0.prompt("line.next", "you are next, about {ewt:interval}") }
    u.position(1, ewt: .seconds(20), "SAY you are next, about 30 seconds")
    #expect(u.promises.map(\.promised) == [.seconds(30)])
    var v = QueueTests.waiting(over: .hours(1)) { $0.prompt("line.unknown", "{ahead:number} ahead") }
    v.position(1, ewt: nil, "SAY 0 ahead")
    #expect(v.promises.isEmpty)
  }

  /// What was said first binds: a shorter estimate told on the way moves the end of the wait neither way.
  @Test func anEarlierPromiseStandsWhateverIsToldWithinIt() {
    var t = QueueTests.waiting(over: .hours(1), Self.wordy)
    t.position(5, ewt: .seconds(250), "SAY 4 ahead, place 5, about 5 minutes")
    t.wait(.seconds(30))
    t.position(4, ewt: .seconds(30), "SAY about 30 seconds")
    t.wait(.seconds(30))
    t.position(4, ewt: .seconds(240), "SAY about 5 minutes")
    t.position(4, ewt: .seconds(241), "SAY sorry, 5 minutes")
  }

  @Test func whenNobodyCanTellAnyMoreThePromiseIsRepeatedAsLongAsItCanBeKept() {
    var t = QueueTests.waiting(over: .hours(1), Self.wordy)
    t.position(3, ewt: .seconds(100), "SAY 2 ahead, place 3, about 2 minutes")
    t.wait(.seconds(40))
    t.position(3, ewt: nil, "SAY about 2 minutes")
    t.wait(.seconds(80))
    t.position(3, ewt: nil, "SAY about 30 seconds")
    t.wait(.seconds(1))
    t.position(3, ewt: nil, "SAY sorry, some time")
    t.position(3, ewt: nil, "SAY about some time")
  }

  @Test func withoutWordsOfApologyAPromiseDoesNotGrow() {
    var t = QueueTests.waiting(over: .hours(1)) { $0.prompt("queue-update", "about {ewt:interval}") }
    t.position(3, ewt: .seconds(100), "SAY 2 ahead, place 3, about 2 minutes")
    t.position(3, ewt: .seconds(121))
    t.position(3, ewt: .seconds(120), "SAY about 2 minutes")
  }

  @Test func onlyWhatWasSaidIsAPromise() {
    var t = QueueTests.waiting(over: .hours(1), playback: .reported, Self.wordy)
    t.position(3, ewt: .seconds(100), "SAY 2 ahead, place 3, about 2 minutes")
    t.position(2, ewt: .seconds(400))
    t.heard()
    t.position(1, ewt: nil, "SAY about 2 minutes")
    t.heard()
    t.position(1, ewt: .seconds(700), "SAY sorry, more than 10 minutes")
    #expect(
      t.promises == [
        WaitPromise(estimate: .seconds(100), promised: .minutes(2), isLonger: false),
        WaitPromise(estimate: .seconds(700), promised: nil, isLonger: true),
      ])
    var u = QueueTests.waiting(over: .hours(1)) { $0.prompt("line", "place {position:number}") }
    u.position(3, ewt: .seconds(100), "SAY place 3")
    #expect(u.promises.isEmpty, "a sentence without the wait promises none")
  }

  @Test(arguments: [(0, 30), (30, 30), (31, 60), (60, 60), (61, 120), (121, 180), (181, 300), (301, 600), (600, 600)])
  func promisesAreRoundedUp(seconds: Int64, promise: Int64) {
    var t = QueueTests.waiting(over: .hours(1))
    let wait = RoundedWait(.seconds(seconds))
    let words = WrittenForm(isChinese: false).wait(wait)
    t.position(1, ewt: .seconds(seconds), "SAY 0 ahead, place 1, about \(words)")
    #expect(t.promises.map(\.promised) == [.seconds(promise)])
  }

  // MARK: - Comfort

  private static func comforted(_ change: (inout TestTree) -> Void = { _ in }) -> DialogueTester {
    QueueTests.waiting(over: .minutes(5)) { tree in
      tree.prompt("queue-update", "now {position:number}")
      tree.queue(
        "line", options: ("options", .minutes(5), .seconds(45)), comfort: (["thanks", "patience"], .seconds(25)))
      change(&tree)
    }
  }

  @Test func comfortMessagesComeInTurnAfterSilence() {
    var t = Self.comforted()
    t.position(2, ewt: nil, "SAY 1 ahead, place 2, about some time")
    t.wait(.seconds(25) - Interval(microseconds: 1))
    t.wait(Interval(microseconds: 1), "SAY thanks")
    t.wait(.seconds(20))
    t.position(1, ewt: nil, "SAY now 1")
    t.wait(.seconds(24))
    t.wait(.seconds(1), "SAY patience")
    t.wait(.seconds(25), "SAY thanks")
  }

  @Test func nobodyIsComfortedInTheOptionsOrByAnAgent() {
    var t = Self.comforted {
      $0.menu("options", ["1": "line", "2": "number"], input: InputRules(first: .minutes(1), attempts: 1))
    }
    t.position(2, ewt: .minutes(6), "SAY 1 ahead, place 2, about 10 minutes", "SAY options", "ASK options menu 1,2")
    t.wait(.seconds(30))
    t.press("1")
    t.wait(.seconds(25), "SAY thanks")
    t.agentAnswers("BRIDGE")
    t.wait(.minutes(10))
  }

  @Test func aComfortMessageDoesNotCutShortWhatIsPlaying() {
    var t = QueueTests.waiting(over: .minutes(5), playback: .reported) { tree in
      tree.queue("line", comfort: (["thanks"], .seconds(25)))
    }
    t.position(2, ewt: nil, "SAY 1 ahead, place 2, about some time")
    t.wait(.seconds(25))
    t.heard()
    t.wait(.seconds(25), "SAY thanks")
  }
}
