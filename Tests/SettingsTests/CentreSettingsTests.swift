import ACD
import CallModel
import IVR
import Settings
import Testing

/// Queues, hours and agents as they come out of their files.
@Suite struct CentreSettingsTests {
  private func queue(_ keys: String) throws -> QueueConfiguration {
    let lines = keys.split(separator: "\n").map { "    \($0)\n" }.joined()
    let files = SmallMenus.files("queues.yaml", "    hours: always\n", "    hours: always\n" + lines)
    return try #require(try MenuLoader.load(files: files).acd.queues.first)
  }

  @Test func aQueueThatSaysLittleHasTheDefaults() throws {
    let rings = [
      RingConfiguration(requirements: [SkillRequirement(SkillID("general"), 2)]),
      RingConfiguration(after: .seconds(30), requirements: [SkillRequirement(SkillID("general"), 1)]),
    ]
    #expect(try queue("") == QueueConfiguration(id: QueueID("general"), rings: rings))
  }

  @Test func aQueueCanSayEverything() throws {
    let queue = try queue(
      """
      strategy: top-down
      base: -5
      rate: 3
      service-level: {percent: 90, within: 10s}
      offer-timeout: 15s
      no-answer-limit: 2
      decline-limit: 3
      wrap-up: {mode: mandatory, limit: 4m, codes: [enquiry, praise]}
      max-waiting: 0
      max-wait: 20m
      max-estimate: {entering: 10m, waiting: 25m}
      overflow: {node: bye}
      join-when-empty: false
      leave-when-empty: true
      closed: {node: bye}
      announce: {positions-up-to: 3, every: none}
      grace: 5s
      hold-limit: 2m
      """)
    #expect(queue.strategy == .topDown && queue.base == -5 && queue.rate == 3)
    #expect(queue.serviceLevel == ServiceLevelTarget(percent: 90, within: .seconds(10)))
    #expect(queue.offerTimeout == .seconds(15) && queue.noAnswerLimit == 2 && queue.declineLimit == 3)
    #expect(queue.wrapUp == WrapUpPolicy(mode: .mandatory, limit: .minutes(4), codes: ["enquiry", "praise"]))
    #expect(queue.maxWaiting == 0 && queue.maxWait == .minutes(20))
    #expect(queue.maxEstimateEntering == .minutes(10) && queue.maxEstimateWaiting == .minutes(25))
    #expect(queue.overflow == .node(NodeID("bye")) && queue.closed == .node(NodeID("bye")))
    #expect(!queue.joinWhenEmpty && queue.leaveWhenEmpty)
    #expect(queue.announce == AnnouncePolicy(positionsUpTo: 3, every: nil))
    #expect(queue.grace == .seconds(5) && queue.holdLimit == .minutes(2))
  }

  @Test func customersAreDialledInTheHoursThatTheFileNames() throws {
    #expect(try MenuLoader.load(files: SmallMenus.files).acd.dialHours == DialHours())
    let early = "  early:\n    weekly: {daily: [07:00-12:00]}\n"
    var files = SmallMenus.files("hours.yaml", "hours:\n", "dialling: {working: early}\nhours:\n" + early)
    let working = OpeningHours(OpeningHours.Span(from: .hours(7), to: .hours(12))!)
    #expect(try MenuLoader.load(files: files).acd.dialHours == DialHours(working: working))
    files = SmallMenus.files("hours.yaml", "hours:\n", "dialling: {quiet: [18:00-18:30]}\nhours:\n")
    let evening = OpeningHours.Span(from: .hours(18), to: .hours(18) + .minutes(30))!
    #expect(try MenuLoader.load(files: files).acd.dialHours == DialHours(quiet: [evening]))
  }

  @Test func agentsRestWhereTheirFileSaysSo() throws {
    #expect(try MenuLoader.load(files: SmallMenus.files).acd.rest == nil)
    let files = SmallMenus.files("agents.yaml", "agents:\n", "rest: {after-calls: 1000, for: 1h}\nagents:\n")
    #expect(try MenuLoader.load(files: files).acd.rest == RestPolicy(after: 1_000, for: .hours(1)))
  }

  @Test func theBanksUnitsAreThoseOfTheAgentsFile() throws {
    #expect(try MenuLoader.load(files: SmallMenus.files).units == [])
    let files = SmallMenus.files("agents.yaml", "agents:\n", "units: [centre, cards]\nagents:\n")
    #expect(try MenuLoader.load(files: files).units == [UnitID("centre"), UnitID("cards")])
  }

  @Test func aQueueCanCallBackWhomItCannotKeep() throws {
    let callback = "  call-back: {kind: callback, queue: general, registered: wait, next: bye, unavailable: bye}\n"
    var files = SmallMenus.files("queues.yaml", "    hours: always\n", "    hours: always\n    overflow: callback\n")
    files[0] = SmallMenus.files("accounts.yaml", "  bye:\n", callback + "  bye:\n")[0]
    let loaded = try MenuLoader.load(files: files)
    #expect(loaded.acd.queues.first?.overflow == .callback)
    #expect(loaded.tree.callbackNode(of: QueueID("general")).map { loaded.tree[$0].id } == NodeID("call-back"))
    #expect(loaded.tree.callbackNode(of: QueueID("cards")) == nil)
  }

  @Test func aQueueCanChooseWithCare() throws {
    let queue = try queue(
      """
      rate: {at-target: 600}
      ring-step: 4s
      reserve: [{skills: {cards: 2}, idle-above: 3}, {idle-above: 1}]
      previous-agent: preferred
      preferred-window: 45s
      previous-within: 24h
      """)
    #expect(queue.pointsAtTarget == 600 && queue.ringStep == .seconds(4))
    let cards = SkillRequirement(SkillID("cards"), 2)
    #expect(
      queue.reservations == [Reservation(requirements: [cards], idleAbove: 3), Reservation(idleAbove: 1)])
    #expect(queue.previousAgent == .preferred && queue.preferredWindow == .seconds(45))
    #expect(queue.previousWithin == .hours(24))
  }

  @Test func hoursCanSayEverything() throws {
    let files = SmallMenus.files(
      "hours.yaml", "    weekly: {daily: [00:00-24:00]}",
      """
          weekly: {weekdays: [13:30-18:30, 09:00-12:00], sat: closed, sun: [10:00-12:00]}
          holidays: [2026-10-02, 2026-10-01]
          special: {2026-10-10: [09:00-12:00], 2026-10-11: closed}
          closed-now: true
      """)
    let hours = try #require(try MenuLoader.load(files: files).acd.queues.first).hours
    func span(_ from: Int64, _ to: Int64) -> OpeningHours.Span {
      OpeningHours.Span(from: .minutes(from), to: .minutes(to))!
    }
    func day(_ number: Int) -> CivilDay { CivilDay(year: 2026, month: 10, day: number)! }
    let weekday = [span(540, 720), span(810, 1_110)]
    #expect(
      hours
        == OpeningHours(
          weekly: Array(repeating: weekday, count: 5) + [[], [span(600, 720)]], holidays: [day(1), day(2)],
          specialDays: [.init(day: day(10), spans: [span(540, 720)]), .init(day: day(11), spans: [])],
          isClosedForEmergency: true))
  }

  @Test func agentsComeInTheOrderOfTheFile() throws {
    let more = """
        "9":
          name: Wang
          address: sip:9@desk.example
          skills: {cards: 255, general: {level: 1, until: 2026-12-31}}
          order: 4
          weight: 7
          takes-first: [general]
          password: \(AgentPassword.make(Secret(Array("demo".utf8)), rounds: 1_000).text)
        "1001":

      """
    let loaded = try MenuLoader.load(files: SmallMenus.files("agents.yaml", "  \"1001\":\n", more))
    #expect(loaded.acd.agents.map(\.id) == [AgentID("9"), AgentID("1001")])
    let newYear = CivilTime(day: CivilDay(year: 2027, month: 1, day: 1)!, timeOfDay: .zero).instant()
    #expect(
      loaded.acd.agents[0]
        == AgentConfiguration(
          id: AgentID("9"), name: "Wang", address: "sip:9@desk.example",
          skills: [SkillLevel(SkillID("cards"), 255), SkillLevel(SkillID("general"), 1, expires: newYear)], order: 4,
          weight: 7, takesFirst: [QueueID("general")]))
    #expect(loaded.agentPasswords[AgentID("9")]?.verify(Secret(Array("demo".utf8))) == true)
    #expect(loaded.agentPasswords.count == 2)
  }

  @Test func theHeadStartOfVIPs() throws {
    #expect(try MenuLoader.load(files: SmallMenus.files).vipCredit == 0)
    let files = SmallMenus.files("queues.yaml", "queues:\n", "vip-credit: 300\nqueues:\n")
    #expect(try MenuLoader.load(files: files).vipCredit == 300)
  }
}
