import ACD
import CallModel

/// Erlang's answer for one queue of a recorded day, where the day is like his model; else the reasons why it isn't.
public struct ErlangFit: Sendable {
  public private(set) var answer: Erlang.Answer?
  public private(set) var agents = 0
  /// Why there is no answer, each a sentence without its full stop.
  public private(set) var reasons: [String] = []

  private static let fewestCalls = 30
  /// Standard deviation of the handling times as a share of their mean: 1 for Erlang's.
  private static let variation = 0.75...1.25

  init(day: RecordedDay, queue: QueueID, configuration: ACDConfiguration, target: Interval) {
    let calls = day.calls.filter { $0.queue == queue }
    let handling = calls.compactMap { $0.handling?.fractionalSeconds }
    guard calls.count >= Self.fewestCalls, handling.count >= Self.fewestCalls, let first = calls.first,
      let last = calls.last, last.at > first.at
    else {
      reasons = ["fewer than \(Self.fewestCalls) calls were answered"]
      return
    }
    let serving = configuration.agents.filter { Self.serves($0, queue, configuration) }
    let others = day.queues.filter { other in
      other != queue && serving.contains { Self.serves($0, other, configuration) }
    }
    if !others.isEmpty {
      reasons.append("its agents also serve \(others.map(\.text).joined(separator: ", "))")
    }
    let range = first.at..<last.at
    checkArrivals(calls.map(\.at), range)
    let staff = staffing(day, Set(serving.map(\.id)), range)
    let mean = handling.reduce(0, +) / Double(handling.count)
    let deviation = (handling.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(handling.count)).squareRoot()
    if !Self.variation.contains(deviation / mean) {
      reasons.append("handling times are not exponential: their variation is \(Self.short(deviation / mean)), not 1")
    }
    guard reasons.isEmpty, let staff, staff > 0 else { return }
    agents = staff
    // An agent is busy for an erlang's while he codes, too.
    let work = day.wrapUps.reduce(0) { $0 + $1.fractionalSeconds } / Double(max(1, day.wrapUps.count))
    let hazard = day.patience(in: queue).hazard
    let rate = Double(calls.count) / (range.upperBound - range.lowerBound).fractionalSeconds
    answer = Erlang(
      arrivalsPerSecond: rate, handlingSeconds: mean + work, patienceSeconds: hazard > 0 ? 1 / hazard : nil,
      agents: staff
    ).answer(targetSeconds: target.fractionalSeconds)
    if answer == nil { reasons.append("more work came than its agents can do") }
  }

  /// Counts of half hours as those of a steady Poisson process: their index of dispersion within 99.9 %.
  private mutating func checkArrivals(_ instants: [Timestamp], _ range: Range<Timestamp>) {
    let slots = Int((range.upperBound - range.lowerBound).microseconds / DayFigures.slotLength.microseconds)
    guard slots >= 2 else { return }
    var counts = Array(repeating: 0.0, count: slots)
    for instant in instants {
      let slot = Int((instant - range.lowerBound).microseconds / DayFigures.slotLength.microseconds)
      if slot < slots { counts[slot] += 1 }
    }
    let mean = counts.reduce(0, +) / Double(slots)
    let chiSquare = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(mean, 1e-9)
    let freedom = Double(slots - 1)
    // The normal approximation of the chi-square quantile.
    if chiSquare > freedom + 3.09 * (2 * freedom).squareRoot() {
      reasons.append("calls came unevenly: \(Int(counts.min() ?? 0)) to \(Int(counts.max() ?? 0)) in half an hour")
    }
  }

  /// The number of agents while calls came, if it was always the same.
  private mutating func staffing(_ day: RecordedDay, _ serving: Set<AgentID>, _ range: Range<Timestamp>) -> Int? {
    let samples = 48
    let step = Interval(microseconds: (range.upperBound - range.lowerBound).microseconds / Int64(samples))
    let present = day.presences.filter { serving.contains($0.agent) }
    let counts = (0..<samples).map { sample in
      let at = range.lowerBound + step * Int64(sample)
      return present.count { $0.from <= at && at < $0.to }
    }
    guard let fewest = counts.min(), let most = counts.max() else { return nil }
    if fewest != most {
      reasons.append("its agents came and went: \(fewest) to \(most)")
      return nil
    }
    return most
  }

  private static func serves(_ agent: AgentConfiguration, _ queue: QueueID, _ configuration: ACDConfiguration) -> Bool {
    guard let ring = configuration.queues.first(where: { $0.id == queue })?.rings.last else { return false }
    return ring.requirements.allSatisfy { wanted in
      agent.skills.contains { $0.skill == wanted.skill && $0.level >= wanted.level }
    }
  }

  private static func short(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
