import CallModel

/// Who may serve whom, interned: agents with equal skills and an equal order of queues share a profile, callers of
/// one queue with the same rings open share a match class, and a bit says whether a profile serves a class.
///
/// Apart from the engine, because it is made from the configuration alone and changes only at a reload or when a
/// certificate expires. A class, though it never changes, so that to hand it on costs one reference count.
final class MatchTables: Sendable, Codable {
  /// By agent.
  let profileOfAgent: [Int]
  let profileCount: Int
  /// By queue: the class of its ring 0; ring r's is r further.
  let firstClass: [Int]
  /// By class.
  let queueOfClass: [Int]
  /// Row: class; column: profile.
  let profilesOfClass: BitTable
  /// Row: profile; column: class.
  let classesOfProfile: BitTable
  /// By profile: the queues from which its agents take first.
  let takesFirst: [[Int]]
  /// Some agent takes from some queue first.
  let hasOrders: Bool
  /// By profile: how many skills.
  let skillCount: [Int]
  /// By queue that wants the best skill, and profile: the levels in the skills that the queue's rings name.
  let levels: [[Int]]
  /// Groups of agents that some queue leaves to others.
  let groups: ReservedGroups
  /// When the next certificate expires.
  let nextExpiry: Timestamp?

  var classCount: Int { queueOfClass.count }

  init(
    skills: [SkillID], agents: [AgentConfiguration], queues: [QueueConfiguration], queueIndex: [QueueID: Int],
    at instant: Timestamp
  ) {
    var numbers: [SkillID: Int] = [:]
    for skill in skills { numbers[skill] = numbers.count }
    var profiles = ProfileList()
    profileOfAgent = agents.map { profiles.number(of: $0, numbers, queueIndex, at: instant) }
    profileCount = profiles.all.count
    takesFirst = profiles.all.map(\.takesFirst)
    hasOrders = takesFirst.contains { !$0.isEmpty }
    skillCount = profiles.all.map { $0.levels.count { $0 > 0 } }
    let expiries = agents.flatMap(\.skills).compactMap(\.expires)
    nextExpiry = expiries.filter { $0 > instant }.min()

    var firstClass: [Int] = []
    var queueOfClass: [Int] = []
    var rings: [RingConfiguration] = []
    for (index, queue) in queues.enumerated() {
      firstClass.append(rings.count)
      rings += queue.rings
      queueOfClass += Array(repeating: index, count: queue.rings.count)
    }
    self.firstClass = firstClass
    self.queueOfClass = queueOfClass
    profilesOfClass = profiles.table(of: rings.map(\.requirements), numbers)
    classesOfProfile = profilesOfClass.transposed
    groups = ReservedGroups(queues: queues, profiles, numbers)
    levels = queues.map { queue in
      guard queue.strategy == .bestSkill else { return [] }
      let named = Set(queue.rings.flatMap(\.requirements).compactMap { numbers[$0.skill] }).sorted()
      return profiles.all.map { profile in named.reduce(0) { $0 + profile.levels[$1] } }
    }
  }

  /// The class of a queue's last ring: whoever serves any ring serves this one.
  func widestClass(of queue: Int) -> Int {
    (queue + 1 < firstClass.count ? firstClass[queue + 1] : classCount) - 1
  }

  /// How a strategy ranks a profile before it looks at its agents: the smaller first.
  func score(of profile: Int, for queue: Int, by strategy: Strategy) -> Int {
    switch strategy {
    case .bestSkill: -levels[queue][profile]
    case .fewestSkills: skillCount[profile]
    case .longestIdle, .leastOccupied, .fewestCalls, .leastTalkTime, .roundRobin, .topDown, .random, .weightedRandom,
      .ringAll, .ringProgressively:
      0
    }
  }
}

/// The profiles found so far, in the order of their first agents.
struct ProfileList {
  struct Profile: Hashable {
    /// By skill; 0: without it.
    var levels: [Int]
    var takesFirst: [Int]
  }

  private(set) var all: [Profile] = []
  private var known: [Profile: Int] = [:]

  mutating func number(
    of agent: AgentConfiguration, _ numbers: [SkillID: Int], _ queueIndex: [QueueID: Int], at instant: Timestamp
  ) -> Int {
    var profile = Profile(
      levels: Array(repeating: 0, count: numbers.count), takesFirst: agent.takesFirst.compactMap { queueIndex[$0] })
    // A skill that a reload took away from the list counts for nothing, and so does one whose certificate expired.
    for has in agent.skills where has.expires.map({ $0 > instant }) ?? true {
      if let number = numbers[has.skill] { profile.levels[number] = has.level }
    }
    if let number = known[profile] { return number }
    known[profile] = all.count
    all.append(profile)
    return all.count - 1
  }

  /// Row: one of `wanted`; column: profile.
  func table(of wanted: [[SkillRequirement]], _ numbers: [SkillID: Int]) -> BitTable {
    var table = BitTable(rows: wanted.count, columns: all.count)
    for (row, requirements) in wanted.enumerated() {
      for (column, profile) in all.enumerated() {
        table[row, column] = requirements.allSatisfy { wanted in
          numbers[wanted.skill].map { profile.levels[$0] >= wanted.level } ?? false
        }
      }
    }
    return table
  }
}

/// The groups of agents that reservations speak of, each once.
struct ReservedGroups: Sendable, Codable {
  /// A group, and how many of its idle agents stay for others.
  struct Share: Sendable, Codable {
    var group: Int
    var idleAbove: Int
  }

  /// Row: group; column: profile.
  let profiles: BitTable
  /// By profile: the groups that it is in.
  let ofProfile: [[Int]]
  /// By queue: its groups, and how many of each stay for others.
  let ofQueue: [[Share]]
  /// By group: the queues that leave it to others.
  let queues: [[Int]]

  var count: Int { queues.count }

  init(queues: [QueueConfiguration], _ profiles: ProfileList, _ numbers: [SkillID: Int]) {
    var groups: [[SkillRequirement]] = []
    var queuesOfGroup: [[Int]] = []
    var ofQueue: [[Share]] = []
    for (index, queue) in queues.enumerated() {
      var mine: [Share] = []
      for reservation in queue.reservations {
        let group = groups.firstIndex(of: reservation.requirements) ?? groups.count
        if group == groups.count {
          groups.append(reservation.requirements)
          queuesOfGroup.append([])
        }
        if queuesOfGroup[group].last != index { queuesOfGroup[group].append(index) }
        mine.append(Share(group: group, idleAbove: reservation.idleAbove))
      }
      ofQueue.append(mine)
    }
    let table = profiles.table(of: groups, numbers)
    self.profiles = table
    self.ofQueue = ofQueue
    self.queues = queuesOfGroup
    ofProfile = profiles.all.indices.map { profile in groups.indices.filter { table[$0, profile] } }
  }
}
