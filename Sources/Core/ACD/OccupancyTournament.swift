import CallModel

/// How busy an idle agent has been in his shift: `busy / (t - began)`, a fraction that falls while he is idle.
struct Occupancy: Sendable, Codable {
  /// Microseconds.
  let busy: Int64
  let shiftBegan: Timestamp
  let rank: Int

  /// Microseconds since the shift began; 1 at least, so that the order is total at its very first instant too.
  private func staffed(at instant: Timestamp) -> Int128 { Int128((instant - shiftBegan).microseconds) + 1 }

  /// Less occupied, by cross-multiplication; between equals the smaller rank.
  func isBefore(_ other: Occupancy, at instant: Timestamp) -> Bool {
    let mine = Int128(busy) * other.staffed(at: instant)
    let theirs = Int128(other.busy) * staffed(at: instant)
    return mine != theirs ? mine < theirs : rank < other.rank
  }

  /// The first microsecond at which `self`, before `other` at `instant`, no longer is. `nil`: never.
  ///
  /// The difference of the two products is linear in t: `D(t) = D(instant) + (busy - other.busy) (t - instant)`,
  /// and `self` is before while D < 0, or while D = 0 where it has the smaller rank.
  func loses(to other: Occupancy, after instant: Timestamp) -> Timestamp? {
    let slope = Int128(busy) - Int128(other.busy)
    guard slope > 0 else { return nil }
    let lead = Int128(other.busy) * staffed(at: instant) - Int128(busy) * other.staffed(at: instant)
    let steps = rank < other.rank ? lead / slope + 1 : (lead + slope - 1) / slope
    guard steps < Int128(Int64.max / 2) else { return nil }
    return instant + Interval(microseconds: Int64(steps))
  }
}

/// Ready agents by occupancy, although its order changes by itself as time goes by: a kinetic tournament (Basch,
/// Guibas and Hershberger, "Data structures for mobile data", 1999), one for each profile.
///
/// Each inner node knows who wins below it and until when that is sure; a question replays only those matches
/// whose time is over. Time must not go back.
struct OccupancyTournament: Sendable, Codable {
  private struct Node: Sendable, Codable {
    /// Agent, or -1.
    var winner = -1
    /// The winners of this node and all below are right before this instant.
    var sureUntil = Timestamp.distantFuture
  }

  private let leaves: ProfileLeaves
  private var nodes: [Node]
  /// By agent.
  private var entries: [Occupancy?]

  init(_ leaves: ProfileLeaves, agents: Int) {
    self.leaves = leaves
    nodes = Array(repeating: Node(), count: leaves.nodeCount)
    entries = Array(repeating: nil, count: agents)
  }

  func entry(of agent: Int) -> Occupancy? { entries[agent] }

  /// `nil` takes him out.
  mutating func set(_ agent: Int, in profile: Int, _ entry: Occupancy?, at instant: Timestamp) {
    entries[agent] = entry
    let base = leaves.base[profile]
    var node = leaves.node(of: agent, in: profile)
    nodes[base + node].winner = entry == nil ? -1 : agent
    node /= 2
    while node > 0 {
      play(node, base, at: instant)
      node /= 2
    }
  }

  /// The least occupied of a profile.
  mutating func first(of profile: Int, at instant: Timestamp) -> Int? {
    let base = leaves.base[profile]
    replay(1, base, leaves.width[profile], at: instant)
    let winner = nodes[base + 1].winner
    return winner < 0 ? nil : winner
  }

  private mutating func replay(_ node: Int, _ base: Int, _ width: Int, at instant: Timestamp) {
    guard node < width, nodes[base + node].sureUntil <= instant else { return }
    replay(2 * node, base, width, at: instant)
    replay(2 * node + 1, base, width, at: instant)
    play(node, base, at: instant)
  }

  private mutating func play(_ node: Int, _ base: Int, at instant: Timestamp) {
    let (left, right) = (nodes[base + 2 * node], nodes[base + 2 * node + 1])
    var sureUntil = min(left.sureUntil, right.sureUntil)
    var winner = max(left.winner, right.winner)
    if left.winner >= 0, right.winner >= 0 {
      let (a, b) = (entries[left.winner]!, entries[right.winner]!)
      let leftWins = a.isBefore(b, at: instant)
      winner = leftWins ? left.winner : right.winner
      let end = leftWins ? a.loses(to: b, after: instant) : b.loses(to: a, after: instant)
      if let end { sureUntil = min(sureUntil, end) }
    }
    nodes[base + node] = Node(winner: winner, sureUntil: sureUntil)
  }
}
