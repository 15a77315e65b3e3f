import CallModel
import Foundation
import GRDB
import ServiceCentre
import Testing

@testable import Store

@Suite struct CentreStoreTests {
  let directory = TemporaryDirectory()

  static func at(_ seconds: Int64) -> Timestamp { Fixture.morning + .seconds(seconds) }

  static let decision = OfferDecision(
    offer: OfferID("o7"), agent: AgentID("1001"), at: at(15), why: ["most-urgent", "ring-0", "longest-idle"],
    excluded: [AgentID("1004"), AgentID("1002")], reserved: [AgentID("1005")])

  /// A call with everything that a record can hold.
  static func record(
    _ call: String, epoch: Int64 = 1, startedAt: Int64 = 0, queue: String = "general", agent: String? = "1001",
    customer: Int64? = 1, from: String? = "13900000001", disposition: String = "agent"
  ) -> CallRecord {
    CallRecord(
      call: CallID(call), epoch: epoch, gateway: "gw1", callingNumber: from, calledNumber: "95500",
      language: .chinese, customer: customer.map { CustomerNumber($0) }, verification: .transaction,
      startedAt: at(startedAt), endedAt: at(startedAt + 60), cause: "caller-hung-up", disposition: disposition,
      menuVersion: "abc", path: ["N0", "M1", "A1", "M1"].map { NodeID($0) },
      operations: [
        OperationRecord(operation: .balance, outcome: .ok, at: at(startedAt + 5)),
        OperationRecord(operation: .transfer, outcome: .limit, at: at(startedAt + 9)),
      ],
      queueVisits: [
        QueueVisitRecord(
          queue: QueueID("first"), enteredAt: at(startedAt + 10), leftAt: at(startedAt + 20), result: "overflowed"),
        QueueVisitRecord(
          queue: QueueID(queue), enteredAt: at(startedAt + 20), leftAt: at(startedAt + 25), result: "answered",
          agent: agent.map { AgentID($0) }, talk: .seconds(30), hold: .seconds(4), decision: Self.decision),
      ])
  }

  private func store() throws -> CentreStore { try CentreStore(directory: directory.path) }

  // MARK: - Dialling

  @Test func attemptsAreKeptOnceAndTheTaskFollowsThem() throws {
    let store = try store()
    let number = try store.write { db in
      var book = SQLiteTaskBook(db: db, workingHours: DialHours.usualWorking)
      return try book.add(
        CallbackTask(
          number: 0, phone: "13900000004", queue: QueueID("general"), call: CallID("c1"), customer: nil,
          registeredAt: Self.at(0), dueAt: Self.at(7_200), maximumAttempts: 3))
    }
    let id = CallID("CB\(number)")
    let dials = [DialResult.busy, .noAnswer, .off].enumerated().map { place, result in
      DialRecord(call: id, attempt: place + 1, agent: AgentID("1001"), result: result, at: Self.at(Int64(place)))
    }
    try store.append(dials.map { .dial($0) })
    try store.append([.dial(dials[2]), .dial(dials[0])])
    #expect(try store.dials(of: id) == dials)
    #expect(try store.callbacks(.open, limit: 10).map(\.attempts) == [3])
    try store.append([.outboundClosed(OutboundClosedRecord(call: id, state: "other-channel", at: Self.at(9)))])
    #expect(try store.callbacks(.open, limit: 10).isEmpty)
    #expect(try store.callbacks(.otherChannel, limit: 10).map(\.number) == [number])
    try store.append([.outboundClosed(OutboundClosedRecord(call: id, state: "done", at: Self.at(10)))])
    #expect(try store.callbacks(.otherChannel, limit: 10).count == 1, "what is closed stays as it was closed")
  }

  // MARK: - Calls

  @Test func aRecordComesBackAsItWas() throws {
    let store = try store()
    var bare = Self.record("c2", agent: nil, customer: nil, from: nil)
    bare.calledNumber = nil
    bare.language = nil
    bare.path = []
    bare.operations = []
    bare.queueVisits = []
    try store.append([.call(Self.record("c1")), .call(bare)])
    #expect(try store.call(CallID("c1")) == Self.record("c1"))
    #expect(try store.call(CallID("c2")) == bare)
    #expect(try store.call(CallID("c3")) == nil)
    #expect(try self.store().calls(limit: 10) == [bare, Self.record("c1")])
  }

  @Test func theNewestOfAReusedNameIsFound() throws {
    let store = try store()
    let records = [Self.record("g-7"), Self.record("g-7", startedAt: 100), Self.record("g-7", epoch: 2, startedAt: 50)]
    for record in records { try store.append([.call(record)]) }
    #expect(try store.call(CallID("g-7")) == records[2])
    #expect(try store.calls(limit: 10).count == 3)
  }

  @Test func detailsBelongToTheirCallAlone() throws {
    let store = try store()
    func answer(_ call: String, epoch: Int64 = 1, at seconds: Int64) -> SurveyAnswerRecord {
      SurveyAnswerRecord(
        call: CallID(call), epoch: epoch, node: NodeID("S1"), agent: AgentID("1001"), queue: nil,
        answer: "satisfied", at: Self.at(seconds))
    }
    func wrapUp(_ call: String, epoch: Int64 = 1, at seconds: Int64) -> WrapUpRecord {
      WrapUpRecord(
        call: CallID(call), epoch: epoch, agent: AgentID("1001"), code: "enquiry", note: nil, at: Self.at(seconds))
    }
    try store.append([
      .surveyAnswer(answer("g", at: 40)), .call(Self.record("g")), .wrapUp(wrapUp("g", at: 70)),
      .surveyAnswer(answer("g", at: 140)), .call(Self.record("g", startedAt: 100)), .wrapUp(wrapUp("g", at: 170)),
      .surveyAnswer(answer("other", at: 150)), .wrapUp(wrapUp("g", epoch: 2, at: 170)),
    ])
    let details = try store.details(of: CallID("g"))
    #expect(details?.record == Self.record("g", startedAt: 100))
    #expect(details?.surveyAnswers == [answer("g", at: 140)])
    #expect(details?.wrapUps == [wrapUp("g", at: 170)])
    #expect(try store.details(of: CallID("nobody")) == nil)
    #expect(try store.call(offeredAs: OfferID("o7"))?.call == CallID("g"), "found by its offer, with what decided it")
    #expect(details?.record.queueVisits.map(\.decision) == [nil, Self.decision])
    #expect(try store.call(offeredAs: OfferID("o8")) == nil)
  }

  @Test func filtersNarrow() throws {
    let store = try store()
    let records = [
      Self.record("c1"), Self.record("c2", startedAt: 100, queue: "card"),
      Self.record("c3", startedAt: 200, agent: "1002"),
      Self.record("c4", startedAt: 300, customer: 2), Self.record("c5", startedAt: 400, from: "110"),
      Self.record("c6", startedAt: 500, disposition: "abandoned"),
    ]
    try store.append(records.map { .call($0) })
    func calls(_ filter: CallFilter, limit: Int = 100) throws -> [String] {
      try store.calls(limit: limit, filter).map(\.call.text)
    }
    #expect(try calls(CallFilter()) == ["c6", "c5", "c4", "c3", "c2", "c1"])
    #expect(try calls(CallFilter(), limit: 2) == ["c6", "c5"])
    #expect(try calls(CallFilter(), limit: -1) == [])
    #expect(try calls(CallFilter(from: Self.at(100), to: Self.at(300))) == ["c3", "c2"])
    #expect(try calls(CallFilter(queue: QueueID("card"))) == ["c2"])
    #expect(try calls(CallFilter(agent: AgentID("1002"))) == ["c3"])
    #expect(try calls(CallFilter(customer: CustomerNumber(2))) == ["c4"])
    #expect(try calls(CallFilter(callingNumber: "110")) == ["c5"])
    #expect(try calls(CallFilter(disposition: "abandoned")) == ["c6"])
    #expect(
      try calls(CallFilter(from: Self.at(100), queue: QueueID("general"), disposition: "agent")) == ["c5", "c4", "c3"])
  }

  @Test func readsUseTheirIndexes() throws {
    let store = try store()
    func plan(_ filter: CallFilter) throws -> String {
      let condition = filter.condition
      return try store.read { db in
        try Row.fetchAll(
          db, sql: "EXPLAIN QUERY PLAN SELECT * FROM calls WHERE \(condition.sql) ORDER BY number DESC LIMIT 10",
          arguments: condition.arguments
        ).map { $0["detail"] as String }.joined(separator: "; ")
      }
    }
    #expect(try plan(CallFilter(customer: CustomerNumber(2))).contains("calls_by_customer"))
    #expect(try plan(CallFilter(callingNumber: "110")).contains("calls_by_calling_number"))
    #expect(try plan(CallFilter(queue: QueueID("card"))).contains("queue_visits_for_reports"))
    #expect(try plan(CallFilter(agent: AgentID("1"))).contains("queue_visits_by_agent"))
  }

  @Test func factsWrittenAgainAreThereOnce() throws {
    let store = try store()
    let interval = AgentIntervalRecord(
      agent: AgentID("1001"), state: "ready", reason: nil, from: Self.at(0), to: Self.at(10))
    let facts: [Fact] = [.call(Self.record("c1")), .agentInterval(interval)]
    #expect(try store.append(facts) == 2)
    #expect(try store.append(facts) == 4)
    #expect(try store.calls(limit: 10) == [Self.record("c1")])
    #expect(try store.agentIntervals(in: Self.at(0)..<Self.at(100)) == [interval])
  }

  @Test func aBatchIsWrittenWholeOrNotAtAll() throws {
    let store = try store()
    try store.write { db in
      try db.execute(
        sql: """
          CREATE TRIGGER trip BEFORE INSERT ON wrap_ups BEGIN SELECT RAISE(ABORT, 'tripped'); END
          """)
    }
    let wrapUp = WrapUpRecord(
      call: CallID("c1"), epoch: 1, agent: AgentID("1001"), code: "x", note: "a note", at: Self.at(70))
    let error = #expect(throws: StoreError.self) { try store.append([.call(Self.record("c1")), .wrapUp(wrapUp)]) }
    #expect(error == .database(file: directory.file("centre.sqlite"), reason: "tripped (SQLite 19)"))
    #expect(try store.call(CallID("c1")) == nil)
    #expect(try store.factCount() == 0)
  }

  // MARK: - People

  @Test func agentsDaysAreReadByAgentAndTime() throws {
    let store = try store()
    func interval(_ agent: String, _ state: String, _ from: Int64, _ to: Int64) -> AgentIntervalRecord {
      AgentIntervalRecord(
        agent: AgentID(agent), state: state, reason: state == "break" ? "lunch" : nil, from: Self.at(from),
        to: Self.at(to))
    }
    let all = [
      interval("1001", "ready", 0, 10), interval("1002", "break", 5, 30), interval("1001", "talking", 10, 20),
      interval("1001", "ready", 20, 40),
    ]
    try store.append(all.map { .agentInterval($0) })
    #expect(try store.agentIntervals(in: Self.at(0)..<Self.at(100)) == all)
    #expect(try store.agentIntervals(in: Self.at(10)..<Self.at(20)) == [all[1], all[2]])
    #expect(try store.agentIntervals(of: AgentID("1001"), in: Self.at(10)..<Self.at(25)) == [all[2], all[3]])
  }

  @Test func answersAndWrapUpsAreReadByTime() throws {
    let store = try store()
    let answer = SurveyAnswerRecord(
      call: CallID("c1"), epoch: 1, node: NodeID("S1"), agent: nil, queue: QueueID("general"), answer: "satisfied",
      at: Self.at(5))
    let wrapUp = WrapUpRecord(
      call: CallID("c1"), epoch: 1, agent: AgentID("1001"), code: "enquiry", note: "asked for rates", at: Self.at(6))
    try store.append([.surveyAnswer(answer), .wrapUp(wrapUp)])
    #expect(try store.surveyAnswers(in: Self.at(0)..<Self.at(6)) == [answer])
    #expect(try store.surveyAnswers(in: Self.at(6)..<Self.at(9)) == [])
    #expect(try store.wrapUps(in: Self.at(6)..<Self.at(7)) == [wrapUp])
  }

  // MARK: - Lives of the server

  @Test func eachStartIsAnEpochAndCallNumbersGoOn() throws {
    let store = try store()
    let first = try store.beginEpoch(at: Self.at(0))
    #expect(first == CentreStore.Epoch(number: 1, firstCallNumber: 1))
    try store.endEpoch(first, nextCallNumber: 43, at: Self.at(10))
    #expect(try self.store().beginEpoch(at: Self.at(20)) == CentreStore.Epoch(number: 2, firstCallNumber: 43))
  }

  @Test func afterACrashNoCallNumberIsGivenTwice() throws {
    let store = try store()
    _ = try store.beginEpoch(at: Self.at(0))
    // Written out of order; names that gateways chose count only where they look like ours.
    try store.append(["c900", "c17", "gw-5000", "c5x", "cc7"].map { .call(Self.record($0)) })
    let gap = CentreStore.callNumbersSkippedAfterCrash
    let second = try store.beginEpoch(at: Self.at(20))
    #expect(second == CentreStore.Epoch(number: 2, firstCallNumber: 901 + gap))
    // Crashed again, before any call ended.
    #expect(try store.beginEpoch(at: Self.at(30)).firstCallNumber == 901 + 2 * gap)
  }

  @Test(arguments: [
    ("c1", 1), ("c", 0), ("c0042", 42), ("d1", 0), ("c1234567890123456", 0), ("c999999999999999", 999_999_999_999_999),
  ])
  func serverNumbers(call: String, number: Int64) { #expect(CentreStore.serverNumber(of: CallID(call)) == number) }
}
