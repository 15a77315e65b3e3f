import ACD

/// Holds the production scheduler against one row of theory.
///
/// Each figure agrees whose exact value lies within the 99.9 % interval of independent replications. With hundreds of
/// figures one in a thousand lies outside by chance; so a row with one outside is simulated again, with other seeds
/// and four times the replications, and what the second series alone says about that figure stands. A scheduler
/// that is wrong lies further outside in the second, narrower interval; chance would have to strike twice.
public struct OracleCheck: Sendable {
  public static let confidence = 0.999
  public static let defaultReplications = 30
  public static let defaultSeed: UInt64 = 20_260_101
  /// How much longer the second series is.
  static let confirmation = 4
  /// Counted calls of a replication.
  static let calls = 20_000...200_000
  /// Mean waits near saturation: about 31 / (eps^2 (1 - rho)^2) calls for a relative error of eps.
  static let relativeError = 0.05

  public enum Verdict: String, Hashable, Sendable {
    case agrees
    /// Outside at first, and within in the second, longer series.
    case agreesWhenRepeated = "agrees when repeated"
    case disagrees
    /// So near saturation that this figure converges too slowly to judge by; the row is judged by its others.
    case notJudged = "not judged"
    case fair
    case unfair
    /// Agents of a strategy that doesn't promise to treat equals equally.
    case unfairByDesign = "unfair, as its strategy is"
  }

  public struct Line: Hashable, Sendable {
    public var name: String
    /// `nil` for fairness, which is held against a bound.
    public var exact: Double?
    public var simulated: Double
    public var halfWidth: Double
    public var verdict: Verdict
  }

  public struct Result: Hashable, Sendable {
    public var id: String
    public var lines: [Line]
    public var replications: Int
    public var callsEach: Int
    /// What the engine's audit found while it ran.
    public var auditFindings: [String]

    public var agrees: Bool {
      auditFindings.isEmpty && lines.allSatisfy { $0.verdict != .disagrees && $0.verdict != .unfair }
    }
  }

  public let row: OracleRow
  private let replications: Int
  private let seed: UInt64
  private let callsEach: Int
  private let judgesMeans: Bool

  public init(
    row: OracleRow, replications: Int = defaultReplications, seed: UInt64 = defaultSeed, callsEach: Int? = nil
  ) {
    self.row = row
    self.replications = replications
    self.seed = seed
    let room = 1 - row.model.saturation
    let needed = 31 / (Self.relativeError * Self.relativeError * room * room) / Double(replications)
    self.callsEach = callsEach ?? Int(min(max(needed, Double(Self.calls.lowerBound)), Double(Self.calls.upperBound)))
    judgesMeans = needed <= Double(max(self.callsEach, Self.calls.upperBound))
  }

  /// Replications that it takes if all agrees at once.
  public var expectedReplications: Int { replications }

  public func run(progress: (Int) -> Void = { _ in }) throws(QueueingModel.Unsuitable) -> Result {
    let simulation = try QueueingSimulation(model: row.model, seed: seed, callsEach: callsEach)
    func series(_ range: Range<Int>) -> [QueueingTally] {
      range.map { replication in
        defer { progress(replication + 1) }
        return simulation.replicate(replication)
      }
    }
    var tallies = series(0..<replications)
    var lines = row.exact.map { line(for: $0, from: tallies) }
    if lines.contains(where: { $0.verdict == .disagrees }) {
      let second = series(replications..<replications * (1 + Self.confirmation))
      for (index, figure) in row.exact.enumerated() where lines[index].verdict == .disagrees {
        lines[index] = line(for: figure, from: second)
        if lines[index].verdict == .agrees { lines[index].verdict = .agreesWhenRepeated }
      }
      tallies += second
    }
    if let fairness = fairness(of: tallies) { lines.append(fairness) }
    return Result(
      id: row.id, lines: lines, replications: tallies.count, callsEach: callsEach,
      auditFindings: tallies.flatMap(\.auditFindings))
  }

  private func line(for figure: OracleRow.Figure, from tallies: [QueueingTally]) -> Line {
    let values = tallies.compactMap { row.value(of: figure, in: $0) }
    let sample = SampleMean(values)
    let halfWidth = sample.halfWidth(confidence: Self.confidence)
    var line = Line(
      name: row.name(of: figure), exact: figure.exact, simulated: sample.mean, halfWidth: halfWidth,
      verdict: .disagrees)
    // The exact figures have ten digits.
    let isWithin = abs(sample.mean - figure.exact) <= halfWidth + 1e-8 * max(1, abs(figure.exact))
    if values.count == tallies.count, isWithin, halfWidth.isFinite { line.verdict = .agrees }
    if !judgesMeans, figure.measure != .waits { line.verdict = .notJudged }
    return line
  }

  /// The smallest of Jain's indexes of agents' occupancy, over groups of agents who differ in nothing.
  private func fairness(of tallies: [QueueingTally]) -> Line? {
    var groups: [(key: [Double], agents: [Int])] = []
    for (agent, pool) in tallies[0].poolOfAgent.enumerated() {
      let key = self.key(ofPool: pool)
      if let known = groups.firstIndex(where: { $0.key == key }) {
        groups[known].agents.append(agent)
      } else {
        groups.append((key, [agent]))
      }
    }
    let indexes = groups.filter { $0.agents.count > 1 }.map { group in
      JainIndex.of(group.agents.map { agent in tallies.reduce(0) { $0 + $1.busySeconds[agent] } })
    }
    guard let smallest = indexes.min() else { return nil }
    let isFair = smallest >= JainIndex.fair
    let unfair: Verdict = row.model.agentSelection == .longestIdle ? .unfair : .unfairByDesign
    return Line(
      name: "fairness (Jain's index)", exact: nil, simulated: smallest, halfWidth: 0,
      verdict: isFair ? .fair : unfair)
  }

  /// Equal for pools whose agents differ in nothing that the scheduler or the callers see.
  private func key(ofPool index: Int) -> [Double] {
    let pool = row.model.pools[index]
    let places = row.model.classes.map { $0.prefersPools?.firstIndex(of: index).map(Double.init) ?? -1 }
    let kept = row.model.reservations.filter { $0.pool == index }.flatMap {
      [Double($0.callerClass), Double($0.idleAbove)]
    }
    let served = row.model.poolsPreferClassesInOrder ? pool.serves : pool.serves.sorted()
    return [pool.handlingSeconds] + places + kept + [-2] + served.map(Double.init)
  }
}
