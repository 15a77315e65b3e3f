/// Ready agents with the chances that each has in a draw: a tree of sums for each profile, so that a ticket finds
/// its agent in O(log n).
struct IdleLottery: Sendable, Codable {
  private let leaves: ProfileLeaves
  private var sums: [Int]
  /// By node that is a leaf: the agent.
  private var agents: [Int]

  init(_ leaves: ProfileLeaves, profileOfAgent: [Int]) {
    self.leaves = leaves
    sums = Array(repeating: 0, count: leaves.nodeCount)
    agents = Array(repeating: -1, count: leaves.nodeCount)
    for (agent, profile) in profileOfAgent.enumerated() {
      agents[leaves.base[profile] + leaves.node(of: agent, in: profile)] = agent
    }
  }

  /// The chances of all ready agents of a profile.
  func total(of profile: Int) -> Int { sums[leaves.base[profile] + 1] }

  func chances(of agent: Int, in profile: Int) -> Int {
    sums[leaves.base[profile] + leaves.node(of: agent, in: profile)]
  }

  /// 0 takes him out.
  mutating func set(_ agent: Int, in profile: Int, chances: Int) {
    let base = leaves.base[profile]
    var node = leaves.node(of: agent, in: profile)
    let change = chances - sums[base + node]
    while node > 0 {
      sums[base + node] += change
      node /= 2
    }
  }

  /// The agent of a ticket, from 0 up to the total of the profile.
  func holder(ofTicket ticket: Int, in profile: Int) -> Int {
    let base = leaves.base[profile]
    var (node, rest) = (1, ticket)
    while node < leaves.width[profile] {
      node *= 2
      if rest >= sums[base + node] {
        rest -= sums[base + node]
        node += 1
      }
    }
    return agents[base + node]
  }
}
