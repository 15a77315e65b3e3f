import ACD
import CallModel
import Testing

@testable import Simulation

@Suite struct ReplayTests {
  private static let start = CivilTime(day: CivilDay(year: 2026, month: 11, day: 24)!, timeOfDay: .hours(9)).instant()

  /// The example of the method's textbook treatment: ends at 6, 6, 6, 7, 10, 13, 16, 22, 23; the rest censored
  /// (Freireich and others, 1963; the treated patients).
  @Test func theEstimateIsThatOfTheTextbook() {
    let ends: [Double] = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    let censored: [Double] = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    let estimate = KaplanMeier(
      ends.map { .init(seconds: $0, isEnd: true) } + censored.map { .init(seconds: $0, isEnd: false) })
    for (time, survival) in [
      (5.0, 1.0), (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448),
    ] {
      #expect(abs(estimate.survival(time) - survival) < 0.0006, "at \(time)")
    }
    #expect(abs(estimate.hazard - 9.0 / 359) < 1e-12)
  }

  @Test func patienceIsDrawnFromBeyondTheWait() {
    let estimate = KaplanMeier([
      .init(seconds: 10, isEnd: true), .init(seconds: 20, isEnd: false), .init(seconds: 30, isEnd: true),
      .init(seconds: 40, isEnd: false),
    ])
    var random = SplitMix64(seed: 1)
    for _ in 0..<200 {
      let drawn = estimate.draw(beyond: 15, &random)
      #expect(drawn.map { $0 >= 30 } == true)
    }
    #expect(KaplanMeier([.init(seconds: 5, isEnd: false)]).draw(beyond: 5, &random) == nil)
  }

  /// Two queues, an agent for each; a call a minute of 70 s to `a`, a call every ten minutes to `b`.
  private var day: RecordedDay {
    var calls: [RecordedDay.Call] = []
    for number in 0..<60 {
      let at = Self.start + .minutes(Int64(number))
      calls.append(
        .init(
          call: CallID("a\(number)"), queue: QueueID("a"), at: at, waited: .seconds(Int64(number)),
          outcome: number % 6 == 5 ? .abandoned : .answered, handling: number % 6 == 5 ? nil : .seconds(70)))
      if number % 10 == 0 {
        calls.append(
          .init(
            call: CallID("b\(number)"), queue: QueueID("b"), at: at + .seconds(1), waited: .zero, outcome: .answered,
            handling: .seconds(60)))
      }
    }
    let presences = ["x", "y"].map {
      RecordedDay.Presence(agent: AgentID($0), from: Self.start - .minutes(1), to: Self.start + .hours(3))
    }
    return RecordedDay(calls: calls, presences: presences)
  }

  private func configuration(sharing: Bool) -> ACDConfiguration {
    let (a, b) = (SkillID("a"), SkillID("b"))
    let queues = [a, b].map {
      QueueConfiguration(
        id: QueueID($0.text), rings: [RingConfiguration(requirements: [SkillRequirement($0)])],
        wrapUp: WrapUpPolicy(mode: .none))
    }
    let all = [SkillLevel(a), SkillLevel(b)]
    return ACDConfiguration(
      skills: [a, b], queues: queues,
      agents: [
        AgentConfiguration(id: AgentID("x"), skills: sharing ? all : [SkillLevel(a)]),
        AgentConfiguration(id: AgentID("y"), skills: sharing ? all : [SkillLevel(b)]),
      ])
  }

  @Test func theSameSettingsChangeNothing() throws {
    let same = configuration(sharing: false)
    let comparison = try Replay(day: day, before: same, after: same).run(seeds: 5)
    #expect(comparison.queues.map(\.queue.text) == ["a", "b"])
    #expect(comparison.losers.isEmpty && comparison.winners == 0 && comparison.remarks.isEmpty)
    #expect(comparison.queues.allSatisfy { !$0.meanWait.isChanged && !$0.serviceLevel.isChanged })
  }

  @Test func sharedAgentsHelpTheBusyQueueAndWhoPaysForItIsNamed() throws {
    let replay = try Replay(day: day, before: configuration(sharing: false), after: configuration(sharing: true))
    let comparison = try #require(Optional(replay.run(seeds: 8)))
    let (busy, quiet) = (comparison.queues[0], comparison.queues[1])
    #expect(busy.meanWait.isChanged && busy.meanWait.difference.mean < -10)
    #expect(busy.abandoned.difference.mean < 0)
    #expect(quiet.meanWait.before.mean == 0 && quiet.meanWait.difference.mean >= 0)
    #expect(comparison.winners > 10)
    #expect(comparison.losers.allSatisfy { $0.queue == QueueID("b") })
    // Each loser's figures say so.
    #expect(
      comparison.losers.allSatisfy { $0.wait.difference.mean >= Replay.noticeable || $0.answered.difference.mean < 0 })
  }

  @Test func whereErlangHasNoAnswerItIsSaidWhy() throws {
    let shared = configuration(sharing: true)
    let fits = try Replay(day: day, before: shared, after: shared).run(seeds: 2).queues.map(\.erlang)
    #expect(fits[0].answer == nil)
    #expect(fits[0].reasons.contains("its agents also serve b"))
    #expect(fits[0].reasons.contains { $0.hasPrefix("handling times are not exponential") })
    #expect(fits[1].reasons == ["fewer than 30 calls were answered"])
  }

  @Test func whatIsMissingIsSaid() throws {
    var other = configuration(sharing: false)
    other.agents.removeLast()
    other.queues.removeLast()
    let comparison = try Replay(day: day, before: configuration(sharing: false), after: other).run(seeds: 2)
    #expect(
      comparison.remarks == [
        "agents who are not in the other configuration: y", "queues that are not in the other configuration: b",
      ])
    #expect(throws: Replay.Unsuitable.self) {
      try Replay(day: RecordedDay(calls: [], presences: []), before: other, after: other)
    }
  }

  @Test func recordsBecomeADay() {
    func record(_ call: String, _ visits: [QueueVisitRecord]) -> CallRecord {
      CallRecord(
        call: CallID(call), epoch: 1, gateway: "g", callingNumber: nil, calledNumber: nil, language: nil, customer: nil,
        verification: .none, startedAt: Self.start, endedAt: Self.start + .hours(1), cause: "", disposition: "",
        menuVersion: "", path: [], operations: [], queueVisits: visits)
    }
    func visit(_ queue: String, _ from: Int64, _ to: Int64, _ result: String, _ talk: Int64 = 0) -> QueueVisitRecord {
      QueueVisitRecord(
        queue: QueueID(queue), enteredAt: Self.start + .seconds(from), leftAt: Self.start + .seconds(to),
        result: result,
        agent: talk > 0 ? AgentID("x") : nil, talk: .seconds(talk), hold: .seconds(talk > 0 ? 5 : 0))
    }
    func stretch(_ state: String, _ from: Int64, _ to: Int64) -> AgentIntervalRecord {
      AgentIntervalRecord(
        agent: AgentID("x"), state: state, reason: nil, from: Self.start + .seconds(from), to: Self.start + .seconds(to)
      )
    }
    let day = RecordedDay(
      records: [
        record("none", []), record("late", [visit("a", 50, 60, "abandoned")]),
        record(
          "moved",
          [visit("a", 0, 30, "overflowed"), visit("b", 30, 40, "answered", 100), visit("a", 150, 160, "answered", 9)]),
      ],
      stretches: [
        stretch("not-ready", 0, 10), stretch("ready", 10, 35), stretch("offered", 35, 40), stretch("talking", 40, 145),
        stretch("wrap-up", 145, 150), stretch("not-ready", 150, 200), stretch("ready", 200, 300),
      ])
    #expect(day.calls.map(\.call.text) == ["moved", "late"])
    #expect(
      day.calls[0].queue == QueueID("a") && day.calls[0].waited == .seconds(40)
        && day.calls[0].handling == .seconds(105))
    #expect(day.calls[1].outcome == .abandoned && day.calls[1].handling == nil)
    #expect(day.presences.map { ($0.from - Self.start).seconds } == [10, 200])
    #expect(day.presences.map { ($0.to - Self.start).seconds } == [150, 300])
    #expect(day.wrapUps == [.seconds(5)] && day.answerTimes == [.seconds(5)])
  }
}
