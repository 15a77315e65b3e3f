import CallModel
import ServiceCentre
import Testing

@Suite("What certificates and courses say of agents' skills [A9, A10, A11]")
struct QualificationTests {
  var fixture = CentreFixture()

  private static func midnight(after day: String) -> Timestamp? {
    CivilDay(written: day).map { CivilTime(day: $0 + 1, timeOfDay: .zero).instant() }
  }

  private func effects(_ reply: CentreReply) -> [DeskEffect] {
    if case .done(_, _, let effects) = reply { effects } else { [] }
  }

  private func cards(level: Int = 0, until day: String?) -> [DeskEffect] {
    [
      .qualify(
        Qualification(
          agent: AgentID("1001"), skill: SkillID("cards"), level: level,
          certifiedUntil: day.flatMap { Self.midnight(after: $0) }))
    ]
  }

  @Test("A certificate counts to the end of its last day, the latest of several decides, and one revoked is as none")
  mutating func certificates() throws {
    var reply = try fixture.order("certificate add agent=1001 skill=cards expires=2026-12-31", by: "6001")
    #expect(effects(reply) == cards(until: "2026-12-31"))
    reply = try fixture.order("certificate add agent=1001 skill=cards expires=2026-11-30", by: "6001")
    #expect(effects(reply) == cards(until: "2026-12-31"))
    reply = try fixture.order("certificate revoke RG1001 :it was false", by: "6001")
    #expect(effects(reply) == cards(until: "2026-11-30"))
    reply = try fixture.order("certificate revoke RG1002 :that too", by: "6001")
    let none = Qualification(agent: AgentID("1001"), skill: SkillID("cards"), certifiedUntil: .epoch)
    #expect(effects(reply) == [.qualify(none)])
    #expect(try fixture.book.qualifications() == [none])
  }

  @Test("A course unlocks its level when it is passed, not before; the highest counts")
  mutating func courses() throws {
    var reply = try fixture.order("course enrol agent=1001 skill=cards level=3", by: "2001")
    #expect(effects(reply) == cards(until: nil))
    reply = try fixture.order("course pass RG1001", by: "6001")
    #expect(effects(reply) == cards(level: 3, until: nil))
    _ = try fixture.order("course enrol agent=1001 skill=cards level=2", by: "2001")
    reply = try fixture.order("course pass RG1002", by: "6001")
    #expect(effects(reply) == cards(level: 3, until: nil))
    _ = try fixture.order("course enrol agent=1001 skill=cards level=9", by: "2001")
    reply = try fixture.order("course fail RG1003", by: "6001")
    #expect(effects(reply) == cards(level: 3, until: nil))
  }

  @Test("All of them, in the order of agents and skills")
  mutating func all() throws {
    for (agent, skill) in [("1002", "loss"), ("1001", "loss"), ("1001", "cards")] {
      let line = "certificate add agent=\(agent) skill=\(skill) expires=2026-12-31"
      #expect(try fixture.order(line, by: "6001").isDone)
    }
    #expect(
      try fixture.book.qualifications().map { "\($0.agent) \($0.skill)" } == ["1001 cards", "1001 loss", "1002 loss"])
  }

  @Test("Other papers say nothing of skills")
  mutating func others() throws {
    let reply = try fixture.order("shift plan agent=1001 day=2026-12-01 begins=09:00 ends=17:30", by: "2001")
    #expect(reply.isDone && effects(reply).isEmpty)
  }
}

@Suite("What needs somebody today: rules that time alone breaks")
struct AttentionTests {
  var fixture = CentreFixture()

  private mutating func attention() throws -> [String] {
    try fixture.order("report attention", by: "2101").rows.map { row in
      row.fields.map(\.value).joined(separator: " ")
    }
  }

  private mutating func goTo(_ day: String) throws {
    fixture.now = CivilTime(day: try #require(CivilDay(written: day)), timeOfDay: .hours(10)).instant()
  }

  @Test("A certificate is warned of from 30 days before its end, unless there is one that lasts longer [A10]")
  mutating func certificates() throws {
    _ = try fixture.order("certificate add agent=1001 skill=cards expires=2026-12-31", by: "6001")
    try goTo("2026-11-30")
    #expect(try attention() == [])
    try goTo("2026-12-01")
    #expect(try attention() == ["certificate RG1001 1001 cards expires-soon 2026-12-31 30"])
    try goTo("2026-12-31")
    #expect(try attention() == ["certificate RG1001 1001 cards expires-soon 2026-12-31 0"])
    try goTo("2027-01-01")
    #expect(try attention() == ["certificate RG1001 1001 cards expired 2026-12-31 -1"])
    _ = try fixture.order("certificate add agent=1001 skill=cards expires=2027-12-31", by: "6001")
    #expect(try attention() == [])
  }

  @Test("A group that was whole is looked at every day: its only certificate may expire [C12]")
  mutating func groups() throws {
    _ = try fixture.order("certificate add agent=1001 skill=cards expires=2026-12-31", by: "6001")
    #expect(try fixture.order("group form name=haidian head=2001 specialists=1001,1002", by: "6001").isDone)
    #expect(try attention() == [])
    try goTo("2027-01-01")
    #expect(try attention().contains("group RG1002 haidian not-whole - -"))
    _ = try fixture.order("certificate add agent=1002 skill=loss expires=2027-12-31", by: "6001")
    #expect(try attention() == ["certificate RG1001 1001 cards expired 2026-12-31 -1"])
  }

  @Test("An open complaint comes up three days before its last day, and no more when its complainant is told [H6]")
  mutating func complaints() throws {
    // Received on 2 November: due at the end of the 17th.
    let id = try fixture.complaint(.investigating)
    try goTo("2026-11-13")
    #expect(try attention() == [])
    try goTo("2026-11-14")
    #expect(try attention() == ["complaint \(id) 1002 due-soon 2026-11-17 3"])
    try goTo("2026-11-18")
    #expect(try attention() == ["complaint \(id) 1002 overdue 2026-11-17 -1"])
    _ = try fixture.order("complaint decide \(id) outcome=unfounded :it is not so", by: "4002")
    _ = try fixture.order("complaint notify \(id) notice=phone :told", by: "4001")
    #expect(try attention() == [])
  }

  @Test("Tasks and improvements come up when their time has passed [C6, H6]")
  mutating func tasks() throws {
    let task = "task open purpose=recovery about=c1 phone=13800138000 :he waits"
    let improvement = "improvement open about=signs owner=2001 due=2026-11-02 :new signs"
    #expect(try fixture.order(task, by: "1001").isDone)
    #expect(try fixture.order(improvement, by: "4001").isDone)
    #expect(try attention() == [])
    try goTo("2026-11-03")
    #expect(
      try attention() == ["task TK1001 1001 overdue 2026-11-02 -1", "improvement RG1001 2001 overdue 2026-11-02 -1"])
  }
}
