import ACD
import CallModel
import Testing

/// Forced rest after N calls in a row [A12]: nobody is asked whether he wants it, and nobody stays in it.
@Suite struct RestTests {
  private static let amy = AgentID("amy")

  /// Two calls in a row, then five minutes.
  private func floor(_ names: [String] = ["amy"], wrapUp: WrapUpPolicy.Mode = .none) -> Floor {
    Floor(agents: names, rest: RestPolicy(after: 2, for: .minutes(5))) {
      $0.wrapUp = WrapUpPolicy(mode: wrapUp, limit: .seconds(30))
    }
  }

  /// The n-th offer, taken at once and over after 10 s.
  private func serve(_ floor: inout Floor, _ number: Int, at seconds: Int64) {
    floor.enter("c\(number)", at: seconds)
    floor.accept("o\(number)", by: "amy", at: seconds)
    floor.end("c\(number)", by: "amy", at: seconds + 10)
  }

  @Test func theLastOfTheRowLeadsIntoARestThatEndsByItself() {
    var floor = floor()
    serve(&floor, 1, at: 0)
    #expect(floor.state("amy") == .ready)
    serve(&floor, 2, at: 20)
    #expect(floor.heard().suffix(2) == ["amy not-ready(rest)", "amy rests after 2 until 330"])
    floor.enter("c3", at: 40)
    floor.wait(until: 329)
    #expect(floor.state("amy") == .notReady(reason: "rest"))
    floor.wait(until: 330)
    #expect(floor.heard().suffix(3) == ["amy ready", "offer o3 c3 -> amy", "amy offered"])
  }

  @Test func theRestComesAfterTheWrapUp() {
    var floor = floor(wrapUp: .optional)
    serve(&floor, 1, at: 0)
    _ = floor.at(15) { $0.ready(agent: Self.amy, at: $1, into: &$2) }
    serve(&floor, 2, at: 20)
    #expect(floor.state("amy") == .wrapUp)
    floor.wait(until: 60)
    #expect(floor.heard().suffix(2) == ["amy not-ready(rest)", "amy rests after 2 until 360"])
  }

  /// The row is broken only by as much time without calls as a rest lasts.
  @Test(arguments: [(299, false), (300, true)]) func aPauseAsLongAsARestBreaksTheRow(idle: Int64, breaks: Bool) {
    var floor = floor()
    serve(&floor, 1, at: 0)
    serve(&floor, 2, at: 10 + idle)
    #expect((floor.state("amy") == .ready) == breaks)
  }

  @Test func neitherReadyNorAnotherReasonNorALoginEndsIt() {
    var floor = floor()
    serve(&floor, 1, at: 0)
    serve(&floor, 2, at: 20)
    let until = Floor.noon + .seconds(330)
    func ready(_ seconds: Int64) -> ACDRefusal? {
      floor.at(seconds) { $0.ready(agent: Self.amy, at: $1, into: &$2) }
    }
    #expect(ready(40) == .agentRests(until: until))
    #expect(floor.at(50) { $0.notReady(agent: Self.amy, reason: "tea", at: $1, into: &$2) } == nil)
    #expect(ready(60) == .agentRests(until: until))
    #expect(floor.at(70) { $0.logOut(agent: Self.amy, at: $1, into: &$2) } == nil)
    _ = floor.heard()
    #expect(floor.at(80) { $0.logIn(agent: Self.amy, at: $1, into: &$2) } == nil)
    #expect(floor.heard() == ["amy not-ready(login)", "amy rests after 2 until 330"])
    #expect(ready(329) == .agentRests(until: until))
    #expect(ready(330) == nil)
    serve(&floor, 3, at: 331)
    #expect(floor.state("amy") == .ready, "a new row has begun")
  }

  @Test func whoAskedForABreakOfHisOwnHasItAndRestsAllTheSame() {
    var floor = floor()
    serve(&floor, 1, at: 0)
    floor.enter("c2", at: 20)
    floor.accept("o2", by: "amy", at: 20)
    #expect(floor.at(25) { $0.notReady(agent: Self.amy, reason: "lunch", at: $1, into: &$2) } == nil)
    floor.end("c2", by: "amy", at: 30)
    #expect(floor.heard().suffix(2) == ["amy not-ready(lunch)", "amy rests after 2 until 330"])
    floor.wait(until: 3_600)
    #expect(floor.state("amy") == .notReady(reason: "lunch"), "his lunch is his to end")
  }

  @Test func whoseConsoleDiedInARestIsReadyWhenItIsBack() {
    var floor = floor()
    serve(&floor, 1, at: 0)
    serve(&floor, 2, at: 20)
    let graceEnds = Floor.noon + .seconds(400)
    _ = floor.at(325) { $0.consoleDied(agent: Self.amy, graceEnds: graceEnds, at: $1, into: &$2) }
    floor.wait(until: 340)
    #expect(floor.state("amy") == .notReady(reason: "rest"))
    _ = floor.at(350) { $0.logIn(agent: Self.amy, at: $1, into: &$2) }
    #expect(floor.state("amy") == .ready)
  }

  @Test func aReloadWithoutTheRuleLetsARestEndAsItBegan() {
    var floor = floor()
    serve(&floor, 1, at: 0)
    serve(&floor, 2, at: 20)
    var settings = floor.settings
    settings.rest = nil
    _ = floor.at(40) {
      $0.reconfigure(settings, at: $1, into: &$2)
      return nil
    }
    floor.wait(until: 330)
    #expect(floor.state("amy") == .ready)
  }

  @Test func callsThatWereTakenOverCount() {
    var floor = floor(["amy", "bob"])
    serve(&floor, 1, at: 0)
    floor.enter("c2", at: 20)
    floor.accept("o2", by: "bob", at: 20)
    _ = floor.at(21) { $0.consult(call: CallID("c2"), by: AgentID("bob"), with: .agent(Self.amy), at: $1, into: &$2) }
    floor.accept("o3", by: "amy", at: 22)
    _ = floor.at(23) { $0.complete(call: CallID("c2"), by: AgentID("bob"), at: $1, into: &$2) }
    floor.end("c2", by: "amy", at: 30)
    #expect(floor.state("amy") == .notReady(reason: "rest"))
  }

  /// `WHY` says so of whoever could otherwise have the call.
  @Test func whyNamesTheRest() {
    var floor = floor()
    serve(&floor, 1, at: 0)
    serve(&floor, 2, at: 20)
    floor.enter("c3", at: 100)
    let candidates = floor.engine.candidates(for: CallID("c3")) ?? []
    #expect(candidates.map(\.word) == ["resting"])
    #expect(
      candidates.map { $0.sentence(at: floor.engine.now) } == [
        "must rest after 2 calls in a row, for another 230 s"
      ])
  }
}
