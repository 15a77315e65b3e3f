public import ACD
public import CallModel

/// A recorded day under two configurations, over several seeds: what changes for each queue, and for whom it gets worse.
public struct Replay: Sendable {
  public static let confidence = 0.95
  /// Less than this is no change that a caller would notice.
  public static let noticeable = 1.0

  /// A figure under both configurations, over the seeds.
  public struct Figure: Sendable {
    public var before = SampleMean()
    public var after = SampleMean()
    /// Seed by seed, so that what both have in common falls out.
    public var difference = SampleMean()

    mutating func add(_ before: Double, _ after: Double) {
      self.before.add(before)
      self.after.add(after)
      difference.add(after - before)
    }

    public var halfWidth: Double { difference.halfWidth(confidence: Replay.confidence) }
    /// The interval of the difference doesn't hold 0.
    public var isChanged: Bool { abs(difference.mean) > max(halfWidth, 1e-12) }
  }

  public struct Queue: Sendable {
    public var queue: QueueID
    public var calls = 0
    /// As recorded.
    public var recordedServiceLevel: Double?
    public var recordedMeanWait: Double?
    public var recordedAbandoned: Double?
    public var serviceLevel = Figure()
    public var meanWait = Figure()
    public var abandoned = Figure()
    /// What Erlang says of the day, or why it can't say anything.
    public var erlang: ErlangFit
  }

  /// A caller for whom the other configuration is worse.
  public struct Loser: Sendable {
    public var call: CallID
    public var queue: QueueID
    public var at: Timestamp
    public var wait: Figure
    /// Share of the seeds in which he is answered.
    public var answered: Figure
  }

  public struct Comparison: Sendable {
    public var queues: [Queue]
    /// Those who lose most first.
    public var losers: [Loser]
    public var winners: Int
    /// Recorded agents and queues that a configuration doesn't have, in words.
    public var remarks: [String]
  }

  public struct Unsuitable: Error, CustomStringConvertible { public var description: String }

  private let day: RecordedDay
  private let before: ACDConfiguration
  private let after: ACDConfiguration

  public init(day: RecordedDay, before: ACDConfiguration, after: ACDConfiguration) throws(Unsuitable) {
    guard !day.calls.isEmpty else { throw Unsuitable(description: "no call of that day came to a queue") }
    guard day.calls.contains(where: { $0.handling != nil }) else {
      throw Unsuitable(description: "no call of that day was answered, so nobody knows how long calls take")
    }
    guard !day.presences.isEmpty else { throw Unsuitable(description: "no agent was there on that day") }
    for configuration in [before, after] where !day.presences.contains(where: { configuration.has($0.agent) }) {
      throw Unsuitable(
        description: "none of the agents of that day is among those of the settings, so nobody would answer")
    }
    self.day = day
    self.before = before
    self.after = after
  }

  public func run(seeds: Int, firstSeed: UInt64 = 1, progress: (Int) -> Void = { _ in }) -> Comparison {
    let names = day.queues
    var queues = names.map { summary(of: $0) }
    var losers = day.calls.map { Loser(call: $0.call, queue: $0.queue, at: $0.at, wait: Figure(), answered: Figure()) }
    for seed in 0..<seeds {
      let lives = lives(firstSeed &+ UInt64(seed))
      var first = ReplayRun(day: day, lives: lives, configuration: before)
      var second = ReplayRun(day: day, lives: lives, configuration: after)
      let (old, new) = (first.run(), second.run())
      for (index, name) in names.enumerated() {
        let target = target(of: name)
        let (a, b) = (tally(old, name, target), tally(new, name, target))
        queues[index].serviceLevel.add(a.level, b.level)
        queues[index].meanWait.add(a.wait, b.wait)
        queues[index].abandoned.add(a.abandoned, b.abandoned)
      }
      for index in losers.indices {
        guard let a = old[index], let b = new[index] else { continue }
        losers[index].wait.add(a.waited.fractionalSeconds, b.waited.fractionalSeconds)
        losers[index].answered.add(a.outcome == .answered ? 1 : 0, b.outcome == .answered ? 1 : 0)
      }
      progress(seed + 1)
    }
    let winners = losers.count { $0.wait.isChanged && $0.wait.difference.mean <= -Self.noticeable && !Self.isWorse($0) }
    let worse = losers.filter(Self.isWorse).sorted {
      ($1.wait.difference.mean, $0.at, $0.call) < ($0.wait.difference.mean, $1.at, $1.call)
    }
    return Comparison(queues: queues, losers: worse, winners: winners, remarks: remarks)
  }

  /// Waits noticeably longer, or is answered less often; surely so, not by chance.
  private static func isWorse(_ loser: Loser) -> Bool {
    let waitsLonger = loser.wait.isChanged && loser.wait.difference.mean >= noticeable
    return waitsLonger || loser.answered.isChanged && loser.answered.difference.mean < 0
  }

  private var remarks: [String] {
    var remarks: [String] = []
    let both = [(before, "the present"), (after, "the other")]
    for (configuration, which) in before == after ? [both[0]] : both {
      let agents = Set(day.presences.map(\.agent)).subtracting(configuration.agents.map(\.id)).sorted()
      if !agents.isEmpty {
        remarks.append("agents who are not in \(which) configuration: \(Self.list(agents.map(\.text)))")
      }
      let queues = Set(day.queues).subtracting(configuration.queues.map(\.id)).sorted()
      if !queues.isEmpty {
        remarks.append("queues that are not in \(which) configuration: \(Self.list(queues.map(\.text)))")
      }
    }
    return remarks
  }

  private static let mostNamed = 5

  private static func list(_ names: [String]) -> String {
    let more = names.count > mostNamed ? ", and \(names.count - mostNamed) more" : ""
    return names.prefix(mostNamed).joined(separator: ", ") + more
  }

  // MARK: - What chance decides

  private func lives(_ seed: UInt64) -> [ReplayRun.Life] {
    var patience: [QueueID: KaplanMeier] = [:]
    var handling: [QueueID: [Interval]] = [:]
    for name in day.queues {
      patience[name] = day.patience(in: name)
      handling[name] = day.calls.filter { $0.queue == name }.compactMap(\.handling)
    }
    let all = day.calls.compactMap(\.handling)
    return day.calls.enumerated().map { index, call in
      var random = SplitMix64(seed: seed, replication: index, stream: 3)
      let others = handling[call.queue].flatMap { $0.isEmpty ? nil : $0 } ?? all
      let drawn = random.pick(others)
      let beyond = patience[call.queue]!.draw(beyond: call.waited.fractionalSeconds, &random)
      let wrapUp = day.wrapUps.isEmpty ? .zero : random.pick(day.wrapUps)
      let answersAfter = day.answerTimes.isEmpty ? .zero : random.pick(day.answerTimes)
      return ReplayRun.Life(
        patience: call.outcome == .abandoned ? call.waited : beyond.map { Interval(fractionalSeconds: $0) },
        handling: call.handling ?? drawn, wrapUp: wrapUp, answersAfter: answersAfter)
    }
  }

  // MARK: - Figures

  private func target(of queue: QueueID) -> Interval {
    (before.queues.first { $0.id == queue } ?? after.queues.first { $0.id == queue })?.serviceLevel.within
      ?? .seconds(20)
  }

  private func tally(
    _ results: [ReplayRun.Result?], _ queue: QueueID, _ target: Interval
  ) -> (level: Double, wait: Double, abandoned: Double) {
    var (answered, inTime, abandoned, count, wait) = (0, 0, 0, 0, 0.0)
    for (index, call) in day.calls.enumerated() where call.queue == queue {
      guard let result = results[index] else { continue }
      count += 1
      wait += result.waited.fractionalSeconds
      switch result.outcome {
      case .answered:
        answered += 1
        inTime += result.waited <= target ? 1 : 0
      case .abandoned: abandoned += 1
      case .left: break
      }
    }
    let level = answered + abandoned > 0 ? Double(inTime) / Double(answered + abandoned) : 0
    return (level, count > 0 ? wait / Double(count) : 0, Double(abandoned))
  }

  private func summary(of queue: QueueID) -> Queue {
    let results = day.calls.map { Optional(ReplayRun.Result(outcome: $0.outcome, waited: $0.waited)) }
    let recorded = tally(results, queue, target(of: queue))
    return Queue(
      queue: queue, calls: day.calls.count { $0.queue == queue }, recordedServiceLevel: recorded.level,
      recordedMeanWait: recorded.wait, recordedAbandoned: recorded.abandoned,
      erlang: ErlangFit(day: day, queue: queue, configuration: before, target: target(of: queue)))
  }
}

extension ACDConfiguration {
  fileprivate func has(_ agent: AgentID) -> Bool { agents.contains { $0.id == agent } }
}
