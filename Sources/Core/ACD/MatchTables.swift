import CallModel

/// Who may serve whom, interned: agents with equal skills share a profile, callers of one queue with the same
/// rings open share a match class, and a bit says whether a profile serves a class.
///
/// Apart from the engine, because it is made from the configuration alone and changes at a reload only.
struct MatchTables: Sendable, Codable {
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

  var classCount: Int { queueOfClass.count }

  init(skills: [SkillID], agents: [AgentConfiguration], queues: [QueueConfiguration]) {
    var numbers: [SkillID: Int] = [:]
    for skill in skills { numbers[skill] = numbers.count }
    var profiles: [[Int]] = []
    var known: [[Int]: Int] = [:]
    var profileOfAgent: [Int] = []
    for agent in agents {
      var levels = Array(repeating: 0, count: skills.count)
      // A skill that a reload took away from the list counts for nothing.
      for has in agent.skills { if let number = numbers[has.skill] { levels[number] = has.level } }
      let profile = known[levels] ?? profiles.count
      if profile == profiles.count {
        known[levels] = profile
        profiles.append(levels)
      }
      profileOfAgent.append(profile)
    }
    var firstClass: [Int] = []
    var queueOfClass: [Int] = []
    var rings: [RingConfiguration] = []
    for (index, queue) in queues.enumerated() {
      firstClass.append(rings.count)
      rings += queue.rings
      queueOfClass += Array(repeating: index, count: queue.rings.count)
    }
    var profilesOfClass = BitTable(rows: rings.count, columns: profiles.count)
    var classesOfProfile = BitTable(rows: profiles.count, columns: rings.count)
    for (row, ring) in rings.enumerated() {
      for (column, levels) in profiles.enumerated() where MatchTables.serves(levels, ring, numbers) {
        profilesOfClass[row, column] = true
        classesOfProfile[column, row] = true
      }
    }
    self.profileOfAgent = profileOfAgent
    profileCount = profiles.count
    self.firstClass = firstClass
    self.queueOfClass = queueOfClass
    self.profilesOfClass = profilesOfClass
    self.classesOfProfile = classesOfProfile
  }

  private static func serves(_ levels: [Int], _ ring: RingConfiguration, _ numbers: [SkillID: Int]) -> Bool {
    ring.requirements.allSatisfy { wanted in
      guard let number = numbers[wanted.skill] else { return false }
      return levels[number] >= wanted.level
    }
  }

  /// The class of a queue's last ring: whoever serves any ring serves this one.
  func widestClass(of queue: Int) -> Int {
    (queue + 1 < firstClass.count ? firstClass[queue + 1] : classCount) - 1
  }
}
