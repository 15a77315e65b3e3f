import CallModel
import Testing

@testable import ACD

/// What is found wrong with a configuration before it is used: each limit has its finding.
@Suite struct FindingTests {
  struct Flaw: Sendable, CustomTestStringConvertible {
    /// What is found.
    var testDescription: String
    var make: @Sendable (inout QueueConfiguration) -> Void

    init(_ sentence: String, _ make: @escaping @Sendable (inout QueueConfiguration) -> Void) {
      testDescription = sentence
      self.make = make
    }
  }

  private static let base = QueueConfiguration(id: QueueID("q"))

  private func findings(_ change: (inout QueueConfiguration) -> Void) -> [ACDFinding] {
    var queue = Self.base
    change(&queue)
    let other = QueueConfiguration(id: QueueID("other"))
    return ACDConfiguration(
      skills: [SkillID("x")], queues: [queue, other],
      agents: [AgentConfiguration(id: AgentID("amy"), skills: [SkillLevel(SkillID("x"))])]
    ).findings
  }

  @Test func soundSettingsHaveNoFindings() {
    #expect(findings { _ in } == [])
  }

  @Test(arguments: [
    Flaw("queue q has no ring") { $0.rings = [] },
    Flaw("queue q: ring 0 must open at once") { $0.rings = [RingConfiguration(after: .seconds(1))] },
    Flaw("queue q has more than 8 rings") {
      $0.rings = (0...Int64(ACDLimits.rings)).map { RingConfiguration(after: .seconds($0)) }
    },
    Flaw("queue q: ring 2 must not open before the last") {
      $0.rings = [RingConfiguration(), RingConfiguration(after: .seconds(2)), RingConfiguration(after: .seconds(1))]
    },
    Flaw("queue q: the step of ringing must be above 0") { $0.ringStep = .zero },
    Flaw("queue q: a preferred agent is waited for 600 s at most") {
      $0.preferredWindow = ACDLimits.preferredWindow + .seconds(1)
    },
    Flaw("queue q: a preferred agent is waited for 600 s at most") { $0.preferredWindow = .zero - .seconds(1) },
    Flaw("queue q: earlier calls count for 604800 s at most") {
      $0.previousAgent = .excluded
      $0.previousWithin = ACDLimits.previousWithin + .seconds(1)
    },
    Flaw("queue q: earlier calls count for 604800 s at most") { $0.previousWithin = .zero - .seconds(1) },
    Flaw("queue q has more than 8 reservations") {
      $0.reservations = Array(repeating: Reservation(idleAbove: 0), count: ACDLimits.reservations + 1)
    },
    Flaw("queue q: a reservation leaves 0 agents or more") { $0.reservations = [Reservation(idleAbove: -1)] },
    Flaw("queue q: the points at the target must be 1 to 1000000000000") { $0.pointsAtTarget = 0 },
    Flaw("queue q: 20000001 points at the target are more than 1000000 per second") { $0.pointsAtTarget = 20_000_001 },
    Flaw("queue q: a rate by the target needs a target above 0") {
      $0.pointsAtTarget = 1
      $0.serviceLevel.within = .zero
    },
    Flaw("queue q: ring 1 shuts out agents whom ring 0 lets in") {
      let narrow = RingConfiguration(after: .seconds(9), requirements: [SkillRequirement(SkillID("x"))])
      $0.rings = [RingConfiguration(), narrow]
    },
    Flaw("queue q: there is no skill y") {
      $0.rings = [
        RingConfiguration(requirements: [SkillRequirement(SkillID("y"))]), RingConfiguration(after: .seconds(1)),
      ]
    },
    Flaw("queue q: the level of x must be 1 to 255") {
      $0.rings = [
        RingConfiguration(requirements: [SkillRequirement(SkillID("x"), ACDLimits.skillLevel + 1)]),
        RingConfiguration(after: .seconds(1)),
      ]
    },
    Flaw("queue q: base is beyond 1000000000000 points") { $0.base = ACDLimits.points + 1 },
    Flaw("queue q: base is beyond 1000000000000 points") { $0.base = -ACDLimits.points - 1 },
    Flaw("queue q: rate must be 0 to 1000000 points per second") { $0.rate = ACDLimits.rate + 1 },
    Flaw("queue q: rate must be 0 to 1000000 points per second") { $0.rate = -1 },
    Flaw("queue q: service level must be 0 to 100 percent") { $0.serviceLevel.percent = 101 },
    Flaw("queue q: the time to accept an offer must be above 0") { $0.offerTimeout = .zero },
    Flaw("queue q: wrap-up needs a limit above 0") { $0.wrapUp.limit = .zero },
    Flaw("queue q: the limit of unanswered offers must be 1 or more") { $0.noAnswerLimit = 0 },
    Flaw("queue q: the limit of declined offers must be 1 or more") { $0.declineLimit = 0 },
    Flaw("queue q: max-waiting must be 0 or more") { $0.maxWaiting = -1 },
    Flaw("queue q: max-wait must be above 0") {
      $0.maxWait = .zero
      $0.overflow = .callback
    },
    Flaw("queue q: positions are announced up to 50 at most") {
      $0.announce.positionsUpTo = ACDLimits.announcedPositions + 1
    },
    Flaw("queue q: max-estimate must be above 0") {
      $0.maxEstimateWaiting = .zero
      $0.overflow = .callback
    },
    Flaw("queue q: announcements must be a second apart at least") { $0.announce.every = .milliseconds(999) },
    Flaw("queue q: the grace time must be 0 or more") { $0.grace = .zero - .seconds(1) },
    Flaw("queue q: the hold limit must be above 0") { $0.holdLimit = .zero },
    Flaw("queue q: overflow leads back to itself") { $0.overflow = .queue(QueueID("q")) },
    Flaw("queue q: overflow leads to queue z, which isn't there") { $0.overflow = .queue(QueueID("z")) },
    Flaw("queue q: closed leads to queue z, which isn't there") { $0.closed = .queue(QueueID("z")) },
  ])
  func errorsOfAQueue(flaw: Flaw) {
    #expect(findings(flaw.make) == [ACDFinding(isError: true, subject: .queue(0), sentence: flaw.testDescription)])
  }

  @Test(arguments: [
    Flaw("queue q: with a rate of 0 its callers may wait for ever") { $0.rate = 0 },
    Flaw("queue q: callers who would wait too long have nowhere to go") { $0.maxEstimateEntering = .seconds(9) },
    Flaw("queue q: callers are let in who would be sent away at once") {
      $0.maxEstimateEntering = .seconds(9)
      $0.maxEstimateWaiting = .seconds(8)
      $0.overflow = .callback
    },
    Flaw("queue q: callers who wait too long have nowhere to go") { $0.maxWait = .seconds(9) },
    Flaw("queue q: callers may enter without agents, yet are sent away when the last agent leaves") {
      $0.leaveWhenEmpty = true
    },
    Flaw("queue q: the previous agent is preferred, but for no time") { $0.previousAgent = .preferred },
    Flaw("queue q: earlier calls count, but their agents are any others to it") { $0.previousWithin = .seconds(1) },
    Flaw(
      "queue q: a reservation leaves 1 of a group of 1 to others: its callers will never get one of them"
    ) { $0.reservations = [Reservation(requirements: [SkillRequirement(SkillID("x"))], idleAbove: 1)] },
    Flaw("queue q has no agent who could serve it") {
      $0.rings = [RingConfiguration(requirements: [SkillRequirement(SkillID("x"), 2)])]
    },
  ])
  func warningsOfAQueue(flaw: Flaw) {
    #expect(findings(flaw.make) == [ACDFinding(isError: false, subject: .queue(0), sentence: flaw.testDescription)])
  }

  @Test func limitsThemselvesAreAllowed() {
    let found = findings {
      $0.rings = (0..<Int64(ACDLimits.rings)).map { RingConfiguration(after: .seconds($0 / 2)) }
      $0.reservations = Array(repeating: Reservation(idleAbove: 0), count: ACDLimits.reservations)
      $0.preferredWindow = ACDLimits.preferredWindow
      $0.previousAgent = .preferred
      $0.previousWithin = ACDLimits.previousWithin
      $0.base = -ACDLimits.points
      $0.rate = ACDLimits.rate
      $0.maxWaiting = 0
      $0.announce = AnnouncePolicy(positionsUpTo: ACDLimits.announcedPositions, every: .seconds(1))
      $0.grace = .zero
    }
    #expect(found == [])
  }

  @Test func namesTwiceAndSkillsUnknown() {
    let x = SkillID("x")
    let configuration = ACDConfiguration(
      skills: [x, x], queues: [Self.base, Self.base],
      agents: [
        AgentConfiguration(id: AgentID("amy"), skills: [SkillLevel(x), SkillLevel(x, 2), SkillLevel(SkillID("y"))]),
        AgentConfiguration(id: AgentID("amy"), skills: [SkillLevel(x, 0)]),
      ])
    #expect(
      configuration.findings.map(\.sentence) == [
        "skill x is there twice", "queue q is there twice", "agent amy: skill x is there twice",
        "agent amy: there is no skill y", "agent amy is there twice", "agent amy: the level of x must be 1 to 255",
      ])
    #expect(configuration.findings.map(\.subject) == [.skills, .queue(1), .agent(0), .agent(0), .agent(1), .agent(1)])
  }

  @Test func closedQueuesMustNotSendCallersRoundInCircles() {
    func queue(_ id: String, _ closed: OverflowTarget?) -> QueueConfiguration {
      QueueConfiguration(id: QueueID(id), closed: closed)
    }
    let configuration = ACDConfiguration(
      queues: [
        queue("a", .queue(QueueID("b"))), queue("b", .queue(QueueID("c"))), queue("c", .queue(QueueID("b"))),
        queue("d", .callback),
      ], agents: [AgentConfiguration(id: AgentID("amy"))])
    #expect(
      configuration.findings.map(\.sentence) == [
        "queue b comes back to itself when all are closed", "queue c comes back to itself when all are closed",
      ])
  }
}
