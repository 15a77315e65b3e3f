import ACD
import CallModel

// How a queue's callers are ranked against others, and which of the able agents they get.
extension QueueReader {
  private static let ringSteps = Interval.seconds(1)...Interval.minutes(10)

  /// Points per second, or `{at-target: 600}`: points at the end of the service level's time.
  func readRate(_ value: YAMLValue, into queue: inout QueueConfiguration) {
    if case .scalar = value.content {
      queue.rate = value.integer(0...Int(ACDLimits.rate)).map(Int64.init) ?? queue.rate
      return
    }
    guard var map = value.map(value.name) else { return }
    queue.pointsAtTarget = map.required("at-target")?.integer(1...Int(ACDLimits.points)).map(Int64.init)
    map.finish()
  }

  func readChoice(_ map: inout YAMLMap, into queue: inout QueueConfiguration) {
    queue.ringStep = map.optional("ring-step")?.duration(Self.ringSteps) ?? queue.ringStep
    queue.reservations = map.optional("reserve")?.list()?.compactMap { reservation($0) } ?? []
    let window = map.optional("preferred-window")?.duration(Interval.zero...ACDLimits.preferredWindow)
    queue.preferredWindow = window ?? queue.preferredWindow
    queue.previousAgent = map.optional("previous-agent")?.choice(PreviousAgent.self) ?? queue.previousAgent
    let within = map.optional("previous-within")?.duration(Interval.zero...ACDLimits.previousWithin)
    queue.previousWithin = within ?? queue.previousWithin
  }

  /// `{skills: {cards: 1}, idle-above: 2}`; without skills it is about all agents.
  private func reservation(_ value: YAMLValue) -> Reservation? {
    guard var map = value.map(value.name) else { return nil }
    let group = map.optional("skills").map { requirements($0) } ?? []
    let above = map.required("idle-above")?.integer(0...SettingsLimits.agents)
    map.finish()
    return above.map { Reservation(requirements: group, idleAbove: $0) }
  }

  /// `{cards: 2, general: 1}`: what a ring or a group asks for.
  func requirements(_ value: YAMLValue) -> [SkillRequirement] {
    guard let map = value.map(value.name) else { return [] }
    return map.entries.compactMap { entry in
      guard let skill = skill(entry) else { return nil }
      return entry.value.integer(1...ACDLimits.skillLevel).map { SkillRequirement(skill, $0) }
    }
  }

  /// `{cards: 2, loans: {level: 1, until: 2026-12-31}}`: what an agent can do. A certificate is good to the end
  /// of its last day.
  func levels(_ value: YAMLValue) -> [SkillLevel] {
    guard let map = value.map(value.name) else { return [] }
    return map.entries.compactMap { entry in
      guard let skill = skill(entry) else { return nil }
      if case .scalar = entry.value.content {
        return entry.value.integer(1...ACDLimits.skillLevel).map { SkillLevel(skill, $0) }
      }
      guard var map = entry.value.map(entry.value.name) else { return nil }
      let level = map.required("level")?.integer(1...ACDLimits.skillLevel)
      let last = map.required("until")?.day()
      map.finish()
      guard let level, let last else { return nil }
      return SkillLevel(skill, level, expires: CivilTime(day: last + 1, timeOfDay: .zero).instant())
    }
  }

  private func skill(_ entry: YAMLValue.Entry) -> SkillID? {
    if let skill = skills[entry.key] { return skill }
    let hint = NearestWord.hint(entry.key, among: skills.names)
    if skills.isComplete { log.error(entry.keyPosition, "there is no skill \"\(entry.key)\"\(hint)") }
    return nil
  }
}
