import CallModel

/// One thing that is wrong, or doubtful, with a configuration. The settings add file and line.
public struct ACDFinding: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case skills
    /// By its index in `ACDConfiguration.queues`.
    case queue(Int)
    /// By its index in `ACDConfiguration.agents`.
    case agent(Int)
  }

  /// Errors keep the configuration from being used; the rest are warnings.
  public var isError: Bool
  public var subject: Subject
  public var sentence: String
}

extension ACDConfiguration {
  /// All findings: skills, then queues, then agents, each in order.
  public var findings: [ACDFinding] {
    var report = FindingsReport()
    report.subject = .skills
    let skills = report.takeUnique(self.skills, "skill")
    let queueIDs = Set(queues.map(\.id))
    var seen: Set<QueueID> = []
    for (index, queue) in queues.enumerated() {
      report.subject = .queue(index)
      if !seen.insert(queue.id).inserted { report.error("queue \(queue.id) is there twice") }
      report.check(queue, skills)
      report.check(queue.overflow, "overflow", of: queue, queueIDs)
      report.check(queue.closed, "closed", of: queue, queueIDs)
      if closedCycle(from: queue) { report.error("queue \(queue.id) comes back to itself when all are closed") }
      if let widest = queue.rings.last, !agents.contains(where: { widest.isMet(by: $0) }) {
        report.warning("queue \(queue.id) has no agent who could serve it")
      }
      report.checkReservations(queue, agents)
    }
    var agentIDs: Set<AgentID> = []
    for (index, agent) in agents.enumerated() {
      report.subject = .agent(index)
      if !agentIDs.insert(agent.id).inserted { report.error("agent \(agent.id) is there twice") }
      report.check(agent, skills, queueIDs)
    }
    return report.findings
  }

  private func closedCycle(from start: QueueConfiguration) -> Bool {
    var steps = 0
    var next = start.closed
    while case .queue(let id)? = next, steps < queues.count {
      if id == start.id { return true }
      next = queues.first { $0.id == id }?.closed
      steps += 1
    }
    return false
  }
}

extension RingConfiguration {
  fileprivate func isMet(by agent: AgentConfiguration) -> Bool {
    requirements.allSatisfy { wanted in
      agent.skills.contains { $0.skill == wanted.skill && $0.level >= wanted.level }
    }
  }

  /// Whoever meets `self` meets `other`.
  fileprivate func implies(_ other: RingConfiguration) -> Bool {
    other.requirements.allSatisfy { wanted in
      requirements.contains { $0.skill == wanted.skill && $0.level >= wanted.level }
    }
  }
}

/// Findings on their way together, with the subject that they are about.
private struct FindingsReport {
  var findings: [ACDFinding] = []
  var subject = ACDFinding.Subject.skills

  mutating func error(_ sentence: String) {
    findings.append(ACDFinding(isError: true, subject: subject, sentence: sentence))
  }

  mutating func warning(_ sentence: String) {
    findings.append(ACDFinding(isError: false, subject: subject, sentence: sentence))
  }

  mutating func takeUnique(_ skills: [SkillID], _ kind: String) -> Set<SkillID> {
    var seen: Set<SkillID> = []
    for skill in skills where !seen.insert(skill).inserted { error("\(kind) \(skill) is there twice") }
    return seen
  }

  mutating func check(_ queue: QueueConfiguration, _ skills: Set<SkillID>) {
    checkRings(queue, skills)
    checkChoice(queue, skills)
    let id = queue.id
    if abs(queue.base) > ACDLimits.points { error("queue \(id): base is beyond \(ACDLimits.points) points") }
    if queue.rate < 0 || queue.rate > ACDLimits.rate {
      error("queue \(id): rate must be 0 to \(ACDLimits.rate) points per second")
    }
    if let points = queue.pointsAtTarget {
      if !(1...ACDLimits.points).contains(points) {
        error("queue \(id): the points at the target must be 1 to \(ACDLimits.points)")
      }
      let within = queue.serviceLevel.within
      if within <= .zero {
        error("queue \(id): a rate by the target needs a target above 0")
      } else if Int128(points) * 1_000_000 > Int128(ACDLimits.rate) * Int128(within.microseconds) {
        error("queue \(id): \(points) points at the target are more than \(ACDLimits.rate) per second")
      }
    } else if queue.rate == 0 {
      warning("queue \(id): with a rate of 0 its callers may wait for ever")
    }
    if !(0...100).contains(queue.serviceLevel.percent) { error("queue \(id): service level must be 0 to 100 percent") }
    if queue.offerTimeout <= .zero { error("queue \(id): the time to accept an offer must be above 0") }
    if queue.wrapUp.mode != .none, queue.wrapUp.limit <= .zero { error("queue \(id): wrap-up needs a limit above 0") }
    if queue.noAnswerLimit < 1 { error("queue \(id): the limit of unanswered offers must be 1 or more") }
    if queue.declineLimit < 1 { error("queue \(id): the limit of declined offers must be 1 or more") }
    if let limit = queue.maxWaiting, limit < 0 { error("queue \(id): max-waiting must be 0 or more") }
    if let limit = queue.maxWait {
      if limit <= .zero { error("queue \(id): max-wait must be above 0") }
      if queue.overflow == nil { warning("queue \(id): callers who wait too long have nowhere to go") }
    }
    checkEstimates(queue)
    if !(0...ACDLimits.announcedPositions).contains(queue.announce.positionsUpTo) {
      error("queue \(id): positions are announced up to \(ACDLimits.announcedPositions) at most")
    }
    if let every = queue.announce.every, every < .seconds(1) {
      error("queue \(id): announcements must be a second apart at least")
    }
    if !(1...ACDLimits.attempts).contains(queue.callback.attempts) {
      error("queue \(id): a callback has 1 to \(ACDLimits.attempts) attempts")
    }
    if queue.callback.pause <= .zero || queue.callback.ring <= .zero {
      error("queue \(id): the pause between callback attempts and the time to ring must be above 0")
    }
    if queue.blending.reserve < 0 { error("queue \(id): the reserve of blending must be 0 or more") }
    if queue.grace < .zero { error("queue \(id): the grace time must be 0 or more") }
    if queue.holdLimit <= .zero { error("queue \(id): the hold limit must be above 0") }
    if queue.joinWhenEmpty, queue.leaveWhenEmpty {
      warning("queue \(id): callers may enter without agents, yet are sent away when the last agent leaves")
    }
  }

  private mutating func checkRings(_ queue: QueueConfiguration, _ skills: Set<SkillID>) {
    let id = queue.id
    guard let first = queue.rings.first else { return error("queue \(id) has no ring") }
    if queue.rings.count > ACDLimits.rings { error("queue \(id) has more than \(ACDLimits.rings) rings") }
    if first.after != .zero { error("queue \(id): ring 0 must open at once") }
    for (index, ring) in queue.rings.enumerated() {
      check(ring.requirements, of: queue, skills)
      guard index > 0 else { continue }
      if ring.after < queue.rings[index - 1].after {
        error("queue \(id): ring \(index) must not open before the last")
      }
      if !queue.rings[index - 1].implies(ring) {
        error("queue \(id): ring \(index) shuts out agents whom ring \(index - 1) lets in")
      }
    }
  }

  private mutating func check(
    _ requirements: [SkillRequirement], of queue: QueueConfiguration, _ skills: Set<SkillID>
  ) {
    for wanted in requirements {
      if !skills.contains(wanted.skill) { error("queue \(queue.id): there is no skill \(wanted.skill)") }
      if !(1...ACDLimits.skillLevel).contains(wanted.level) {
        error("queue \(queue.id): the level of \(wanted.skill) must be 1 to \(ACDLimits.skillLevel)")
      }
    }
  }

  private mutating func checkChoice(_ queue: QueueConfiguration, _ skills: Set<SkillID>) {
    let id = queue.id
    if queue.ringStep <= .zero { error("queue \(id): the step of ringing must be above 0") }
    if queue.preferredWindow < .zero || queue.preferredWindow > ACDLimits.preferredWindow {
      error("queue \(id): a preferred agent is waited for \(ACDLimits.preferredWindow.seconds) s at most")
    }
    if queue.previousWithin < .zero || queue.previousWithin > ACDLimits.previousWithin {
      error("queue \(id): earlier calls count for \(ACDLimits.previousWithin.seconds) s at most")
    }
    if queue.previousAgent == .any, queue.previousWithin > .zero {
      warning("queue \(id): earlier calls count, but their agents are any others to it")
    }
    if queue.previousAgent == .preferred, queue.preferredWindow == .zero {
      warning("queue \(id): the previous agent is preferred, but for no time")
    }
    if queue.reservations.count > ACDLimits.reservations {
      error("queue \(id) has more than \(ACDLimits.reservations) reservations")
    }
    for reservation in queue.reservations {
      check(reservation.requirements, of: queue, skills)
      if reservation.idleAbove < 0 { error("queue \(id): a reservation leaves 0 agents or more") }
    }
  }

  private mutating func checkEstimates(_ queue: QueueConfiguration) {
    let limits = [queue.maxEstimateEntering, queue.maxEstimateWaiting].compactMap(\.self)
    if limits.contains(where: { $0 <= .zero }) { error("queue \(queue.id): max-estimate must be above 0") }
    if !limits.isEmpty, queue.overflow == nil {
      warning("queue \(queue.id): callers who would wait too long have nowhere to go")
    }
    if let entering = queue.maxEstimateEntering, let waiting = queue.maxEstimateWaiting, waiting < entering {
      warning("queue \(queue.id): callers are let in who would be sent away at once")
    }
  }

  /// Reservations that leave nobody for the queue's own callers.
  mutating func checkReservations(_ queue: QueueConfiguration, _ agents: [AgentConfiguration]) {
    for reservation in queue.reservations {
      let group = RingConfiguration(requirements: reservation.requirements)
      let size = agents.count { group.isMet(by: $0) }
      if size <= reservation.idleAbove {
        warning(
          "queue \(queue.id): a reservation leaves \(reservation.idleAbove) of a group of \(size) to others: its"
            + " callers will never get one of them")
      }
    }
  }

  mutating func check(
    _ target: OverflowTarget?, _ what: String, of queue: QueueConfiguration, _ known: Set<QueueID>
  ) {
    guard case .queue(let id)? = target else { return }
    if id == queue.id { error("queue \(queue.id): \(what) leads back to itself") }
    if !known.contains(id) { error("queue \(queue.id): \(what) leads to queue \(id), which isn't there") }
  }

  mutating func check(_ agent: AgentConfiguration, _ skills: Set<SkillID>, _ queues: Set<QueueID>) {
    if !(1...ACDLimits.weight).contains(agent.weight) {
      error("agent \(agent.id): the weight must be 1 to \(ACDLimits.weight)")
    }
    if agent.conflicts.count > ACDLimits.conflicts {
      error("agent \(agent.id) has conflicts of interest with more than \(ACDLimits.conflicts) customers")
    }
    var ranked: Set<QueueID> = []
    for queue in agent.takesFirst {
      if !queues.contains(queue) { error("agent \(agent.id) takes first from queue \(queue), which isn't there") }
      if !ranked.insert(queue).inserted { error("agent \(agent.id) takes first from queue \(queue) twice") }
    }
    var seen: Set<SkillID> = []
    for has in agent.skills {
      if !skills.contains(has.skill) { error("agent \(agent.id): there is no skill \(has.skill)") }
      if !seen.insert(has.skill).inserted { error("agent \(agent.id): skill \(has.skill) is there twice") }
      if !(1...ACDLimits.skillLevel).contains(has.level) {
        error("agent \(agent.id): the level of \(has.skill) must be 1 to \(ACDLimits.skillLevel)")
      }
    }
  }
}
