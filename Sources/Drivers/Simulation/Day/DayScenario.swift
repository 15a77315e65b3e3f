public import CallModel

/// A day of a centre, as a scenario describes it: who calls when, what callers press, how long they wait, and who is
/// there to answer. Everything in it is made up; the switchboard that it is played on is the daemon's.
public struct DayScenario: Sendable {
  /// Calls between two times of day, as a Poisson process.
  public struct Arrivals: Sendable {
    public var from: Interval
    public var to: Interval
    public var callsPerHour: Double

    public init(from: Interval, to: Interval, callsPerHour: Double) {
      self.from = from
      self.to = to
      self.callsPerHour = callsPerHour
    }
  }

  /// A length of time that differs from case to case: exponential, or lognormal with a spread.
  public struct Law: Sendable {
    public var mean: Interval
    /// The standard deviation as a share of the mean; `nil`: exponential.
    public var spread: Double?

    public init(mean: Interval, spread: Double? = nil) {
      self.mean = mean
      self.spread = spread
    }
  }

  /// What a caller presses when asked at a node.
  public enum Answer: Sendable, Equatable {
    /// Keys, with what the caller knows by heart between them.
    case press([Part])
    case hangUp
    /// Says nothing and waits.
    case nothing

    public enum Part: Sendable, Equatable {
      case keys(Keys)
      case card
      case queryPassword
      case transactionPassword
    }
  }

  public struct Caller: Sendable {
    public var name: String
    /// Of all callers, in proportion to the other shares.
    public var share: Int
    /// Whether the calling number is that of a customer.
    public var isKnown: Bool
    public var answers: [NodeID: Answer]
    /// At nodes that `answers` doesn't name.
    public var otherwise: Answer
    /// Mean time of waiting for an agent before hanging up; `nil`: waits for ever.
    public var patience: Interval?
    /// Of those who hung up waiting, how many call again, and after how long, on average.
    public var redialPercent: Int
    public var redialAfter: Interval
    /// From the end of what is said to the first key, on average.
    public var thinks: Interval

    public init(
      name: String, share: Int, isKnown: Bool, answers: [NodeID: Answer], otherwise: Answer, patience: Interval?,
      redialPercent: Int, redialAfter: Interval, thinks: Interval
    ) {
      self.name = name
      self.share = share
      self.isKnown = isKnown
      self.answers = answers
      self.otherwise = otherwise
      self.patience = patience
      self.redialPercent = redialPercent
      self.redialAfter = redialAfter
      self.thinks = thinks
    }
  }

  /// Agents with the same skills and the same shift.
  public struct AgentGroup: Sendable {
    public struct Break: Sendable {
      public var at: Interval
      public var length: Interval

      public init(at: Interval, length: Interval) {
        self.at = at
        self.length = length
      }
    }

    public var name: String
    public var agents: [AgentID]
    public var from: Interval
    public var to: Interval
    public var breaks: [Break]
    /// How late agents begin, and breaks, at most: nobody moves all at once.
    public var stagger: Interval
    /// From the offer to its acceptance.
    public var answersAfter: Law
    /// Offers that are not heard.
    public var missesPercent: Int
    public var wrapUp: Law
    /// Multiplies the queue's handling time.
    public var pace: Double

    public init(
      name: String, agents: [AgentID], from: Interval, to: Interval, breaks: [Break], stagger: Interval,
      answersAfter: Law, missesPercent: Int, wrapUp: Law, pace: Double
    ) {
      self.name = name
      self.agents = agents
      self.from = from
      self.to = to
      self.breaks = breaks
      self.stagger = stagger
      self.answersAfter = answersAfter
      self.missesPercent = missesPercent
      self.wrapUp = wrapUp
      self.pace = pace
    }
  }

  public var name: String
  public var day: CivilDay
  public var seed: UInt64
  /// How the bank's link fails.
  public var hostFaults = HostFaults()
  public var arrivals: [Arrivals]
  public var callers: [Caller]
  public var groups: [AgentGroup]
  /// Conversations, by queue; `otherHandling` for queues without their own.
  public var handling: [QueueID: Law]
  public var otherHandling: Law

  public init(
    name: String, day: CivilDay, seed: UInt64, arrivals: [Arrivals], callers: [Caller], groups: [AgentGroup],
    handling: [QueueID: Law], otherHandling: Law
  ) {
    self.name = name
    self.day = day
    self.seed = seed
    self.arrivals = arrivals
    self.callers = callers
    self.groups = groups
    self.handling = handling
    self.otherHandling = otherHandling
  }

  public var midnight: Timestamp { CivilTime(day: day, timeOfDay: .zero).instant() }

  /// Calls to be expected.
  public var expectedCalls: Double {
    arrivals.reduce(0) { $0 + $1.callsPerHour * ($1.to - $1.from).fractionalSeconds / 3_600 }
  }
}

extension DayScenario.Law {
  func draw(_ random: inout SplitMix64) -> Interval {
    let mean = self.mean.fractionalSeconds
    guard let spread else { return Interval(fractionalSeconds: mean * random.nextExponential()) }
    return Interval(fractionalSeconds: mean * random.nextLognormal(spread: spread))
  }
}
