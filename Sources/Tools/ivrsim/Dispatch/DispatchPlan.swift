import ACD
import ArgumentParser
import CallModel

/// The centre that `bench acd` measures: agents with random skills, and queues that want them.
struct DispatchPlan {
  /// A strategy by the name that queues.yaml has for it.
  struct StrategyName: ExpressibleByArgument {
    var value: Strategy

    init(value: Strategy) { self.value = value }
    init?(argument: String) {
      guard let value = Strategy(rawValue: argument) else { return nil }
      self.value = value
    }
    var defaultValueDescription: String { value.rawValue }
    static var allValueStrings: [String] { Strategy.allCases.map(\.rawValue) }
  }

  var agents: Int
  var profiles: Int
  var queues: Int
  var strategy: Strategy
  var seed: UInt64

  static func agent(_ index: Int) -> AgentID { AgentID("a\(index)") }
  static func queue(_ index: Int) -> QueueID { QueueID("q\(index)") }

  /// Each queue wants its own skill: level 3 at once, level 1 after 20 s. Each profile has each skill with a chance
  /// of one in four, at level 1 to 3, and one at least.
  func configuration() -> ACDConfiguration {
    var dice = SplitMix64(seed: seed)
    let skills = (0..<queues).map { SkillID("s\($0)") }
    var known: Set<[SkillLevel]> = []
    var sets: [[SkillLevel]] = []
    while sets.count < profiles {
      var set = skills.compactMap { dice.chance(percent: 25) ? SkillLevel($0, dice.next(in: 1...3)) : nil }
      if set.isEmpty { set = [SkillLevel(dice.pick(skills), dice.next(in: 1...3))] }
      // With few queues there are not as many different ones; then the rest are twins.
      if known.insert(set).inserted || known.count >= 3 * queues { sets.append(set) }
    }
    let queues = skills.enumerated().map { index, skill in
      QueueConfiguration(
        id: Self.queue(index),
        rings: [
          RingConfiguration(requirements: [SkillRequirement(skill, 3)]),
          RingConfiguration(after: .seconds(20), requirements: [SkillRequirement(skill, 1)]),
        ], strategy: strategy, base: Int64(dice.next(below: 5)) * 60, rate: Int64(dice.next(in: 1...3)),
        offerTimeout: .hours(24), wrapUp: WrapUpPolicy(mode: .none),
        announce: AnnouncePolicy(positionsUpTo: 0, every: nil))
    }
    // Last, so that the queues are the same however many agents there are.
    let agents = (0..<self.agents).map { index in
      AgentConfiguration(
        id: Self.agent(index), skills: sets[index % profiles], order: dice.next(below: 1_000),
        weight: dice.next(in: 1...5))
    }
    return ACDConfiguration(skills: skills, queues: queues, agents: agents)
  }
}
