import ACD
import CallModel
import Testing

/// Work for which the customer has not asked is bounded beside its queue: by hours, an end, and attempts.
struct OutboundBoundsTests {
  /// Noon to 12:10, every day.
  private static let hours = OpeningHours(.init(from: .hours(12), to: .hours(12) + .minutes(10))!)

  private static func floor() -> Floor {
    Floor(agents: ["amy"], dialHours: DialHours(working: hours, quiet: [])) {
      $0.callback = CallbackPolicy(attempts: 3, pause: .minutes(1), ring: .seconds(45))
    }
  }

  private static func work(attempts: Int = 0, until: Int64? = nil, due: Int64 = 0) -> OutboundWork {
    OutboundWork(
      id: CallID("OE1"), queue: QueueID("q"), attempts: attempts, due: Floor.noon + .seconds(due),
      bounds: .init(terms: .unasked, until: until.map { Floor.noon + .seconds($0) }, attempts: attempts + 1))
  }

  @Test func itIsGivenInItsHoursAndEndsAfterOneAttempt() {
    var floor = Self.floor()
    #expect(floor.at(1) { $0.give(Self.work(), at: $1, into: &$2) } == nil)
    floor.accept("o1", by: "amy", at: 2)
    _ = floor.heard()
    #expect(floor.missed("OE1", .busy, at: 3) == nil)
    #expect(floor.heard().last == "OE1 other-channel after 1")
    #expect(floor.engine.status(of: CallID("OE1")) == nil)
  }

  @Test func outsideItsHoursItWaitsForTheNextDay() {
    var floor = Self.floor()
    #expect(floor.at(601) { $0.give(Self.work(), at: $1, into: &$2) } == nil)
    _ = floor.heard()
    floor.wait(until: 86_399)
    #expect(floor.heard() == [])
    floor.wait(until: 86_400)
    #expect(floor.heard() == ["offer o1 OE1 -> amy", "amy offered"])
  }

  @Test func hoursThatEndWhileTheAgentIsAskedForbidTheDial() {
    var floor = Self.floor()
    #expect(floor.at(599) { $0.give(Self.work(), at: $1, into: &$2) } == nil)
    _ = floor.heard()
    floor.accept("o1", by: "amy", at: 600)
    #expect(floor.heard() == ["withdraw o1 OE1 -> amy not-reached", "amy ready"])
    #expect(floor.engine.status(of: CallID("OE1"))?.place == .paused)
  }

  @Test func whoWaitsWhenTheyEndIsNotOfferedAnyMore() {
    var floor = Self.floor()
    floor.enter("c0", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    #expect(floor.at(5) { $0.give(Self.work(), at: $1, into: &$2) } == nil)
    _ = floor.heard()
    floor.end("c0", by: "amy", at: 700)
    #expect(floor.heard() == ["c0 ended with amy talk 700 hold 0 agent-ended", "amy ready"])
  }

  @Test func afterItsEndNobodyIsDialled() {
    var floor = Self.floor()
    #expect(floor.at(1) { $0.give(Self.work(until: 60, due: 60), at: $1, into: &$2) } == nil)
    _ = floor.heard()
    floor.wait(until: 61)
    #expect(floor.heard() == ["OE1 cancelled after 0"])
    #expect(floor.state("amy") == .ready)
  }

  /// The floor's 12:00, with the settings as given, and then with others.
  @Test func aReloadRulesWorkThatWaitsAlready() {
    var floor = Self.floor()
    #expect(floor.at(601) { $0.give(Self.work(), at: $1, into: &$2) } == nil)
    _ = floor.heard()
    var settings = floor.settings
    settings.dialHours = DialHours(quiet: [])
    _ = floor.at(700) { engine, now, actions in
      engine.reconfigure(settings, at: now, into: &actions)
      return nil
    }
    #expect(floor.heard() == ["offer o1 OE1 -> amy", "amy offered"])
    settings.dialHours = DialHours()
    _ = floor.at(701) { engine, now, actions in
      engine.reconfigure(settings, at: now, into: &actions)
      return nil
    }
    floor.accept("o1", by: "amy", at: 702)
    #expect(floor.heard() == ["withdraw o1 OE1 -> amy not-reached", "amy ready"])
    floor.wait(until: 7_199)
    #expect(floor.heard() == [])
    floor.wait(until: 7_200)
    #expect(floor.heard() == ["offer o2 OE1 -> amy", "amy offered"])
  }
}
