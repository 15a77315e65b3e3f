public import CallModel

/// What one agent did in some days: whom he had by the records of calls, and how his time went by those of his day.
public struct AgentCounts: Hashable, Sendable {
  public var agent: AgentID
  /// Callers he had, counted by the time of their entering the queue.
  public var handled: Int64 = 0
  public var talk = Interval.zero
  public var hold = Interval.zero
  /// By state, as `agent_intervals` has them, cut to the days.
  public var offered = Interval.zero
  public var wrapUp = Interval.zero
  public var ready = Interval.zero
  public var notReady = Interval.zero
  public var talking = Interval.zero

  public init(agent: AgentID) { self.agent = agent }

  /// AHT: (talk + hold + wrap-up) / handled.
  public var handlingTime: Interval? {
    handled > 0 ? Interval(microseconds: (talk + hold + wrapUp).microseconds / handled) : nil
  }

  /// (offered + talk + hold + wrap-up) / (the same + ready), by the times of his day.
  public var occupancy: Share {
    let busy = (offered + talking + wrapUp).microseconds
    return Share(busy, of: busy + ready.microseconds)
  }

  public mutating func add(_ state: String, _ time: Interval) {
    switch AgentTimeKind(state: state) {
    case .offered: offered += time
    case .talking: talking += time
    case .wrapUp: wrapUp += time
    case .ready: ready += time
    case .notReady: notReady += time
    case nil: break
    }
  }
}

/// What an agent's state counts as.
public enum AgentTimeKind: Sendable {
  case offered, talking, wrapUp, ready, notReady

  private static let words: [(word: String, kind: AgentTimeKind)] = [
    ("offered", .offered), ("talking", .talking), ("held", .talking), ("consulting", .talking), ("wrap-up", .wrapUp),
    ("ready", .ready), ("not-ready", .notReady),
  ]

  /// `nil`: he was not there.
  public init?(state: String) {
    guard let known = Self.words.first(where: { $0.word == state }) else { return nil }
    self = known.kind
  }
}

/// How callers walked through one node of the menus.
public struct NodeCounts: Hashable, Sendable {
  public var node: NodeID
  public var visits: Int64
  /// Calls that came there at least once.
  public var calls: Int64
  /// Calls whose last node it was.
  public var ends: Int64

  public init(node: NodeID, visits: Int64, calls: Int64, ends: Int64) {
    self.node = node
    self.visits = visits
    self.calls = calls
    self.ends = ends
  }
}

/// Sessions by what they came to.
public struct SessionCounts: Hashable, Sendable {
  public var disposition: String
  public var sessions: Int64
  /// Ended in self-service with at least one operation done.
  public var contained: Int64

  public init(disposition: String, sessions: Int64, contained: Int64) {
    self.disposition = disposition
    self.sessions = sessions
    self.contained = contained
  }
}

/// Contacts of an agent, and how many of them were the first and the last about their matter.
public struct ContactCounts: Hashable, Sendable {
  /// Days in which the same customer's contact for the same reason is another of the same matter.
  public static let windowDays: Int64 = 7

  public var agent: AgentID
  public var contacts: Int64
  /// The customer came again for the same reason.
  public var repeated: Int64
  /// Asked by keys, the customer said that it was not solved, and did not come again.
  public var unsolved: Int64

  public init(agent: AgentID, contacts: Int64, repeated: Int64, unsolved: Int64) {
    self.agent = agent
    self.contacts = contacts
    self.repeated = repeated
    self.unsolved = unsolved
  }

  /// No contact of the same customer for the same reason in 7 days, and "solved" if asked.
  public var resolution: Share { Share(contacts - repeated - unsolved, of: contacts) }
}

/// Answers by keys about one agent.
public struct SurveyCounts: Hashable, Sendable {
  public var agent: AgentID
  public var answer: String
  public var answers: Int64

  public init(agent: AgentID, answer: String, answers: Int64) {
    self.agent = agent
    self.answer = answer
    self.answers = answers
  }
}

/// What callers said of an agent by keys.
public struct SatisfactionCounts: Hashable, Sendable {
  public var agent: AgentID
  /// To the question how satisfied.
  public var answers: Int64 = 0
  /// 1 to 5 each.
  public var points: Int64 = 0
  public var satisfied: Int64 = 0
  public var solved: Int64 = 0
  public var unsolved: Int64 = 0

  /// points / (5 x answers)
  public var satisfaction: Share { Share(points, of: 5 * answers) }

  /// In the order of the agents.
  public static func of(_ counts: [SurveyCounts]) -> [SatisfactionCounts] {
    var agents: [SatisfactionCounts] = []
    for count in counts {
      if agents.last?.agent != count.agent { agents.append(SatisfactionCounts(agent: count.agent)) }
      let last = agents.count - 1
      if let points = SurveyWords.satisfaction.first(where: { $0.word == count.answer })?.points {
        agents[last].answers += count.answers
        agents[last].points += points * count.answers
        if points >= 4 { agents[last].satisfied += count.answers }
      }
      if count.answer == SurveyWords.solved { agents[last].solved += count.answers }
      if count.answer == SurveyWords.unsolved { agents[last].unsolved += count.answers }
    }
    return agents
  }
}

/// Callbacks that callers were promised by keys, of one state.
public struct CallbackCounts: Hashable, Sendable {
  public var state: CallbackTask.State
  public var callbacks: Int64
  public var attempts: Int64
  /// Reached before they were due.
  public var inTime: Int64

  public init(state: CallbackTask.State, callbacks: Int64, attempts: Int64, inTime: Int64) {
    self.state = state
    self.callbacks = callbacks
    self.attempts = attempts
    self.inTime = inTime
  }
}

/// Visits of one branch that callers booked by keys [D2]. They stand in the bank, apart from those that agents book.
public struct KeyedVisitCounts: Hashable, Sendable {
  public var branch: String
  public var bookings: Int64

  public init(branch: String, bookings: Int64) {
    self.branch = branch
    self.bookings = bookings
  }
}

/// One visit of a branch that a caller has booked by keys, of which the centre knows where, for whom and since when.
public struct KeyedVisit: Sendable, Equatable {
  public var branch: String
  public var phone: String
  public var at: Timestamp

  public init(branch: String, phone: String, at: Timestamp) {
    self.branch = branch
    self.phone = phone
    self.at = at
  }
}

/// What the records of calls hold for reports; each list in the order of its names. Days are whole.
public protocol FigureSource {
  func queueCounts(in range: Range<Timestamp>, _ terms: ServiceTerms) throws -> [QueueCounts]
  func agentCounts(in range: Range<Timestamp>) throws -> [AgentCounts]
  /// How long the agent was logged in between two instants, of any day.
  func timeThere(_ agent: AgentID, in range: Range<Timestamp>) throws -> Interval
  func nodeCounts(in range: Range<Timestamp>) throws -> [NodeCounts]
  func sessionCounts(in range: Range<Timestamp>) throws -> [SessionCounts]
  func contactCounts(in range: Range<Timestamp>) throws -> [ContactCounts]
  func surveyCounts(in range: Range<Timestamp>) throws -> [SurveyCounts]
  func callbackCounts(in range: Range<Timestamp>) throws -> [CallbackCounts]
  /// By the instant of booking; `nil`: no bank is at hand that could tell.
  func keyedVisitCounts(in range: Range<Timestamp>) throws -> [KeyedVisitCounts]?
  /// By the instant of telling.
  func promiseCounts(in range: Range<Timestamp>) throws -> [PromiseCounts]
  /// The calls of which a figure is made, the newest first.
  func calls(of drill: DrillDown) throws -> [CallRecord]
  /// Those of which a figure of surveys is made.
  func surveyAnswers(of filter: DetailFilter<SurveyFigure>, agent: AgentID?) throws -> [SurveyAnswerRecord]
  func toldWaits(of filter: DetailFilter<PromiseFigure>, queue: QueueID?) throws -> [ToldWait]
  func callbacks(of filter: DetailFilter<CallbackFigure>, state: CallbackTask.State?) throws -> [CallbackTask]
}

/// Of which figure the calls are wanted.
public struct DrillDown: Hashable, Sendable {
  public enum Figure: String, CaseIterable, Sendable {
    case offered, answered, abandoned, callback, rejected
    case answeredInTime = "answered-in-time"
    case answeredLate = "answered-late"
    case abandonedShort = "abandoned-short"
    case contained, walked
    case ended = "ended-at"
    case repeated, unsolved
  }

  public var figure: Figure
  public var range: Range<Timestamp>
  public var terms: ServiceTerms
  public var queue: QueueID?
  public var agent: AgentID?
  public var node: NodeID?
  public var limit: Int

  public init(
    _ figure: Figure, in range: Range<Timestamp>, terms: ServiceTerms = ServiceTerms(), queue: QueueID? = nil,
    agent: AgentID? = nil, node: NodeID? = nil, limit: Int
  ) {
    self.figure = figure
    self.range = range
    self.terms = terms
    self.queue = queue
    self.agent = agent
    self.node = node
    self.limit = limit
  }
}
